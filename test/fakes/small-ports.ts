import type { ClockPort, LogPort } from '#core/ports'

/** A clock that stands still until it is moved. */
export function stoppedClock(start = '2026-11-21T09:00:00.000Z'): ClockPort & { advance(ms: number): void } {
  let now = Date.parse(start)
  return { now: () => new Date(now), advance: (ms) => void (now += ms) }
}

export const silentLog: LogPort = { info: () => undefined, warn: () => undefined, error: () => undefined }
