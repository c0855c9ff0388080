import { z } from 'zod'

/** A version as semantic versioning writes it; what stands behind a plus sign makes no difference. Source: semver.org 2.0.0. */
export const Version = z
  .string()
  .max(100)
  .regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9a-z-]+(\.[0-9a-z-]+)*)?(\+[0-9a-z.-]+)?$/i)

const compareParts = (a: string, b: string): number => {
  const numeric = /^\d+$/
  if (numeric.test(a) && numeric.test(b)) return Number(a) - Number(b)
  if (numeric.test(a)) return -1
  if (numeric.test(b)) return 1
  return a < b ? -1 : a > b ? 1 : 0
}

function parse(version: string): { readonly core: readonly string[]; readonly pre: readonly string[] } {
  const [plain = ''] = version.split('+')
  const dash = plain.indexOf('-')
  return dash < 0
    ? { core: plain.split('.'), pre: [] }
    : { core: plain.slice(0, dash).split('.'), pre: plain.slice(dash + 1).split('.') }
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    const order = compareParts(part, other)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Negative where `a` comes before `b`, positive where it comes after, 0 where both are the same. Both are versions. */
export function compareVersions(a: string, b: string): number {
  const left = parse(a)
  const right = parse(b)
  const order = compareLists(left.core, right.core)
  if (order !== 0) return order
  // What comes before a release sorts before it.
  if (left.pre.length === 0 || right.pre.length === 0) return right.pre.length - left.pre.length
  return compareLists(left.pre, right.pre)
}
