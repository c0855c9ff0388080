import type { FailureCode, Result } from '#shared/failure'
import { ok } from '#shared/failure'

type Values<R extends Readonly<Record<string, Result<unknown>>>> = {
  readonly [K in keyof R]: R[K] extends Result<infer T> ? T : never
}

/** Results by name as one: every value, or the first failure. */
export function together<R extends Readonly<Record<string, Result<unknown>>>>(results: R): Result<Values<R>> {
  const values: Record<string, unknown> = {}
  for (const [name, result] of Object.entries(results)) {
    if (!result.ok) return result
    values[name] = result.value
  }
  // Every name of R was set above to the value of its own result.
  return ok(values as Values<R>)
}

/** The value, or `instead` where it failed in one of these ways; any other failure stays one. */
export const unless = <T, U>(result: Result<T>, codes: readonly FailureCode[], instead: U): Result<T | U> =>
  !result.ok && codes.includes(result.failure.code) ? ok(instead) : result

/**
 * Failures that say that this key may not ask, or that this environment does not know the question. They are the same
 * tomorrow, so what depends on the answer goes without; a failure that may pass stays a failure.
 */
export const cannotAsk: readonly FailureCode[] = [
  'stigg.not-permitted',
  'stigg.key-refused',
  'stigg.not-found',
  'stigg.refused',
  'stigg.unexpected-answer',
]
