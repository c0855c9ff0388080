import { notFound } from '../errors.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import { getterOf } from '../rows/values.ts'
import { liveRow } from '../rows/write.ts'
import type { ObjectDef } from '../schema/types.ts'
import type { ApiRequest, ApiResponse } from './api.ts'
import { recordOf } from './records.ts'

/** The parent, or the children, of a row by the relationship's name. Source: REST API Developer Guide, "sObject Relationships". */
export function related(request: ApiRequest, object: ObjectDef, id: string, relationship: string): ApiResponse {
  const row = liveRow(request.org, object, id)
  const name = relationship.toLowerCase()
  for (const field of object.fields.values()) {
    if (field.relationshipName?.toLowerCase() !== name) continue
    const parentId = getterOf(request.org, object, field)(row)
    const parent = typeof parentId === 'string' ? request.schema.byPrefix(parentId.slice(0, 3)) : undefined
    if (!parent || typeof parentId !== 'string') throw notFound()
    return { status: 200, body: recordOf(request, parent, liveRow(request.org, parent, parentId), fieldsOf(request)) }
  }
  const child = request.schema
    .childRelationships(object)
    .find(({ relationshipName }) => relationshipName.toLowerCase() === name)
  const childObject = child && request.schema.find(child.childObject)
  if (!child || !childObject) throw notFound()
  const table = request.org.table(childObject.name)
  const rows: SalesforceRow[] = []
  for (const childId of table.idsWhere(child.field, row.Id)) {
    const childRow = table.get(childId)
    if (childRow && childRow['IsDeleted'] !== true) rows.push(childRow)
  }
  const records = rows.map((childRow) => recordOf(request, childObject, childRow, fieldsOf(request)))
  return { status: 200, body: { totalSize: records.length, done: true, records } }
}

const fieldsOf = ({ query }: ApiRequest): string[] | undefined =>
  query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim())
