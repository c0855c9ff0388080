import { createHash } from 'node:crypto'
import type { z } from 'zod'

import type { SyncProgress, SyncReport } from '#shared/contract/opportunities'
import { canonicalJson } from '#shared/domain/canonical'
import { fail, ok, type Result } from '#shared/failure'

import { reporting } from '../channel.ts'
import type { MarkedSubscription, MirrorDeal, Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import { judgeAll, offlineStates } from './deal-states.ts'

type Progress = z.infer<typeof SyncProgress>
type SyncPorts = Pick<Ports, 'salesforce' | 'stigg' | 'mirror' | 'journal' | 'clock' | 'log'>

export interface MirrorSync {
  /**
   * Catch up with Salesforce, or read everything anew. One at a time: a second caller follows the one under way, unless
   * that does less than was asked for; then it waits its turn. A caller who aborts leaves; once the last one has left,
   * the work stops between batches. What was read stays, and the next sync goes on from there.
   * @param quick what was provisioned elsewhere is read from Stigg only where it was not for a while
   */
  run(
    context: Context,
    full: boolean,
    signal?: AbortSignal,
    quick?: boolean,
  ): AsyncGenerator<Progress, Result<SyncReport>, void>
  /** Stop what is under way, whoever follows it; resolves once it writes nothing any more. */
  stop(): Promise<void>
}

type Report = (progress: Progress) => void

/** A sync under way, and who follows it. */
interface Work {
  readonly full: boolean
  readonly quick: boolean
  readonly followers: Set<Report>
  readonly stopping: AbortController
  readonly outcome: Promise<Result<SyncReport>>
}

/** How long what Stigg said of markers does for a quick sync. */
const markersHoldMs = 15 * 60_000

/**
 * @param changed what the mirror shows is another
 * @param foundWon told of deals that were not won when they were looked at last, once for each sync; never at a first reading
 */
export function createMirrorSync(
  ports: SyncPorts,
  changed: () => void,
  foundWon: (deals: readonly MirrorDeal[]) => void,
): MirrorSync {
  const { salesforce, stigg, mirror, clock } = ports
  let markersReadAt = Number.NEGATIVE_INFINITY
  let underWay: Work | null = null
  let judgedBy: string | null = null

  async function catchUp(
    context: Context,
    { full, quick, followers }: Pick<Work, 'full' | 'quick' | 'followers'>,
    won: MirrorDeal[],
    signal: AbortSignal,
  ): Promise<Result<SyncReport>> {
    const { trialStages, lineSource } = context.profile.rules
    const scope = { fields: context.fields, trialStages, lineSource }
    const scopeKey = createHash('sha256').update(canonicalJson(scope)).digest('hex')
    const before = mirror.progress()
    // Another mapping or other trial stages make another read model: what is here cannot be continued.
    const anew = full || before.scope !== scopeKey
    const callsBefore = salesforce.usage().calls
    const isNew = newlyWon(anew, before.isWhole)
    if (anew) {
      mirror.clear()
      // The markers went with it: what is judged until they are back is judged without them.
      judgedBy = null
    }
    let watermark = anew ? null : before.watermark
    let read = 0
    let changedCount = 0
    let removed = 0
    const stateOf = offlineStates(context, ports)
    for await (const batch of salesforce.changedDeals(scope, watermark, signal)) {
      if (!batch.ok) return batch
      const { deals, gone, total } = batch.value
      won.push(...deals.filter(isNew))
      mirror.upsert(deals)
      mirror.setStates(deals.map(stateOf))
      mirror.remove(gone)
      watermark = batch.value.watermark
      const isWhole = !anew && before.isWhole
      mirror.setProgress({ watermark, asOf: clock.now().toISOString(), scope: scopeKey, isWhole })
      read += deals.length
      changedCount += deals.length
      removed += gone.length
      for (const tell of followers) tell({ read, total })
      if (anew) changed()
    }
    const asOf = clock.now().toISOString()
    mirror.setProgress({ watermark, asOf, scope: scopeKey, isWhole: true })
    const isRecent = clock.now().getTime() - markersReadAt < markersHoldMs
    const markers = quick && isRecent && !anew ? ok(undefined) : await readMarkers(context, signal)
    if (!markers.ok) return markers
    await judgeWhereNeeded(context)
    changed()
    return ok({ changed: changedCount, removed, apiCalls: salesforce.usage().calls - callsBefore, asOf })
  }

  /**
   * Which deals were not won when they were looked at last. Of a list that was never whole nobody can say: none then.
   * Asked before the mirror is cleared, since a new reading is compared with what was there.
   */
  function newlyWon(anew: boolean, isWhole: boolean): (deal: MirrorDeal) => boolean {
    if (!isWhole) return () => false
    if (!anew) return ({ opportunity: { id, isWon } }) => isWon && mirror.get(id)?.opportunity.isWon !== true
    const known = mirror.wonIds()
    return ({ opportunity: { id, isWon } }) => isWon && !known.has(id)
  }

  async function readMarkers(context: Context, signal?: AbortSignal): Promise<Result<void>> {
    const found: MarkedSubscription[] = []
    for await (const page of stigg.markedSubscriptions(context.org.id, signal)) {
      if (!page.ok) return page
      found.push(...page.value)
    }
    mirror.setMarkers(found)
    markersReadAt = clock.now().getTime()
    return ok(undefined)
  }

  /** A long list is judged again only where what it is judged by has changed. */
  async function judgeWhereNeeded(context: Context): Promise<void> {
    const { readAt: _, ...catalogue } = context.catalog
    const basis = createHash('sha256')
      .update(canonicalJson({ catalogue, rules: context.profile.rules, markers: mirror.markers() }))
      .digest('hex')
    if (judgedBy === basis) return
    await judgeAll(context, ports)
    judgedBy = basis
  }

  function begin(context: Context, full: boolean, quick: boolean): Work {
    const wanted = { full, quick, followers: new Set<Report>() }
    const stopping = new AbortController()
    const won: MirrorDeal[] = []
    const outcome = catchUp(context, wanted, won, stopping.signal).finally(() => {
      underWay = null
      // What was found is found, however the rest ended.
      if (won.length > 0) foundWon(won)
    })
    return { ...wanted, stopping, outcome }
  }

  async function join(
    context: Context,
    full: boolean,
    quick: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Work | null> {
    const doesLess = (work: Work): boolean => (full && !work.full) || (!quick && work.quick)
    while (underWay && (underWay.stopping.signal.aborted || doesLess(underWay))) {
      await unlessAborted(settled(underWay), signal, null)
      if (signal?.aborted) return null
    }
    underWay ??= begin(context, full, quick)
    return underWay
  }

  /** The work's outcome, or the caller's own leaving, whichever comes first. */
  async function follow(work: Work, report: Report, signal: AbortSignal | undefined): Promise<Result<SyncReport>> {
    work.followers.add(report)
    // At once, not a turn later: whoever leaves may have run out of calls, and the next one is about to be sent.
    const leave = (): void => {
      work.followers.delete(report)
      if (work.followers.size === 0) work.stopping.abort()
    }
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await unlessAborted(work.outcome, signal, cancelled)
    } finally {
      signal?.removeEventListener('abort', leave)
      leave()
    }
  }

  return {
    run: (context, full, signal, quick = false) =>
      reporting<Progress, Result<SyncReport>>(async (report) => {
        const work = await join(context, full, quick, signal)
        return work ? follow(work, report, signal) : cancelled
      }),
    async stop() {
      underWay?.stopping.abort()
      if (underWay) await settled(underWay)
    },
  }
}

/** Its failure, or its defect, is told to those who follow it. */
const settled = ({ outcome }: Work): Promise<unknown> => outcome.catch(() => undefined)

const cancelled = fail('request.cancelled', 'Given up by the caller')

/** What the work comes to, or `otherwise` as soon as the signal is aborted. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined, otherwise: T): Promise<T> {
  if (!signal) return work
  const { promise: left, resolve } = Promise.withResolvers<T>()
  const leave = () => resolve(otherwise)
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  try {
    return await Promise.race([work, left])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
