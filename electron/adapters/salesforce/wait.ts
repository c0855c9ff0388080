import { setTimeout as sleep } from 'node:timers/promises'

/** The promise's value, or `instead()` as soon as the signal fires; the promise itself goes on for its other waiters. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, instead: () => T): Promise<T> {
  if (!signal) return promise
  if (signal.aborted) return Promise.resolve(instead())
  return new Promise((resolve, reject) => {
    const aborted = () => resolve(instead())
    signal.addEventListener('abort', aborted, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted))
  })
}

/**
 * Wait before attempt `attempt` + 1: exponential from `baseMs`, half of it by chance, so that many do not come back at
 * once. @returns false where the signal ended the wait.
 */
export async function backOff(attempt: number, baseMs: number, signal?: AbortSignal, atLeastMs = 0): Promise<boolean> {
  const whole = baseMs * 2 ** (attempt - 1)
  try {
    await sleep(Math.max(atLeastMs, whole / 2 + Math.random() * (whole / 2)), undefined, signal ? { signal } : {})
    return true
  } catch {
    // Only the signal can end this wait early.
    return false
  }
}
