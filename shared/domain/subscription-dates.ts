import type { Sourced } from './billing-terms.ts'
import { addDays, addMonths, dayOf, endOfDay, startOfDay } from './calendar.ts'
import type { Plan } from './catalog.ts'
import type { StartKind, TrialDraft } from './draft.ts'
import type { Situation } from './draft-situation.ts'
import type { MappedLine } from './mapped-line.ts'
import type { Day, Moment } from './opportunity.ts'
import { linesOf, type Placement } from './placement.ts'
import { nextTermOf } from './renewal.ts'

type Dated = Pick<Situation, 'deal' | 'rules' | 'template' | 'edits' | 'current' | 'now' | 'timeZone'>

/** When a subscription starts: as it was chosen, and the moment that follows from it; null = now. */
export interface Start {
  readonly kind: StartKind
  readonly at: Moment | null
}

/**
 * When a subscription starts: the person's choice, else the first day that the quote names, at its midnight, else for a
 * renewal the end of the term that runs. A first day
 * of today is now: Stigg would bill a start some hours ago with the next period. Null where nothing says it.
 */
export function startOf(placement: Placement, situation: Dated): Sourced<Start> | null {
  const { edits, current, deal, rules, now, timeZone } = situation
  if (edits.startKind !== undefined || edits.startDate !== undefined) {
    const at = edits.startDate ?? null
    const kind = edits.startKind ?? (at === null ? 'now' : 'date')
    const end = current?.currentPeriodEnd ?? null
    return { value: { kind, at: kind === 'date' ? at : kind === 'period-end' ? end : null }, origin: 'edited' }
  }
  const day = firstDay(placement) ?? deal.opportunity.quote?.startDate ?? null
  if (day === null) {
    // What is amended changes at once; its end is put off.
    const next = edits.way === 'amend' ? null : nextTermOf(deal, rules, current, null, { now, timeZone })
    return next && { value: { kind: 'date', at: next.startsAt }, origin: 'stigg' }
  }
  const at = day === dayOf(now, timeZone) ? null : startOfDay(day, timeZone)
  return { value: { kind: at === null ? 'now' : 'date', at }, origin: 'quote' }
}

/**
 * When it is cancelled, null = never: the person's choice, else at the end of the last day that the quote names (or that
 * its term leads to), else at the end of the template's term, else for a renewal after as many months as the old term.
 */
export function endOf(placement: Placement, start: Moment | null, situation: Dated): Sourced<Moment | null> | null {
  const { edits, template, deal, rules, current, now, timeZone } = situation
  if (edits.cancellationDate !== undefined) return { value: edits.cancellationDate, origin: 'edited' }
  const { quote } = deal.opportunity
  const first = firstDay(placement) ?? quote?.startDate ?? null
  const quoted = lastDay(placement) ?? quote?.endDate ?? lastOfTerm(first, quote?.termMonths ?? null)
  if (quoted !== null) return { value: endOfDay(quoted, timeZone), origin: 'quote' }
  const day = lastOfTerm(dayOf(start ?? now, timeZone), template?.values.termMonths ?? null)
  if (day !== null) return { value: endOfDay(day, timeZone), origin: 'template' }
  const next = nextTermOf(deal, rules, current, start, { now, timeZone })
  return next?.endsAt ? { value: next.endsAt, origin: 'stigg' } : null
}

/** The last day of a term of whole months. */
const lastOfTerm = (first: Day | null, months: number | null): Day | null =>
  first === null || months === null || months < 1 ? null : addDays(addMonths(first, months), -1)

/**
 * Whether it is a trial, null = as the plan says: the person's choice, else what the template says, else a trial where
 * the deal stands in one of the profile's trial stages and is not won. It ends with the day that lies so many days ahead,
 * so that two looks on one day are at the same draft.
 */
export function trialOf(plan: Plan, situation: Dated): Sourced<TrialDraft | null> | null {
  const { edits, template, rules, deal, now, timeZone } = situation
  // Stigg has no trial of a free plan.
  if (plan.pricingType === 'FREE') return null
  if (edits.trial !== undefined) return { value: edits.trial, origin: 'edited' }
  const lasting = (days: number, endBehavior: TrialDraft['endBehavior']): TrialDraft => ({
    isTrial: true,
    endDate: endOfDay(addDays(dayOf(now, timeZone), days), timeZone),
    endBehavior,
  })
  const templated = template?.values.trial
  if (templated) return { value: lasting(templated.days, templated.endBehavior), origin: 'template' }
  if (templated === null) return { value: { isTrial: false, endDate: null, endBehavior: null }, origin: 'template' }
  if (!deal.opportunity.isWon && rules.trialStages.includes(deal.opportunity.stageName)) {
    return { value: lasting(rules.trialDays, rules.trialEndBehavior), origin: 'profile' }
  }
  return plan.defaultTrial ? { value: null, origin: 'plan' } : null
}

/** The first day of the plan's own lines; of all lines of the subscription where the plan's say none. */
function firstDay(placement: Placement): Day | null {
  const firstOf = (lines: readonly MappedLine[]) => lines.flatMap(({ quote }) => quote?.startDate ?? []).toSorted()[0]
  return firstOf(placement.plan.lines) ?? firstOf(linesOf(placement)) ?? null
}

/** The last day, by the same rule. */
function lastDay(placement: Placement): Day | null {
  const lastOf = (lines: readonly MappedLine[]) =>
    lines
      .flatMap(({ quote }) => quote?.endDate ?? [])
      .toSorted()
      .at(-1)
  return lastOf(placement.plan.lines) ?? lastOf(linesOf(placement)) ?? null
}
