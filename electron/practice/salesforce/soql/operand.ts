import { refuse } from '../errors.ts'
import type { SalesforceRow, SalesforceValue } from '../../seed/types.ts'
import type { FieldType } from '../schema/types.ts'
import { stampOf } from '../rows/table.ts'
import type { Operand } from './condition.ts'
import { dayIn, offsetMs } from './dates.ts'
import { resolvePath, type ResolvedPath, type Scope } from './scope.ts'

/** How values of a field are compared. */
export type Comparable = 'text' | 'id' | 'number' | 'boolean' | 'date' | 'datetime' | 'multi'

function comparableOf(type: FieldType): Comparable {
  switch (type) {
    case 'id':
    case 'reference':
      return 'id'
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return 'number'
    case 'boolean':
    case 'date':
    case 'datetime':
      return type
    case 'multipicklist':
      return 'multi'
    default:
      return 'text'
  }
}

/** A value in the form in which it is compared and sorted: text without case, date-times to the second, null as null. */
export function keyOf(comparable: Comparable): (value: SalesforceValue) => string | number | boolean | null {
  if (comparable === 'text' || comparable === 'multi')
    return (value) => (value === null || value === '' ? null : String(value).toLowerCase())
  if (comparable === 'datetime') return (value) => (value === null ? null : stampOf(value))
  return (value) => value
}

export interface ResolvedOperand {
  /** As error texts name it. */
  readonly name: string
  readonly comparable: Comparable
  readonly path: ResolvedPath
  readonly isCall: boolean
  readonly get: (row: SalesforceRow) => SalesforceValue
}

type DatePart = (year: number, month: number, day: number, hour: number, date: Date) => number

/** Source: SOQL and SOSL Reference, "Date Functions". Fiscal years are calendar years. */
const DATE_PARTS: Readonly<Record<string, DatePart>> = {
  CALENDAR_YEAR: (year) => year,
  FISCAL_YEAR: (year) => year,
  CALENDAR_QUARTER: (_, month) => Math.ceil(month / 3),
  FISCAL_QUARTER: (_, month) => Math.ceil(month / 3),
  CALENDAR_MONTH: (_, month) => month,
  FISCAL_MONTH: (_, month) => month,
  DAY_IN_MONTH: (_, _month, day) => day,
  DAY_IN_WEEK: (_y, _m, _d, _h, date) => date.getUTCDay() + 1,
  DAY_IN_YEAR: (year, _m, _d, _h, date) => Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000) + 1,
  HOUR_IN_DAY: (_y, _m, _d, hour) => hour,
  WEEK_IN_MONTH: (_, _month, day) => Math.ceil(day / 7),
  WEEK_IN_YEAR: (year, _m, _d, _h, date) => Math.ceil(((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7),
}

export const isDateFunction = (name: string) => name in DATE_PARTS || name === 'DAY_ONLY'

export function resolveOperand(scope: Scope, operand: Operand): ResolvedOperand {
  if (operand.kind === 'path') {
    const path = resolvePath(scope, operand.path)
    return { name: operand.path, comparable: comparableOf(path.field.type), path, isCall: false, get: path.get }
  }
  const converted = /^convertTimezone\((.+)\)$/i.exec(operand.argument)
  const path = resolvePath(scope, converted?.[1] ?? operand.argument)
  if (operand.name === 'TOLABEL' || operand.name === 'CONVERTCURRENCY')
    return { name: operand.raw, comparable: comparableOf(path.field.type), path, isCall: false, get: path.get }
  if (!['date', 'datetime'].includes(path.field.type) || !isDateFunction(operand.name))
    throw refuse('INVALID_FIELD', `Invalid function or argument: ${operand.raw}`)
  // Date functions count in UTC; `convertTimezone` in the user's zone.
  const zone = converted ? scope.timeZone : 'UTC'
  if (operand.name === 'DAY_ONLY') {
    const get = (row: SalesforceRow) => {
      const value = path.get(row)
      return value === null ? null : dayIn(zone, new Date(`${stampOf(value)}Z`))
    }
    return { name: operand.raw, comparable: 'date', path, isCall: true, get }
  }
  const part = DATE_PARTS[operand.name]
  const get = (row: SalesforceRow) => {
    const value = path.get(row)
    if (value === null || !part) return null
    const text = stampOf(value)
    const utc = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`)
    const date = new Date(text.length === 10 ? utc : utc + offsetMs(zone, utc))
    return part(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date)
  }
  return { name: operand.raw, comparable: 'number', path, isCall: true, get }
}
