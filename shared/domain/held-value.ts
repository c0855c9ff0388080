import type { ChangeRow, HeldValue } from './change-set.ts'
import { add, compare, multiply, type Decimal } from './decimal.ts'

type NumberValue = Extract<HeldValue, { kind: 'number' }>

/** A number of something, with the word for that many. */
export const amountOf = (
  value: Decimal,
  named: { readonly unit: string | null; readonly units: string | null } | undefined,
  per: NumberValue['per'] = null,
): HeldValue => ({
  kind: 'number',
  value,
  unit: (compare(value, '1') === 0 ? named?.unit : (named?.units ?? named?.unit)) ?? null,
  per,
})

/** The more generous of two values, by Stigg's rule. What is unknown beats everything but unlimited: it may be more. */
export function moreGenerous(a: HeldValue, b: HeldValue): HeldValue {
  if (a.kind === 'number' && b.kind === 'number') return compareAmounts(b, a) > 0 ? b : a
  return ranks[b.kind] > ranks[a.kind] ? b : a
}

const ranks: Readonly<Record<HeldValue['kind'], number>> = {
  off: 0,
  on: 1,
  number: 2,
  plan: 3,
  unknown: 4,
  unlimited: 5,
}

/** What an add-on's increment makes of a value. */
export function increased(base: HeldValue, more: HeldValue): HeldValue {
  if (base.kind !== 'number' || more.kind !== 'number') return moreGenerous(base, more)
  return { ...base, value: add(base.value, more.value), unit: more.unit ?? base.unit }
}

/** How what Stigg will hold differs from what it holds. Null = nothing is held. */
export function changeOf(today: HeldValue | null, will: HeldValue | null): ChangeRow['change'] {
  const before = today?.kind === 'off' ? null : today
  const after = will?.kind === 'off' ? null : will
  if (!before) return after ? 'added' : 'same'
  if (!after) return 'removed'
  if (isEqual(before, after)) return 'same'
  if (before.kind === 'number' && after.kind === 'number') {
    const order = compareAmounts(after, before)
    return order > 0 ? 'more' : order < 0 ? 'less' : 'changed'
  }
  if (after.kind === 'unlimited' && before.kind === 'number') return 'more'
  if (before.kind === 'unlimited' && after.kind === 'number') return 'less'
  return 'changed'
}

/** Whether two values are one: units are words, and the version of a plan that runs is not told by Stigg. */
function isEqual(a: HeldValue, b: HeldValue): boolean {
  if (a.kind === 'number' && b.kind === 'number') return compare(a.value, b.value) === 0 && a.per === b.per
  if (a.kind === 'plan' && b.kind === 'plan') {
    return a.planId === b.planId && (a.version === b.version || a.version === null || b.version === null)
  }
  return a.kind === b.kind
}

/** Amounts per month and per year are compared by the year. */
function compareAmounts(a: NumberValue, b: NumberValue): -1 | 0 | 1 {
  if (a.per === null || b.per === null) return compare(a.value, b.value)
  return compare(perYear(a), perYear(b))
}

const perYear = ({ value, per }: NumberValue): Decimal => (per === 'MONTH' ? multiply(value, '12') : value)
