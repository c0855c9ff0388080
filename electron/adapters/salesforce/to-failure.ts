import { z } from 'zod'

import { failure, type Failure, type FailureCode } from '#shared/failure'

import type { ExchangeAnswer } from '../http/exchange.ts'
import { ExchangeError } from '../http/exchange-error.ts'
import { networkFailure } from '../http/network-failure.ts'
import type { Redactor } from './redact.ts'

/** One error of Salesforce: `errorCode` from single calls, `statusCode` from rows of a collection. */
export const VendorError = z
  .object({
    errorCode: z.string().optional(),
    statusCode: z.string().optional(),
    message: z.string().default(''),
    fields: z.array(z.string()).nullish(),
  })
  .transform(({ errorCode, statusCode, message, fields }) => ({
    code: errorCode ?? statusCode ?? 'UNKNOWN',
    message,
    fields: fields ?? [],
  }))
export type VendorError = z.infer<typeof VendorError>

/** Codes that mean the same for reads and writes. Source: REST API Developer Guide, "Status Codes and Error Responses". */
const always: Readonly<Record<string, FailureCode>> = {
  API_DISABLED_FOR_ORG: 'salesforce.needs-admin',
  API_CURRENTLY_DISABLED: 'salesforce.needs-admin',
  REQUEST_LIMIT_EXCEEDED: 'salesforce.limit-reached',
  SERVER_UNAVAILABLE: 'salesforce.unreachable',
  QUERY_TIMEOUT: 'salesforce.unreachable',
  UNABLE_TO_LOCK_ROW: 'salesforce.locked',
  NOT_FOUND: 'salesforce.not-found',
  ENTITY_IS_DELETED: 'salesforce.not-found',
}

/** What the signed-in user may not see. The same codes on a write are a refusal. */
const hidden = new Set([
  'INVALID_FIELD',
  'INVALID_TYPE',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
])

/** A request that could be wrong only by our fault, on a write too. */
const ours = new Set([
  'MALFORMED_QUERY',
  'MALFORMED_ID',
  'JSON_PARSER_ERROR',
  'METHOD_NOT_ALLOWED',
  'INVALID_AUTH_HEADER',
])

export type Intent = 'read' | 'write'

export function codeFor({ code, message }: VendorError, status: number, intent: Intent): FailureCode {
  if (code === 'INVALID_SESSION_ID') {
    return message.includes('not valid for use') ? 'salesforce.needs-admin' : 'salesforce.signed-out'
  }
  const known = always[code]
  if (known) return known
  if (ours.has(code)) return 'salesforce.unexpected-answer'
  if (status === 429) return 'salesforce.limit-reached'
  if (status === 401) return 'salesforce.signed-out'
  if (status === 502 || status === 503 || status === 504 || status === 420) return 'salesforce.unreachable'
  if (status >= 500 || status < 400) return 'salesforce.unexpected-answer'
  if (intent === 'write') return 'salesforce.refused'
  if (hidden.has(code) || status === 403) return 'salesforce.not-visible'
  return status === 404 ? 'salesforce.not-found' : 'salesforce.unexpected-answer'
}

/**
 * Failures out of whatever a call threw or answered. Admins' own texts (validation rules, triggers) stay verbatim in
 * facts.message; tokens are struck out everywhere.
 */
export function createFailures(redactor: Redactor) {
  const of = (code: FailureCode, message: string, facts: Record<string, string>): Failure =>
    failure(
      code,
      redactor.clean(message),
      Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, redactor.clean(value)])),
    )

  const fromVendor = (error: VendorError, status: number, intent: Intent, more: Record<string, string> = {}): Failure =>
    of(codeFor(error, status, intent), `${error.code}: ${error.message}`, {
      errorCode: error.code,
      message: error.message,
      ...(error.fields.length > 0 ? { fields: error.fields.join(', ') } : {}),
      ...more,
    })

  return {
    /** A text without secrets. */
    clean: (text: string): string => redactor.clean(text),
    of,
    fromVendor,
    /** Errors of an answer's body; a body that is no list of errors (HTML, nothing) goes by its status. */
    fromBody(body: unknown, status: number, intent: Intent, more: Record<string, string> = {}): Failure {
      const errors = z.array(VendorError).safeParse(Array.isArray(body) ? body : [body])
      const first = errors.success ? mostTelling(errors.data) : undefined
      if (first && first.code !== 'UNKNOWN') return fromVendor(first, status, intent, more)
      const code = codeFor({ code: `HTTP_${status}`, message: '', fields: [] }, status, intent)
      return of(code, `HTTP ${status} without a readable error`, { errorCode: `HTTP_${status}`, ...more })
    },
    /** What kept an exchange from a whole answer. */
    fromThrown(error: unknown): Failure {
      const onTheWay = networkFailure(error)
      if (onTheWay) return onTheWay
      if (error instanceof ExchangeError) {
        const code = error.code === 'ABORTED' ? 'request.cancelled' : 'salesforce.unreachable'
        return of(code, error.message, { reason: error.code })
      }
      throw error
    },
  }
}
export type Failures = ReturnType<typeof createFailures>

/** Rolled-back siblings say nothing of their own; the error that caused it does. */
export const mostTelling = (errors: readonly VendorError[]): VendorError | undefined =>
  errors.find(({ code }) => code !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK' && code !== 'PROCESSING_HALTED') ?? errors[0]

/** The ID that Salesforce's support asks for, where the answer carries one. */
export function requestIdOf({ headers }: ExchangeAnswer): Record<string, string> {
  const requestId = headers['x-sfdc-request-id'] ?? headers['x-request-id']
  return requestId ? { requestId } : {}
}
