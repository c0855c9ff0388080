import { setTimeout as sleep } from 'node:timers/promises'

import type { ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import type { BulkRow } from '#shared/domain/bulk'
import type { Run, StepRecord } from '#shared/domain/run'
import { failure, type Result } from '#shared/failure'

import type { Context } from '../provisioning/live-state.ts'
import { applyDeal, type RunPorts } from '../provisioning/run-deal.ts'
import { resumeRun } from '../runs/resume-run.ts'
import type { LiveBulk } from './bulk-run.ts'
import { outcomeOf, type Outcome } from './outcome.ts'

export interface CarryPorts extends RunPorts {
  readonly reportDefect: (error: unknown) => void
}

/** Deals that are provisioned side by side; requests have their own bounds in the adapters. */
const lanesAtOnce = 8
/** Deals in a row that a service was away for, before the others are spared the same. */
const patience = 5
/** Share of the org's daily calls that a bulk run leaves to everybody else. */
const reservedShare = 0.02
/** How long to wait at a time for room, so that a pause is heard soon. */
const longestWaitMs = 250

/** What the lanes of a bulk run share. */
interface Pace {
  /** Deals that have not made their subscriptions yet. */
  readonly underWay: Set<string>
  /** Deals in a row that a service was away for. */
  readonly away: string[]
}

/**
 * Give each deal that waits its turn, several side by side, until all had theirs or the bulk run does not go on. A deal
 * that fails, even by a defect, is a row; the others go on.
 * @param stop ends the deals under way after the step that they are in
 */
export async function carryOut(bulk: LiveBulk, context: Context, ports: CarryPorts, stop: AbortSignal): Promise<void> {
  const groups = groupsOf(bulk.rows().filter(({ state }) => state === 'waiting'))
  const pace: Pace = { underWay: new Set(), away: [] }
  const goesOn = (): boolean => bulk.state === 'running' && !ports.stopping.aborted
  const end = (opportunityId: string, change: Partial<BulkRow>): void =>
    bulk.change(opportunityId, { ...change, finishedAt: ports.clock.now().toISOString() })

  const turnOf = async (opportunityId: string): Promise<void> => {
    pace.underWay.add(opportunityId)
    try {
      const outcome = await provision(bulk, opportunityId, context, ports, pace, stop)
      // The app ends: the row waits for the next start, where its run goes on.
      if (outcome.row.state === 'stopped' && ports.stopping.aborted) bulk.change(opportunityId, { state: 'waiting' })
      else conclude(bulk, opportunityId, outcome, pace, end)
    } catch (error) {
      ports.reportDefect(error)
      end(opportunityId, { state: 'attention', failure: failure('app.defect', messageOf(error)) })
    } finally {
      pace.underWay.delete(opportunityId)
    }
  }
  const lane = async (): Promise<void> => {
    for (let group = groups.shift(); group && goesOn(); group = groups.shift()) {
      for (const { opportunityId } of group) {
        if (!goesOn() || !(await roomFor(bulk, ports, pace, goesOn))) return
        await turnOf(opportunityId)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanesAtOnce, groups.length) }, lane))
  if (bulk.state === 'cancelled') callOff(bulk)
  // Ended with the app: it is offered again at the next start, as it stands.
  if (goesOn()) bulk.settle('done')
}

/** What has not had its turn, or was halted in it, has none any more. */
export function callOff(bulk: LiveBulk): void {
  for (const { opportunityId, state, runId } of bulk.rows()) {
    if (state === 'waiting') bulk.change(opportunityId, { state: runId === null ? 'cancelled' : 'stopped' })
  }
}

/** What a deal's outcome means for its row, and for the whole. */
function conclude(
  bulk: LiveBulk,
  opportunityId: string,
  { row, concerns }: Outcome,
  { away }: Pace,
  end: (opportunityId: string, change: Partial<BulkRow>) => void,
): void {
  const pause = (): void => {
    if (bulk.state === 'running') bulk.settle('paused', row.failure)
  }
  if (concerns === 'all') {
    bulk.change(opportunityId, { state: 'waiting', failure: row.failure })
    return pause()
  }
  end(opportunityId, row)
  if (concerns === 'ours') {
    away.length = 0
    return
  }
  away.push(opportunityId)
  if (away.length < patience) return
  // Nothing was wrong with these deals: their turn comes again.
  for (const each of away.splice(0)) bulk.change(each, { state: 'waiting', finishedAt: null })
  pause()
}

/** Wait until both services have room for one more deal. @returns false where the bulk run does not go on meanwhile */
async function roomFor(
  bulk: LiveBulk,
  { salesforce, stigg, stopping }: CarryPorts,
  { underWay }: Pace,
  goesOn: () => boolean,
): Promise<boolean> {
  const { org } = salesforce.usage()
  if (org && org.limit - org.used < org.limit * reservedShare) {
    const facts = { used: String(org.used), limit: String(org.limit) }
    bulk.settle('paused', failure('salesforce.limit-reached', 'The org has few calls left today', facts))
    return false
  }
  for (;;) {
    const waitMs = stigg.roomIn(underWay.size)
    if (waitMs <= 0 || !goesOn()) return goesOn()
    // An abort only ends the wait sooner: whether to go on is asked above.
    await sleep(Math.min(waitMs, longestWaitMs), undefined, { signal: stopping }).catch(() => undefined)
  }
}

/** One deal's turn: its run is made, or gone on with where an earlier turn began it. */
async function provision(
  bulk: LiveBulk,
  opportunityId: string,
  context: Context,
  ports: CarryPorts,
  { underWay }: Pace,
  stop: AbortSignal,
): Promise<Outcome> {
  const { runId, startedAt, edits, fingerprint, acknowledged } = bulk.row(opportunityId)
  const begun = begunRun(bulk, opportunityId, ports)
  bulk.change(opportunityId, {
    state: 'running',
    failure: null,
    startedAt: startedAt ?? ports.clock.now().toISOString(),
    finishedAt: null,
    runId: begun?.id ?? runId,
  })
  if (begun?.state === 'done') return { row: { state: 'done', failure: null }, concerns: 'ours' }
  const input = { opportunityId, edits, fingerprint, acknowledged, bulkId: bulk.id }
  const stream =
    begun && begun.state !== 'abandoned'
      ? resumeRun(begun.id, context, ports, stop)
      : applyDeal(input, context, ports, stop)
  const result = await each(stream, (event) => {
    // From here on the service itself counts it.
    if (isCounted(event.record)) underWay.delete(opportunityId)
    if (bulk.row(opportunityId).runId !== event.runId) bulk.change(opportunityId, { runId: event.runId })
  })
  return outcomeOf(result)
}

type Stream = AsyncGenerator<StepEvent, Result<ProvisioningReport>, void>

async function each(stream: Stream, hear: (event: StepEvent) => void): Promise<Result<ProvisioningReport>> {
  for (;;) {
    const next = await stream.next()
    if (next.done) return next.value
    hear(next.value)
  }
}

const isCounted = ({ step, state }: StepRecord): boolean =>
  state !== 'planned' && (step.kind === 'provision-subscription' || step.kind === 'amend-subscription')

/** The run that an earlier turn of a row began, though the row may not have heard of it any more. */
function begunRun(bulk: LiveBulk, opportunityId: string, { journal }: CarryPorts): Run | null {
  const { runId, startedAt } = bulk.row(opportunityId)
  if (runId !== null) return journal.get(runId)
  if (startedAt === null) return null
  const ours = journal.list({ opportunityId }).find((run) => run.bulkId === bulk.id)
  return ours ? journal.get(ours.id) : null
}

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

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
