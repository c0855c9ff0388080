import { shownName } from '#shared/domain/shown-name'

// First strong isolate and its end: what stands between is laid out by its own direction alone.
const isolate = '\u2068'
const end = '\u2069'
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** A name inside a sentence: what nobody would see is shown, and one that runs from right to left turns nothing around it. */
export const named = (name: string): string => {
  const shown = shownName(name)
  return rightToLeft.test(shown) ? `${isolate}${shown}${end}` : shown
}
