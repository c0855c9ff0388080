import dayjs from 'dayjs'

import { assertNever } from '#shared/assert-never'
import type { Day } from '#shared/domain/opportunity'

/** Spans of close dates to filter by, all ending today or open at the end. */
export const closedRanges = ['any', 'last-7', 'last-30', 'last-90', 'this-quarter', 'this-year'] as const
export type ClosedRange = (typeof closedRanges)[number]

/** The first day of a span. @param today the org's calendar day */
export function closedFrom(range: ClosedRange, today: Day): Day | undefined {
  const day = dayjs(today)
  const format = 'YYYY-MM-DD'
  switch (range) {
    case 'any':
      return undefined
    case 'last-7':
      return day.subtract(7, 'day').format(format)
    case 'last-30':
      return day.subtract(30, 'day').format(format)
    case 'last-90':
      return day.subtract(90, 'day').format(format)
    case 'this-quarter':
      return day
        .month(Math.floor(day.month() / 3) * 3)
        .startOf('month')
        .format(format)
    case 'this-year':
      return day.startOf('year').format(format)
    default:
      return assertNever(range)
  }
}
