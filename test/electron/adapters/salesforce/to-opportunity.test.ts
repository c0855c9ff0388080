import { describe, expect, it } from 'vitest'

import { toContacts } from '#adapters/salesforce/to-contacts'
import { toOpportunity } from '#adapters/salesforce/to-opportunity'
import type { MappingFields } from '#shared/domain/profile'

import { failureOf, value } from './open-salesforce.ts'

const fields: MappingFields = {
  productType: null,
  productId: null,
  lineType: null,
  lineId: null,
  customerId: { object: 'Account', field: 'Key__c', label: '', foundBy: 'chosen', updateable: true, length: 18 },
  customerUrl: null,
  subscriptionId: {
    object: 'Opportunity',
    field: 'Sub__c',
    label: '',
    foundBy: 'chosen',
    updateable: true,
    length: 18,
  },
}

const record = (vary: Record<string, unknown> = {}) => ({
  Id: '0065g00000CdEfGAAV',
  Name: 'Acme – Enterprise 2027',
  StageName: 'Closed Won',
  IsWon: true,
  IsClosed: true,
  CloseDate: '2026-11-18',
  Amount: 48000.0,
  CurrencyIsoCode: 'EUR',
  AccountId: '0015g00000BcDeFAAV',
  Account: {
    Id: '0015g00000BcDeFAAV',
    Name: 'Acme',
    LastModifiedDate: '2026-11-18T16:20:31.000+0000',
    Key__c: 'customer-acme',
  },
  Sub__c: 'subscription-1',
  SystemModstamp: '2026-11-18T16:20:31.000+0000',
  ...vary,
})

describe('toOpportunity', () => {
  it('parses a record with its account, fields of the org by their own names', () => {
    const { opportunity, account } = value(toOpportunity(record(), fields, 'usd'))
    expect(opportunity).toMatchObject({
      amount: '48000',
      currency: 'eur',
      accountName: 'Acme',
      subscriptionId: 'subscription-1',
      systemModstamp: '2026-11-18T16:20:31.000Z',
      ownerName: null,
      type: null,
    })
    expect(account).toEqual({
      id: '0015g00000BcDeFAAV',
      name: 'Acme',
      website: null,
      stiggCustomerId: 'customer-acme',
      stiggCustomerUrl: null,
      lastModifiedDate: '2026-11-18T16:20:31.000Z',
    })
  })

  it('takes the org’s currency where records have none of their own', () => {
    expect(value(toOpportunity(record({ CurrencyIsoCode: undefined }), fields, 'gbp')).opportunity.currency).toBe('gbp')
  })

  it('takes a deal without an account or an amount as it is', () => {
    const { opportunity, account } = value(
      toOpportunity(record({ AccountId: null, Account: null, Amount: null }), fields, 'usd'),
    )
    expect([opportunity.accountId, opportunity.amount, account]).toEqual([null, null, null])
  })

  it('fails on a record of another shape', () => {
    expect(failureOf(toOpportunity(record({ SystemModstamp: 'yesterday' }), fields, 'usd')).facts['field']).toBe(
      'SystemModstamp',
    )
    expect(failureOf(toOpportunity(record({ CloseDate: null }), fields, 'usd')).facts['field']).toBe('CloseDate')
  })
})

describe('toContacts', () => {
  const contact = (id: string, name: string) => ({ Id: id, Name: name, Email: `${name}@acme.example`, Title: null })
  const ada = contact('0035g00000HiJkLAAV', 'ada')
  const bob = contact('0035g00000HiJkMAAV', 'bob')
  const eve = contact('0035g00000HiJkNAAV', 'eve')

  it('lists each person once, the primary contact first, then the deal’s others, then the account’s', () => {
    const roles = [
      { Role: 'Billing', IsPrimary: false, Contact: bob },
      { Role: 'Evaluator', IsPrimary: false, Contact: eve },
      { Role: 'Decision Maker', IsPrimary: true, Contact: eve },
    ]
    const contacts = value(toContacts([ada, bob], roles))
    expect(contacts.map(({ name, role, isPrimary }) => [name, role, isPrimary])).toEqual([
      ['eve', 'Decision Maker', true],
      ['bob', 'Billing', false],
      ['ada', null, false],
    ])
  })
})
