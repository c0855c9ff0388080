import { mayRetry, type BulkItem, type BulkRow, type BulkSummary } from '#shared/domain/bulk'
import { noEdits } from '#shared/domain/draft-edits'
import type { Run, StepRecord } from '#shared/domain/run'
import { fail, failure, ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import { applyDeal, resumeRun, type RunPorts } from '../provisioning/run-deal.ts'
import { liveBulk, type LiveBulk } from './bulk-run.ts'
import { outcomeOf } from './outcome.ts'

/** Deals that are provisioned side by side; requests have their own, lower bounds in the adapters. */
const lanesAtOnce = 6
/** Deals in a row that a service was away for, before the others are spared the same. */
const patience = 5
/** Share of the org's daily calls that a bulk run leaves to everybody else. */
const reservedShare = 0.02

export interface BulkRunPorts extends RunPorts, Pick<Ports, 'bulks' | 'settings' | 'log'> {
  /** Both connections' facts; asked for anew at each start, as they may have changed. */
  readonly context: () => Promise<Result<Context>>
  readonly reportDefect: (error: unknown) => void
  /** A bulk run began, paused, ended, or its lanes came to rest. */
  readonly moved: (bulkId: string) => void
}

export interface BulkRuns {
  start(items: readonly BulkItem[], typedCount: number | null): Promise<Result<BulkSummary>>
  list(): readonly BulkSummary[]
  find(bulkId: string): Result<LiveBulk>
  pause(bulkId: string): Result<BulkSummary>
  resume(bulkId: string): Promise<Result<BulkSummary>>
  retry(bulkId: string): Promise<Result<BulkSummary>>
  cancel(bulkId: string): Result<BulkSummary>
  /** Go on with what a dead session paused. */
  resumeAfterSignIn(): Promise<void>
  /** Whether deals are being provisioned in bulk. */
  isBusy(): boolean
  /** Resolves once no lane is at work. */
  idle(): Promise<void>
  forget(): void
}

/**
 * Bulk runs: each deal as a run of its own through the write gateway, several side by side, in the background. One bulk
 * run works at a time. What one deal meets never stops the others; what all would meet pauses the whole.
 */
export function createBulkRuns(ports: BulkRunPorts): BulkRuns {
  const known = new Map<string, LiveBulk>()
  let work: Promise<void> = Promise.resolve()
  let busyWith: LiveBulk | null = null
  /** Of the bulk run that works: aborting ends its deals after the step that they are in. */
  let stopper = new AbortController()

  function find(bulkId: string): Result<LiveBulk> {
    const live = known.get(bulkId)
    if (live) return ok(live)
    const stored = ports.bulks.get(bulkId)
    if (!stored) return fail('bulk.not-found', `No bulk run ${bulkId}`, { bulk: bulkId })
    const loaded = liveBulk(stored, ports)
    known.set(bulkId, loaded)
    return ok(loaded)
  }

  async function begin(bulk: LiveBulk): Promise<Result<BulkSummary>> {
    const allowed = ports.gateway.mayWrite()
    if (!allowed.ok) return allowed
    if (busyWith) return busyWith === bulk ? ok(bulk.summary()) : fail('run.busy', 'Another bulk run is under way')
    busyWith = bulk
    const context = await ports.context()
    if (!context.ok) {
      busyWith = null
      return context
    }
    stopper = new AbortController()
    bulk.working = true
    bulk.settle('running')
    work = carryOut(bulk, context.value)
      .catch(ports.reportDefect)
      .finally(() => {
        bulk.working = false
        busyWith = null
        bulk.told()
      })
    return ok(bulk.summary())
  }

  async function carryOut(bulk: LiveBulk, context: Context): Promise<void> {
    const groups = groupsOf(bulk.rows().filter(({ state }) => state === 'waiting'))
    const pace: Pace = { underWay: new Set(), away: [] }
    const goesOn = (): boolean => bulk.state === 'running' && !ports.stopping.aborted

    const lane = async (): Promise<void> => {
      for (let group = groups.shift(); group && goesOn(); group = groups.shift()) {
        for (const { opportunityId } of group) {
          if (!goesOn() || !(await roomFor(bulk, pace, goesOn))) return
          pace.underWay.add(opportunityId)
          try {
            await provision(bulk, opportunityId, context, pace)
          } finally {
            pace.underWay.delete(opportunityId)
          }
        }
      }
    }
    await Promise.all(Array.from({ length: Math.min(lanesAtOnce, groups.length) }, lane))
    // Ended with the app: it is offered again at the next start, as it stands.
    if (ports.stopping.aborted) return
    if (bulk.state === 'running') bulk.settle('done')
  }

  /** Wait until both services have room for one more deal. @returns false where the bulk run does not go on meanwhile */
  async function roomFor(bulk: LiveBulk, { underWay }: Pace, goesOn: () => boolean): Promise<boolean> {
    const { org } = ports.salesforce.usage()
    if (org && org.limit - org.used < org.limit * reservedShare) {
      const facts = { used: String(org.used), limit: String(org.limit) }
      bulk.settle('paused', failure('salesforce.limit-reached', 'The org has few calls left today', facts))
      return false
    }
    for (;;) {
      const waitMs = ports.stigg.roomIn(underWay.size)
      if (waitMs <= 0) return goesOn()
      await Promise.race([
        new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 250))),
        aborted(ports.stopping),
      ])
      if (!goesOn()) return false
    }
  }

  /** One deal's turn: its run is made, or gone on with where an earlier turn began it. */
  async function provision(
    bulk: LiveBulk,
    opportunityId: string,
    context: Context,
    { underWay, away }: Pace,
  ): Promise<void> {
    const row = bulk.row(opportunityId)
    const begun = begunRun(bulk, row)
    bulk.change(opportunityId, {
      state: 'running',
      failure: null,
      startedAt: row.startedAt ?? ports.clock.now().toISOString(),
      finishedAt: null,
      runId: begun?.id ?? row.runId,
    })
    const end = (change: Partial<BulkRow>) =>
      bulk.change(opportunityId, { ...change, finishedAt: ports.clock.now().toISOString() })
    if (begun?.state === 'done') return end({ state: 'done' })
    const stream =
      begun && begun.state !== 'abandoned'
        ? resumeRun(begun.id, context, ports, stopper.signal)
        : applyDeal(
            {
              opportunityId,
              edits: noEdits,
              fingerprint: row.fingerprint,
              acknowledged: row.acknowledged,
              bulkId: bulk.id,
            },
            context,
            ports,
            stopper.signal,
          )
    let result
    for (;;) {
      const next = await stream.next()
      if (next.done) {
        result = next.value
        break
      }
      const { runId, record } = next.value
      // From here on the service itself counts it.
      if (isCounted(record)) underWay.delete(opportunityId)
      if (bulk.row(opportunityId).runId !== runId) bulk.change(opportunityId, { runId })
    }
    const { row: outcome, concerns } = outcomeOf(result)
    const runId = result.ok ? result.value.run.id : bulk.row(opportunityId).runId
    // The app ends: the row waits for the next start, where its run goes on.
    if (outcome.state === 'stopped' && ports.stopping.aborted)
      return bulk.change(opportunityId, { state: 'waiting', runId })
    if (concerns === 'ours') {
      away.length = 0
      return end({ ...outcome, runId })
    }
    if (concerns === 'all') {
      if (bulk.state === 'running') bulk.settle('paused', outcome.failure)
      return bulk.change(opportunityId, { state: 'waiting', runId, failure: outcome.failure })
    }
    end({ ...outcome, runId })
    away.push(bulk.row(opportunityId))
    if (away.length < patience || bulk.state !== 'running') return
    bulk.settle('paused', outcome.failure)
    // Nothing was wrong with these deals: their turn comes again.
    for (const each of away.splice(0)) bulk.change(each.opportunityId, { state: 'waiting', finishedAt: null })
  }

  /** The run that an earlier turn of this row began, though the row may not have heard of it any more. */
  function begunRun(bulk: LiveBulk, row: BulkRow): Run | null {
    if (row.runId !== null) return ports.journal.get(row.runId)
    const since = row.startedAt
    if (since === null) return null
    const ours = ports.journal
      .list({ opportunityId: row.opportunityId })
      .find((run) => run.bulkId === bulk.id || (run.bulkId === null && run.startedAt >= since))
    return ours ? ports.journal.get(ours.id) : null
  }

  return {
    find,
    async start(items, typedCount) {
      const allowed = ports.gateway.mayWrite()
      if (!allowed.ok) return allowed
      const context = await ports.context()
      if (!context.ok) return context
      const { profile, org } = context.value
      if (
        (profile.kind === 'production' || profile.kind === 'mixed' || profile.access === 'retype') &&
        typedCount !== items.length
      ) {
        return fail('bulk.unconfirmed', 'The number of deals was not typed', { count: String(items.length) })
      }
      if (busyWith) return fail('run.busy', 'Another bulk run is under way')
      const unique = new Map(items.map((item) => [item.opportunityId, item]))
      const id = ports.ids.runId()
      ports.bulks.open({
        id,
        state: 'running',
        startedAt: ports.clock.now().toISOString(),
        finishedAt: null,
        startedBy: org.userName,
        failure: null,
        rows: [...unique.values()].map((item) => ({
          ...item,
          state: 'waiting',
          runId: null,
          failure: null,
          startedAt: null,
          finishedAt: null,
        })),
      })
      const bulk = find(id)
      return bulk.ok ? begin(bulk.value) : bulk
    },
    list: () =>
      ports.bulks.ids().flatMap((id) => {
        const bulk = find(id)
        return bulk.ok ? [bulk.value.summary()] : []
      }),
    pause(bulkId) {
      const bulk = find(bulkId)
      if (!bulk.ok) return bulk
      if (bulk.value.state === 'running') bulk.value.settle('paused')
      return ok(bulk.value.summary())
    },
    async resume(bulkId) {
      const bulk = find(bulkId)
      if (!bulk.ok) return bulk
      if (bulk.value.working) await work
      return bulk.value.state === 'paused' || bulk.value.state === 'interrupted'
        ? begin(bulk.value)
        : ok(bulk.value.summary())
    },
    async retry(bulkId) {
      const bulk = find(bulkId)
      if (!bulk.ok) return bulk
      if (bulk.value.working) return fail('run.busy', 'This bulk run is under way')
      const allowed = ports.gateway.mayWrite()
      if (!allowed.ok) return allowed
      for (const row of bulk.value.rows()) {
        if (mayRetry(row)) bulk.value.change(row.opportunityId, { state: 'waiting', finishedAt: null, failure: null })
      }
      return begin(bulk.value)
    },
    cancel(bulkId) {
      const bulk = find(bulkId)
      if (!bulk.ok) return bulk
      const { value } = bulk
      if (value.state === 'done' || value.state === 'cancelled') return ok(value.summary())
      value.settle('cancelled')
      if (busyWith === value) stopper.abort()
      for (const row of value.rows()) {
        if (row.state === 'waiting')
          value.change(row.opportunityId, { state: row.runId === null ? 'cancelled' : 'stopped' })
      }
      return ok(value.summary())
    },
    async resumeAfterSignIn() {
      for (const id of ports.bulks.ids()) {
        const bulk = find(id)
        const why = bulk.ok && bulk.value.state === 'paused' ? bulk.value.summary().failure : null
        if (bulk.ok && why?.code === 'salesforce.signed-out') await begin(bulk.value)
      }
    },
    isBusy: () => busyWith !== null,
    idle: () => work,
    forget() {
      known.clear()
      ports.bulks.clear()
    },
  }
}

/** What the lanes of a bulk run share. */
interface Pace {
  /** Deals that have not made their subscriptions yet. */
  readonly underWay: Set<string>
  /** Deals in a row that a service was away for. */
  readonly away: BulkRow[]
}

const isCounted = ({ step, state }: StepRecord): boolean =>
  state !== 'planned' && (step.kind === 'provision-subscription' || step.kind === 'amend-subscription')

/** Deals of one customer one after another, in the order of the batch; those of different customers side by side. */
function groupsOf(rows: readonly BulkRow[]): BulkRow[][] {
  const groups = new Map<string, BulkRow[]>()
  for (const row of rows) {
    const key = row.customerId ?? row.opportunityId
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

const aborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
