import type { Result } from '#shared/failure'

import type { Timeouts } from './api.ts'
import { backOff } from './wait.ts'

const tries = 3

/** Try a write again, at most twice, while Salesforce says that somebody else has locked the record: nothing was applied. */
export async function whileLocked<T>(
  attempt: () => Promise<Result<T>>,
  { lockRetryBaseMs }: Pick<Timeouts, 'lockRetryBaseMs'>,
  signal?: AbortSignal,
): Promise<Result<T>> {
  for (let n = 1; ; n += 1) {
    const answer = await attempt()
    if (answer.ok || answer.failure.code !== 'salesforce.locked' || n === tries) return answer
    if (!(await backOff(n, lockRetryBaseMs, signal))) return answer
  }
}
