import { describe, expect, it } from 'vitest'

import { lightningUrlOf, salesforceRecordUrl, stiggUrl, subscriptionPageUrl } from '#shared/domain/record-url'
import { accountId } from '#test/builders'

describe('an org’s pages', () => {
  it.each([
    ['https://acme.my.salesforce.com', 'https://acme.lightning.force.com'],
    ['https://acme--uat.sandbox.my.salesforce.com/', 'https://acme--uat.sandbox.lightning.force.com'],
    ['https://acme-dev-ed.develop.my.salesforce.com', 'https://acme-dev-ed.develop.lightning.force.com'],
    ['https://acme.my.salesforce.mil', 'https://acme.lightning.crmforce.mil'],
    ['https://acme.my-salesforce.com', 'https://acme.my-lightning.com'],
    ['https://acme.my.sfcrmproducts.cn', 'https://acme.lightning.sfcrmapps.cn'],
    ['https://na1.salesforce.com', 'https://na1.lightning.force.com'],
    ['http://127.0.0.1:4010/services', 'http://127.0.0.1:4010'],
  ])('of %s are at %s', (instance, lightning) => {
    expect(lightningUrlOf(instance)).toBe(lightning)
  })
})

describe('a record’s page', () => {
  it('names its object where it is known', () => {
    const lightning = 'https://acme.lightning.force.com'
    expect(salesforceRecordUrl(lightning, 'Account', accountId)).toBe(
      `${lightning}/lightning/r/Account/${accountId}/view`,
    )
    expect(salesforceRecordUrl(`${lightning}/`, null, accountId)).toBe(`${lightning}/lightning/r/${accountId}/view`)
  })
})

describe('a page of Stigg', () => {
  it('has the ID in its place, percent-encoded', () => {
    expect(stiggUrl('https://app.stigg.io/prod/customers/{customerId}', 'a/b $& 100%')).toBe(
      'https://app.stigg.io/prod/customers/a%2Fb%20%24%26%20100%25',
    )
    expect(stiggUrl('https://app.stigg.io/prod/subscriptions/{subscriptionId}', 'sub-1')).toBe(
      'https://app.stigg.io/prod/subscriptions/sub-1',
    )
  })

  it('of a subscription has the customer’s ID in the customer’s place, and is none where that is not known', () => {
    const below = 'https://app.stigg.io/prod/customers/{customerId}/subscriptions/{subscriptionId}'
    expect(subscriptionPageUrl(below, 'sub-1', 'a/b')).toBe(
      'https://app.stigg.io/prod/customers/a%2Fb/subscriptions/sub-1',
    )
    expect(subscriptionPageUrl(below, 'sub-1', null)).toBeNull()
    expect(subscriptionPageUrl('https://app.stigg.io/prod/subscriptions/{subscriptionId}', 'sub-1', null)).toBe(
      'https://app.stigg.io/prod/subscriptions/sub-1',
    )
  })
})
