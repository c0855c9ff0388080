import { refuse } from '../errors.ts'
import { parseId } from '../ids.ts'
import type { Literal } from './condition.ts'
import { addDays, dayIn, dayStart, relativeDays } from './dates.ts'
import { unquote } from './literals.ts'
import type { Comparable } from './operand.ts'
import type { Scope } from './scope.ts'

export type Key = string | number | boolean | null

/** What a field is compared with: one value, or from one value up to another that is no longer in it (a day, a week). */
export type Criterion =
  | { readonly kind: 'value'; readonly value: Key }
  | { readonly kind: 'range'; readonly from: string; readonly to: string }

const TYPE_WORDS: Readonly<Record<Comparable, string>> = {
  text: 'string and should be enclosed in quotes',
  multi: 'string and should be enclosed in quotes',
  id: 'string and should be enclosed in quotes',
  number: 'double and should not be enclosed in quotes',
  boolean: 'boolean and should not be enclosed in quotes',
  date: 'date and should not be enclosed in quotes',
  datetime: 'dateTime and should not be enclosed in quotes',
}

/**
 * What a literal means beside a field of a type.
 * Fails: `INVALID_FIELD` when the literal is of another type, `INVALID_QUERY_FILTER_OPERATOR` on a bad id.
 */
export function criterionOf(scope: Scope, name: string, comparable: Comparable, literal: Literal): Criterion {
  const { type, raw } = literal
  if (type === 'NULL') return { kind: 'value', value: null }
  const mismatch = () =>
    refuse('INVALID_FIELD', `value of filter criterion for field '${name}' must be of type ${TYPE_WORDS[comparable]}`)
  switch (comparable) {
    case 'text':
    case 'multi':
      if (type !== 'STRING') throw mismatch()
      return { kind: 'value', value: unquote(raw).toLowerCase() || null }
    case 'id': {
      if (type !== 'STRING') throw mismatch()
      const text = unquote(raw)
      const id = parseId(text)
      if (id === undefined) throw refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`)
      return { kind: 'value', value: id }
    }
    case 'number':
      if (type === 'INTEGER' || type === 'DECIMAL') return { kind: 'value', value: Number(raw) }
      if (type.endsWith('_CURRENCY_PREFIX')) return { kind: 'value', value: Number(raw.slice(3)) }
      throw mismatch()
    case 'boolean':
      if (type !== 'BOOLEAN') throw mismatch()
      return { kind: 'value', value: raw.toUpperCase() === 'TRUE' }
    case 'date':
      if (type === 'DATE') return { kind: 'value', value: validDay(raw) }
      if (type.startsWith('DATE_')) return daysOf(scope, raw)
      throw mismatch()
    default: {
      if (type === 'DATETIME') return { kind: 'value', value: instantOf(raw) }
      if (!type.startsWith('DATE_')) throw mismatch()
      const { from, to } = daysOf(scope, raw)
      return { kind: 'range', from: dayStart(scope.timeZone, from), to: dayStart(scope.timeZone, to) }
    }
  }
}

function daysOf(scope: Scope, literal: string): { kind: 'range'; from: string; to: string } {
  const days = relativeDays(literal, dayIn(scope.timeZone, scope.org.clock.now()))
  if (!days) throw refuse('MALFORMED_QUERY', `unexpected token: '${literal}'`)
  return { kind: 'range', ...days }
}

function validDay(text: string): string {
  const day = Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? undefined : addDays(text, 0)
  if (day !== text) throw refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid date: ${text}`)
  return text
}

/** `2026-11-18T16:20:31Z`, with a fraction or an offset if need be, in UTC to the second. */
function instantOf(text: string): string {
  const instant = new Date(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (Number.isNaN(instant.getTime())) throw refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid dateTime: ${text}`)
  return instant.toISOString().slice(0, 19)
}
