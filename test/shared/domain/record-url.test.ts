import { describe, expect, it } from 'vitest'

import { lightningUrlOf, salesforceRecordUrl, stiggUrl } from '#shared/domain/record-url'
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
})
