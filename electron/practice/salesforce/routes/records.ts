import { refuse } from '../errors.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import { attributesOf, getterOf } from '../rows/values.ts'
import { wireValue } from '../rows/wire.ts'
import type { ObjectDef } from '../schema/types.ts'
import { resolvePath, type Scope } from '../soql/scope.ts'
import type { ApiRequest } from './api.ts'

type Record = { [field: string]: unknown }

/**
 * A row as a record: every field that the user sees, or the named ones, dotted paths to parents among them.
 * Fails: `INVALID_FIELD`.
 */
export function recordOf(
  request: ApiRequest,
  object: ObjectDef,
  row: SalesforceRow,
  names?: readonly string[],
): Record {
  const { org, version } = request
  const record: Record = { attributes: attributesOf(version, object.name, row.Id) }
  if (names === undefined) {
    for (const field of object.fields.values()) record[field.name] = wireValue(field, getterOf(org, object, field)(row))
    return record
  }
  const scope = scopeFor(request, object)
  for (const name of names) {
    if (!name.includes('.') && !object.fields.has(name.toLowerCase()))
      throw refuse('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`)
    const { field, relationships, get, rowOf, object: parent } = resolvePath(scope, name)
    const at = rowOf(row)
    let into = record
    for (const [n, relationship] of relationships.entries()) {
      const known = into[relationship]
      if (!at && n === relationships.length - 1) into[relationship] ??= null
      if (!at) break
      const next =
        typeof known === 'object' && known !== null ? known : { attributes: attributesOf(version, parent.name, at.Id) }
      into[relationship] = next
      into = next as Record // An object that this loop made.
    }
    if (at) into[field.name] = wireValue(field, get(row))
  }
  record['Id'] ??= row.Id
  return record
}

function scopeFor({ org, schema, userId }: ApiRequest, object: ObjectDef): Scope {
  const timeZone = org.seed.org.timeZone
  return { org, schema, object, alias: undefined, soql: '', userId, timeZone, withDeleted: false }
}
