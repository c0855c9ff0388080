import { notFound, refuse } from '../errors.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import { createRow, liveRow, updateRow } from '../rows/write.ts'
import type { FieldDef, ObjectDef } from '../schema/types.ts'
import { recordBody, type ApiRequest, type ApiResponse } from './api.ts'
import { recordOf } from './records.ts'
import { writerOf } from './row-faults.ts'

/** Source: REST API Developer Guide, "sObject Rows by External ID". */
export function getByExternalId(request: ApiRequest, object: ObjectDef, field: string, value: string): ApiResponse {
  const [row, ...others] = rowsBy(request, object, externalId(object, field), value)
  if (!row) throw notFound()
  if (others.length > 0) return severalFound(request, object, [row, ...others])
  return { status: 200, body: recordOf(request, object, row) }
}

export function upsert(request: ApiRequest, object: ObjectDef, field: string, value: string): ApiResponse {
  const key = externalId(object, field)
  const body = recordBody(request)
  if (Object.keys(body).some((name) => name.toLowerCase() === key.name.toLowerCase() || name.toLowerCase() === 'id'))
    throw refuse('INVALID_FIELD', `The ${key.name} field should not be specified in the sobject data.`)
  const rows = rowsBy(request, object, key, value)
  const [row, ...others] = rows
  if (others.length > 0) return severalFound(request, object, rows)
  if (!row && (request.query.get('updateOnly') === 'true' || key.type === 'id')) throw notFound()
  const id = row?.Id ?? createRow(writerOf(request), object, { ...body, [key.name]: value })
  if (row) updateRow(writerOf(request), object, row.Id, body)
  return { status: row ? 200 : 201, body: { id, success: true, errors: [], created: row === undefined } }
}

export function externalId(object: ObjectDef, name: string): FieldDef {
  const field = object.fields.get(name.toLowerCase())
  if (!field || !(field.externalId || field.idLookup))
    throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`)
  return field
}

export function rowsBy({ org }: ApiRequest, object: ObjectDef, key: FieldDef, value: string): SalesforceRow[] {
  if (key.type === 'id') return [liveRow(org, object, value)]
  const table = org.table(object.name)
  return [...table.idsWhere(key.name, value)]
    .map((id) => table.get(id))
    .filter((row) => row !== undefined)
    .filter((row) => row['IsDeleted'] !== true)
}

const severalFound = ({ version }: ApiRequest, object: ObjectDef, rows: readonly SalesforceRow[]): ApiResponse => ({
  status: 300,
  body: rows.map(({ Id }) => `/services/data/v${version}/sobjects/${object.name}/${Id}`),
})
