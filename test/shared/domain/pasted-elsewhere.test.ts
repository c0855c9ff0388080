import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { formatDeepLink } from '#shared/domain/deep-link'
import type { PastedContext } from '#shared/domain/pasted'
import { pastedElsewhere } from '#shared/domain/pasted-elsewhere'
import { stiggCloud, type ProfileConnection } from '#shared/domain/profile-connection'
import { accountId, opportunityId, orgId } from '#test/builders'

const connection = (company: string, slug: string | undefined, org = orgId): ProfileConnection => ({
  salesforce: { loginUrl: 'https://login.salesforce.com', clientId: 'c', redirectPorts: [7717] },
  stigg: stiggCloud,
  org: {
    id: org,
    name: company,
    isSandbox: false,
    username: 'olivia@example.com',
    lightningUrl: `https://${company}.lightning.force.com`,
  },
  environment: {
    id: `env-${slug ?? 'shy'}`,
    name: company,
    type: 'PRODUCTION',
    isNamed: false,
    ...(slug === undefined ? {} : { slug }),
  },
  isFinished: true,
})

const own = connection('northwind', 'production')
const here: PastedContext = {
  lightningUrl: 'https://northwind.lightning.force.com',
  stiggAppUrl: 'https://app.stigg.io',
  environmentSlug: 'production',
  orgId,
}
const otherOrg = '00D5g000004AbCdEAK'
const globex = connection('globex', 'staging', otherOrg)
const elsewhere = (text: string, other = globex, from: ProfileConnection | null = own) =>
  pastedElsewhere(text, here, from, other)
const linkTo = (kind: 'opportunity' | 'account' | 'customer' | 'subscription', id: string) => ({
  link: formatDeepLink({ kind, id, orgId: otherOrg, environmentId: 'env-staging' }),
})
const deal = (host: string) => `https://${host}/lightning/r/Opportunity/${opportunityId}/view`

describe('an address of Salesforce', () => {
  it.each([
    ['the org’s own pages', deal('globex.lightning.force.com')],
    ['its instance host', `https://globex.my.salesforce.com/${opportunityId}`],
    ['a host of its My Domain', deal('globex.my.salesforce-setup.com')],
  ])('of another profile’s org, on %s, leads to the record there', (_where, text) => {
    expect(elsewhere(text)).toEqual(linkTo('opportunity', opportunityId))
  })

  it('leads to an account too', () => {
    expect(elsewhere(`https://globex.lightning.force.com/lightning/r/Account/${accountId}/view`)).toEqual(
      linkTo('account', accountId),
    )
  })

  it('that shows nothing that has a page here names the profile alone', () => {
    expect(elsewhere('https://globex.lightning.force.com/lightning/o/Account/list')).toEqual({ link: null })
    expect(elsewhere('https://globex.lightning.force.com/lightning/r/Product2/01t5g00000EfGhIAAV/view')).toEqual({
      link: null,
    })
  })

  it.each([
    ['of the org that is open', deal('northwind.lightning.force.com')],
    ['of an org that no profile has', deal('initech.lightning.force.com')],
    ['of a sandbox of that org', deal('globex--uat.sandbox.lightning.force.com')],
    ['that merely looks like it', deal('globex.lightning.force.com.example')],
    ['without encryption', deal('globex.lightning.force.com').replace('https', 'http')],
  ])('%s is not of the other profile', (_which, text) => {
    expect(elsewhere(text)).toBeNull()
  })

  it('may be the org’s own ID alone', () => {
    expect(elsewhere(otherOrg)).toEqual({ link: null })
  })

  it('is not matched to an org that never told its pages, nor by a host that many orgs shared', () => {
    const untold = { id: otherOrg, name: 'globex', isSandbox: false, username: 'olivia@example.com' }
    expect(elsewhere(deal('globex.lightning.force.com'), { ...globex, org: untold })).toBeNull()
    expect(elsewhere(deal('globex.lightning.force.com'), { ...globex, org: null })).toBeNull()
    const old = connection('na15', 'staging', otherOrg)
    expect(elsewhere(deal('na15.lightning.force.com'), old)).toBeNull()
  })
})

describe('an address of Stigg’s app', () => {
  it('of another profile’s environment leads to the customer or the subscription there', () => {
    expect(elsewhere('https://app.stigg.io/staging/customers/acme')).toEqual(linkTo('customer', 'acme'))
    expect(elsewhere('https://app.stigg.io/staging/customers/acme/subscriptions/sub-1')).toEqual(
      linkTo('subscription', 'sub-1'),
    )
  })

  it('of an entry of the catalogue, or in a profile whose org is not known, names the profile alone', () => {
    expect(elsewhere('https://app.stigg.io/staging/plans/plan-team')).toEqual({ link: null })
    expect(elsewhere('https://app.stigg.io/staging/customers/acme', { ...globex, org: null })).toEqual({ link: null })
  })

  it('on a host of its own is told by that host', () => {
    const hosted = { ...globex, stigg: { ...stiggCloud, appUrl: 'https://stigg.globex.example' } }
    expect(elsewhere('https://stigg.globex.example/staging/customers/acme', hosted)).toEqual(linkTo('customer', 'acme'))
    expect(elsewhere('https://app.stigg.io/staging/customers/acme', hosted)).toBeNull()
  })

  it.each([
    ['of another environment', 'https://app.stigg.io/qa/customers/acme'],
    ['of the environment that is open', 'https://app.stigg.io/production/customers/acme'],
    ['that shows no one record', 'https://app.stigg.io/staging/customers'],
    ['on another host', 'https://stigg.example/staging/customers/acme'],
  ])('%s is not of the other profile', (_which, text) => {
    expect(elsewhere(text)).toBeNull()
  })

  it('is not matched to an environment whose slug nobody told', () => {
    const shy = connection('globex', undefined, otherOrg)
    for (const slug of ['staging', 'shy', 'env-shy', 'globex'])
      expect(elsewhere(`https://app.stigg.io/${slug}/customers/acme`, shy)).toBeNull()
  })
})

describe('what is no address of another profile', () => {
  it('is a record’s ID, a word and a link of this app', () => {
    const appLink = formatDeepLink({ kind: 'customer', id: 'acme', orgId: otherOrg, environmentId: 'env-staging' })
    for (const text of [opportunityId, 'globex', 'globex.lightning.force.com', appLink])
      expect(elsewhere(text)).toBeNull()
  })

  it('is an address of what the profile is bound to, before anybody has signed in', () => {
    const nowhere: PastedContext = { lightningUrl: '', stiggAppUrl: '', environmentSlug: '', orgId: '' }
    const twin = connection('northwind', 'staging')
    const text = deal('northwind.lightning.force.com')
    expect(pastedElsewhere(text, nowhere, own, twin)).toBeNull()
    expect(pastedElsewhere(text, nowhere, null, twin)).not.toBeNull()
  })

  it('is any other text, and nothing throws', () => {
    const text = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(text, (any) => {
        expect(elsewhere(any)).toBeNull()
      }),
    )
  })
})
