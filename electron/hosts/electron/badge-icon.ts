/** A digit or a plus sign in five by seven dots, row by row. */
const glyphs: Readonly<Record<string, readonly number[]>> = {
  0: [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110],
  1: [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
  2: [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111],
  3: [0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110],
  4: [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
  5: [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
  6: [0b01110, 0b10000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
  7: [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
  8: [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
  9: [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00001, 0b01110],
  '+': [0b00000, 0b00100, 0b00100, 0b11111, 0b00100, 0b00100, 0b00000],
}

const scale = 2
const glyphWidth = 5 * scale
const glyphHeight = 7 * scale
const gap = scale

/** Blue, green, red, alpha: as a bitmap lies in memory. */
const ground = [0x69, 0x10, 0xa1, 0xff] as const
const ink = [0xff, 0xff, 0xff, 0xff] as const

export const badgeSize = 32

/** What a badge says of a count: `9+` beyond nine, since more would not be read. */
export const badgeText = (count: number): string => (count > 9 ? '9+' : String(count))

/**
 * A disc with a number on it, for the button of the window in the Windows taskbar: that system draws no number by itself.
 * @returns a bitmap of `badgeSize` by `badgeSize` pixels, four bytes each
 */
export function badgeBitmap(count: number): Buffer {
  const pixels = Buffer.alloc(badgeSize * badgeSize * 4)
  const paint = (x: number, y: number, colour: readonly number[]): void => pixels.set(colour, (y * badgeSize + x) * 4)
  const middle = (badgeSize - 1) / 2
  for (let y = 0; y < badgeSize; y += 1) {
    for (let x = 0; x < badgeSize; x += 1) {
      if ((x - middle) ** 2 + (y - middle) ** 2 <= (badgeSize / 2) ** 2) paint(x, y, ground)
    }
  }
  const text = badgeText(count).split('')
  const left = Math.round((badgeSize - (text.length * (glyphWidth + gap) - gap)) / 2)
  const top = (badgeSize - glyphHeight) / 2
  for (const [place, character] of text.entries()) {
    for (const [row, dots] of (glyphs[character] ?? []).entries()) {
      for (let dot = 0; dot < 5; dot += 1) {
        if ((dots & (0b10000 >> dot)) === 0) continue
        for (let inner = 0; inner < scale * scale; inner += 1) {
          const x = left + place * (glyphWidth + gap) + dot * scale + (inner % scale)
          paint(x, top + row * scale + Math.floor(inner / scale), ink)
        }
      }
    }
  }
  return pixels
}
