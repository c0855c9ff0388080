import { describe, expect, it } from 'vitest'

import { badgeBitmap, badgeSize, badgeText } from '#hosts/electron/badge-icon'

/** The bitmap as a person would see it: ground `.`, ink `#`. */
function drawn(count: number): string[] {
  const pixels = badgeBitmap(count)
  return Array.from({ length: badgeSize }, (_, y) =>
    Array.from({ length: badgeSize }, (__, x) => {
      const at = (y * badgeSize + x) * 4
      if (pixels[at + 3] === 0) return ' '
      return pixels[at] === 0xff ? '#' : '.'
    }).join(''),
  )
}
const ink = (count: number): number => drawn(count).join('').split('#').length - 1

describe('the badge of the Windows taskbar', () => {
  it('is a disc with its number in the middle', () => {
    const rows = drawn(1)
    expect(rows[0]?.trim()).toMatch(/^\.+$/)
    expect(rows[0]?.startsWith('  ')).toBe(true)
    expect(rows[16]?.startsWith('.')).toBe(true)
    // Two dots for each of the glyph's: a one is seven rows of one dot, with a foot of three and a nose.
    expect(rows.filter((row) => row.includes('#'))).toHaveLength(14)
    expect(ink(1)).toBe(10 * 4)
  })

  it('has another picture for each number, and one for all beyond nine', () => {
    const pictures = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => drawn(count).join('\n'))
    expect(new Set(pictures).size).toBe(10)
    expect(drawn(10)).toEqual(drawn(250))
    expect([badgeText(9), badgeText(10)]).toEqual(['9', '9+'])
  })

  it('keeps its number within the disc', () => {
    for (const count of [1, 4, 9, 10]) {
      for (const row of drawn(count)) expect(row).not.toMatch(/#( |$)|^#| #/)
    }
  })
})
