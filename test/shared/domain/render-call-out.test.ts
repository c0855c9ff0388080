import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { buildDraft } from '#shared/domain/build-draft'
import type { CallOut } from '#shared/domain/call-out'
import { callOutPlaces } from '#shared/domain/call-out-places'
import { mapLines } from '#shared/domain/mapping'
import { factsOfIds, idsFrom, idsInFacts, renderCallOut } from '#shared/domain/render-call-out'
import { aCatalog, aCustomerState, aDeal, anAccount, anOpportunity, now, orgId, rules } from '#test/builders'
import { callOutTo } from '#test/harness/call-outs'

const org = { id: orgId, name: 'Northwind' }

function subjectNamed(account: string, opportunity = 'Renewal') {
  const deal = aDeal({ account: anAccount({ name: account }), opportunity: anOpportunity({ name: opportunity }) })
  const catalog = aCatalog()
  const draft = buildDraft({
    deal,
    mapping: mapLines(deal, catalog),
    catalog,
    rules: rules(),
    live: aCustomerState(),
    edits: { subscriptions: {} },
    now,
    timeZone: 'UTC',
  })
  if (!draft) throw new Error('There is no draft')
  return { deal, draft, org }
}

const rendered = (vary: Partial<CallOut>, account = 'Acme Corp', opportunity?: string) =>
  renderCallOut(callOutTo('https://app.example', vary), subjectNamed(account, opportunity))

/** Names that people give, and those that nobody should. */
const names = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.isWellFormed()),
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '/',
    '//evil.example',
    '\\\\evil',
    '@evil.example',
    '?x=1#y',
    '"}, {"a": "',
    '{{account.id}}',
  ),
)

describe('a call-out that is made up for a deal', () => {
  it('has every place filled', () => {
    const url = `https://app.example/x?${callOutPlaces.map((place) => `${place}={{${place}}}`).join('&')}`
    const made = rendered({ url, bodyTemplate: JSON.stringify(callOutPlaces.map((place) => `{{ ${place} }}`)) })
    expect(made.ok && made.value.url).not.toContain('{{')
    expect(made.ok && made.value.body).not.toContain('{{')
    expect(made.ok && JSON.parse(made.value.body)).toContain('plan-enterprise')
  })

  it('never goes to another origin or another path, whatever a deal is called', () => {
    fc.assert(
      fc.property(names, (name) => {
        const made = rendered(
          { url: 'https://app.example/accounts/{{account.name}}/workspaces?n={{account.name}}' },
          name,
        )
        if (!made.ok) {
          expect(made.failure.code).toBe('call-out.not-possible')
          return
        }
        const url = new URL(made.value.url)
        expect(url.origin).toBe('https://app.example')
        expect(url.pathname).toMatch(/^\/accounts\/[^/]+\/workspaces$/)
        expect(url.searchParams.get('n')).toBe(name)
        expect([...url.searchParams.keys()]).toEqual(['n'])
        expect(url.hash).toBe('')
      }),
      { numRuns: 200 },
    )
  })

  it('has a body of the template’s shape, whatever a deal is called', () => {
    fc.assert(
      fc.property(names, names, (account, deal) => {
        const bodyTemplate =
          '{"a": "{{account.name}}", "b": ["x {{opportunity.name}} y", 7, null], "{{account.name}}": true}'
        const made = rendered({ bodyTemplate }, account, deal)
        expect(made.ok && JSON.parse(made.value.body)).toEqual({
          a: account,
          b: [`x ${deal} y`, 7, null],
          '{{account.name}}': true,
        })
      }),
      { numRuns: 200 },
    )
  })

  it('says null where a place stands alone and the deal has no value, and nothing inside a text', () => {
    const bodyTemplate = '{"type": "{{account.stiggCustomerId}}", "text": "({{account.stiggCustomerId}})"}'
    const made = rendered({ bodyTemplate })
    expect(made.ok && JSON.parse(made.value.body)).toEqual({ type: null, text: '()' })
  })

  it('asks for the resources of the products that were sold alone', () => {
    const made = rendered({ resourceIdsAt: { 'product-northwind': '/a', 'product-other': '/b' } })
    expect(made.ok && made.value.resourceIdsAt).toEqual({ 'product-northwind': '/a' })
  })

  it.each(['', '.', '..'])('is refused where %j would take a part of its path away', (name) => {
    const made = rendered({ url: 'https://app.example/a/{{account.name}}/b' }, name)
    expect(!made.ok && made.failure.code).toBe('call-out.not-possible')
  })
})

describe('the IDs in an answer', () => {
  const where = { customerIdAt: '/customer/id', resourceIdsAt: { 'product-northwind': '/workspaces/0/id' } }

  it('stand where the pointers lead; a whole number is an ID too', () => {
    const answer = { customer: { id: 'cust-1' }, workspaces: [{ id: 42 }] }
    expect(idsFrom(answer, where)).toEqual({
      ok: true,
      ids: { customerId: 'cust-1', resourceIds: { 'product-northwind': '42' } },
    })
  })

  it.each([undefined, null, '', ' ', 'a b', 'a\nb', 4.5, true, {}, [], 'x'.repeat(256)])('are none of %j', (id) => {
    expect(idsFrom({ customer: { id }, workspaces: [{ id: 'ws-1' }] }, where)).toEqual({
      ok: false,
      missing: ['/customer/id'],
    })
  })

  it('are kept as facts of the step’s answer and come back as they were', () => {
    const ids = fc.record({
      customerId: fc.option(fc.string()),
      resourceIds: fc.dictionary(
        fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
        fc.string(),
      ),
    })
    fc.assert(
      fc.property(ids, (each) => {
        expect(idsInFacts(factsOfIds(each))).toEqual({ ...each, resourceIds: { ...each.resourceIds } })
      }),
    )
  })
})
