import { describe, expect, it } from 'vitest'

import { chooseCustomer } from '#shared/domain/customer-choice'
import { accountId, anAccount, aStiggCustomer } from '#test/builders'

describe('the customer of an account', () => {
  it('is the one that the account names', () => {
    const account = anAccount({ stiggCustomerId: ' acme ' })
    expect(chooseCustomer(account, [aStiggCustomer()])).toEqual({ id: 'acme', chosenBy: 'account-field' })
  })

  it('is else the one that is linked to it', () => {
    const linked = [aStiggCustomer({ id: 'acme-linked' })]
    expect(chooseCustomer(anAccount(), linked)).toEqual({ id: 'acme-linked', chosenBy: 'linked-customer' })
  })

  it('is else one under its own ID', () => {
    expect(chooseCustomer(anAccount({ stiggCustomerId: ' ' }), [])).toEqual({ id: accountId, chosenBy: 'account-id' })
  })

  it('is the same for everybody where several are linked: in use first, then by ID', () => {
    const linked = [
      aStiggCustomer({ id: 'a', archived: true }),
      aStiggCustomer({ id: 'c' }),
      aStiggCustomer({ id: 'b' }),
    ]
    expect(chooseCustomer(anAccount(), linked).id).toBe('b')
    expect(chooseCustomer(anAccount(), linked.toReversed()).id).toBe('b')
    expect(chooseCustomer(anAccount(), [...linked, aStiggCustomer()]).id).toBe(accountId)
  })
})
