import { describe, expect, it } from 'vitest'
import { dayIn, dayStart, relativeDays } from '#practice/salesforce/soql/dates'

// A Friday.
const TODAY = '2026-11-20'

describe('relative dates', () => {
  it.each([
    ['TODAY', '2026-11-20', '2026-11-21'],
    ['yesterday', '2026-11-19', '2026-11-20'],
    ['TOMORROW', '2026-11-21', '2026-11-22'],
    ['THIS_WEEK', '2026-11-15', '2026-11-22'],
    ['LAST_WEEK', '2026-11-08', '2026-11-15'],
    ['THIS_MONTH', '2026-11-01', '2026-12-01'],
    ['NEXT_MONTH', '2026-12-01', '2027-01-01'],
    ['THIS_QUARTER', '2026-10-01', '2027-01-01'],
    ['LAST_QUARTER', '2026-07-01', '2026-10-01'],
    ['THIS_FISCAL_QUARTER', '2026-10-01', '2027-01-01'],
    ['LAST_YEAR', '2025-01-01', '2026-01-01'],
    ['LAST_90_DAYS', '2026-08-22', '2026-11-21'],
    ['LAST_N_DAYS:30', '2026-10-21', '2026-11-21'],
    ['NEXT_N_DAYS:7', '2026-11-21', '2026-11-28'],
    ['N_DAYS_AGO:2', '2026-11-18', '2026-11-19'],
    ['LAST_N_WEEKS:2', '2026-11-01', '2026-11-15'],
    ['LAST_N_MONTHS:3', '2026-08-01', '2026-11-01'],
    ['NEXT_N_YEARS:2', '2027-01-01', '2029-01-01'],
    ['N_MONTHS_AGO:1', '2026-10-01', '2026-11-01'],
  ])('reads %s as the days from %s up to %s', (literal, from, to) => {
    expect(relativeDays(literal, TODAY)).toEqual({ from, to })
  })

  it('knows no other literal', () => {
    expect(relativeDays('LAST_FORTNIGHT', TODAY)).toBeUndefined()
    expect(relativeDays('LAST_N_DAYS', TODAY)).toBeUndefined()
    expect(relativeDays('NEXT_N_YEARS:999999', TODAY)).toBeUndefined()
  })
})

describe('days of a time zone', () => {
  it('begin at midnight there, with and without daylight saving', () => {
    expect(dayStart('America/New_York', '2026-11-20')).toBe('2026-11-20T05:00:00')
    expect(dayStart('America/New_York', '2026-07-01')).toBe('2026-07-01T04:00:00')
    expect(dayStart('Asia/Tokyo', '2026-11-20')).toBe('2026-11-19T15:00:00')
  })

  it('are told from an instant', () => {
    expect(dayIn('America/New_York', new Date('2026-11-21T03:00:00Z'))).toBe('2026-11-20')
    expect(dayIn('Asia/Tokyo', new Date('2026-11-20T16:00:00Z'))).toBe('2026-11-21')
  })
})
