import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { MarkedSubscription, MirrorDeal, MirrorPort } from '#core/ports'
import { DealQuery } from '#shared/contract/opportunities'
import type { DealReason, DealState } from '#shared/domain/deal-state'
import { aDriftReport, aLine, anAccount, anEntitlementLine, anOpportunity, orgId } from '#test/builders'

export interface MirrorUnderTest {
  readonly port: MirrorPort
  close(): void
}

interface Told {
  readonly id: string
  readonly name?: string
  readonly account?: string
  readonly owner?: string | null
  readonly stage?: string
  readonly closed?: string
  readonly amount?: string | null
  readonly customerId?: string | null
  readonly subscriptionId?: string | null
  readonly lines?: MirrorDeal['lines']
}

const deal = (told: Told): MirrorDeal => {
  const account = anAccount({
    id: `001-${told.account ?? 'Acme'}`,
    name: told.account ?? 'Acme',
    stiggCustomerId: told.customerId ?? null,
  })
  return {
    opportunity: anOpportunity({
      id: told.id,
      name: told.name ?? `Deal ${told.id}`,
      accountId: account.id,
      accountName: account.name,
      ownerName: told.owner === undefined ? 'Olivia Ops' : told.owner,
      stageName: told.stage ?? 'Closed Won',
      closeDate: told.closed ?? '2026-11-01',
      amount: told.amount === undefined ? '1000' : told.amount,
      subscriptionId: told.subscriptionId ?? null,
    }),
    account,
    lines: told.lines ?? [aLine()],
  }
}

const reason: DealReason = { finding: null, facts: {}, runId: null, warnings: 0 }
const marked = ({
  opportunityId,
  ...vary
}: Partial<MarkedSubscription> & { opportunityId: string }): MarkedSubscription => ({
  subscriptionId: `sub-${opportunityId}`,
  customerId: 'customer-1',
  planId: 'plan-team',
  status: 'ACTIVE',
  marker: { orgId, opportunityId, runId: 'run-1', generation: 1 },
  ...vary,
})

/** What every `MirrorPort` must do. `open` gives an empty mirror. */
export function describeMirrorPort(name: string, open: () => MirrorUnderTest): void {
  describe(`${name} as a mirror port`, () => {
    let mirror: MirrorUnderTest
    let port: MirrorPort
    beforeEach(() => {
      mirror = open()
      ;({ port } = mirror)
    })
    afterEach(() => mirror.close())

    const list = (query: Partial<DealQuery> = {}) => port.list(DealQuery.parse(query))
    const ids = (query: Partial<DealQuery> = {}) => list(query).rows.map(({ id }) => id)
    const search = (words: string) => ids({ search: words }).sort()

    it('gives a deal back as it went in, and replaces it by the next of its ID', () => {
      const first = deal({ id: 'a' })
      port.upsert([first])
      expect(port.get('a')).toEqual(first)
      const second = deal({ id: 'a', name: 'Renamed', lines: [] })
      port.upsert([second])
      expect(port.get('a')).toEqual(second)
      expect(list().total).toBe(1)
      expect(port.get('none')).toBeNull()
      expect(port.row('none')).toBeNull()
    })

    it('tells a row what was sold', () => {
      const lines = [
        anEntitlementLine(),
        aLine({ productName: 'Enterprise plan' }),
        aLine({ stiggType: null, stiggId: null }),
      ]
      port.upsert([deal({ id: 'a', amount: '48000.00', customerId: 'cus-1', subscriptionId: 'sub-1', lines })])
      expect(port.row('a')).toMatchObject({
        id: 'a',
        amount: '48000.00',
        state: 'ready',
        reason,
        soldPlan: 'Enterprise plan',
        soldOther: 1,
        customerId: 'cus-1',
        subscriptionId: 'sub-1',
      })
      expect(list().rows).toEqual([port.row('a')])
    })

    it('keeps the state of a deal that changes, until it is judged anew', () => {
      port.upsert([deal({ id: 'a' })])
      const why: DealReason = { ...reason, finding: 'plan.not-found', facts: { plan: 'plan-x' } }
      port.setStates([{ id: 'a', state: 'blocked', reason: why }])
      port.upsert([deal({ id: 'a', name: 'Renamed' })])
      expect(port.row('a')).toMatchObject({ name: 'Renamed', state: 'blocked', reason: why })
    })

    it('forgets what was removed, in lists and in searches', () => {
      port.upsert([deal({ id: 'a', name: 'Stays here' }), deal({ id: 'b', name: 'Goes away' })])
      expect(search('away')).toEqual(['b'])
      port.remove(['b', 'never there'])
      expect(ids()).toEqual(['a'])
      expect(search('away')).toEqual([])
      expect(port.get('b')).toBeNull()
    })

    it('finds a part of a name, whatever its case and accents, of deal, account and owner', () => {
      port.upsert([
        deal({ id: 'a', name: 'Expansion Größe 2026', account: 'O’Brien & Söhne' }),
        deal({ id: 'b', name: 'Renewal', account: 'Globex', owner: 'José Núñez' }),
        deal({ id: 'c', name: '契約更新', account: '東京電力' }),
      ])
      expect(search('xpansi')).toEqual(['a'])
      expect(search('SOHNE')).toEqual(['a'])
      expect(search('nunez')).toEqual(['b'])
      expect(search('契約更')).toEqual(['c'])
      expect(search('東京')).toEqual(['c'])
      expect(search('')).toEqual(['a', 'b', 'c'])
      expect(search('   ')).toEqual(['a', 'b', 'c'])
    })

    it('wants every word, wherever each of them stands', () => {
      port.upsert([
        deal({ id: 'a', name: 'Renewal 2026', account: 'Globex' }),
        deal({ id: 'b', name: 'Renewal 2025', account: 'Initech' }),
      ])
      expect(search('renewal globex')).toEqual(['a'])
      expect(search('globex 2025')).toEqual([])
    })

    it('finds a deal by its name as it is written, dashes and all', () => {
      port.upsert([deal({ id: 'a', name: 'Lumen Retail - Enterprise renewal & more' }), deal({ id: 'b' })])
      expect(search('Lumen Retail - Enterprise renewal & more')).toEqual(['a'])
    })

    it('finds IDs, products and what they are in Stigg', () => {
      const lines = [aLine({ productName: 'Seats, extra', stiggId: 'feature-seats' })]
      port.upsert([
        deal({ id: '0065g00000CdEfGAAV', customerId: 'cus_9f3a', subscriptionId: 'sub-777', lines }),
        deal({ id: '0065g00000XxXxXAAV', account: 'Globex' }),
      ])
      for (const words of ['0065g00000CdEfG', 'cus_9f3a', 'sub-777', 'extra', 'feature-seats'])
        expect(search(words)).toEqual(['0065g00000CdEfGAAV'])
      expect(search('001-Globex')).toEqual(['0065g00000XxXxXAAV'])
    })

    it('finds one or two characters where a word of a name begins with them', () => {
      port.upsert([deal({ id: 'a', account: 'Acme' }), deal({ id: 'b', account: 'Globex', owner: 'Max Ac' })])
      expect(search('gl')).toEqual(['b'])
      expect(search('ac')).toEqual(['a', 'b'])
      expect(search('cm')).toEqual([])
      expect(search('ac glob')).toEqual(['b'])
    })

    it('takes every character of a search as itself', () => {
      port.upsert([deal({ id: 'a', name: `50% "off" NEAR(x) under_score 'quoted' \\ back*` })])
      for (const words of [
        '50%',
        '"off"',
        'near(x)',
        'under_score',
        `'quoted'`,
        'back*',
        '\\',
        'AND',
        '"',
        '*',
        '%',
        '\u0000',
      ])
        expect(() => search(words)).not.toThrow()
      expect(search('"off"')).toEqual(['a'])
      expect(search('der_sco')).toEqual(['a'])
      expect(search('derXsco')).toEqual([])
      expect(search('o%f')).toEqual([])
    })

    it('finds a deal by its new words after a change, and no longer by the old', () => {
      port.upsert([deal({ id: 'a', name: 'Before' })])
      port.upsert([deal({ id: 'a', name: 'Afterwards' })])
      expect(search('afterw')).toEqual(['a'])
      expect(search('before')).toEqual([])
    })

    const states = (told: Readonly<Record<string, DealState>>) =>
      port.setStates(Object.entries(told).map(([id, state]) => ({ id, state, reason })))

    it('filters by state, stage, owner and day, and counts every state without the filter by state', () => {
      port.upsert([
        deal({ id: 'a', closed: '2026-10-01', owner: 'Ann' }),
        deal({ id: 'b', closed: '2026-10-02', owner: 'Bob', stage: 'POC' }),
        deal({ id: 'c', closed: '2026-10-03', owner: 'Ann' }),
        deal({ id: 'd', closed: '2026-10-04', owner: null }),
      ])
      states({ a: 'live', b: 'blocked', c: 'blocked' })
      expect(ids({ states: ['blocked'] })).toEqual(['c', 'b'])
      expect(ids({ states: ['live', 'ready'] })).toEqual(['d', 'a'])
      expect(ids({ stages: ['POC'] })).toEqual(['b'])
      expect(ids({ owners: ['Ann'] })).toEqual(['c', 'a'])
      expect(ids({ owners: ['nobody'] })).toEqual([])
      expect(ids({ closedFrom: '2026-10-02', closedTo: '2026-10-03' })).toEqual(['c', 'b'])
      expect(list({ states: ['live'] })).toMatchObject({
        total: 1,
        counts: { 'in-flight': 0, attention: 0, live: 1, blocked: 2, ready: 1 },
      })
      expect(list({ states: ['live'], owners: ['Ann'] }).counts).toMatchObject({ live: 1, blocked: 1, ready: 0 })
    })

    it('sorts by each column both ways, and puts what has no value last', () => {
      port.upsert([
        deal({ id: 'a', name: 'zeta', account: 'Beta', owner: 'carl', amount: '900', closed: '2026-01-03' }),
        deal({ id: 'b', name: 'Eta', account: 'alpha', owner: null, amount: '10000.5', closed: '2026-01-01' }),
        deal({ id: 'c', name: 'étude', account: 'Gamma', owner: 'Bea', amount: null, closed: '2026-01-02' }),
      ])
      states({ a: 'ready', b: 'in-flight', c: 'attention' })
      const by = (by: DealQuery['sort']['by'], descending: boolean) => ids({ sort: { by, descending } }).join('')
      expect([by('closeDate', false), by('closeDate', true)]).toEqual(['bca', 'acb'])
      expect([by('name', false), by('name', true)]).toEqual(['bca', 'acb'])
      expect([by('accountName', false), by('accountName', true)]).toEqual(['bac', 'cab'])
      expect([by('amount', false), by('amount', true)]).toEqual(['abc', 'bac'])
      expect([by('ownerName', false), by('ownerName', true)]).toEqual(['cab', 'acb'])
      expect([by('state', false), by('state', true)]).toEqual(['bca', 'acb'])
      states({ a: 'in-flight', b: 'ready' })
      expect(by('state', false)).toBe('acb')
    })

    it('pages through a list without losing or repeating a deal', () => {
      const all = Array.from({ length: 25 }, (_, index) => deal({ id: `deal-${index}`, closed: '2026-01-01' }))
      port.upsert(all)
      const pages = [0, 10, 20, 30].map((offset) => ids({ offset, limit: 10 }))
      expect(pages.map((page) => page.length)).toEqual([10, 10, 5, 0])
      expect(new Set(pages.flat()).size).toBe(25)
      expect(list({ offset: 20, limit: 10 }).total).toBe(25)
    })

    it('names the values to filter by', () => {
      port.upsert([
        deal({ id: 'a', owner: 'Zoe' }),
        deal({ id: 'b', owner: null, stage: 'POC' }),
        deal({ id: 'c', owner: 'Ann' }),
      ])
      expect(port.facets()).toEqual({ stages: ['Closed Won', 'POC'], owners: ['Ann', 'Zoe'] })
    })

    it('goes through all deals in chunks, also while they are judged', () => {
      port.upsert(Array.from({ length: 7 }, (_, index) => deal({ id: `deal-${index}` })))
      const seen: string[] = []
      for (const chunk of port.chunks(3)) {
        expect(chunk.length).toBeLessThanOrEqual(3)
        seen.push(...chunk.map(({ opportunity }) => opportunity.id))
        port.setStates(chunk.map(({ opportunity }) => ({ id: opportunity.id, state: 'live', reason })))
      }
      expect(seen).toHaveLength(7)
      expect(list().counts.live).toBe(7)
    })

    it('finds the deals of an account, a customer and a subscription, by field and by marker', () => {
      port.upsert([
        deal({ id: 'a', account: 'Acme', customerId: 'cus-1', subscriptionId: 'sub-1' }),
        deal({ id: 'b', account: 'Acme' }),
        deal({ id: 'c', account: 'Globex' }),
      ])
      port.setMarkers([marked({ opportunityId: 'c', customerId: 'cus-1', subscriptionId: 'sub-3' })])
      expect(port.idsByAccount('001-Acme')).toHaveLength(2)
      expect([...port.idsByCustomer('cus-1')].sort()).toEqual(['a', 'c'])
      expect(port.idsBySubscription('sub-1')).toEqual(['a'])
      expect(port.idsBySubscription('sub-3')).toEqual(['c'])
      expect(port.idsByCustomer('nobody')).toEqual([])
    })

    it('names the subscription in force where only markers tell of it', () => {
      port.upsert([deal({ id: 'a' })])
      const second = { orgId, opportunityId: 'a', runId: 'run-2', generation: 2 }
      port.setMarkers([
        marked({ opportunityId: 'a', subscriptionId: 'sub-over', status: 'CANCELED', marker: second }),
        marked({ opportunityId: 'a', subscriptionId: 'sub-live', customerId: 'cus-7' }),
      ])
      expect(port.row('a')).toMatchObject({ customerId: 'cus-7', subscriptionId: 'sub-live' })
    })

    it('replaces the markers, and remembers how far it has read', () => {
      expect(port.progress()).toEqual({ watermark: null, asOf: null, scope: null, isWhole: false })
      expect(list().asOf).toBeNull()
      const progress = {
        watermark: { modstamp: '2026-11-18T10:00:00.000Z' },
        asOf: '2026-11-18T10:01:00.000Z',
        scope: 's',
        isWhole: true,
      }
      port.setProgress({ ...progress, watermark: null, isWhole: false })
      port.setProgress(progress)
      expect(port.progress()).toEqual(progress)
      expect(list().asOf).toBe(progress.asOf)
      port.setMarkers([marked({ opportunityId: 'a' }), marked({ opportunityId: 'b' })])
      const held = [marked({ opportunityId: 'c' })]
      port.setMarkers(held)
      expect(port.markers()).toEqual(held)
    })

    it('keeps the last drift check, also when the deals are read anew, until it is taken away', () => {
      expect(port.drift()).toBeNull()
      port.setDrift(aDriftReport({ customers: 1 }))
      port.setDrift(aDriftReport({ customers: 2 }))
      port.clear()
      expect(port.drift()).toEqual(aDriftReport({ customers: 2 }))
      port.setDrift(null)
      expect(port.drift()).toBeNull()
    })

    it('tells won deals from those in a trial stage', () => {
      const [won, tried] = [deal({ id: 'won' }), deal({ id: 'tried' })]
      port.upsert([won, { ...tried, opportunity: { ...tried.opportunity, isWon: false } }])
      expect(port.wonIds()).toEqual(new Set(['won']))
    })

    it('is empty after it was cleared, and can be filled again', () => {
      port.upsert([deal({ id: 'a', name: 'Gone' })])
      port.setMarkers([marked({ opportunityId: 'a' })])
      port.setProgress({ watermark: null, asOf: '2026-11-18T10:01:00.000Z', scope: 's', isWhole: true })
      port.clear()
      expect(list()).toMatchObject({ rows: [], total: 0, asOf: null })
      expect([search('gone'), port.markers(), port.progress().scope]).toEqual([[], [], null])
      port.upsert([deal({ id: 'b', name: 'Back' })])
      expect(search('back')).toEqual(['b'])
    })
  })
}
