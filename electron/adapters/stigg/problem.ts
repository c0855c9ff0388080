/** What Stigg said was wrong: the HTTP status, and of the body what could be read. Never holds the key. */
export interface Problem {
  readonly status: number
  readonly code: string | null
  readonly message: string
  readonly traceId: string | null
}

const longest = 500

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string | null => {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string').join('; ') || null
  return typeof value === 'string' && value !== '' ? value : null
}

/** An answer's body as JSON; undefined where it is none (a gateway's page, a body cut short, nothing at all). */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is an answer like another: the caller decides by the status.
    return undefined
  }
}

/**
 * Read the error of a REST answer. Three shapes occur: `{message, code}`, `{error: {code, message}}` and
 * `{error, message}`; messages may be lists. A body that is no JSON (a gateway's page) is told by its status alone.
 * Source: Stigg REST API, responses, authentication; Edge API, rate limits.
 */
export function restProblem(status: number, body: unknown, traceHeader: string | null): Problem {
  const top = isObject(body) ? body : {}
  const inner = isObject(top.error) ? top.error : {}
  const code = textOf(top.code) ?? textOf(inner.code) ?? (textOf(top.message) ? textOf(top.error) : null)
  const message = textOf(top.message) ?? textOf(inner.message) ?? textOf(top.error) ?? `Stigg answered ${status}`
  const traceId = textOf(top.traceId) ?? textOf(inner.traceId) ?? traceHeader
  return { status, code, message: message.slice(0, longest), traceId }
}

/**
 * The first error of a GraphQL answer; null where it has none. Errors arrive with HTTP 200 as well.
 * Source: Stigg GraphQL API, errors: `errors[].extensions.{code, traceId}`.
 */
export function graphqlProblem(status: number, body: unknown): Problem | null {
  if (!isObject(body) || !Array.isArray(body.errors)) return null
  const [first]: unknown[] = body.errors
  if (!isObject(first)) return null
  const extensions = isObject(first.extensions) ? first.extensions : {}
  const message = textOf(first.message) ?? 'The query failed'
  const [code, traceId] = [textOf(extensions.code), textOf(extensions.traceId)]
  return { status, code, message: message.slice(0, longest), traceId }
}

/** Codes occur as `CustomerNotFound` and as `CUSTOMER_NOT_FOUND`: one form to compare by. */
export const normalCode = (code: string | null): string => (code ?? '').replaceAll('_', '').toLowerCase()

const isAnyOf = (problem: Problem, ...codes: readonly string[]): boolean =>
  codes.some((code) => normalCode(code) === normalCode(problem.code))

/** Another request holds the record for a moment; nothing was applied. */
export const isLock = (problem: Problem): boolean => isAnyOf(problem, 'ObjectAlreadyBeingUsedByAnotherRequestError')

export const isRateLimit = (problem: Problem): boolean =>
  problem.status === 429 || isAnyOf(problem, 'RateLimitExceeded', 'rate_limit_exceeded')

/** The server broke down or ran out of time: whether the request was applied cannot be told. */
export const isBreakdown = (problem: Problem): boolean =>
  problem.status >= 500 ||
  problem.status === 408 ||
  isAnyOf(problem, 'OperationTimeout', 'UnexpectedError', 'INTERNAL_SERVER_ERROR')

export const isKeyRefused = (problem: Problem): boolean =>
  problem.status === 401 || isAnyOf(problem, 'Unauthenticated', 'ApiKeyExpired', 'ApiKeyNotFound')

export const isNotPermitted = (problem: Problem): boolean =>
  problem.status === 403 ||
  isAnyOf(problem, 'IdentityForbidden', 'AccessDeniedError', 'NoFeatureEntitlementError', 'FORBIDDEN')

export const isConflict = (problem: Problem): boolean =>
  problem.status === 409 || isAnyOf(problem, 'DuplicatedEntityNotAllowed', 'DuplicateIntegrationNotAllowed')

export const isNotFound = (problem: Problem): boolean =>
  problem.status === 404 || normalCode(problem.code).includes('notfound')

/**
 * Stigg blocks the replacement of a subscription whose invoice is open and unpaid. It publishes no code for that, so
 * the words decide where the code does not.
 */
export const isOpenInvoice = (problem: Problem): boolean =>
  isAnyOf(problem, 'OpenInvoiceError', 'BillingInvoiceStatusError') ||
  (/\binvoice\b/i.test(problem.message) && /\b(open|unpaid|outstanding)\b/i.test(problem.message))
