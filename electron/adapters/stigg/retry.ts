import type { Attempt } from './attempt.ts'
import { isBreakdown, isLock, isRateLimit } from './problem.ts'
import type { Problem } from './problem.ts'

/**
 * How often a request may go out.
 * `read`: as often as needed · `keyed`: a POST with an Idempotency-Key, likewise · `once`: only while it is certain that
 * nothing was applied · `fired`: only while it has not left.
 */
export type Safety = 'read' | 'keyed' | 'once' | 'fired'

/** What an attempt amounts to, for the question whether to make another. */
export type Verdict =
  /** An answer to act on: a success, or a refusal that another attempt would meet again. */
  | 'final'
  /** Not applied, and may go through in a moment. */
  | 'busy'
  /** Not applied: it never got there. */
  | 'unreached'
  /** May have been applied. */
  | 'ambiguous'

export function verdictOf(attempt: Attempt, problem: Problem | null): Verdict {
  if (attempt.kind === 'not-sent') return 'unreached'
  if (attempt.kind === 'unanswered') return 'ambiguous'
  if (attempt.kind === 'cancelled') return attempt.sent ? 'ambiguous' : 'final'
  if (!problem) return 'final'
  if (isRateLimit(problem) || isLock(problem)) return 'busy'
  return isBreakdown(problem) ? 'ambiguous' : 'final'
}

export interface Pace {
  /** Attempts in all, where the far end is broken or out of reach. */
  readonly attempts: number
  /** Delay before the second attempt; doubles with each one more. */
  readonly baseMs: number
  /** Longest single delay of our own making. */
  readonly longestMs: number
  /** How long a request waits in all while it is told that it comes too often: a window of Stigg's limits is a minute. */
  readonly busyMs: number
}

export const usualPace: Pace = { attempts: 4, baseMs: 500, longestMs: 5_000, busyMs: 75_000 }

/**
 * How long to wait before the next attempt; null = do not make one.
 * Exponential with up to a quarter of jitter downwards; a delay that the server asks for is kept to.
 * @param made attempts that were made
 * @param waitedMs what this request has waited already
 * @param random in [0, 1)
 */
export function delayBeforeNext(
  {
    verdict,
    safety,
    made,
    waitedMs,
    askedMs,
  }: {
    verdict: Verdict
    safety: Safety
    made: number
    waitedMs: number
    askedMs: number | null
  },
  pace: Pace,
  random: number,
): number | null {
  if (verdict === 'final' || (verdict === 'ambiguous' && safety === 'once')) return null
  if (safety === 'fired' && verdict !== 'unreached') return null
  const own = Math.min(pace.baseMs * 2 ** (made - 1), pace.longestMs) * (1 - random / 4)
  // Never sooner than asked; a little later, so that many that were told the same do not come back at once.
  const delay = askedMs === null ? own : askedMs + own / 4
  if (waitedMs + delay > pace.busyMs) return null
  return verdict === 'busy' || made < pace.attempts ? delay : null
}
