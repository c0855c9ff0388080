import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Calls a minute that one operation may make over a whole environment. Of the reads only those that this app makes many
 * of. Source: Stigg documentation, "Rate limits" of the REST API.
 */
const limits = {
  provisionCustomer: 250,
  updateOneCustomer: 250,
  provisionSubscription: 250,
  updateOneSubscription: 250,
  entitlements: 6000,
  subscriptions: 1500,
} as const
type Operation = keyof typeof limits

/** A little more than Stigg's minute: a call counts there from when it arrives, here from when it leaves. */
const windowMs = 60_250
/** Calls a minute that work in the background leaves to the people at their desks. */
const reserved = 8
/** The same of reads, which come in waves. */
const reservedReads = 300

/** The operation that a call counts as; null where its limit is never met by what this app does. */
export function operationOf({
  method,
  path,
}: {
  readonly method: string
  readonly path: string | null
}): Operation | null {
  const under = path?.replace(/^\/api\/v1/, '').split('?')[0] ?? ''
  if (method === 'POST' && under === '/customers') return 'provisionCustomer'
  if (method === 'PATCH' && /^\/customers\/[^/]+$/.test(under)) return 'updateOneCustomer'
  if (method === 'POST' && under === '/subscriptions') return 'provisionSubscription'
  if (method === 'PATCH' && /^\/subscriptions\/[^/]+$/.test(under)) return 'updateOneSubscription'
  if (method === 'GET' && /^\/customers\/[^/]+\/entitlements$/.test(under)) return 'entitlements'
  if (method === 'GET' && under === '/subscriptions') return 'subscriptions'
  return null
}

/**
 * What is left of Stigg's limits, as far as this app itself uses them up. A call that would go over one waits for its
 * turn instead of being turned down; whoever else uses the environment is met by repeating after a 429.
 */
export interface Budget {
  /**
   * Wait until the call fits, and count it. One of the background fits where enough is left for a person's beside it.
   * @returns false where the caller gave up meanwhile
   */
  take(operation: Operation | null, signal?: AbortSignal, inBackground?: boolean): Promise<boolean>
  /** The service said that an operation comes too often: nothing of it goes out for so long. */
  hold(operation: Operation | null, ms: number): void
  /** How long until one more deal fits beside those that are under way, with some room left over. @returns ms */
  roomIn(underWay: number): number
}

/** @param now milliseconds that pass as sleeping does: never the clock of the practice services, which may stand still */
export function createBudget(now: () => number = () => performance.now()): Budget {
  const sent = new Map<Operation, number[]>()
  const heldUntil = new Map<Operation, number>()

  /** Milliseconds until `more` further calls fit under the limit. */
  function waitFor(operation: Operation, more: number): number {
    const moment = now()
    const times = (sent.get(operation) ?? []).filter((at) => at > moment - windowMs)
    sent.set(operation, times)
    const tooMany = times.length + more - limits[operation]
    const untilFree = tooMany <= 0 ? 0 : (times[Math.min(tooMany, times.length) - 1] ?? moment) + windowMs - moment
    return Math.max(0, untilFree, (heldUntil.get(operation) ?? 0) - moment)
  }

  return {
    async take(operation, signal, inBackground = false) {
      if (operation === null) return true
      for (;;) {
        const waitMs = waitFor(operation, inBackground ? 1 + spareOf(operation) : 1)
        if (waitMs <= 0) break
        try {
          await sleep(waitMs, undefined, { signal })
        } catch {
          // The only way in which this sleep fails is the caller's own abort.
          return false
        }
      }
      sent.get(operation)?.push(now())
      return true
    },
    hold(operation, ms) {
      if (operation === null) return
      heldUntil.set(operation, Math.max(heldUntil.get(operation) ?? 0, now() + ms))
    },
    roomIn: (underWay) =>
      Math.max(
        waitFor('provisionCustomer', underWay + 1 + reserved),
        waitFor('updateOneCustomer', underWay + 1 + reserved),
        waitFor('provisionSubscription', underWay + 1 + reserved),
        waitFor('updateOneSubscription', underWay + 1 + reserved),
      ),
  }
}

const spareOf = (operation: Operation): number =>
  operation === 'entitlements' || operation === 'subscriptions' ? reservedReads : reserved
