import type { WatchStatus } from '#shared/contract/watch'
import { callsIn } from '#shared/domain/api-calls'
import { allowanceOf, longestMs, paceOf, shortestMs, type Pace } from '#shared/domain/pace'
import type { Failure, Result } from '#shared/failure'

import type { EventBus } from '../event-bus.ts'
import type { MirrorSync } from '../mirror/sync.ts'
import type { Ports } from '../ports.ts'
import type { Connections } from '../workspace/connection.ts'
import type { WonDeals } from './won-deals.ts'

/** How often it is looked whether a look is due. */
const tickMs = 10_000
/** Ticks that are further apart mean that the machine slept: what failed before says nothing any more. */
const sleptMs = 90_000
/** What a look takes until one was made. */
const firstGuess = 3
/** What it takes beside where Salesforce has to be connected first: the org, and what its objects look like. */
const toConnect = 12
/** How many looks the measure of one is taken from. */
const remembered = 5

type WatchPorts = Pick<Ports, 'salesforce' | 'mirror' | 'settings' | 'calls' | 'clock' | 'timer' | 'log'>

interface Services {
  readonly sync: MirrorSync
  readonly events: EventBus
  readonly connections: Connections
  readonly wonDeals: WonDeals
  readonly noted: <T>(result: Result<T>) => Result<T>
  readonly reportDefect: (error: unknown) => void
}

/** Looks for newly won deals while the app is open, and never takes more of the org's API limit than its share. */
export interface Watch {
  /** From now on, by the clock. @returns ends it */
  start(): () => void
  status(): WatchStatus
  /** Whether the share has room for something that nobody asked for. */
  hasRoom(): boolean
  /** Leave the look under way; resolves once it is over. */
  stop(): Promise<void>
}

export function createWatch(ports: WatchPorts, services: Services): Watch {
  const { salesforce, mirror, settings, calls, clock, timer, log } = ports
  const { sync, events, connections, wonDeals } = services
  const stopping = new AbortController()
  let looking: Promise<void> | null = null
  let triedAt: number | null = null
  let tickedAt: number | null = null
  let failed: { readonly failure: Failure; readonly times: number } | null = null
  let costs: readonly number[] = [firstGuess]

  const now = () => clock.now().getTime()
  const rules = () => settings.profile().rules.watch
  const allowed = () => allowanceOf(rules().share, salesforce.usage().org?.limit ?? null)
  const used = () => callsIn(calls.buckets(), now())

  function perLook(): number {
    const usual = Math.max(1, Math.ceil(costs.reduce((sum, cost) => sum + cost, 0) / costs.length))
    return connections.current().org === null ? usual + toConnect : usual
  }

  /** When somebody looked last; a moment that lies ahead is of a clock that was put back since. */
  function lookedAt(): number | null {
    const asOf = mirror.progress().asOf
    const past = [triedAt, asOf === null ? null : Date.parse(asOf)].filter((at) => at !== null && at <= now())
    return past.length === 0 ? null : Math.max(...past.map(Number))
  }

  const pace = (): Pace =>
    paceOf({
      now: now(),
      share: rules().share,
      calls: calls.buckets(),
      org: salesforce.usage().org,
      perLook: perLook(),
      lookedAt: lookedAt(),
    })

  const isSignedOut = () => connections.current().salesforceFailure?.code === 'salesforce.signed-out'

  /** When the next look is due; null = not before a person does something. */
  function dueAt(): number | null {
    if (!rules().on || isSignedOut()) return null
    const found = pace()
    if (found.at === 'stopped') return found.until
    const last = lookedAt()
    if (last === null) return now()
    return last + (failed ? Math.max(found.everyMs, backOffMs(failed.times)) : found.everyMs)
  }

  function tick(): void {
    const at = now()
    if (tickedAt !== null && at - tickedAt > sleptMs) failed = null
    tickedAt = at
    wonDeals.showBadge()
    const due = dueAt()
    if (looking || due === null || at < due) return
    triedAt = at
    looking = look()
      .catch(services.reportDefect)
      .finally(() => {
        looking = null
        if (!stopping.signal.aborted) events.emit({ type: 'watch.changed' })
      })
    events.emit({ type: 'watch.changed' })
  }

  async function look(): Promise<void> {
    const overdrawn = new AbortController()
    const before = salesforce.usage().calls
    // The last request that the share has room for is sent; the one after it is not.
    const unwatch = calls.watch((at) => {
      const room = allowed() - used()
      if (room < 0 || (room === 0 && at === 'ended')) overdrawn.abort()
    })
    try {
      const known = await connections.context(true)
      const report = known.ok
        ? await lastOf(sync.run(known.value, false, AbortSignal.any([overdrawn.signal, stopping.signal]), true))
        : known
      settle(report, overdrawn.signal.aborted)
      if (report.ok) costs = [...costs, salesforce.usage().calls - before].slice(-remembered)
    } finally {
      unwatch()
    }
  }

  function settle(report: Result<unknown>, isOverdrawn: boolean): void {
    if (report.ok) {
      failed = null
      return
    }
    if (report.failure.code === 'request.cancelled') {
      if (isOverdrawn) log.info('A look ended where the share of API requests did', { allowed: allowed() })
      return
    }
    services.noted(report)
    failed = { failure: report.failure, times: (failed?.times ?? 0) + 1 }
    log.warn('A look for won deals failed', { code: report.failure.code, times: failed.times })
  }

  return {
    start() {
      const end = timer.every(tickMs, tick)
      return end
    },
    hasRoom: () => pace().at === 'going',
    status() {
      const found = pace()
      const due = dueAt()
      const failure = isSignedOut() ? connections.current().salesforceFailure : (failed?.failure ?? null)
      const org = salesforce.usage().org
      return {
        state: stateOf({ isOn: rules().on, isLooking: looking !== null, pace: found, failure }),
        because: found.because,
        everyMs: found.at === 'going' && due !== null ? found.everyMs : null,
        nextAt: due === null ? null : new Date(Math.max(due, now())).toISOString(),
        lastAt: mirror.progress().asOf,
        failure,
        share: { used: used(), allowed: allowed(), isLimitKnown: org !== null },
        org,
        newDeals: [...wonDeals.unopened()],
      }
    },
    async stop() {
      stopping.abort()
      await looking
    },
  }
}

/** After a failure twice as long as before, from two minutes on. */
const backOffMs = (times: number): number => Math.min(longestMs, shortestMs * 2 ** times)

interface Standing {
  readonly isOn: boolean
  readonly isLooking: boolean
  readonly pace: Pace
  readonly failure: Failure | null
}

function stateOf({ isOn, isLooking, pace, failure }: Standing): WatchStatus['state'] {
  if (!isOn) return 'off'
  if (isLooking) return 'looking'
  if (failure) return 'waiting'
  return pace.at
}

async function lastOf<T>(stream: AsyncGenerator<unknown, T, void>): Promise<T> {
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value
  }
}
