import type { SalesforceRow, SalesforceValue } from '../../seed/types.ts'
import type { FieldDef, ObjectDef } from '../schema/types.ts'
import { deriveOf } from './derived.ts'
import type { Org } from './org.ts'
import { stampOf } from './table.ts'

export type Getter = (row: SalesforceRow) => SalesforceValue

/** How a field of a row is read: worked out, stored, or the default where nothing is stored. */
export function getterOf(org: Org, object: ObjectDef, field: FieldDef): Getter {
  const derive = deriveOf(object.name, field.name)
  if (derive) return (row) => derive(row, org)
  const { name } = field
  const missing = missingValue(org, object, field)
  return (row) => row[name] ?? missing
}

function missingValue(org: Org, object: ObjectDef, field: FieldDef): SalesforceValue {
  if (field.type === 'boolean') return object.name === 'User' && field.name === 'IsActive'
  if (field.name === 'CurrencyIsoCode') return org.seed.org.corporateCurrency
  if (['CreatedById', 'LastModifiedById', 'OwnerId'].includes(field.name)) return org.seed.users[0]?.id ?? null
  return null
}

/**
 * A stored value as it goes over the wire. Date-times have whole seconds and `+0000`; empty text is null.
 * Source: REST API Developer Guide, "Primitive Data Types".
 */
export function encode(field: FieldDef, value: SalesforceValue): SalesforceValue {
  if (value === null || value === '') return null
  if (field.type === 'datetime') return `${stampOf(value)}.000+0000`
  return value
}

export const attributesOf = (version: string, object: string, id: string) => ({
  type: object,
  url: `/services/data/v${version}/sobjects/${object}/${id}`,
})
