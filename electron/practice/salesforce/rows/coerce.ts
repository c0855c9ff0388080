import { refuse, refuseWrite } from '../errors.ts'
import { parseId } from '../ids.ts'
import type { SalesforceValue } from '../../seed/types.ts'
import type { FieldDef } from '../schema/types.ts'
import type { Org } from './org.ts'

/**
 * A value out of a request's JSON as it is stored. Empty text becomes null; text may stand for a number or a boolean.
 * Fails: `JSON_PARSER_ERROR` for a value of another type, `STRING_TOO_LONG`, `MALFORMED_ID`,
 * `INVALID_CROSS_REFERENCE_KEY`, `INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST`, `NUMBER_OUTSIDE_VALID_RANGE`.
 * Source: REST API Developer Guide, "Status Codes and Error Responses"; SOAP API Developer Guide, "Core Data Types".
 */
export function coerce(org: Org, field: FieldDef, value: unknown): SalesforceValue {
  if (value === null || value === undefined) return null
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw cannotRead(field, value)
  switch (field.type) {
    case 'boolean':
      return boolean(field, value)
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return number(field, value)
    case 'date':
      return day(field, value)
    case 'datetime':
      return instant(field, value)
    case 'id':
    case 'reference':
      return reference(org, field, value)
    default:
      return text(field, value)
  }
}

function cannotRead(field: FieldDef, value: unknown) {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  const token = typeof value === 'string' ? 'VALUE_STRING' : typeof value === 'object' ? 'START_OBJECT' : 'VALUE_NUMBER'
  const type = field.type === 'currency' || field.type === 'percent' ? 'double' : field.type
  const shown = isPlain ? ` value ${value}` : ''
  return refuse(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${type} from ${token}${shown} or request may be missing a required field at [line:1, column:1]`,
  )
}

function text(field: FieldDef, value: unknown): string | null {
  const whole = String(value)
  if (whole === '') return null
  if (whole.length > field.length)
    throw refuseWrite(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${whole} (max length=${field.length})`,
      [field.name],
    )
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(whole))
    throw refuseWrite('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${whole}`, [field.name])
  if (!field.restrictedPicklist) return whole
  const known = field.picklist.find((each) => each.active && each.value.toLowerCase() === whole.toLowerCase())
  if (known) return known.value
  throw refuseWrite(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${whole}`,
    [field.name],
  )
}

function boolean(field: FieldDef, value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === 'false') return value === 'true'
  throw cannotRead(field, value)
}

function number(field: FieldDef, value: unknown): number | null {
  if (value === '') return null
  const amount = typeof value === 'boolean' ? Number.NaN : Number(value)
  if (!Number.isFinite(amount)) throw cannotRead(field, value)
  if (field.type === 'int') {
    if (!Number.isInteger(amount)) throw cannotRead(field, value)
    return amount
  }
  if (Math.abs(amount) >= 10 ** (field.precision - field.scale))
    throw refuseWrite(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${amount}`,
      [field.name],
    )
  const unit = 10 ** field.scale
  return Math.round((amount + Math.sign(amount) * Number.EPSILON) * unit) / unit
}

function day(field: FieldDef, value: unknown): string | null {
  if (value === '') return null
  const shape = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(String(value))?.[1]
  const at = shape === undefined ? Number.NaN : Date.parse(`${shape}T00:00:00Z`)
  if (shape === undefined || Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== shape)
    throw cannotRead(field, value)
  return shape
}

function instant(field: FieldDef, value: unknown): string | null {
  if (value === '') return null
  const whole = String(value).replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
  const at = /^\d{4}-\d{2}-\d{2}/.test(whole) ? new Date(whole) : undefined
  if (!at || Number.isNaN(at.getTime())) throw cannotRead(field, value)
  return `${at.toISOString().slice(0, 19)}.000+0000`
}

function reference(org: Org, field: FieldDef, value: unknown): string | null {
  if (value === '') return null
  const id = parseId(String(value))
  if (id === undefined)
    throw refuseWrite('MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(value)}`, [field.name])
  const target = org.schema.byPrefix(id.slice(0, 3))
  if (!target || !field.referenceTo.includes(target.name))
    throw refuseWrite('MALFORMED_ID', `${field.label}: id value of incorrect type: ${id}`, [field.name])
  const row = org.table(target.name).get(id)
  if (!row) throw refuseWrite('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [])
  if (row['IsDeleted'] === true) throw refuseWrite('ENTITY_IS_DELETED', 'entity is deleted', [])
  return id
}
