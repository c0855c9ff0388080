import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, billingPeriodAt, cycleAt, earliest } from '#practice/stigg/rules/periods'

const instant = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())

describe('billing periods', () => {
  it.each([
    ['2026-01-31T10:00:00.000Z', 1, '2026-02-28T10:00:00.000Z'],
    ['2024-01-31T10:00:00.000Z', 1, '2024-02-29T10:00:00.000Z'],
    ['2024-02-29T00:00:00.000Z', 12, '2025-02-28T00:00:00.000Z'],
    ['2026-11-30T00:00:00.000Z', 3, '2027-02-28T00:00:00.000Z'],
    ['2026-03-31T00:00:00.000Z', -1, '2026-02-28T00:00:00.000Z'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to)
  })

  it('hold the moment that they are asked for, whatever the anchor', () => {
    fc.assert(
      fc.property(instant, instant, fc.constantFrom(1, 12), (anchor, at, months) => {
        const { start, end } = cycleAt(anchor, months, at)
        expect(start < end).toBe(true)
        if (at >= anchor) expect(start <= at && at < end).toBe(true)
        else expect(start).toBe(anchor)
      }),
    )
  })

  it('follow each other without a gap, on the day of their anchor', () => {
    const anchor = '2026-01-31T00:00:00.000Z'
    expect(billingPeriodAt(anchor, 'MONTHLY', '2026-02-28T00:00:00.000Z')).toEqual({
      start: '2026-02-28T00:00:00.000Z',
      end: '2026-03-31T00:00:00.000Z',
    })
    expect(billingPeriodAt(anchor, 'ANNUALLY', '2027-01-30T23:59:59.999Z').start).toBe(anchor)
  })

  it('end with the last year of four digits', () => {
    const last = '9999-12-31T23:59:59.999Z'
    expect(addMonths('9999-12-01T00:00:00.000Z', 12)).toBe(last)
    expect(addMonths('2026-01-01T00:00:00.000Z', 1e300)).toBe(last)
    expect(cycleAt('9999-12-31T00:00:00.000Z', 12, '2026-01-01T00:00:00.000Z').end).toBe(last)
    expect(cycleAt('9999-01-01T00:00:00.000Z', 12, last).end).toBe(last)
  })

  it('know the earliest of some moments', () => {
    expect(earliest(null, '2026-02', undefined, '2026-01')).toBe('2026-01')
    expect(earliest(null)).toBeNull()
  })
})
