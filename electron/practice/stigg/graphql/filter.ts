import { likeTest } from '../../like.ts'

/** One comparison of a filter, by operator. */
type Comparison = Readonly<Record<string, unknown>>

const like = (value: string, operand: unknown, ignoresCase: boolean): boolean =>
  likeTest(textOf(operand), { ignoresCase, escapes: false })(value)

/** Operands are scalars, as the schema says. */
const textOf = (operand: unknown): string => (typeof operand === 'string' ? operand : JSON.stringify(operand))

const operators: Readonly<Record<string, (value: string | null, operand: unknown) => boolean>> = {
  eq: (value, operand) => value === operand,
  neq: (value, operand) => value !== operand,
  in: (value, operand) => Array.isArray(operand) && operand.includes(value),
  notIn: (value, operand) => Array.isArray(operand) && !operand.includes(value),
  gt: (value, operand) => value !== null && value > textOf(operand),
  gte: (value, operand) => value !== null && value >= textOf(operand),
  lt: (value, operand) => value !== null && value < textOf(operand),
  lte: (value, operand) => value !== null && value <= textOf(operand),
  like: (value, operand) => value !== null && like(value, operand, false),
  notLike: (value, operand) => value === null || !like(value, operand, false),
  iLike: (value, operand) => value !== null && like(value, operand, true),
  notILike: (value, operand) => value === null || !like(value, operand, true),
  // `is: null` asks for a missing value, `isNot: null` for one that is there.
  is: (value, operand) => (operand === null ? value === null : value === textOf(operand)),
  isNot: (value, operand) => (operand === null ? value !== null : value !== textOf(operand)),
}

const compares = (value: string | null, comparison: Comparison): boolean =>
  Object.entries(comparison).every(([operator, operand]) => operators[operator]?.(value, operand) ?? true)

/**
 * Whether a row passes a filter: every field's comparison holds, every filter of `and`, and one of `or`.
 * @param valueOf the row's value under a filter's field name; null where it has none
 */
export function passes(filter: unknown, valueOf: (field: string) => string | null): boolean {
  if (typeof filter !== 'object' || filter === null) return true
  return Object.entries(filter).every(([field, comparison]) => {
    if (field === 'and') return asList(comparison).every((part) => passes(part, valueOf))
    if (field === 'or') return asList(comparison).some((part) => passes(part, valueOf))
    if (typeof comparison !== 'object' || comparison === null) return true
    return compares(valueOf(field), comparison as Comparison)
  })
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])
