import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'

import type { Day, Moment } from './opportunity.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

/** The calendar day of a moment, in an IANA time zone. */
export const dayOf = (moment: Moment, timeZone: string): Day => dayjs(moment).tz(timeZone).format('YYYY-MM-DD')

/** Midnight at the beginning of a day, in a time zone. */
export const startOfDay = (day: Day, timeZone: string): Moment =>
  dayjs.tz(`${day} 00:00:00.000`, timeZone).toISOString()

/** The last millisecond of a day, in a time zone: what "until and including" means. */
export const endOfDay = (day: Day, timeZone: string): Moment => dayjs.tz(`${day} 23:59:59.999`, timeZone).toISOString()

export const addDays = (day: Day, days: number): Day => dayjs.utc(day).add(days, 'day').format('YYYY-MM-DD')

/** The same day of the month some months later, or that month's last day. */
export const addMonths = (day: Day, months: number): Day => dayjs.utc(day).add(months, 'month').format('YYYY-MM-DD')

/** A moment some days or calendar months later, at the same time of day in UTC. */
export const later = (from: Moment, count: number, unit: 'DAY' | 'MONTH'): Moment =>
  dayjs
    .utc(from)
    .add(count, unit === 'DAY' ? 'day' : 'month')
    .toISOString()

/** Whole days from one moment to a later one; negative where it is earlier. */
export const daysBetween = (from: Moment, to: Moment): number => dayjs(to).diff(dayjs(from), 'day')

/** Whether a moment lies before another; text cannot tell, because milliseconds may be left out. */
export const isBefore = (a: Moment, b: Moment): boolean => Date.parse(a) < Date.parse(b)
