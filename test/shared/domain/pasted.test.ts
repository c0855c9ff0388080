import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { parsePasted, type PastedContext } from '#shared/domain/pasted'
import { accountId, opportunityId, orgId } from '#test/builders'

const context: PastedContext = {
  lightningUrl: 'https://northwind.lightning.force.com',
  instanceUrl: 'https://northwind.my.salesforce.com',
  stiggAppUrl: 'https://app.stigg.io',
  environmentSlug: 'production-9bb95b22',
  orgId,
}
const lightning = 'https://northwind.lightning.force.com'
const instance = 'https://northwind.my.salesforce.com'
const opportunity = { kind: 'opportunity', id: opportunityId }
const account = { kind: 'account', id: accountId }

describe('a pasted ID', () => {
  it.each([
    ['0065g00000CdEfG', opportunity],
    [' 0065g00000CdEfGAAV\n', opportunity],
    [opportunityId.toLowerCase(), opportunity],
    ['0015g00000BcDeF', account],
    ['01t5g00000EfGhI', { kind: 'record', object: 'Product2', id: '01t5g00000EfGhIAAV' }],
  ])('%s is a record of Salesforce', (text, expected) => {
    expect(parsePasted(text, context)).toEqual(expected)
  })

  it.each(['0065g00000CdEfG999', 'plan-enterprise', 'subscription-team', 'abcdefghijklmno', '006', ''])(
    '%s is words, because nothing in its shape says what it is',
    (text) => {
      expect(parsePasted(text, context)).toEqual({ kind: 'words', text })
    },
  )

  it('that holds half of a character pair is words, in an address too', () => {
    for (const text of [`${lightning}/lightning/r/Opportunity/${opportunityId}/view\ud800`, 'customer\udc00']) {
      expect(parsePasted(text, context)).toEqual({ kind: 'words', text })
    }
  })

  it('of another org is another org', () => {
    expect(parsePasted('00D5g000004AbCd', context)).toMatchObject({ kind: 'other-org' })
    expect(parsePasted(orgId, context)).toEqual({ kind: 'record', object: 'Organization', id: orgId })
  })
})

describe('a pasted Salesforce address', () => {
  it.each([
    `${lightning}/lightning/r/Opportunity/${opportunityId}/view`,
    `${lightning}/lightning/r/Opportunity/0065g00000CdEfG/edit`,
    `${lightning}/lightning/r/Opportunity/${opportunityId}/related/OpportunityLineItems/view`,
    `${lightning}/lightning/r/Opportunity/${opportunityId}`,
    `${lightning}/lightning/r/${opportunityId}/view`,
    `${lightning}/lightning/app/06m5g000000abcdAAA/r/Opportunity/${opportunityId}/view`,
    `${lightning}/lightning/page/x?ws=${encodeURIComponent(`/lightning/r/Opportunity/${opportunityId}/view`)}`,
    `${lightning}/lightning/r/Opportunity/${opportunityId}/view?ws=${encodeURIComponent(`/lightning/r/Account/${accountId}/view`)}`,
    `${lightning}/one/one.app#/sObject/${opportunityId}/view`,
    `${lightning}/one/one.app#/alohaRedirect/${opportunityId}`,
    `${instance}/${opportunityId}`,
    `${instance}/0065g00000CdEfG/e`,
    `${instance}/p/opp/OpportunityView?id=${opportunityId}`,
    `${instance}/lightning/r/Opportunity/${opportunityId}/view`,
    `https://northwind--c.vf.force.com/apex/Page?id=${opportunityId}`,
    `https://northwind.my.salesforce-setup.com/x?recordId=${opportunityId}`,
    `<${lightning}/lightning/r/Opportunity/${opportunityId}/view>`,
    `HTTPS://NORTHWIND.lightning.force.com/lightning/r/Opportunity/${opportunityId}/view`,
  ])('%s leads to the opportunity', (text) => {
    expect(parsePasted(text, context)).toEqual(opportunity)
  })

  it('leads to records of other objects too', () => {
    expect(parsePasted(`${lightning}/lightning/r/Account/${accountId}/view`, context)).toEqual(account)
    expect(parsePasted(`${lightning}/lightning/r/SBQQ__Quote__c/a0L5g00000AbCdE/view`, context)).toMatchObject({
      kind: 'record',
      object: 'SBQQ__Quote__c',
    })
    expect(parsePasted(`${instance}/a0L5g00000AbCdE`, context)).toMatchObject({ kind: 'record', object: null })
  })

  it.each([
    `https://globex.lightning.force.com/lightning/r/Opportunity/${opportunityId}/view`,
    `https://northwind--uat.sandbox.lightning.force.com/lightning/r/Opportunity/${opportunityId}/view`,
    `https://na1.salesforce.com/${opportunityId}`,
  ])('%s belongs to another org', (text) => {
    expect(parsePasted(text, context)).toEqual({ kind: 'other-org', host: new URL(text).hostname })
  })

  it('of a sandbox is known by its whole name', () => {
    const sandbox = { ...context, lightningUrl: 'https://northwind--uat.sandbox.lightning.force.com', instanceUrl: '' }
    const page = (host: string) => `https://${host}/lightning/r/Opportunity/${opportunityId}/view`
    expect(parsePasted(page('northwind--uat.sandbox.my.salesforce.com'), sandbox)).toEqual(opportunity)
    expect(parsePasted(page('northwind--uat--c.sandbox.vf.force.com'), sandbox)).toEqual(opportunity)
    expect(parsePasted(page('northwind--dev.sandbox.my.salesforce.com'), sandbox)).toMatchObject({ kind: 'other-org' })
  })

  it.each([
    [`${lightning}/lightning/o/Opportunity/list?filterName=Recent`, true],
    [`${lightning}/lightning/r/Account/${opportunityId}/view`, false],
    [`${lightning}/lightning/r/opportunity/${opportunityId}/view`, false],
    [`${lightning}/lightning/r/Opportunity/0065g00000CdEfG999/view`, false],
  ])('%s is a page that shows no one record', (text, isList) => {
    expect(parsePasted(text, context)).toEqual({ kind: 'page', service: 'salesforce', isList })
  })

  it.each([
    `http://northwind.lightning.force.com/lightning/r/Opportunity/${opportunityId}/view`,
    `https://northwind.lightning.force.com.evil.example/lightning/r/Opportunity/${opportunityId}/view`,
    `https://evil.example/${opportunityId}`,
    `javascript:${opportunityId}`,
  ])('%s is words', (text) => {
    expect(parsePasted(text, context)).toEqual({ kind: 'words', text })
  })
})

describe('a pasted Stigg address', () => {
  const app = 'https://app.stigg.io/production-9bb95b22'

  it('leads to a customer or a subscription, decoded', () => {
    expect(parsePasted(`${app}/customers/${accountId}`, context)).toEqual({ kind: 'customer', id: accountId })
    expect(parsePasted(`${app}/customers/acme%2Fone/subscriptions?tab=1`, context)).toEqual({
      kind: 'customer',
      id: 'acme/one',
    })
    expect(parsePasted(`${app}/subscriptions/subscription-team`, context)).toEqual({
      kind: 'subscription',
      id: 'subscription-team',
    })
  })

  it('of another environment says so', () => {
    expect(parsePasted('https://app.stigg.io/staging/customers/acme', context)).toEqual({
      kind: 'other-environment',
      slug: 'staging',
    })
  })

  it('leads to a subscription below its customer, and to an entry of the catalogue', () => {
    expect(parsePasted(`${app}/customers/acme/subscriptions/sub-1`, context)).toEqual({
      kind: 'subscription',
      id: 'sub-1',
    })
    expect(parsePasted(`${app}/plans/plan-team`, context)).toEqual({ kind: 'catalogue', id: 'plan-team' })
  })

  it('that shows no record is a list, or words', () => {
    expect(parsePasted(`${app}/customers`, context)).toEqual({ kind: 'page', service: 'stigg', isList: true })
    expect(parsePasted(`${app}/customers/%E0%A4%A`, context)).toMatchObject({ kind: 'words' })
  })
})

describe('addresses of the practice workspace', () => {
  const practice: PastedContext = {
    lightningUrl: 'http://127.0.0.1:4010',
    stiggAppUrl: 'http://127.0.0.1:4020',
    environmentSlug: 'practice',
    orgId,
  }

  it('count where they have its very origins', () => {
    expect(parsePasted(`http://127.0.0.1:4010/lightning/r/Opportunity/${opportunityId}/view`, practice)).toEqual(
      opportunity,
    )
    expect(parsePasted('http://127.0.0.1:4020/practice/customers/acme', practice)).toEqual({
      kind: 'customer',
      id: 'acme',
    })
  })

  it('do not count on another port', () => {
    const other = `http://127.0.0.1:4011/lightning/r/Opportunity/${opportunityId}/view`
    expect(parsePasted(other, practice)).toEqual({ kind: 'words', text: other })
  })

  it('do not make a real Stigg page one of them', () => {
    expect(parsePasted('https://app.stigg.io/practice/customers/acme', practice)).toEqual({
      kind: 'other-environment',
      slug: 'practice',
    })
  })
})

describe('a pasted link of this app', () => {
  it('is read as one, unless it belongs to another org', () => {
    const link = `stigg-companion://open/opportunity/${opportunityId}?org=${orgId}&env=e`
    expect(parsePasted(link, context)).toMatchObject({ kind: 'app-link', link: { kind: 'opportunity' } })
    expect(parsePasted(link, { ...context, orgId: '00D5g000004AbCd' })).toEqual({ kind: 'other-org', host: orgId })
  })
})

describe('any text', () => {
  it('is read without throwing, connected or not', () => {
    const address = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: 'binary' }),
    )
    const nowhere: PastedContext = { lightningUrl: '', stiggAppUrl: '', environmentSlug: '', orgId: '' }
    fc.assert(
      fc.property(address, fc.constantFrom(context, nowhere), (text, where) => {
        expect(parsePasted(text, where).kind).toBeTypeOf('string')
        expect(parsePasted(`${lightning}/${text}`, where).kind).toBeTypeOf('string')
      }),
    )
  })
})
