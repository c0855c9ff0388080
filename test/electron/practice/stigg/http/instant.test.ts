import { describe, expect, it } from 'vitest'
import { instantOf } from '#practice/stigg/http/instant'

describe('an instant', () => {
  it.each([
    ['2026-03-10', '2026-03-10T00:00:00.000Z'],
    ['2026-03-10T12:00', '2026-03-10T12:00:00.000Z'],
    ['2026-03-10T12:00:00Z', '2026-03-10T12:00:00.000Z'],
    ['2026-03-10T12:00:00.123456+05:30', '2026-03-10T06:30:00.123Z'],
    ['2026-03-10T12:00:00-0800', '2026-03-10T20:00:00.000Z'],
  ])('%s is %s, wherever this runs', (text, instant) => {
    expect(instantOf(text)).toBe(instant)
  })

  it.each(['', 'tomorrow', '2026-3-1', '10/03/2026', '2026-02-30T25:00:00Z', '2026-03-10T12:00:00Z (noon)'])(
    '%j is none',
    (text) => {
      expect(instantOf(text)).toBeNull()
    },
  )
})
