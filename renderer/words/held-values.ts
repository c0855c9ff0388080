import { assertNever } from '#shared/assert-never'
import type { ChangeRow, HeldValue } from '#shared/domain/change-set'

import { formatNumber } from '../ui/numbers.ts'
import { plural } from './facts.ts'

/** A value as it is read out: "500,000 credits a month", "Unlimited", "On", "Enterprise v4". */
export function sayValue(value: HeldValue): string {
  switch (value.kind) {
    case 'number': {
      const unit = value.unit === null ? '' : ` ${value.unit}`
      const per = value.per === null ? '' : value.per === 'MONTH' ? ' a month' : ' a year'
      return `${formatNumber(value.value)}${unit}${per}`
    }
    case 'unlimited':
      return 'Unlimited'
    case 'on':
      return 'On'
    case 'off':
      return 'Off'
    case 'plan':
      return value.version === null ? value.name : `${value.name} v${value.version}`
    case 'unknown':
      return 'as set in Stigg'
    default:
      return assertNever(value)
  }
}

/** A value of a row: a number of add-ons says what it counts, which Stigg gives no unit for. */
export const sayHeld = (value: HeldValue, kind: ChangeRow['kind']): string =>
  kind === 'addon' && value.kind === 'number' && value.unit === null
    ? plural(Number(value.value), 'add-on')
    : sayValue(value)

/** What a value cannot tell by itself; undefined where it is plain. */
export const explainValue = (value: HeldValue): string | undefined =>
  value.kind === 'unknown' ? 'This feature takes named values, and Stigg’s API does not say which.' : undefined

/** What sets a changed row apart beside its weight: a sign, and the word that a screen reader says for it. */
export const changeMarks: Record<ChangeRow['change'], { readonly sign: string; readonly word: string }> = {
  same: { sign: '', word: 'unchanged' },
  added: { sign: '+', word: 'added' },
  removed: { sign: '−', word: 'removed' },
  more: { sign: '↑', word: 'more than today' },
  less: { sign: '↓', word: 'less than today' },
  changed: { sign: '≠', word: 'changed' },
  'left-alone': { sign: '', word: 'left alone' },
}
