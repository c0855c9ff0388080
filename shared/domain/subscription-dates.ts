import type { Sourced } from './billing-terms.ts'
import { addDays, dayOf, endOfDay, startOfDay } from './calendar.ts'
import type { Plan } from './catalog.ts'
import type { TrialDraft } from './draft.ts'
import type { SubscriptionEdits } from './draft-edits.ts'
import type { MappedLine } from './mapped-line.ts'
import type { Day, Deal, Moment } from './opportunity.ts'
import { linesOf, type Placement } from './placement.ts'
import type { ProvisioningRules } from './profile.ts'

interface Situation {
  readonly deal: Deal
  readonly rules: ProvisioningRules
  readonly now: Moment
  readonly timeZone: string
}

/**
 * When a subscription starts, null = now: the person's choice, else the first day that the quote names, at its
 * midnight. A first day of today is now: Stigg would bill a start some hours ago with the next period.
 */
export function startOf(
  placement: Placement,
  edits: SubscriptionEdits,
  { now, timeZone }: Situation,
): Sourced<Moment | null> | null {
  if (edits.startDate !== undefined) return { value: edits.startDate, origin: 'edited' }
  const day = firstDay(placement)
  if (day === null) return null
  return { value: day === dayOf(now, timeZone) ? null : startOfDay(day, timeZone), origin: 'quote' }
}

/** When it is cancelled, null = never: the person's choice, else at the end of the last day that the quote names. */
export function endOf(
  placement: Placement,
  edits: SubscriptionEdits,
  { timeZone }: Situation,
): Sourced<Moment | null> | null {
  if (edits.cancellationDate !== undefined) return { value: edits.cancellationDate, origin: 'edited' }
  const day = lastDay(placement)
  return day === null ? null : { value: endOfDay(day, timeZone), origin: 'quote' }
}

/**
 * Whether it is a trial, null = as the plan says: the person's choice, else a trial where the deal stands in one of the
 * profile's trial stages and is not won. It ends with the day that lies `trialDays` ahead, so that two looks on one day
 * are at the same draft.
 */
export function trialOf(
  plan: Plan,
  edits: SubscriptionEdits,
  { deal: { opportunity }, rules, now, timeZone }: Situation,
): Sourced<TrialDraft | null> | null {
  if (edits.trial !== undefined) return { value: edits.trial, origin: 'edited' }
  // Stigg has no trial of a free plan.
  if (plan.pricingType === 'FREE') return null
  if (!opportunity.isWon && rules.trialStages.includes(opportunity.stageName)) {
    const endDate = endOfDay(addDays(dayOf(now, timeZone), rules.trialDays), timeZone)
    return { value: { isTrial: true, endDate, endBehavior: rules.trialEndBehavior }, origin: 'profile' }
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
