import { describe, expect, it } from 'vitest'

import { billingEmailOf } from '#shared/domain/billing-email'
import { noEdits } from '#shared/domain/draft-edits'
import { aContact, aStiggCustomer } from '#test/builders'

const billing = aContact()
const primary = aContact({ id: 'p', email: 'cto@acme.example', role: 'Decision Maker', isPrimary: true })
const other = aContact({ id: 'o', email: 'dev@acme.example', role: null })

describe('the billing e-mail', () => {
  it('is the person’s choice, even of none', () => {
    const edits = { ...noEdits, billingEmail: null }
    expect(billingEmailOf(edits, aStiggCustomer(), [billing])).toEqual({ email: null, emailOrigin: 'edited' })
  })

  it('is else the one that Stigg has', () => {
    const customer = aStiggCustomer({ email: 'ap@acme.example' })
    expect(billingEmailOf(noEdits, customer, [billing])).toEqual({ email: 'ap@acme.example', emailOrigin: 'stigg' })
  })

  it.each([
    ['whose role is about billing', [other, primary, billing], 'billing@acme.example'],
    ['who is primary', [other, primary], 'cto@acme.example'],
    ['who alone has one', [aContact({ email: ' ', role: 'Billing' }), other], 'dev@acme.example'],
  ])('is else that of the contact %s', (_, contacts, email) => {
    expect(billingEmailOf(noEdits, null, contacts)).toEqual({ email, emailOrigin: 'contact' })
  })

  it('is none where several contacts could be meant', () => {
    const another = aContact({ id: 'a', role: null })
    expect(billingEmailOf(noEdits, aStiggCustomer({ email: null }), [other, another])).toEqual({
      email: null,
      emailOrigin: 'none',
    })
  })
})
