import type { NamedFault } from '../../faults.ts'
import { methodNotAllowed, notFound, SalesforceError } from '../errors.ts'
import type { Org } from '../rows/org.ts'
import type { Schema } from '../schema/catalog.ts'

/** A call of a data resource, whether it came over HTTP or inside a composite request. */
export interface ApiRequest {
  readonly method: string
  /** Below `/services/data/vNN.N`, without a slash at the end: `/sobjects/Account`. Still percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly header: (name: string) => string | undefined
  /** Parsed JSON, or undefined without a body. */
  readonly body: unknown
  /** As in the path: `66.0`. */
  readonly version: string
  readonly userId: string
  /** What the user may see. */
  readonly schema: Schema
  readonly org: Org
  /** The practice fault that rows of this call may meet. */
  readonly fault: NamedFault | undefined
}

export interface ApiResponse {
  readonly status: number
  /** JSON; without it the answer has no body. */
  readonly body?: unknown
  /** Something other than JSON, with its own content type among the headers. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Handler = (request: ApiRequest, params: Readonly<Record<string, string>>) => ApiResponse

export interface Route {
  readonly method: string
  readonly pattern: string
  readonly handle: Handler
}

export const route = (method: string, pattern: string, handle: Handler): Route => ({ method, pattern, handle })

/** The answer of the first route that fits. Refusals become answers; `HEAD` is `GET` without a body. */
export function createApi(routes: readonly Route[]): (request: ApiRequest) => ApiResponse {
  const compiled = routes.map((each) => ({ ...each, expression: expressionOf(each.pattern) }))
  const dispatch = (request: ApiRequest): ApiResponse => {
    const wanted = request.method === 'HEAD' ? 'GET' : request.method
    const allowed: string[] = []
    for (const { method, expression, handle } of compiled) {
      const match = expression.exec(request.path)
      if (!match) continue
      if (method === wanted || method === 'ANY') return handle(request, decodeParams(match.groups ?? {}))
      allowed.push(...(method === 'GET' ? ['GET', 'HEAD'] : [method]))
    }
    if (allowed.length > 0) throw methodNotAllowed(request.method, [...new Set(allowed)])
    throw notFound()
  }
  return (request) => {
    try {
      return dispatch(request)
    } catch (error) {
      if (error instanceof SalesforceError) return { status: error.status, body: [error.entry] }
      throw error
    }
  }
}

/** `/sobjects/:object/:id`: a name is one segment, `*` is the rest. */
function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)').replace('*', '.*')
  return new RegExp(`^${source}$`, 'i')
}

function decodeParams(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]))
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // A stray percent sign stands for itself.
    return segment
  }
}

/** The object that a path names, as the user sees it. */
export function objectOf({ schema }: ApiRequest, name: string | undefined) {
  const object = schema.find(name ?? '')
  if (!object) throw notFound()
  return object
}

/** The request's body as an object. Fails: `JSON_PARSER_ERROR`. */
export function recordBody({ body }: Pick<ApiRequest, 'body'>): Readonly<Record<string, unknown>> {
  if (isRecord(body)) return body
  throw new SalesforceError(
    400,
    'JSON_PARSER_ERROR',
    body === undefined
      ? 'The HTTP entity body is required, but this request has no entity body.'
      : 'Unexpected token where an object was expected at [line:1, column:1]',
  )
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
