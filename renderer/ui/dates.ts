import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'

import type { Day, Moment } from '#shared/domain/opportunity'

dayjs.extend(utc)
dayjs.extend(timezone)

/** The calendar day of a moment in a zone. @param timeZone IANA name */
export const dayOf = (moment: Moment | Date, timeZone: string): Day => dayjs(moment).tz(timeZone).format('YYYY-MM-DD')

/** The moment at which a day begins in a zone, in UTC. */
export const startOfDay = (day: Day, timeZone: string): Moment => dayjs.tz(day, timeZone).toISOString()

/** The last millisecond of a day in a zone, in UTC. */
export const endOfDay = (day: Day, timeZone: string): Moment => dayjs.tz(day, timeZone).endOf('day').toISOString()

/** "2026-11-03" -> "3 Nov", or "3 Nov 2025" outside this year. */
export function formatDay(day: Day, today: Day): string {
  const date = dayjs(day)
  return day.slice(0, 4) === today.slice(0, 4) ? date.format('D MMM') : date.format('D MMM YYYY')
}

/** "2026-11-03" -> "3 Nov 2026". */
export const formatFullDay = (day: Day): string => dayjs(day).format('D MMM YYYY')

/** A moment in a zone: "3 Nov 2026, 10:42". */
export const formatMoment = (moment: Moment, timeZone: string): string =>
  dayjs(moment).tz(timeZone).format('D MMM YYYY, HH:mm')

/** A moment of today as "10:42", of another day with the day before it. */
export function formatTime(moment: Moment, timeZone: string, now: Date): string {
  const time = dayjs(moment).tz(timeZone)
  return dayOf(moment, timeZone) === dayOf(now, timeZone) ? time.format('HH:mm') : time.format('D MMM, HH:mm')
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** How far a day is from today: "in 3 days", "yesterday", "2 months ago". */
export function fromToday(day: Day, today: Day): string {
  const days = dayjs(day).diff(dayjs(today), 'day')
  if (Math.abs(days) < 14) return relative.format(days, 'day')
  if (Math.abs(days) < 60) return relative.format(Math.round(days / 7), 'week')
  if (Math.abs(days) < 700) return relative.format(Math.round(days / 30.44), 'month')
  return relative.format(Math.round(days / 365.25), 'year')
}
