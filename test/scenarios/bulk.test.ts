import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { Bulk, BulkCheckRow, BulkItem, BulkSummary } from '#shared/domain/bulk'
import { acknowledgedOf, verdictsOf } from '#shared/domain/bulk-totals'
import type { Companion } from '#shared/contract/index'
import { failureOf } from '#test/harness/failure-of'
import { drain, startHostProcess } from '#test/harness/host-process'
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

async function check(opportunityIds: string[], companion: Companion = opened.companion): Promise<BulkCheckRow[]> {
  const { events } = await drain(await companion.bulk.check({ opportunityIds }))
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
      edits: row.edits,
      fingerprint: row.fingerprint,
      acknowledged: acknowledgedOf(row, ticked),
    }))
}

/** Follow a bulk run until it stands still. */
async function standstill(bulkId: string, companion: Companion = opened.companion): Promise<Bulk> {
  await drain(await companion.bulk.watch({ bulkId }))
  return companion.bulk.get({ bulkId })
}

/** Follow a bulk run until so many of its deals are done. */
async function untilDone(bulkId: string, count: number, companion: Companion = opened.companion): Promise<void> {
  for await (const { summary } of await companion.bulk.watch({ bulkId })) if (summary.counts.done >= count) return
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

const creating = { method: 'POST', path: '/api/v1/subscriptions$' }

describe('a deal whose draft was edited before', () => {
  it('is checked and provisioned as it was edited, and the edits are pending no more', async () => {
    const [opportunityId = ''] = await sellMany('Edited', 1)
    const edits = { customer: { name: 'Renamed by hand' }, subscriptions: {} }
    await opened.companion.drafts.keep({ opportunityId, edits })
    const rows = await check([opportunityId])
    expect(rows[0]?.edits).toEqual(edits)
    const bulk = await standstill((await start(approved(rows))).id)
    expect(bulk).toMatchObject({ state: 'done', counts: { done: 1 } })
    const customer = await opened.practice.stiggData(`/customers/${rows[0]?.customerId}`)
    expect(customer).toMatchObject({ name: 'Renamed by hand' })
    expect(await opened.companion.drafts.kept()).toEqual([])
  })
})

describe('a storm of 429', () => {
  it('is waited out, with Retry-After and without, and every deal is provisioned once', async () => {
    const items = approved(await check(await sellMany('Storm', 12)))
    const told = { kind: 'status', status: 429, headers: { 'Retry-After': '1' } }
    const rules = [
      await opened.practice.stigg.addFault({ match: creating, fault: told, times: 8 }),
      await opened.practice.stigg.addFault({ match: creating, fault: { kind: 'status', status: 429 }, times: 6 }),
    ]
    const bulk = await standstill((await start(items)).id)
    for (const rule of rules) expect(await opened.practice.stigg.fired(rule)).toBeGreaterThan(0)
    await opened.practice.stigg.clearFaults()
    expect(bulk).toMatchObject({ state: 'done', counts: { total: 12, done: 12 } })
    expect(new Set(await heldForEach(items))).toEqual(new Set([1]))
  })
})

describe('a bulk run that a person holds', () => {
  it('begins no further deal while it is paused, and does each once after it is resumed', async () => {
    const items = approved(await check(await sellMany('Paused', 30)))
    const { id } = await start(items)
    await untilDone(id, 3)
    await opened.companion.bulk.pause({ bulkId: id })
    const paused = await standstill(id)
    expect(paused).toMatchObject({ state: 'paused', failure: null, counts: { running: 0, attention: 0 } })
    expect(paused.counts.waiting).toBeGreaterThan(0)
    expect((await heldForEach(items)).filter((count) => count > 0)).toHaveLength(paused.counts.done)

    await opened.companion.bulk.resume({ bulkId: id })
    expect(await standstill(id)).toMatchObject({ state: 'done', counts: { done: 30 } })
    expect(new Set(await heldForEach(items))).toEqual(new Set([1]))
  })

  it('halts each deal after the step that it is in when it is cancelled, and goes on with them when it is tried again', async () => {
    const items = approved(await check(await sellMany('Cancelled', 16)))
    await opened.practice.stigg.addFault({ match: creating, fault: { kind: 'delay', ms: 300 }, times: 6 })
    const { id } = await start(items)
    for await (const { rows } of await opened.companion.bulk.watch({ bulkId: id })) {
      if (rows.some(({ runId }) => runId !== null)) break
    }
    await opened.companion.bulk.cancel({ bulkId: id })
    const cancelled = await standstill(id)
    await opened.practice.stigg.clearFaults()
    expect(cancelled).toMatchObject({ state: 'cancelled', counts: { running: 0, waiting: 0, attention: 0 } })
    const { stopped } = cancelled.counts
    expect(stopped).toBeGreaterThan(0)
    const halted = cancelled.rows.find(({ state }) => state === 'stopped')
    const { run } = await opened.companion.runs.get({ runId: halted?.runId ?? '' })
    expect(run.state).toBe('interrupted')

    await opened.companion.bulk.retry({ bulkId: id })
    expect(await standstill(id)).toMatchObject({ state: 'done', counts: { done: 16 } })
    expect(new Set(await heldForEach(items))).toEqual(new Set([1]))
  })

  it('works alone: another one is refused meanwhile', async () => {
    const [first, second] = await sellMany('Alone', 2)
    const rows = approved(await check([first ?? '', second ?? '']))
    await opened.practice.stigg.addFault({ match: creating, fault: { kind: 'delay', ms: 400 }, times: 1 })
    const { id } = await start(rows.slice(0, 1))
    expect(await failureOf(start(rows.slice(1)))).toMatchObject({ code: 'run.busy' })
    expect(await standstill(id)).toMatchObject({ state: 'done' })
    await opened.practice.stigg.clearFaults()
  })

  it('never takes deals of one customer at the same time, and refuses what the first one changed', async () => {
    const { accountId, email, opportunityId } = await world.sell('Twice', enterprise)
    const again = await world.sellTo({ accountId, email }, 'Twice again', enterprise)
    const rows = await check([opportunityId, again.opportunityId])
    const [one, other] = rows
    const verdicts = verdictsOf(rows, allWarnings(rows))
    expect(verdicts.get(again.opportunityId)).toMatchObject({ kind: 'after' })
    const both = [one, other].flatMap((row) => (row ? approved([row]) : []))
    const bulk = await standstill((await start(both)).id)
    expect(bulk.rows.map(({ state }) => state)).toEqual(['done', 'refused'])
    expect(bulk.rows[1]?.failure?.code).toBe('opportunity.stale')
  })
})

describe('a session that dies in the middle', () => {
  it('pauses the whole and says so, and the work goes on after signing in, each deal once', async () => {
    const items = approved(await check(await sellMany('Session', 14)))
    const { id } = await start(items)
    await untilDone(id, 2)
    await opened.practice.salesforce.addFault({
      match: { path: '/services/data/' },
      fault: 'expire-all-sessions',
      times: 1,
    })
    await opened.practice.salesforce.addFault({ match: { path: '/services/oauth2/token' }, fault: 'refresh-revoked' })
    const paused = await standstill(id)
    expect(paused).toMatchObject({ state: 'paused', failure: { code: 'salesforce.signed-out' } })
    expect(paused.counts.waiting).toBeGreaterThan(0)

    await opened.practice.salesforce.clearFaults()
    const signingIn = await opened.companion.workspace.signIn()
    const first = await signingIn.next()
    if (first.done) throw new Error('The sign-in ended before it began')
    await fetch(first.value.authorizeUrl, { headers: { 'x-practice-approve': 'olivia.ops@northwind.example' } })
    await drain(signingIn)
    while ((await opened.companion.bulk.get({ bulkId: id })).state === 'paused') {
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    expect(await standstill(id)).toMatchObject({ state: 'done', counts: { done: 14 } })
    expect(new Set(await heldForEach(items))).toEqual(new Set([1]))
  })
})

describe('a host that is killed in the middle of a bulk run', () => {
  it('offers it again, and what is left is done once; what is done stays done', async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'companion-bulk-'))
    const ids = await sellMany('Killed', 40)
    const host = await startHostProcess(dataDir, ['--practice', opened.practice.line])
    const items = approved(await check(ids, host.companion))
    expect(items).toHaveLength(40)
    const { id } = await host.companion.bulk.start({ items, typedCount: null })
    await untilDone(id, 8, host.companion)
    await host.child.kill()

    const again = await startHostProcess(dataDir, ['--practice', opened.practice.line])
    try {
      const [left] = await again.companion.bulk.list()
      expect(left).toMatchObject({ id, state: 'interrupted', counts: { running: 0 } })
      expect(left?.counts.done).toBeGreaterThanOrEqual(8)
      await again.companion.bulk.resume({ bulkId: id })
      expect(await standstill(id, again.companion)).toMatchObject({ state: 'done', counts: { total: 40, done: 40 } })
      expect(await heldForEach(items)).toEqual(items.map(() => 1))
    } finally {
      await again.child.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
