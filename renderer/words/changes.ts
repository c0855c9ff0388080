import { assertNever } from '#shared/assert-never'
import type { ChangeRow, HeldValue } from '#shared/domain/change-set'

import { sayValue } from './held-values.ts'
import { named } from './names.ts'

/** A value after the name of what it is of: no unit that only repeats the name ("Seats: 250"). */
function valueOf(value: HeldValue | null, name: string): string {
  if (value === null) return 'nothing'
  const repeats = value.kind === 'number' && value.unit !== null && name.toLowerCase() === value.unit.toLowerCase()
  const said = sayValue(repeats ? { ...value, unit: null } : value)
  return value.kind === 'on' || value.kind === 'off' || value.kind === 'unlimited' ? said.toLowerCase() : said
}

/** One changed row as a sentence; null where nothing changes. */
export function sayChange(row: ChangeRow): string | null {
  const name = named(row.entity?.name ?? row.sold?.name ?? row.key)
  const will = valueOf(row.will, name)
  const today = valueOf(row.today, name)
  const isPlan = row.kind === 'plan'
  switch (row.change) {
    case 'same':
    case 'left-alone':
      return null
    case 'added':
      return isPlan ? `Plan: ${will}` : `${name}: ${will}, new`
    case 'removed':
      return isPlan ? `Plan: ${today} ends` : `${name}: no longer, ${today} today`
    case 'more':
      return `${name}: up from ${today} to ${will}`
    case 'less':
      return `${name}: down from ${today} to ${will}`
    case 'changed':
      return `${isPlan ? 'Plan' : name}: from ${today} to ${will}`
    default:
      return assertNever(row.change)
  }
}

/** Whether a row is here because the plan brings it, not because somebody sold it. */
export const comesWithPlan = ({ sold, kind, change }: ChangeRow): boolean =>
  sold === null && kind !== 'plan' && kind !== 'addon' && change !== 'removed'

export interface SaidChanges {
  /** What was sold, or is lost: a sentence each. */
  readonly own: readonly string[]
  /** What is new only because the plan brings it: "Projects (100)". */
  readonly withPlan: readonly string[]
}

/** All changes, what was sold apart from what comes along. */
export function sayChanges(rows: readonly ChangeRow[]): SaidChanges {
  const isAlong = (row: ChangeRow): boolean => comesWithPlan(row) && row.change === 'added'
  return {
    own: rows.filter((row) => !isAlong(row)).flatMap((row) => sayChange(row) ?? []),
    withPlan: rows.filter(isAlong).map((row) => {
      const name = named(row.entity?.name ?? row.key)
      return row.will?.kind === 'on' || row.will?.kind === 'unknown' ? name : `${name} (${valueOf(row.will, name)})`
    }),
  }
}
