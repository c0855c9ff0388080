import { methodNotAllowed, refuse } from '../errors.ts'
import { parseId } from '../ids.ts'
import { describe, describeBasic, describeGlobal, type RecordTypeInfo } from '../schema/describe.ts'
import type { ObjectDef } from '../schema/types.ts'
import { createRow, deleteRow, liveRow, updateRow } from '../rows/write.ts'
import { objectOf, recordBody, route, type ApiRequest, type ApiResponse, type Route } from './api.ts'
import { checkPreconditions, notModifiedSince, validatorsOf } from './conditions.ts'
import { recordOf } from './records.ts'
import { related } from './relationships.ts'
import { writerOf } from './row-faults.ts'
import { getByExternalId, upsert } from './upsert.ts'
import { deletedRows, updatedRows } from './changes.ts'

/** Metadata and single rows. Source: REST API Developer Guide, "sObject Basic Information", "sObject Rows". */
export const sobjectRoutes: readonly Route[] = [
  route('GET', '/sobjects', (request) =>
    ifModified(request, () => ({ status: 200, body: describeGlobal(request.schema, request.version) })),
  ),
  route('GET', '/sobjects/:object', (request, { object }) => ({
    status: 200,
    body: describeBasic(objectOf(request, object), [], request.version),
  })),
  route('POST', '/sobjects/:object', (request, { object }) => create(request, objectOf(request, object))),
  route('GET', '/sobjects/:object/describe', (request, { object }) =>
    describeObject(request, objectOf(request, object)),
  ),
  route('GET', '/sobjects/:object/updated', (request, { object }) => updatedRows(request, objectOf(request, object))),
  route('GET', '/sobjects/:object/deleted', (request, { object }) => deletedRows(request, objectOf(request, object))),
  route('GET', '/sobjects/:object/:id', (request, { object, id = '' }) => read(request, objectOf(request, object), id)),
  route('PATCH', '/sobjects/:object/:id', (request, { object, id = '' }) =>
    update(request, objectOf(request, object), id),
  ),
  route('DELETE', '/sobjects/:object/:id', (request, { object, id = '' }) => {
    deleteRow(writerOf(request), objectOf(request, object), id)
    return { status: 204 }
  }),
  route('GET', '/sobjects/:object/:field/:value', (request, { object, field = '', value = '' }) =>
    parseId(field) === undefined
      ? getByExternalId(request, objectOf(request, object), field, value)
      : related(request, objectOf(request, object), field, value),
  ),
  route('PATCH', '/sobjects/:object/:field/:value', (request, { object, field = '', value = '' }) =>
    upsert(request, objectOf(request, object), field, value),
  ),
]

function create(request: ApiRequest, object: ObjectDef): ApiResponse {
  if (!object.createable) throw methodNotAllowed('POST', ['GET', 'HEAD'])
  const id = createRow(writerOf(request), object, recordBody(request))
  const Location = `/services/data/v${request.version}/sobjects/${object.name}/${id}`
  return { status: 201, body: { id, success: true, errors: [] }, headers: { Location } }
}

function read(request: ApiRequest, object: ObjectDef, id: string): ApiResponse {
  const row = liveRow(request.org, object, id)
  const validators = validatorsOf(object, row)
  const early = checkPreconditions(request, validators)
  if (early) return early
  const asked = request.query.get('fields')
  const names = asked === null ? undefined : asked.split(',').map((name) => name.trim())
  return { status: 200, body: recordOf(request, object, row, names), headers: validators.headers }
}

function update(request: ApiRequest, object: ObjectDef, id: string): ApiResponse {
  const row = liveRow(request.org, object, id)
  const early = checkPreconditions(request, validatorsOf(object, row))
  if (early) return early
  const body = recordBody(request)
  if (Object.keys(body).some((name) => name.toLowerCase() === 'id'))
    throw refuse('INVALID_FIELD', 'The Id field should not be specified in the sobject data.')
  updateRow(writerOf(request), object, row.Id, body)
  return { status: 204 }
}

function describeObject(request: ApiRequest, object: ObjectDef): ApiResponse {
  return ifModified(request, () => {
    const { schema, version } = request
    return { status: 200, body: describe(schema, object, recordTypesOf(request, object), version) }
  })
}

function ifModified(request: ApiRequest, answer: () => ApiResponse): ApiResponse {
  const since = request.org.metadataSince
  if (notModifiedSince(request, since)) return { status: 304 }
  return { ...answer(), headers: { 'Last-Modified': since.toUTCString() } }
}

function recordTypesOf({ org, version }: ApiRequest, object: ObjectDef): RecordTypeInfo[] {
  const types = [...org.table('RecordType').values()].filter((type) => type['SobjectType'] === object.name)
  return types.map((type, n) => ({
    active: type['IsActive'] !== false,
    available: true,
    defaultRecordTypeMapping: n === 0,
    developerName: String(type['DeveloperName']),
    master: false,
    name: String(type['Name']),
    recordTypeId: type.Id,
    urls: { layout: `/services/data/v${version}/sobjects/${object.name}/describe/layouts/${type.Id}` },
  }))
}
