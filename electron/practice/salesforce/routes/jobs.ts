import type { RecordStore } from '../../record-store.ts'
import { notFound, refuse, SalesforceError } from '../errors.ts'
import { encode } from '../rows/values.ts'
import { tableColumns } from '../soql/columns.ts'
import { parseSoql } from '../soql/parse.ts'
import { runSoql } from '../soql/run.ts'
import { recordBody, route, type ApiRequest, type ApiResponse, type Route } from './api.ts'
import type { Cursors } from './cursors.ts'
import { contextOf } from './query.ts'

interface Job {
  readonly id: string
  readonly operation: 'query' | 'queryAll'
  readonly object: string
  readonly soql: string
  readonly userId: string
  readonly createdDate: string
  readonly state: 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted'
  readonly lineEnding: 'LF' | 'CRLF'
  readonly columnDelimiter: string
  /** What the job found, in one string. */
  readonly ids: string
}

const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ',',
  SEMICOLON: ';',
  TAB: '\t',
  PIPE: '|',
  CARET: '^',
  BACKQUOTE: '`',
}
const MAX_RECORDS = 50_000
const ID_LENGTH = 18

/**
 * Bulk API 2.0 queries. A job is `InProgress` when it is first asked after, and done from then on.
 * Source: Bulk API 2.0 and Bulk API Developer Guide, "Query".
 */
export function jobRoutes(store: RecordStore, cursors: Cursors): readonly Route[] {
  const jobs = store.collection<Job>('salesforce.jobs')
  const find = (id: string | undefined): Job => {
    const job = jobs.get(id ?? '')
    if (!job) throw notFound()
    return job
  }
  return [
    route('POST', '/jobs/query', (request) => {
      const job = newJob(request, cursors)
      jobs.put(job.id, job)
      return { status: 200, body: shown(request, job) }
    }),
    route('GET', '/jobs/query', (request) => ({
      status: 200,
      body: { done: true, records: [...jobs.values()].map((job) => shown(request, job)), nextRecordsUrl: null },
    })),
    route('GET', '/jobs/query/:id', (request, { id }) => {
      const job = find(id)
      const next = { UploadComplete: 'InProgress', InProgress: 'JobComplete' } as const
      const state = job.state in next ? next[job.state as keyof typeof next] : job.state
      const moved = { ...job, state }
      jobs.put(job.id, moved)
      return { status: 200, body: { ...shown(request, moved), ...progress(moved) } }
    }),
    route('GET', '/jobs/query/:id/results', (request, { id }) => results(request, find(id), cursors)),
    route('PATCH', '/jobs/query/:id', (request, { id }) => {
      const job = find(id)
      if (recordBody(request)['state'] !== 'Aborted')
        throw refuse('INVALIDJOBSTATE', 'Only the state Aborted can be set')
      if (job.state === 'JobComplete') throw refuse('INVALIDJOBSTATE', 'Aborting already Completed Job not allowed')
      const aborted = { ...job, state: 'Aborted' as const }
      jobs.put(job.id, aborted)
      return { status: 200, body: shown(request, aborted) }
    }),
    route('DELETE', '/jobs/query/:id', (_request, { id }) => {
      const job = find(id)
      if (job.state !== 'JobComplete' && job.state !== 'Aborted')
        throw refuse('INVALIDJOBSTATE', 'Only a job that is complete or aborted can be deleted')
      jobs.delete(job.id)
      return { status: 204 }
    }),
  ]
}

function newJob(request: ApiRequest, cursors: Cursors): Job {
  const body = recordBody(request)
  const { operation, query: soql } = body
  if (operation !== 'query' && operation !== 'queryAll')
    throw refuse('INVALIDJOB', `Invalid operation: ${shownAs(operation)}`)
  if (typeof soql !== 'string') throw refuse('INVALIDJOB', 'A query string has to be specified')
  if ((body['contentType'] ?? 'CSV') !== 'CSV')
    throw refuse('INVALIDJOB', `Invalid contentType: ${shownAs(body['contentType'])}`)
  const asked = body['columnDelimiter'] ?? 'COMMA'
  const columnDelimiter = typeof asked === 'string' ? asked : JSON.stringify(asked)
  if (!(columnDelimiter in DELIMITERS)) throw refuse('INVALIDJOB', `Invalid columnDelimiter: ${columnDelimiter}`)
  const found = search(request, soql, operation, cursors)
  return {
    id: request.org.nextId({ keyPrefix: '750' }),
    operation,
    object: found.object,
    soql,
    userId: request.userId,
    createdDate: request.org.stamp(),
    state: 'UploadComplete',
    lineEnding: body['lineEnding'] === 'CRLF' ? 'CRLF' : 'LF',
    columnDelimiter,
    ids: found.ids,
  }
}

/** Refusals of the statement come as `API_ERROR`, with the statement's own code in the text. */
function search(request: ApiRequest, soql: string, operation: Job['operation'], cursors: Cursors) {
  try {
    const query = parseSoql(soql)
    const unfit = query.groupBy ?? query.offset ?? query.fields?.find(({ type }) => type === 'FieldSubquery')
    const found = unfit === undefined ? runSoql(contextOf(request, operation === 'queryAll', cursors), soql) : undefined
    if (found?.kind !== 'rows')
      throw refuse('FUNCTIONALITY_NOT_ENABLED', 'Bulk queries have no GROUP BY, OFFSET, aggregates or child queries')
    return { object: found.object.name, ids: found.rows.map(({ Id }) => Id).join('') }
  } catch (error) {
    if (!(error instanceof SalesforceError) || error.status === 501) throw error
    throw refuse('API_ERROR', `${error.entry.errorCode}: ${error.message}`)
  }
}

const shownAs = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

function shown({ version }: ApiRequest, job: Job) {
  const { id, operation, object, userId, createdDate, state, lineEnding, columnDelimiter } = job
  return {
    id,
    operation,
    object,
    createdById: userId,
    createdDate,
    systemModstamp: createdDate,
    state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(version),
    jobType: 'V2Query',
    lineEnding,
    columnDelimiter,
  }
}

const progress = ({ ids, state }: Job) => ({
  numberRecordsProcessed: state === 'JobComplete' ? ids.length / ID_LENGTH : 0,
  retries: 0,
  totalProcessingTime: state === 'JobComplete' ? 334 : 0,
  isPkChunkingSupported: true,
})

function results(request: ApiRequest, job: Job, cursors: Cursors): ApiResponse {
  if (job.state !== 'JobComplete') throw refuse('INVALIDJOBSTATE', `Results are not ready: the job is ${job.state}`)
  const asked = Number(request.query.get('maxRecords') ?? MAX_RECORDS)
  const size = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MAX_RECORDS) : MAX_RECORDS
  const locator = request.query.get('locator')
  const from = locator === null ? 0 : Number(Buffer.from(locator, 'base64url').toString())
  const total = job.ids.length / ID_LENGTH
  if (!Number.isInteger(from) || from < 0 || (from > 0 && from >= total))
    throw refuse('INVALID_QUERY_LOCATOR', 'invalid query locator')
  const columns = tableColumns(contextOf(request, job.operation === 'queryAll', cursors), job.soql)
  const table = request.org.table(job.object)
  const end = Math.min(total, from + size)
  const lines = [columns.map(({ name }) => name)]
  for (let n = from; n < end; n++) {
    const row = table.get(job.ids.slice(n * ID_LENGTH, (n + 1) * ID_LENGTH))
    if (row) lines.push(columns.map(({ field, get }) => String(encode(field, get(row)) ?? '')))
  }
  const delimiter = DELIMITERS[job.columnDelimiter] ?? ','
  const lineEnd = job.lineEnding === 'CRLF' ? '\r\n' : '\n'
  return {
    status: 200,
    text: lines.map((line) => line.map(quoted).join(delimiter) + lineEnd).join(''),
    headers: {
      'Content-Type': 'text/csv;charset=UTF-8',
      'Sforce-NumberOfRecords': String(lines.length - 1),
      'Sforce-Locator': end < total ? Buffer.from(String(end)).toString('base64url') : 'null',
    },
  }
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`
