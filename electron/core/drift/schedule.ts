import type { ClockPort, TimerPort } from '../ports.ts'

/** How often it is looked whether a check is due. */
const lookMs = 60_000
/** How long a check that failed is left alone before it is tried again. */
const againMs = 15 * 60_000

const hourMs = 3_600_000

interface Scheduled {
  readonly timer: TimerPort
  readonly clock: ClockPort
  /** The profile's rule as it stands; null = off. */
  readonly everyHours: () => number | null
  /** When the last whole check ended; null where there was none. */
  readonly lastAt: () => string | null
  /** Resolves when the check has ended, well or not. */
  readonly check: () => Promise<unknown>
}

/**
 * Check for drift every so many hours for as long as the app is open. One at a time; a rule that is changed holds from the
 * next look on. @returns ends it
 */
export function keepDriftSchedule({ timer, clock, everyHours, lastAt, check }: Scheduled): () => void {
  let isBusy = false
  let triedAt = Number.NEGATIVE_INFINITY
  return timer.every(lookMs, () => {
    const hours = everyHours()
    if (hours === null || isBusy) return
    const now = clock.now().getTime()
    const last = lastAt()
    const isDue = last === null || now - Date.parse(last) >= hours * hourMs
    if (!isDue || now - triedAt < againMs) return
    isBusy = true
    triedAt = now
    void check().finally(() => (isBusy = false))
  })
}
