import type { Context } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import { SalesforceError } from '../errors.ts'
import type { Grants } from '../oauth/grants.ts'
import type { ApiResponse } from './api.ts'

/** An answer with one entry of Salesforce's error array. */
export const refusal = (status: number, errorCode: string, message: string): ApiResponse => ({
  status,
  body: [{ message, errorCode }],
})

export const NOT_FOUND = refusal(404, 'NOT_FOUND', 'The requested resource does not exist')

/** The access token of a request: `Bearer` or, as of old, `OAuth`. */
export const tokenOf = (c: Context<PracticeEnv>): string | undefined =>
  /^(?:Bearer|OAuth)\s+(.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]

/** Scopes with which a session may use the data API. */
const API_SCOPES = new Set(['api', 'web', 'full'])

/**
 * Whose call it is, or the answer that turns it away.
 * Source: Salesforce Help, "OAuth Tokens and Scopes"; REST API Developer Guide, "Status Codes and Error Responses".
 */
export function callerOf(c: Context<PracticeEnv>, grants: Grants): { readonly userId: string } | ApiResponse {
  const expired = refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid')
  if (c.req.header('Authorization') === undefined) return expired
  const token = tokenOf(c)
  if (token === undefined) return refusal(401, 'INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE')
  const session = grants.session(token)
  if (session && !session.scopes.some((scope) => API_SCOPES.has(scope)))
    return refusal(401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API')
  return session ?? expired
}

/** A request's JSON, or undefined without a body. Fails: `UNSUPPORTED_MEDIA_TYPE` (415), `JSON_PARSER_ERROR`. */
export async function jsonBody(c: Context<PracticeEnv>): Promise<unknown> {
  const text = await c.req.text()
  if (text.trim() === '') return undefined
  const type = c.req.header('Content-Type') ?? ''
  if (!/^application\/json\b/i.test(type))
    throw new SalesforceError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Type header specified in HTTP request is not supported: ${type}`,
    )
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SalesforceError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : 'Malformed JSON')
  }
}

/** Send an answer; a `clock-skew` fault puts its `Date` wrong by `args.ms`. */
export function send(c: Context<PracticeEnv>, { status, body, text, headers }: ApiResponse): Response {
  const fault = c.get('namedFault')
  if (fault?.name === 'clock-skew')
    c.header('Date', new Date(Date.now() + Number(fault.args?.['ms'] ?? 3_600_000)).toUTCString())
  for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value)
  // hono's type of a status lists the known ones; ours are all among them.
  c.status(status as 200)
  if (text !== undefined) return c.body(text)
  if (body === undefined || c.req.method === 'HEAD') return c.body(null)
  c.header('Content-Type', 'application/json;charset=UTF-8')
  return c.body(JSON.stringify(body))
}
