/** A refusal in Stigg's own words. Thrown by rules and routes, turned into an answer in one place (pipeline). */
export class StiggError extends Error {
  readonly status: number
  readonly code: string | null

  constructor(status: number, code: string | null, message: string) {
    super(message)
    this.name = 'StiggError'
    this.status = status
    this.code = code
  }
}

const conflicts = new Set([
  'DuplicatedEntityNotAllowed',
  'DuplicateIntegrationNotAllowed',
  'EntitlementBelongsToFeatureGroupError',
  'ObjectAlreadyBeingUsedByAnotherRequestError',
])
const forbidden = new Set(['IdentityForbidden', 'AccessDeniedError', 'NoFeatureEntitlementError'])

/**
 * The HTTP status that goes with one of Stigg's codes: 404 for what is missing, 409 for conflicts, 403 for scope,
 * 400 for every other business rule.
 * Source: Stigg REST API, "Responses"; schema enum `ErrorCode`.
 */
function statusFor(code: string): number {
  if (code === 'Unauthenticated') return 401
  if (code === 'RateLimitExceeded') return 429
  if (code === 'UnexpectedError') return 500
  if (code === 'OperationTimeout') return 504
  if (forbidden.has(code)) return 403
  if (conflicts.has(code)) return 409
  return /NotFound(Error)?$/.test(code) ? 404 : 400
}

/** A refusal by a rule; the status follows from the code. A null code is a refusal that Stigg publishes no code for. */
export function refusal(code: string | null, message: string): StiggError {
  return new StiggError(code === null ? 400 : statusFor(code), code, message)
}

export const badInput = (message: string): StiggError => refusal('BadUserInput', message)
export const unauthenticated = (): StiggError => refusal('Unauthenticated', 'Unauthenticated')
export const accessDenied = (): StiggError => refusal('AccessDeniedError', 'Access denied')
export const tooManyRequests = (): StiggError => refusal('RateLimitExceeded', 'Too many requests')
