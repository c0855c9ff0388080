import { strikeSecrets } from '#core/strike-secrets'
import type { Failure, FailureCode } from '#shared/failure'
import { failure } from '#shared/failure'
import type { Attempt } from './attempt.ts'
import { isConflict, isKeyRefused, isLock, isNotFound, isNotPermitted, isOpenInvoice } from './problem.ts'
import { isBreakdown, isRateLimit } from './problem.ts'
import type { Problem } from './problem.ts'

/**
 * Facts of a refusal: `status`, `message`, and where they are known `code` and `traceId`. `reason` is `open-invoice`
 * where a replacement was refused because the running subscription's invoice is open.
 */
const factsOf = (problem: Problem): Record<string, string> => ({
  status: String(problem.status),
  message: problem.message,
  ...(problem.code === null ? {} : { code: problem.code }),
  ...(problem.traceId === null ? {} : { traceId: problem.traceId }),
  ...(isOpenInvoice(problem) ? { reason: 'open-invoice' } : {}),
})

/** The failure that a refusal stands for. Codes count beside the status: GraphQL refuses with 200 as well. */
export function failureCodeOf(problem: Problem): FailureCode {
  if (isKeyRefused(problem)) return 'stigg.key-refused'
  if (isNotPermitted(problem)) return 'stigg.not-permitted'
  if (isRateLimit(problem) || isLock(problem)) return 'stigg.rate-limited'
  if (isBreakdown(problem)) return 'stigg.unreachable'
  if (isConflict(problem)) return 'stigg.conflict'
  if (isNotFound(problem)) return 'stigg.not-found'
  return problem.status >= 300 && problem.status < 400 ? 'stigg.unexpected-answer' : 'stigg.refused'
}

/** How a call ended that was not a success. */
export interface End {
  readonly last: Attempt
  readonly problem: Problem | null
  readonly misread: string | null
  /** Whether this write, in this attempt or an earlier one, may have taken effect. */
  readonly mayBeApplied: boolean
}

/** Sort how a call ended into a failure of the contract. */
export function toFailure({ last, problem, misread, mayBeApplied }: End): Failure {
  const facts = problem ? factsOf(problem) : 'reason' in last ? { reason: last.reason } : misread ? { misread } : {}
  if (mayBeApplied) return failure('stigg.outcome-unknown', 'Whether Stigg applied the request is not known', facts)
  if (last.kind === 'cancelled') return failure('request.cancelled', 'The request was given up')
  if (last.kind === 'not-sent' && last.onTheWay) return last.onTheWay
  if (problem) return failure(failureCodeOf(problem), `Stigg refused: ${problem.message}`, facts)
  if (misread) return failure('stigg.unexpected-answer', 'Stigg answered in a shape that is not known', facts)
  return failure('stigg.unreachable', 'Stigg could not be reached', facts)
}

/** The failure without the secrets that a server may have echoed: ours, and whatever is shaped like one. */
export function struckOut(failure: Failure, secret: string): Failure {
  const struck = (text: string) => strikeSecrets(text.replaceAll(secret, '…'), '…')
  const facts = Object.fromEntries(Object.entries(failure.facts).map(([name, value]) => [name, struck(value)]))
  return { ...failure, message: struck(failure.message), facts }
}
