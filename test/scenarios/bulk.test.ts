import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { Bulk, BulkCheckRow, BulkItem, BulkSummary } from '#shared/domain/bulk'
import { acknowledgedOf, verdictsOf } from '#shared/domain/bulk-totals'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'
import { enterprise, worldOf, type World } from '#test/harness/sell-deals'

/* Many deals in one run, against both practice services over HTTP: each once, whatever happens to the others. */

let opened: OpenCompanion
let world: World

beforeAll(async () => {
  opened = await openCompanion()
  world = worldOf(opened.practice)
})
afterAll(() => opened.close())

async function sellMany(title: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) ids.push((await world.sell(`${title} ${n}`, enterprise)).opportunityId)
  return ids
}

async function check(opportunityIds: string[]): Promise<BulkCheckRow[]> {
  const { events } = await drain(await opened.companion.bulk.check({ opportunityIds }))
  return opportunityIds.flatMap((id) => events.find(({ row }) => row.opportunityId === id)?.row ?? [])
}

const allWarnings = (rows: readonly BulkCheckRow[]) =>
  new Set(
    rows.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code)),
  )

/** What a person would approve of a batch who ticks every warning. */
function approved(rows: readonly BulkCheckRow[]): BulkItem[] {
  const ticked = allWarnings(rows)
  const verdicts = verdictsOf(rows, ticked)
  return rows
    .filter(({ opportunityId }) => verdicts.get(opportunityId)?.kind === 'ready')
    .map((row) => ({
      opportunityId: row.opportunityId,
      opportunityName: row.opportunityName,
      accountName: row.accountName,
      customerId: row.customerId,
      fingerprint: row.fingerprint,
      acknowledged: acknowledgedOf(row, ticked),
    }))
}

/** Follow a bulk run until it stands still. */
async function standstill(bulkId: string): Promise<Bulk> {
  await drain(await opened.companion.bulk.watch({ bulkId }))
  return opened.companion.bulk.get({ bulkId })
}

const start = (items: BulkItem[]): Promise<BulkSummary> => opened.companion.bulk.start({ items, typedCount: null })

const Held = z.array(z.looseObject({ id: z.string(), metadata: z.record(z.string(), z.string()).nullish() }))

/** Subscriptions in Stigg that carry the deal's marker. */
async function heldFor({ opportunityId, customerId }: Pick<BulkItem, 'opportunityId' | 'customerId'>): Promise<number> {
  const held = Held.parse(await opened.practice.stiggData(`/subscriptions?customerId=${customerId}&limit=100`))
  return held.filter(({ metadata }) => metadata?.['companionOpportunity'] === opportunityId).length
}

const heldForEach = (items: readonly BulkItem[]): Promise<number[]> => Promise.all(items.map(heldFor))

describe('sixty deals, two of them bad', () => {
  it('provisions each good one once, as a run of its own, and says why the others did not go', async () => {
    const ids = await sellMany('Batch', 60)
    const [bad = '', stale = ''] = ids
    await opened.practice.patch('Opportunity', bad, { StageName: 'Closed Lost' })
    const rows = await check(ids)
    expect(rows).toHaveLength(60)
    expect(rows.find(({ opportunityId }) => opportunityId === bad)?.findings.map(({ code }) => code)).toContain(
      'opportunity.not-won',
    )
    const items = approved(rows)
    expect(items).toHaveLength(59)
    // Between the check and the start somebody changes one of them.
    const [line] = await opened.practice.query(
      `SELECT Id FROM OpportunityLineItem WHERE OpportunityId = '${stale}' AND Product2.Stigg_Type__c = 'Entitlement' LIMIT 1`,
    )
    await opened.practice.patch('OpportunityLineItem', String(line?.['Id']), { Quantity: 151 })

    const { id } = await start(items)
    const bulk = await standstill(id)
    expect(bulk).toMatchObject({ state: 'done', counts: { total: 59, done: 58, refused: 1, waiting: 0 } })
    const refused = bulk.rows.find(({ state }) => state === 'refused')
    expect(refused).toMatchObject({ opportunityId: stale, runId: null, failure: { code: 'opportunity.stale' } })
    const done = bulk.rows.filter(({ state }) => state === 'done')
    expect(new Set(await heldForEach(done))).toEqual(new Set([1]))
    expect(await heldFor({ opportunityId: stale, customerId: refused?.customerId ?? null }).catch(() => 0)).toBe(0)
    const [first] = done
    const { run } = await opened.companion.runs.get({ runId: first?.runId ?? '' })
    expect(run).toMatchObject({ state: 'done', opportunityId: first?.opportunityId })
  })
})
