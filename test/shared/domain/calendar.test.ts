import { describe, expect, it } from 'vitest'

import { addDays, dayOf, daysBetween, endOfDay, isBefore, later, startOfDay } from '#shared/domain/calendar'

const newYork = 'America/New_York'

describe('a day', () => {
  it('is the org’s, not Greenwich’s', () => {
    expect(dayOf('2026-11-19T04:59:59.000Z', newYork)).toBe('2026-11-18')
    expect(dayOf('2026-11-19T05:00:00Z', newYork)).toBe('2026-11-19')
    expect(dayOf('2026-11-18T16:20:31.000Z', 'Asia/Tokyo')).toBe('2026-11-19')
  })

  it('begins and ends at local midnight, in summer and in winter', () => {
    expect(startOfDay('2026-07-01', newYork)).toBe('2026-07-01T04:00:00.000Z')
    expect(startOfDay('2026-12-01', newYork)).toBe('2026-12-01T05:00:00.000Z')
    expect(endOfDay('2026-12-01', newYork)).toBe('2026-12-02T04:59:59.999Z')
  })

  it.each([
    ['2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T03:59:59.999Z'],
    ['2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999Z'],
  ])('of %s is shorter or longer by the hour that clocks are moved', (day, start, end) => {
    expect([startOfDay(day, newYork), endOfDay(day, newYork)]).toEqual([start, end])
  })

  it('is counted over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  })
})

describe('moments', () => {
  it('lie whole days apart', () => {
    expect(daysBetween('2026-11-18T16:20:31.000Z', '2026-11-20T16:20:30.000Z')).toBe(1)
    expect(daysBetween('2026-11-18T16:20:31.000Z', '2026-11-16T16:20:31.000Z')).toBe(-2)
  })

  it('come days or months later, the last of a month at most', () => {
    expect(later('2026-11-18T16:20:31.000Z', 14, 'DAY')).toBe('2026-12-02T16:20:31.000Z')
    expect(later('2027-01-31T00:00:00.000Z', 1, 'MONTH')).toBe('2027-02-28T00:00:00.000Z')
  })

  it('are compared by time, whether or not milliseconds are written', () => {
    expect(isBefore('2026-11-18T16:20:31Z', '2026-11-18T16:20:31.001Z')).toBe(true)
    expect(isBefore('2026-11-18T16:20:31.000Z', '2026-11-18T16:20:31Z')).toBe(false)
  })
})
