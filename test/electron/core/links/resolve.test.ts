import { describe, expect, it } from 'vitest'

import { resolveLink } from '#core/links/resolve'
import type { MirrorPort } from '#core/ports'
import type { Connection } from '#core/workspace/connection'
import { formatDeepLink } from '#shared/domain/deep-link'
import type { Profile } from '#shared/domain/profile'
import { accountId, opportunityId, orgId, rules } from '#test/builders'
import { aProfile } from '#test/fakes/open-core'

const connection = {
  org: { id: orgId, lightningUrl: 'https://northwind.lightning.force.com' },
  environment: { id: 'env-1', slug: 'northwind' },
} as unknown as Connection

const mirrorWith = (deals: Readonly<Record<string, readonly string[]>>): MirrorPort => {
  const idsOf = (key: string) => deals[key] ?? []
  return { idsByAccount: idsOf, idsByCustomer: idsOf, idsBySubscription: idsOf } as unknown as MirrorPort
}

const settings: { redirectUrl: string | null; profile: () => Profile } = {
  redirectUrl: null,
  profile: () => aProfile({ rules: rules({ redirectUrl: settings.redirectUrl }) }),
}

const resolve = (text: string, deals: Readonly<Record<string, readonly string[]>> = {}) =>
  resolveLink(text, connection, { mirror: mirrorWith(deals), stiggAppUrl: 'https://app.stigg.io', settings })

describe('where a link leads', () => {
  it('is the deal itself for its ID, its address, and the app’s own link', () => {
    const appLink = formatDeepLink({ kind: 'opportunity', id: opportunityId, orgId, environmentId: 'env-1' })
    const address = `https://northwind.lightning.force.com/lightning/r/Opportunity/${opportunityId}/view`
    for (const text of [opportunityId, opportunityId.slice(0, 15), address, appLink]) {
      expect(resolve(text)).toMatchObject({ ok: true, value: { path: `/inbox/${opportunityId}` } })
    }
  })

  it('is the page of an account, a customer or a subscription, however many deals it has', () => {
    expect(resolve(accountId, { [accountId]: [opportunityId] })).toMatchObject({
      value: { kind: 'account', opportunityIds: [opportunityId], path: `/accounts/${accountId}` },
    })
    expect(resolve(accountId, { [accountId]: ['a', 'b'] })).toMatchObject({
      value: { kind: 'account', opportunityIds: ['a', 'b'], path: `/accounts/${accountId}` },
    })
    expect(resolve('https://app.stigg.io/northwind/customers/acme', { acme: ['a', 'b'] })).toMatchObject({
      value: { kind: 'customer', opportunityIds: ['a', 'b'], path: '/customers/acme' },
    })
    const dots = formatDeepLink({ kind: 'customer', id: '..', orgId, environmentId: 'env-1' })
    expect(resolve(dots)).toMatchObject({ value: { path: '/customers' } })
    const ofSubscription = formatDeepLink({ kind: 'subscription', id: 'sub 1', orgId, environmentId: 'env-1' })
    expect(resolve(ofSubscription)).toMatchObject({ value: { kind: 'subscription', path: '/subscriptions/sub%201' } })
  })

  it('is known for a bare Stigg ID where a deal has it', () => {
    expect(resolve('customer-acme', { 'customer-acme': [opportunityId] })).toMatchObject({
      value: { kind: 'customer', opportunityIds: [opportunityId] },
    })
    expect(resolve('customer-nobody')).toMatchObject({ ok: false, failure: { code: 'link.invalid' } })
  })

  it('is said to be no record for a list view, and for an object without a page here', () => {
    expect(resolve('https://northwind.lightning.force.com/lightning/o/Opportunity/list')).toMatchObject({
      failure: { code: 'link.no-record', facts: { service: 'salesforce', what: 'list' } },
    })
    expect(resolve('01t5g00000EfGhI')).toMatchObject({
      failure: { code: 'link.no-record', facts: { object: 'Product2' } },
    })
    expect(resolve('https://app.stigg.io/northwind/plans')).toMatchObject({ failure: { code: 'link.no-record' } })
  })

  it('is the same by way of the company’s redirect page, and for both copied links at once', () => {
    const appLink = formatDeepLink({ kind: 'opportunity', id: opportunityId, orgId, environmentId: 'env-1' })
    const through = `https://go.northwind.example/to?link=${encodeURIComponent(appLink)}`
    const address = `https://northwind.lightning.force.com/lightning/r/Opportunity/${opportunityId}/view`
    settings.redirectUrl = 'https://go.northwind.example/to?link={link}'
    for (const text of [through, `${through}\n${address}`, `${appLink} ${address}`]) {
      expect(resolve(text)).toMatchObject({ ok: true, value: { path: `/inbox/${opportunityId}` } })
    }
    settings.redirectUrl = null
    expect(resolve(through)).toMatchObject({ ok: false, failure: { code: 'link.invalid' } })
  })

  it('is nowhere for half of a character pair, and no defect', () => {
    expect(resolve('\ud800')).toMatchObject({ ok: false, failure: { code: 'link.invalid' } })
  })

  it('asks to switch instead of going to another org or environment', () => {
    const other = formatDeepLink({ kind: 'opportunity', id: opportunityId, orgId, environmentId: 'env-2' })
    expect(resolve(other)).toMatchObject({ failure: { code: 'link.other-profile' } })
    expect(resolve('https://globex.lightning.force.com/lightning/r/Account/0015g00000BcDeFAAV/view')).toMatchObject({
      failure: { code: 'link.other-profile' },
    })
  })
})
