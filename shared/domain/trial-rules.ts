import { z } from 'zod'

import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { CustomerState } from './customer.ts'
import type { SubscriptionDraft } from './draft.ts'
import type { Moment } from './opportunity.ts'
import { hasPaidFor, replacementOf } from './replacement.ts'

/**
 * Stigg's rules about trials, by what they do to a draft: a new trial ends the running one; a new subscription ends the
 * running one; one bought during a trial starts at its end; a trial runs beside a subscription; a customer who had a
 * trial, or has paid, gets one only because a person says so, and none by the plan's default.
 * Source: Stigg documentation, "Manually provision a subscription", the numbered rules.
 */
export const TrialRule = z.enum([
  'replaces-trial',
  'replaces-subscription',
  'starts-after-trial',
  'beside-subscription',
  'had-trial',
  'has-paid',
  'no-default-trial',
])
export type TrialRule = z.infer<typeof TrialRule>

/** The rules that bite where a subscription of the draft is made; none where one is changed in place. */
export function trialRulesOf(
  draft: SubscriptionDraft,
  live: CustomerState | null,
  catalog: Catalog,
  now: Moment,
): TrialRule[] {
  if (draft.way === 'amend' && draft.amendsId !== null) return []
  const { isTrial, replaced, runningTrial, staying } = replacementOf(draft, live, catalog, now)
  const { plans } = indexOf(catalog)
  const hadTrial = live?.hadTrialOf.includes(draft.productId) === true
  const hasPaid = hasPaidFor(draft.productId, live, catalog)
  const besides = staying.some(
    ({ planId, status }) => status !== 'IN_TRIAL' && plans.get(planId)?.productId === draft.productId,
  )
  const isByDefault = draft.trial === null && draft.pricingType !== 'FREE' && !!plans.get(draft.planId)?.defaultTrial
  const bites: Readonly<Record<TrialRule, boolean>> = {
    'replaces-trial': isTrial && replaced.length > 0,
    'replaces-subscription': !isTrial && replaced.length > 0,
    'starts-after-trial': runningTrial !== null && draft.startDate === null && draft.pricingType !== 'FREE',
    'beside-subscription': isTrial && besides,
    'had-trial': isTrial && hadTrial,
    'has-paid': isTrial && hasPaid,
    'no-default-trial': isByDefault && !isTrial,
  }
  return TrialRule.options.filter((rule) => bites[rule])
}
