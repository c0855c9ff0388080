import { compare, Decimal, toDecimal } from '#shared/domain/decimal'

/**
 * Whether a field holds what was written as text. Salesforce keeps an empty text as null, numbers as JSON numbers, and
 * datetimes with another notation of the same moment.
 */
export function sameValue(found: unknown, written: string): boolean {
  if (found === null || found === undefined) return written === ''
  if (typeof found === 'boolean') return String(found) === written.toLowerCase()
  if (typeof found === 'number') {
    const wanted = Decimal.safeParse(written)
    return wanted.success && compare(toDecimal(found), wanted.data) === 0
  }
  if (typeof found !== 'string') return false
  return found === written || (isDateTime(found) && isDateTime(written) && Date.parse(found) === Date.parse(written))
}

const isDateTime = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text))
