import { describe, expect, it } from 'vitest'

import { dayOf, endOfDay, formatDay, formatMoment, formatTime, fromToday, startOfDay } from '#renderer/ui/dates.ts'

describe('a moment in the org’s zone', () => {
  it('lies on the org’s day, not on the reader’s', () => {
    expect(dayOf('2026-11-18T03:30:00.000Z', 'America/New_York')).toBe('2026-11-17')
    expect(formatMoment('2026-11-18T03:30:00.000Z', 'America/New_York')).toBe('17 Nov 2026, 22:30')
  })

  it('begins and ends where the org’s day does, on both sides of a clock change', () => {
    expect(startOfDay('2026-03-08', 'America/New_York')).toBe('2026-03-08T05:00:00.000Z')
    expect(startOfDay('2026-03-09', 'America/New_York')).toBe('2026-03-09T04:00:00.000Z')
    expect(endOfDay('2026-11-18', 'Asia/Kolkata')).toBe('2026-11-18T18:29:59.999Z')
  })

  it('is a time today, and has its day otherwise', () => {
    const now = new Date('2026-11-18T20:00:00.000Z')
    expect(formatTime('2026-11-18T15:42:00.000Z', 'UTC', now)).toBe('15:42')
    expect(formatTime('2026-11-17T15:42:00.000Z', 'UTC', now)).toBe('17 Nov, 15:42')
  })
})

it('leaves out the year of a day only within this year', () => {
  expect(formatDay('2026-11-03', '2026-11-18')).toBe('3 Nov')
  expect(formatDay('2025-11-03', '2026-11-18')).toBe('3 Nov 2025')
})

it.each([
  ['2026-11-21', 'in 3 days'],
  ['2026-11-17', 'yesterday'],
  ['2026-12-09', 'in 3 weeks'],
  ['2026-08-18', '3 months ago'],
  ['2024-11-18', '2 years ago'],
])('%s is %s', (day, words) => {
  expect(fromToday(day, '2026-11-18')).toBe(words)
})
