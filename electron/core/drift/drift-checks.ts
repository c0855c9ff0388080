import type { DriftProgress } from '#shared/contract/drift'
import { driftedCustomers, type DriftReport } from '#shared/domain/drift'
import type { Run } from '#shared/domain/run'
import { fail, ok, type Result } from '#shared/failure'

import { reporting } from '../channel.ts'
import type { EventBus } from '../event-bus.ts'
import { judgeThese } from '../mirror/deal-states.ts'
import type { MirrorSync } from '../mirror/sync.ts'
import { driftNotice } from '../notices/say-notices.ts'
import type { Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import { checkDrift, type DriftPorts } from './check-drift.ts'

/** Who asked for a check: a person who looks, or the clock. */
type AskedBy = 'person' | 'schedule'

export interface DriftChecks {
  /**
   * Catch up with Salesforce, then compare. One at a time: a second caller follows the one under way. A caller who aborts
   * leaves; once the last one has left, the work stops and the result before it stays.
   */
  run(
    context: Context,
    askedBy: AskedBy,
    signal?: AbortSignal,
  ): AsyncGenerator<DriftProgress, Result<DriftReport>, void>
  /** The last whole result, and how far one under way is. */
  last(): { readonly report: DriftReport | null; readonly progress: DriftProgress | null }
  /** A run changed a customer: what was found of it holds no longer, until it is looked at again. */
  settled(run: Pick<Run, 'kind' | 'state' | 'customerId'>): void
  /** Stop what is under way, whoever follows it; resolves once it writes nothing any more. */
  stop(): Promise<void>
  forget(): void
}

interface Work {
  readonly followers: Set<(progress: DriftProgress) => void>
  readonly stopping: AbortController
  readonly outcome: Promise<Result<DriftReport>>
}

type Services = { readonly sync: MirrorSync; readonly events: EventBus }

export function createDriftChecks(
  ports: DriftPorts & Pick<Ports, 'notifier'>,
  { sync, events }: Services,
): DriftChecks {
  const { mirror } = ports
  let underWay: Work | null = null
  let progress: DriftProgress | null = null

  /** Put another result in the place of the last one; the rows of the deals that either speaks of are judged anew. */
  function keep(report: DriftReport, context: Context | null): { readonly fresh: number } {
    const before = mirror.drift()
    mirror.setDrift(report)
    const known = new Set((before?.rows ?? []).map(({ key, kind }) => `${key}:${kind}`))
    const named = [...(before?.rows ?? []), ...report.rows].flatMap(({ deal }) => deal?.id ?? [])
    if (context) judgeThese(new Set(named), context, ports)
    return { fresh: report.rows.filter(({ key, kind }) => !known.has(`${key}:${kind}`)).length }
  }

  async function check(context: Context, askedBy: AskedBy, work: Omit<Work, 'outcome'>): Promise<Result<DriftReport>> {
    const { signal } = work.stopping
    const read = await drained(sync.run(context, false, signal))
    if (!read.ok) return read
    const checked = await checkDrift(
      context,
      ports,
      (now) => {
        progress = now
        for (const tell of work.followers) tell(now)
      },
      signal,
    )
    if (!checked.ok) return checked
    // Stopped at the last moment: it counts as not made.
    if (signal.aborted) return cancelled
    const { fresh } = keep(checked.value, context)
    events.emit({ type: 'mirror.changed', at: checked.value.checkedAt })
    const customers = driftedCustomers(checked.value)
    const bySchedule = askedBy === 'schedule'
    events.emit({ type: 'drift.checked', bySchedule, customers, fresh })
    // A person who asked is looking.
    if (bySchedule && fresh > 0) ports.notifier.notify(driftNotice(customers, fresh))
    return checked
  }

  function begin(context: Context, askedBy: AskedBy): Work {
    const work = { followers: new Set<(progress: DriftProgress) => void>(), stopping: new AbortController() }
    progress = { done: 0, total: 0, differing: 0 }
    const outcome = check(context, askedBy, work).finally(() => {
      underWay = null
      progress = null
    })
    return { ...work, outcome }
  }

  async function follow(
    work: Work,
    report: (progress: DriftProgress) => void,
    signal: AbortSignal | undefined,
  ): Promise<Result<DriftReport>> {
    work.followers.add(report)
    const { promise: left, resolve } = Promise.withResolvers<Result<DriftReport>>()
    const leave = () => resolve(cancelled)
    signal?.addEventListener('abort', leave, { once: true })
    if (signal?.aborted) leave()
    try {
      return await Promise.race([work.outcome, left])
    } finally {
      signal?.removeEventListener('abort', leave)
      work.followers.delete(report)
      if (work.followers.size === 0) work.stopping.abort()
    }
  }

  return {
    run: (context, askedBy, signal) =>
      reporting<DriftProgress, Result<DriftReport>>(async (report) => {
        // One that is being stopped is waited for: its result would be none.
        while (underWay?.stopping.signal.aborted) await underWay.outcome.catch(() => undefined)
        if (signal?.aborted) return cancelled
        underWay ??= begin(context, askedBy)
        return follow(underWay, report, signal)
      }),
    last: () => ({ report: mirror.drift(), progress: underWay?.stopping.signal.aborted ? null : progress }),
    settled({ kind, state, customerId }) {
      const report = mirror.drift()
      if (!report || state !== 'done' || !changesEntitlements.has(kind)) return
      const rows = report.rows.filter((row) => row.customerId !== customerId)
      if (rows.length === report.rows.length) return
      keep({ ...report, rows }, null)
      events.emit({ type: 'drift.checked', bySchedule: false, customers: driftedCustomers({ rows }), fresh: 0 })
    },
    async stop() {
      underWay?.stopping.abort()
      await underWay?.outcome.catch(() => undefined)
    },
    forget: () => mirror.setDrift(null),
  }
}

const changesEntitlements: ReadonlySet<Run['kind']> = new Set([
  'provision',
  'revoke-schedule',
  'extend-trial',
  'cancel',
  'reschedule',
  'workflow',
])

const cancelled = fail('request.cancelled', 'Given up by the caller')

async function drained<T>(stream: AsyncGenerator<unknown, Result<T>, void>): Promise<Result<void>> {
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value.ok ? ok(undefined) : step.value
  }
}
