import { mayRetry, type BulkItem, type BulkSummary } from '#shared/domain/bulk'
import { fail, failure, ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import { liveBulk, type LiveBulk } from './bulk-run.ts'
import { callOff, carryOut, messageOf, type CarryPorts } from './carry-out.ts'

interface BulkRunPorts extends CarryPorts, Pick<Ports, 'bulks'> {
  /** Both connections' facts; asked for anew at each start, as they may have changed. */
  readonly context: () => Promise<Result<Context>>
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
    const live = known.get(bulkId) ?? load(bulkId)
    if (!live) return fail('bulk.not-found', `No bulk run ${bulkId}`, { bulk: bulkId })
    // A run that somebody went on with from its own page has come to its end meanwhile.
    for (const { opportunityId, state, runId } of live.working ? [] : live.rows()) {
      if ((state !== 'attention' && state !== 'stopped') || runId === null) continue
      if (ports.journal.get(runId)?.state === 'done') live.change(opportunityId, { state: 'done', failure: null })
    }
    return ok(live)
  }

  function load(bulkId: string): LiveBulk | null {
    const stored = ports.bulks.get(bulkId)
    if (!stored) return null
    const loaded = liveBulk(stored, ports)
    known.set(bulkId, loaded)
    return loaded
  }

  async function begin(bulk: LiveBulk): Promise<Result<BulkSummary>> {
    const allowed = ports.gateway.mayWrite()
    if (!allowed.ok) return allowed
    if (busyWith) return busyWith === bulk ? ok(bulk.summary()) : fail('run.busy', 'Another bulk run is under way')
    busyWith = bulk
    const context = await ports.context()
    if (!context.ok) {
      busyWith = null
      bulk.settle('paused', context.failure)
      return context
    }
    stopper = new AbortController()
    bulk.working = true
    bulk.settle('running')
    work = carryOut(bulk, context.value, ports, stopper.signal)
      .catch((error: unknown) => {
        // Nothing is kept any more (a full disk): whoever looks at it is told, and it stands still.
        ports.reportDefect(error)
        stopper.abort()
        bulk.settle('paused', failure('app.defect', messageOf(error)))
      })
      .catch(ports.reportDefect)
      .finally(() => {
        bulk.working = false
        busyWith = null
        bulk.told()
      })
    return ok(bulk.summary())
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
      callOff(value)
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
