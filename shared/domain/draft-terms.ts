import type { Sourced } from './billing-terms.ts'
import type { Plan } from './catalog.ts'
import type { SubscriptionDraft } from './draft.ts'
import type { Situation } from './draft-situation.ts'

type Termed = Pick<Situation, 'edits' | 'template' | 'rules' | 'deal' | 'carried'>
type Value<Field extends keyof SubscriptionDraft> = Sourced<SubscriptionDraft[Field]> | null

/** Only paid plans are collected by Stigg's leave; Stigg's documents want it unset on the others. */
export function collectionOf(plan: Plan, { edits, template, rules }: Termed): Value<'paymentCollection'> {
  if (edits.paymentCollection !== undefined) return { value: edits.paymentCollection, origin: 'edited' }
  if (plan.pricingType !== 'PAID') return null
  if (template?.values.paymentCollection) return { value: template.values.paymentCollection, origin: 'template' }
  return rules.paymentCollection ? { value: rules.paymentCollection, origin: 'profile' } : null
}

export function dueOf({ edits, template, rules }: Termed): Value<'daysUntilDue'> {
  if (edits.daysUntilDue !== undefined) return { value: edits.daysUntilDue, origin: 'edited' }
  if (template?.values.daysUntilDue) return { value: template.values.daysUntilDue, origin: 'template' }
  return rules.daysUntilDue === null ? null : { value: rules.daysUntilDue, origin: 'profile' }
}

export function minimumSpendOf({ edits, template, deal, carried }: Termed): Value<'minimumSpend'> {
  if (edits.minimumSpend !== undefined) return { value: edits.minimumSpend, origin: 'edited' }
  const amount = template?.values.minimumSpend
  if (amount !== undefined) return { value: { amount, currency: deal.opportunity.currency }, origin: 'template' }
  return carried?.minimumSpend ? { value: carried.minimumSpend, origin: 'stigg' } : null
}

export function maximumSpendOf({ edits, template, carried }: Termed): Value<'maximumSpend'> {
  if (edits.maximumSpend !== undefined) return { value: edits.maximumSpend, origin: 'edited' }
  if (template?.values.maximumSpend) return { value: template.values.maximumSpend, origin: 'template' }
  return carried?.maximumSpend ? { value: carried.maximumSpend, origin: 'stigg' } : null
}

export function anchorOf({ edits, template }: Termed): Value<'billingCycleAnchor'> {
  if (edits.billingCycleAnchor !== undefined) return { value: edits.billingCycleAnchor, origin: 'edited' }
  const anchor = template?.values.billingCycleAnchor
  return anchor ? { value: anchor, origin: 'template' } : null
}

export function prorationOf({ edits, template }: Termed): Value<'proration'> {
  if (edits.proration !== undefined) return { value: edits.proration, origin: 'edited' }
  const proration = template?.values.proration
  return proration ? { value: proration, origin: 'template' } : null
}
