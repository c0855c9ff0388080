// First strong isolate and its end: what stands between is laid out by its own direction alone.
const isolate = '\u2068'
const end = '\u2069'
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** A name inside a sentence; one that runs from right to left does not turn what stands around it. */
export const named = (name: string): string => (rightToLeft.test(name) ? `${isolate}${name}${end}` : name)
