import { refuse, SalesforceError } from '../errors.ts'
import { parseId } from '../ids.ts'
import { createRow, deleteRow, updateRow } from '../rows/write.ts'
import type { ObjectDef } from '../schema/types.ts'
import { isRecord, objectOf, recordBody, route, type ApiRequest, type ApiResponse, type Route } from './api.ts'
import { recordOf } from './records.ts'
import { writerOf } from './row-faults.ts'
import { externalId, rowsBy } from './upsert.ts'

const MAX_ROWS = 200
const MAX_READ = 2000
const MAX_RUNS = 10

interface RowResult {
  readonly id?: string
  readonly success: boolean
  readonly errors: readonly { statusCode: string; message: string; fields: readonly string[] }[]
  readonly created?: boolean
}

/** Up to 200 rows in one call. Source: REST API Developer Guide, "sObject Collections". */
export const collectionRoutes: readonly Route[] = [
  route('POST', '/composite/sobjects', (request) =>
    write(request, (row, object) => success(createRow(writerOf(request), object, fieldsOf(row)))),
  ),
  route('PATCH', '/composite/sobjects', (request) =>
    write(request, (row, object) => {
      const id = idOf(row)
      updateRow(writerOf(request), object, id, fieldsOf(row))
      return success(parseId(id) ?? id)
    }),
  ),
  route('PATCH', '/composite/sobjects/:object/:field', (request, { object: name, field = '' }) => {
    const object = objectOf(request, name)
    const key = externalId(object, field)
    return write(request, (row) => upsertRow(request, object, key, row))
  }),
  route('DELETE', '/composite/sobjects', (request) => {
    const ids = (request.query.get('ids') ?? '').split(',').filter((id) => id !== '')
    if (ids.length === 0) throw refuse('REQUIRED_FIELD_MISSING', 'Required fields are missing: [ids]')
    return each(request, ids, request.query.get('allOrNone') === 'true', (id) => {
      const object = request.schema.byPrefix(id.slice(0, 3))
      if (!object || parseId(id) === undefined) throw refuse('MALFORMED_ID', `malformed id ${id}`)
      deleteRow(writerOf(request), object, id)
      return success(parseId(id) ?? id)
    })
  }),
  route('POST', '/composite/sobjects/:object', (request, { object }) => {
    const { ids, fields } = recordBody(request)
    return retrieve(request, objectOf(request, object), strings(ids, 'ids'), strings(fields, 'fields'))
  }),
  route('GET', '/composite/sobjects/:object', (request, { object }) => {
    const list = (name: string) => (request.query.get(name) ?? '').split(',').filter((each) => each !== '')
    return retrieve(request, objectOf(request, object), list('ids'), list('fields'))
  }),
]

function retrieve(
  request: ApiRequest,
  object: ObjectDef,
  ids: readonly string[],
  fields: readonly string[],
): ApiResponse {
  if (ids.length > MAX_READ)
    throw refuse('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MAX_READ} records in this call`)
  const table = request.org.table(object.name)
  const body = ids.map((text) => {
    const id = parseId(text)
    if (id === undefined) throw refuse('MALFORMED_ID', `malformed id ${text}`)
    const row = table.get(id)
    return row && row['IsDeleted'] !== true ? recordOf(request, object, row, fields) : null
  })
  return { status: 200, body }
}

/** Rows of one type that follow each other are one run, and there may be no more than ten runs. */
function write(
  request: ApiRequest,
  work: (row: Readonly<Record<string, unknown>>, object: ObjectDef) => RowResult,
): ApiResponse {
  const { records, allOrNone } = recordBody(request)
  if (!Array.isArray(records) || records.length === 0)
    throw refuse('REQUIRED_FIELD_MISSING', 'Required fields are missing: [records]')
  const types = records.map((row) => (isRecord(row) ? typeOf(row) : undefined))
  const runs = types.filter((type, n) => n === 0 || type !== types[n - 1]).length
  if (runs > MAX_RUNS)
    throw refuse(
      'LIMIT_EXCEEDED',
      `Cannot have more than ${MAX_RUNS} chunks in a single operation. Please rearrange the data to reduce chunking.`,
    )
  return each(request, records, allOrNone === true, (row, n) => {
    if (!isRecord(row)) throw refuse('JSON_PARSER_ERROR', 'Each record must be an object')
    const type = types[n]
    if (type === undefined) throw refuse('INVALID_TYPE', 'The record has no attributes.type')
    const object = request.schema.find(type)
    if (!object) throw refuse('INVALID_TYPE', `sObject type '${type}' is not supported.`)
    return work(row, object)
  })
}

/** Do each row's work; with `allOrNone`, one failure undoes them all. */
function each<Row>(
  { org }: ApiRequest,
  rows: readonly Row[],
  allOrNone: boolean,
  work: (row: Row, n: number) => RowResult,
): ApiResponse {
  if (rows.length > MAX_ROWS)
    throw refuse('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MAX_ROWS} records in this call`)
  const results: RowResult[] = []
  try {
    org.transaction(() => {
      for (const [n, row] of rows.entries()) results.push(attempt(() => org.transaction(() => work(row, n))))
      if (allOrNone && results.some(({ success: done }) => !done)) throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
    return { status: 200, body: results.map((result) => (result.success ? ROLLED_BACK : result)) }
  }
  return { status: 200, body: results }
}

class RolledBack extends Error {}

const ROLLED_BACK: RowResult = {
  success: false,
  errors: [
    {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    },
  ],
}

const success = (id: string): RowResult => ({ id, success: true, errors: [] })

function attempt(work: () => RowResult): RowResult {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error
    const { errorCode, message, fields = [] } = error.entry
    return { success: false, errors: [{ statusCode: errorCode, message, fields }] }
  }
}

function upsertRow(
  request: ApiRequest,
  object: ObjectDef,
  key: ReturnType<typeof externalId>,
  row: Readonly<Record<string, unknown>>,
): RowResult {
  const entry = Object.entries(row).find(([name]) => name.toLowerCase() === key.name.toLowerCase())
  if (!entry || entry[1] === null || entry[1] === '') throw refuse('MISSING_ARGUMENT', `${key.name} not specified`)
  const [name, value] = entry
  const [found, ...others] = rowsBy(request, object, key, typeof value === 'string' ? value : JSON.stringify(value))
  if (others.length > 0)
    throw refuse(
      'DUPLICATE_EXTERNAL_ID',
      `more than one record found for external id field: [${[found, ...others].map((one) => one?.Id).join(', ')}]`,
    )
  const { [name]: _key, ...rest } = fieldsOf(row)
  if (found) updateRow(writerOf(request), object, found.Id, rest)
  const id = found?.Id ?? createRow(writerOf(request), object, { ...rest, [key.name]: value })
  return { id, success: true, errors: [], created: found === undefined }
}

function typeOf({ attributes }: Readonly<Record<string, unknown>>): string | undefined {
  return isRecord(attributes) && typeof attributes['type'] === 'string' ? attributes['type'] : undefined
}

function idOf(row: Readonly<Record<string, unknown>>): string {
  const id = row['id'] ?? row['Id'] ?? row['ID']
  if (typeof id !== 'string' || id === '') throw refuse('MISSING_ARGUMENT', 'Id not specified in an update call')
  if (parseId(id) === undefined) throw refuse('MALFORMED_ID', `malformed id ${id}`)
  return id
}

const fieldsOf = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !['id', 'attributes'].includes(name.toLowerCase())))

function strings(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || value.length === 0)
    throw refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`)
  return value.map(String)
}
