import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { linkRows, type LinkAccount, type LinkCustomer } from '#shared/domain/link-states'

const first = '0015g00000BcDeFAAV'
const anAccount = (vary: Partial<LinkAccount> = {}): LinkAccount => ({
  id: first,
  name: 'Northwind Inc.',
  customerId: null,
  website: null,
  emails: [],
  ...vary,
})
const aCustomer = (vary: Partial<LinkCustomer> = {}): LinkCustomer => ({
  id: 'customer-northwind',
  name: null,
  email: null,
  accountId: null,
  ...vary,
})

describe('the state of a pair', () => {
  it('is linked where each names the other, whether by 15 or by 18 characters', () => {
    const rows = linkRows(
      [anAccount({ customerId: 'customer-northwind' })],
      [aCustomer({ accountId: first.slice(0, 15) })],
    )
    expect(rows).toMatchObject([{ state: 'linked', missing: [] }])
  })

  it.each([
    ['account', anAccount({ customerId: 'customer-northwind' }), aCustomer()],
    ['customer', anAccount(), aCustomer({ accountId: first })],
  ])('is one-sided where the %s alone names the other', (namedBy, account, customer) => {
    expect(linkRows([account], [customer])).toMatchObject([{ state: 'one-sided', namedBy }])
  })

  it('is broken where an ID leads nowhere, with the ID', () => {
    expect(linkRows([anAccount({ customerId: 'gone' })], [])).toMatchObject([{ state: 'broken', missing: ['gone'] }])
    expect(linkRows([], [aCustomer({ accountId: first })])).toMatchObject([{ state: 'broken', missing: [first] }])
    expect(linkRows([anAccount({ customerId: 'gone' })], [aCustomer({ accountId: first })])).toMatchObject([
      { state: 'broken', missing: ['gone'], accounts: [{ id: first }], customers: [{ id: 'customer-northwind' }] },
    ])
  })

  it('is conflicting where two accounts name one customer, and the reverse', () => {
    const two = [anAccount({ id: 'a', customerId: 'c' }), anAccount({ id: 'b', customerId: 'c' })]
    expect(linkRows(two, [aCustomer({ id: 'c', accountId: 'a' })])).toMatchObject([
      { state: 'conflicting', accounts: [{ id: 'a' }, { id: 'b' }] },
    ])
    const both = [aCustomer({ id: 'c', accountId: first }), aCustomer({ id: 'd', accountId: first })]
    expect(linkRows([anAccount()], both)).toMatchObject([
      { state: 'conflicting', customers: [{ id: 'c' }, { id: 'd' }] },
    ])
  })

  it('is orphaned where nothing ties a record to the other side', () => {
    expect(linkRows([anAccount()], [aCustomer()])).toMatchObject([{ state: 'orphaned' }, { state: 'orphaned' }])
  })
})

describe('a likely match', () => {
  it.each([
    [
      'domain',
      'northwind.example',
      { website: 'https://www.northwind.example/about' },
      { email: 'ap@Northwind.example' },
    ],
    ['domain', 'northwind.example', { website: 'northwind.example' }, { email: 'x@northwind.example', name: 'Other' }],
    ['email', 'pat@gmail.com', { emails: ['x@northwind.example', 'Pat@gmail.com'] }, { email: 'pat@gmail.com ' }],
    ['domain', 'northwind.example', { emails: ['pat@northwind.example'] }, { email: 'ap@northwind.example' }],
    ['name', 'northwind', { name: 'Northwind, Inc.' }, { name: 'NORTHWIND GmbH' }],
  ])('by %s says what the two have in common', (reason, value, account, customer) => {
    expect(linkRows([anAccount(account)], [aCustomer(customer)])).toMatchObject([
      { state: 'likely', because: { reason, value }, accounts: [{}], customers: [{}] },
    ])
  })

  it('is not made where several could be meant, nor by a mail provider', () => {
    const twins = [anAccount({ id: 'a' }), anAccount({ id: 'b' })]
    expect(linkRows(twins, [aCustomer({ name: 'Northwind' })]).map(({ state }) => state)).not.toContain('likely')
    const mail = linkRows([anAccount({ website: 'gmail.com' })], [aCustomer({ email: 'someone@gmail.com' })])
    expect(mail.map(({ state }) => state)).toEqual(['orphaned', 'orphaned'])
  })

  it.each(['gmail.com', 'outlook.de', 'yahoo.co.uk', 'web.de', 'proton.me'])(
    'is never made by two addresses of %s',
    (domain) => {
      const rows = linkRows([anAccount({ emails: [`pat@${domain}`] })], [aCustomer({ email: `sam@${domain}` })])
      expect(rows.map(({ state }) => state)).toEqual(['orphaned', 'orphaned'])
    },
  )

  it('is not made where the contacts of one account point to two customers', () => {
    const account = anAccount({ emails: ['a@one.example', 'b@two.example'] })
    const rows = linkRows(
      [account],
      [aCustomer({ email: 'x@one.example' }), aCustomer({ id: 'd', email: 'y@two.example' })],
    )
    expect(rows.map(({ state }) => state)).not.toContain('likely')
  })
})

const few = (prefix: string) => fc.integer({ min: 0, max: 9 }).map((n) => `${prefix}${n}`)
const name = fc.constantFrom('Northwind', 'Contoso Ltd', 'Fabrikam', '')
const someAccounts = fc.uniqueArray(
  fc.record({
    id: few('a'),
    name,
    customerId: fc.option(few('c')),
    website: fc.option(fc.constantFrom('northwind.example', 'https://contoso.example', 'not a site')),
    emails: fc.array(fc.constantFrom('a@northwind.example', 'z@contoso.example', 'me@gmail.com', 'no'), {
      maxLength: 3,
    }),
  }),
  { selector: ({ id }) => id },
)
const someCustomers = fc.uniqueArray(
  fc.record({
    id: few('c'),
    name: fc.option(name),
    email: fc.option(fc.constantFrom('a@northwind.example', 'b@contoso.example', '@', 'nobody')),
    accountId: fc.option(few('a')),
  }),
  { selector: ({ id }) => id },
)

describe('whatever the records', () => {
  it('each of them is in exactly one row', () => {
    fc.assert(
      fc.property(someAccounts, someCustomers, (accounts, customers) => {
        const rows = linkRows(accounts, customers)
        const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).toSorted()
        expect(ids(rows.flatMap((row) => row.accounts))).toEqual(ids(accounts))
        expect(ids(rows.flatMap((row) => row.customers))).toEqual(ids(customers))
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
      }),
    )
  })

  it('their order does not matter', () => {
    fc.assert(
      fc.property(someAccounts, someCustomers, (accounts, customers) => {
        expect(linkRows(accounts.toReversed(), customers.toReversed())).toEqual(linkRows(accounts, customers))
      }),
    )
  })
})
