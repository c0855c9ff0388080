/** Days from `from` up to, not including, `to`, as `2026-11-18`. */
export interface DayRange {
  readonly from: string
  readonly to: string
}

const DAY_MS = 86_400_000
/** How many units a literal may count: about a thousand years. */
const MOST: Readonly<Record<string, number>> = { DAY: 365_000, WEEK: 52_000, MONTH: 12_000, QUARTER: 4000, YEAR: 1000 }

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

const monthStart = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)

/** The calendar day that an instant falls on in a time zone (IANA name). */
export function dayIn(zone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return parts.format(instant)
}

/** The instant that a day begins in a time zone, as `2026-11-18T05:00:00` in UTC. */
export function dayStart(zone: string, day: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`)
  let instant = utc - offsetMs(zone, utc)
  // A second look, as the offset may change between midnight in UTC and midnight there.
  instant = utc - offsetMs(zone, instant)
  return new Date(instant).toISOString().slice(0, 19)
}

export function offsetMs(zone: string, instant: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
}

/**
 * The days that a relative literal stands for, or undefined when there is no such literal. Weeks begin on Sunday and
 * fiscal years in January, as in an org of locale en_US that was not set up otherwise.
 * @param literal `TODAY`, `LAST_N_DAYS:30` …, in any case
 * @param today the day it is for the running user
 * Source: SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE".
 */
export function relativeDays(literal: string, today: string): DayRange | undefined {
  const [name = '', count] = literal.toUpperCase().replace('FISCAL_', '').split(':')
  const n = count === undefined ? 1 : Number(count)
  if (!Number.isInteger(n)) return undefined
  if (name === 'YESTERDAY') return unitRange('DAY', today, -1, 1)
  if (name === 'TODAY') return unitRange('DAY', today, 0, 1)
  if (name === 'TOMORROW') return unitRange('DAY', today, 1, 1)
  if (name === 'LAST_90_DAYS') return unitRange('DAY', today, -90, 91)
  if (name === 'NEXT_90_DAYS') return unitRange('DAY', today, 1, 90)
  const simple = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name)
  if (simple) return unitRange(simple[2] ?? '', today, { LAST: -1, THIS: 0, NEXT: 1 }[simple[1] ?? ''] ?? 0, 1)
  const counted = /^(LAST_N|NEXT_N|N)_(DAY|WEEK|MONTH|QUARTER|YEAR)S(_AGO)?$/.exec(name)
  if (!counted || count === undefined) return undefined
  const [, which, unit = '', ago] = counted
  if (n > (MOST[unit] ?? 0)) return undefined
  if (which === 'N') return ago ? unitRange(unit, today, -n, 1) : undefined
  if (which === 'NEXT_N') return unitRange(unit, today, 1, n)
  // Days count today in; longer units end with the one before the present.
  return unitRange(unit, today, -n, unit === 'DAY' ? n + 1 : n)
}

/** `length` units from the one that lies `offset` units from that of `today`. */
function unitRange(unit: string, today: string, offset: number, length: number): DayRange {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const start = (units: number): string => {
    if (unit === 'DAY') return addDays(today, units)
    if (unit === 'WEEK') return addDays(today, units * 7 - new Date(`${today}T00:00:00Z`).getUTCDay())
    if (unit === 'MONTH') return monthStart(year, month - 1 + units)
    if (unit === 'QUARTER') return monthStart(year, Math.floor((month - 1) / 3) * 3 + units * 3)
    return monthStart(year + units, 0)
  }
  return { from: start(offset), to: start(offset + length) }
}
