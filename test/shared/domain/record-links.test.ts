import { describe, expect, it } from 'vitest'

import { parsePasted } from '#shared/domain/pasted'
import { copiedLinks, linksOfRecord, type LinkPlaces, type ShownRecord } from '#shared/domain/record-links'
import { accountId, opportunityId, orgId } from '#test/builders'

const places: LinkPlaces = {
  orgId,
  environmentId: 'env-1',
  lightningUrl: 'https://northwind.lightning.force.com',
  customerUrlTemplate: 'https://app.stigg.io/prod/customers/{customerId}',
  subscriptionUrlTemplate: 'https://app.stigg.io/prod/subscriptions/{subscriptionId}',
  redirectUrl: null,
}
const records: readonly ShownRecord[] = [
  {
    kind: 'opportunity',
    id: opportunityId,
    name: 'Acme renewal',
    accountId,
    customerId: 'acme',
    subscriptionId: 's-1',
  },
  { kind: 'account', id: accountId, name: 'Acme', customerId: 'acme' },
  { kind: 'customer', id: 'acme', name: 'Acme', accountId },
  { kind: 'subscription', id: 's-1', name: 'Team', opportunityId, customerId: 'acme' },
]

describe('the links of a record', () => {
  it.each([
    ['opportunity', `/lightning/r/Opportunity/${opportunityId}/view`, '/prod/subscriptions/s-1', 'salesforce'],
    ['account', `/lightning/r/Account/${accountId}/view`, '/prod/customers/acme', 'salesforce'],
    ['customer', `/lightning/r/Account/${accountId}/view`, '/prod/customers/acme', 'stigg'],
    ['subscription', `/lightning/r/Opportunity/${opportunityId}/view`, '/prod/subscriptions/s-1', 'stigg'],
  ])('of an %s lead to both services, its own being the one it lives in', (kind, inSalesforce, inStigg, own) => {
    const record = records.find((each) => each.kind === kind)
    const links = record && linksOfRecord(record, places)
    expect(links?.salesforceUrl).toBe(`https://northwind.lightning.force.com${inSalesforce}`)
    expect(links?.stiggUrl).toBe(`https://app.stigg.io${inStigg}`)
    expect(links?.ownUrl).toBe(own === 'salesforce' ? links?.salesforceUrl : links?.stiggUrl)
    expect(links?.appUrl).toMatch(new RegExp(`^stigg-companion://open/${kind}/`))
  })

  it('copied and pasted back, alone or together, with a redirect page or without, name the same record', () => {
    for (const redirectUrl of [null, 'https://go.northwind.example/to?link={link}']) {
      const context = {
        lightningUrl: places.lightningUrl ?? '',
        stiggAppUrl: 'https://app.stigg.io',
        environmentSlug: 'prod',
        orgId,
        redirectUrl,
      }
      for (const record of records) {
        const links = linksOfRecord(record, { ...places, redirectUrl })
        const { plain = '' } = copiedLinks(record, links) ?? {}
        const [first = '', own = ''] = plain.split('\n')
        expect(first).toMatch(redirectUrl === null ? /^stigg-companion:/ : /^https:\/\/go\.northwind\.example\//)
        for (const text of [plain, plain.replace('\n', ' '), first]) {
          const pasted = parsePasted(text, context)
          expect(pasted).toMatchObject({ kind: 'app-link', link: { kind: record.kind, id: record.id } })
        }
        expect(parsePasted(own, context)).toEqual({ kind: record.kind, id: record.id })
      }
    }
  })

  it('stand in HTML as links that carry names as text', () => {
    const record: ShownRecord = { kind: 'customer', id: 'a"><script>', name: '<b>"Acme" & Co' }
    const { html = '' } = copiedLinks(record, linksOfRecord(record, places)) ?? {}
    expect(html).not.toMatch(/<(?!\/?a\b|br>)/)
    expect(html).toContain('&lt;b&gt;&quot;Acme&quot; &amp; Co in Stigg Companion</a>')
    expect(html.match(/<a href="/g)).toHaveLength(2)
  })

  it('are those that are known, and none where nothing is', () => {
    const nowhere = {
      ...places,
      orgId: null,
      lightningUrl: null,
      customerUrlTemplate: null,
      subscriptionUrlTemplate: null,
    }
    const record: ShownRecord = { kind: 'customer', id: 'acme', name: 'Acme' }
    expect(linksOfRecord(record, nowhere)).toEqual({
      salesforceUrl: null,
      stiggUrl: null,
      ownUrl: null,
      appUrl: null,
      throughUrl: null,
    })
    expect(copiedLinks(record, linksOfRecord(record, nowhere))).toBeNull()
  })
})
