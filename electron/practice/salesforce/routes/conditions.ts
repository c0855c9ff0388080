import { createHash } from 'node:crypto'
import { refuse, SalesforceError } from '../errors.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import type { ObjectDef } from '../schema/types.ts'
import type { ApiRequest, ApiResponse } from './api.ts'

/** What tells one version of a row from another. Only Accounts have an entity tag. */
export interface Validators {
  readonly modified: Date
  readonly tag: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** Source: REST API Developer Guide, "Conditional Requests". */
export function validatorsOf(object: ObjectDef, row: SalesforceRow): Validators {
  const modified = new Date(`${row.LastModifiedDate.slice(0, 19)}Z`)
  const headers = { 'Last-Modified': modified.toUTCString() }
  if (object.name !== 'Account') return { modified, tag: undefined, headers }
  const hash = createHash('sha256').update(JSON.stringify(row)).digest('base64').slice(0, 32)
  const tag = `"${hash}--gzip"`
  return { modified, tag, headers: { ...headers, ETag: tag } }
}

/**
 * Hold a request's conditions against a row: undefined when they are met, 304 for a reader who has it already.
 * Fails: `PRECONDITION_FAILED` (412); `INVALID_DATE_FORMAT` on a date that is none.
 */
export function checkPreconditions(request: ApiRequest, { modified, tag }: Validators): ApiResponse | undefined {
  const { header, method } = request
  if (request.fault?.name === 'PRECONDITION_FAILED') throw failed()
  const match = header('If-Match')
  if (match !== undefined && tag !== undefined && match !== '*' && !tagsOf(match).includes(tag)) throw failed()
  const unmodified = header('If-Unmodified-Since')
  if (unmodified !== undefined && modified.getTime() > httpDate(unmodified)) throw failed()
  if (method !== 'GET' && method !== 'HEAD') return undefined
  const none = header('If-None-Match')
  if (none !== undefined && tag !== undefined && (none === '*' || tagsOf(none).includes(tag))) return { status: 304 }
  if (none === undefined && notModifiedSince(request, modified)) return { status: 304 }
  return undefined
}

export function notModifiedSince({ header }: ApiRequest, modified: Date): boolean {
  const since = header('If-Modified-Since')
  return since !== undefined && modified.getTime() <= httpDate(since)
}

const failed = () =>
  new SalesforceError(412, 'PRECONDITION_FAILED', 'The record was modified since, or is not the one that was asked for')

const tagsOf = (header: string) => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))

function httpDate(text: string): number {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw refuse('INVALID_DATE_FORMAT', `Invalid HTTP date: ${text}`)
  return at
}
