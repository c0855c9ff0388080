import { describe, expect, it } from 'vitest'

import type { Ports } from '#core/ports'
import type { Companion } from '#shared/contract/index'
import type { Bulk, BulkItem } from '#shared/domain/bulk'
import { noEdits } from '#shared/domain/draft-edits'
import { toId18 } from '#shared/domain/salesforce-id'
import { fail, ok } from '#shared/failure'
import { aDeal, opportunityId } from '#test/builders'
import { aProfile, openCore, somePorts } from '#test/fakes/open-core'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'

const idOf = (n: number): string => toId18(`0065g00000AaB${String(n).padStart(2, '0')}`) ?? ''

const item = (id: string, vary: Partial<BulkItem> = {}): BulkItem => ({
  opportunityId: id,
  opportunityName: `Deal ${id}`,
  accountName: 'Acme',
  customerId: id,
  edits: noEdits,
  fingerprint: 'approved',
  acknowledged: [],
  ...vary,
})
const items = (count: number): BulkItem[] => Array.from({ length: count }, (_, n) => item(idOf(n)))

const profileOf = (vary: Parameters<typeof aProfile>[0], ports: Ports): Ports => ({
  ...ports,
  settings: { ...ports.settings, profile: () => aProfile(vary) },
})

async function carriedOut(companion: Companion, wanted: BulkItem[], typedCount: number | null = null): Promise<Bulk> {
  const { id } = await companion.bulk.start({ items: wanted, typedCount })
  await drain(await companion.bulk.watch({ bulkId: id }))
  return companion.bulk.get({ bulkId: id })
}

/** Ports whose Salesforce answers every read with this. */
function reading(answer: () => Awaited<ReturnType<Ports['salesforce']['readDeals']>>): Ports {
  const { ports } = somePorts()
  return { ...ports, salesforce: { ...ports.salesforce, readDeals: () => Promise.resolve(answer()) } }
}

describe('starting a bulk run', () => {
  it('takes the typed number of deals in production, and the right one', async () => {
    const { companion } = openCore(profileOf({ kind: 'production' }, somePorts().ports))
    for (const typedCount of [null, 1]) {
      expect(await failureOf(companion.bulk.start({ items: items(2), typedCount }))).toMatchObject({
        code: 'bulk.unconfirmed',
        facts: { count: '2' },
      })
    }
    expect(await carriedOut(companion, items(2), 2)).toMatchObject({ state: 'done' })
  })

  it('is refused where the profile may only read, and leaves no trace', async () => {
    const { companion } = openCore(profileOf({ access: 'read-only' }, somePorts().ports))
    expect(await failureOf(companion.bulk.start({ items: items(1), typedCount: null }))).toMatchObject({
      code: 'access.read-only',
    })
    expect(await companion.bulk.list()).toEqual([])
  })

  it('takes a deal that is named twice once', async () => {
    const { companion } = openCore(somePorts().ports)
    const [one] = items(1)
    expect(await carriedOut(companion, one ? [one, one] : [])).toMatchObject({ counts: { total: 1 } })
  })
})

describe('what a deal of a bulk run meets', () => {
  it('stays its own: one that is gone is refused, and the others have their turn', async () => {
    const gone = idOf(1)
    const { ports } = somePorts()
    const { companion } = openCore({
      ...ports,
      salesforce: {
        ...ports.salesforce,
        readDeals: (ids) =>
          Promise.resolve(
            ok(new Map(ids.map((id) => [id, id === gone ? fail('opportunity.not-found', 'Gone') : ok(aDeal())]))),
          ),
      },
    })
    const bulk = await carriedOut(companion, items(3))
    expect(bulk.rows.map(({ failure }) => failure?.code)).toEqual([
      'opportunity.stale',
      'opportunity.not-found',
      'opportunity.stale',
    ])
    expect(bulk).toMatchObject({ state: 'done', counts: { refused: 3 } })
  })

  it('stays its own even where it is a defect', async () => {
    const { ports } = somePorts()
    const { companion } = openCore({
      ...ports,
      journal: {
        ...ports.journal,
        latestByOpportunity() {
          throw new Error('boom')
        },
      },
    })
    const bulk = await carriedOut(companion, items(2))
    expect(bulk).toMatchObject({ state: 'done', counts: { attention: 2 } })
    expect(bulk.rows[0]?.failure).toMatchObject({ code: 'app.defect' })
  })

  it('pauses the whole where every other deal would meet it too, and none is lost', async () => {
    const { companion } = openCore(reading(() => fail('salesforce.signed-out', 'Signed out')))
    const bulk = await carriedOut(companion, items(20))
    expect(bulk).toMatchObject({
      state: 'paused',
      failure: { code: 'salesforce.signed-out' },
      counts: { waiting: 20, refused: 0 },
    })
  })

  it('pauses the whole after several deals in a row that a service was away for, and their turn comes again', async () => {
    let away = true
    const ports = reading(() => (away ? fail('salesforce.unreachable', 'Away') : ok(new Map())))
    const { companion } = openCore(ports)
    const paused = await carriedOut(companion, items(30))
    expect(paused).toMatchObject({ state: 'paused', failure: { code: 'salesforce.unreachable' } })
    expect(paused.counts.waiting).toBeGreaterThan(20)
    away = false
    await companion.bulk.resume({ bulkId: paused.id })
    await drain(await companion.bulk.watch({ bulkId: paused.id }))
    expect(await companion.bulk.get({ bulkId: paused.id })).toMatchObject({ state: 'done', counts: { waiting: 0 } })
  })

  it('leaves the last of the org’s daily calls to everybody else', async () => {
    const { ports } = somePorts()
    const { companion } = openCore({
      ...ports,
      salesforce: { ...ports.salesforce, usage: () => ({ calls: 1, org: { used: 14_900, limit: 15_000 } }) },
    })
    const bulk = await carriedOut(companion, items(3))
    expect(bulk).toMatchObject({
      state: 'paused',
      failure: { code: 'salesforce.limit-reached', facts: { used: '14900', limit: '15000' } },
      counts: { waiting: 3 },
    })
  })

  it('is provisioned as it was checked, and the row leads to its run', async () => {
    const { companion } = openCore(somePorts().ports)
    const { events } = await drain(await companion.bulk.check({ opportunityIds: [opportunityId] }))
    const row = events[0]?.row
    const acknowledged = row?.findings.filter(({ severity }) => severity === 'warning').map(({ key }) => key) ?? []
    const bulk = await carriedOut(companion, [
      item(opportunityId, { fingerprint: row?.fingerprint ?? '', acknowledged, customerId: row?.customerId ?? null }),
    ])
    expect(bulk).toMatchObject({ state: 'done', counts: { done: 1 } })
    const { run } = await companion.runs.get({ runId: bulk.rows[0]?.runId ?? '' })
    expect(run).toMatchObject({ bulkId: bulk.id, state: 'done' })
  })
})

describe('checking many deals', () => {
  it('gives a row to a deal that cannot be read, and goes on with the others', async () => {
    const { ports } = somePorts()
    const gone = idOf(7)
    const { companion } = openCore({
      ...ports,
      salesforce: {
        ...ports.salesforce,
        readDeals: (ids) =>
          Promise.resolve(
            ok(new Map(ids.map((id) => [id, id === gone ? fail('opportunity.not-found', 'Gone') : ok(aDeal())]))),
          ),
      },
    })
    const { events, report } = await drain(await companion.bulk.check({ opportunityIds: [opportunityId, gone] }))
    expect(events.map(({ done, total }) => `${done}/${total}`)).toEqual(['1/2', '2/2'])
    expect(events.find(({ row }) => row.failure)?.row).toMatchObject({
      opportunityId: gone,
      writes: 0,
      fingerprint: '',
    })
    expect(report.readAt).toMatch(/^\d{4}-/)
  })

  it('ends where nobody could be read', async () => {
    const { companion } = openCore(reading(() => fail('salesforce.signed-out', 'Signed out')))
    const check = companion.bulk.check({ opportunityIds: [opportunityId] })
    expect(await failureOf(check.then(drain))).toMatchObject({ code: 'salesforce.signed-out' })
  })
})
