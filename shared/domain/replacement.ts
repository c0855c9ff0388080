import { isBefore, later } from './calendar.ts'
import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import { isLive, type CustomerState, type Subscription } from './customer.ts'
import type { SubscriptionDraft } from './draft.ts'
import type { Moment } from './opportunity.ts'

/** What a new subscription meets in Stigg. */
export interface Replacement {
  /** Whether the new subscription starts as a trial: because the draft says so, or the plan's default. */
  readonly isTrial: boolean
  /** When the trial ends, by the draft or by the plan's default; null where it is none. */
  readonly trialEndsAt: Moment | null
  /** When it takes effect; null = now. A plan bought during a trial starts when the trial ends. */
  readonly startsAt: Moment | null
  /** Subscriptions of the same product and resource and of the same kind (trial or not): Stigg allows one. */
  readonly sameKind: readonly Subscription[]
  /** Those of them that end because of the new one; the others are over by then anyway. */
  readonly replaced: readonly Subscription[]
  /** A trial of the product that runs beside, or hands over to, the new subscription. */
  readonly runningTrial: Subscription | null
  /** Every other subscription of the customer that gives something and goes on doing so. */
  readonly staying: readonly Subscription[]
}

/**
 * What provisioning a subscription does to those that are there. A customer has at most one trial and one other
 * subscription of a product (and resource): a new one cancels the old one of its kind when it starts.
 * Source: Stigg documentation, "Manually provision a subscription", rules 1-4.
 */
export function replacementOf(
  draft: SubscriptionDraft,
  live: CustomerState | null,
  catalog: Catalog,
  now: Moment,
): Replacement {
  const { plans, products } = indexOf(catalog)
  const held = (live?.subscriptions ?? []).filter(isLive)
  const separatesResources = products.get(draft.productId)?.multipleSubscriptions === true
  const ofProduct = held.filter(
    ({ planId, resourceId }) =>
      plans.get(planId)?.productId === draft.productId && (!separatesResources || resourceId === draft.resourceId),
  )
  const changed = draft.way === 'amend' ? (held.find(({ id }) => id === draft.amendsId) ?? null) : null
  if (changed) return inPlace(changed, draft, held)
  const isTrial = startsAsTrial(draft, live, catalog)
  const sameKind = ofProduct.filter((subscription) => isTrialNow(subscription) === isTrial)
  const runningTrial = isTrial ? null : (ofProduct.find(isTrialNow) ?? null)
  const startsAt = draft.startDate ?? (draft.pricingType === 'FREE' ? null : (runningTrial?.trialEndDate ?? null))
  const replaced = sameKind.filter((subscription) => {
    const end = endOf(subscription)
    return end === null || isBefore(startsAt ?? now, end)
  })
  return {
    isTrial,
    trialEndsAt: isTrial ? trialEndOf(draft, catalog, startsAt ?? now) : null,
    startsAt,
    sameKind,
    replaced,
    runningTrial,
    staying: held.filter((subscription) => !replaced.includes(subscription)),
  }
}

/** A subscription that is changed where it stands makes way for nothing. */
const inPlace = (changed: Subscription, { trial }: SubscriptionDraft, held: readonly Subscription[]): Replacement => ({
  isTrial: isTrialNow(changed),
  trialEndsAt: isTrialNow(changed) ? (trial?.endDate ?? changed.trialEndDate) : null,
  startsAt: null,
  sameKind: [changed],
  replaced: [],
  runningTrial: null,
  staying: held.filter((subscription) => subscription !== changed),
})

/** When a trial ends: as the draft says, else so long after its start as the plan's trials last. */
function trialEndOf({ trial, planId }: SubscriptionDraft, catalog: Catalog, startsAt: Moment): Moment | null {
  if (trial?.endDate) return trial.endDate
  const byDefault = indexOf(catalog).plans.get(planId)?.defaultTrial
  return byDefault ? later(startsAt, byDefault.duration, byDefault.units) : null
}

/** When a subscription ends by itself; null where it goes on. */
export const endOf = (subscription: Subscription): Moment | null =>
  subscription.cancellationDate ??
  subscription.effectiveEndDate ??
  (isTrialNow(subscription) ? subscription.trialEndDate : null)

export const isTrialNow = ({ status }: Pick<Subscription, 'status'>): boolean => status === 'IN_TRIAL'

/** Scheduled changes that have not happened yet. */
export const pendingUpdatesOf = ({ scheduledUpdates }: Subscription): Subscription['scheduledUpdates'] =>
  scheduledUpdates.filter(({ status }) => status === 'SCHEDULED' || status === 'PENDING_PAYMENT')

/** Whether an external billing subscription outlives a paid one that a custom one replaces. */
export const leavesBilling = (current: Subscription, next: Pick<SubscriptionDraft, 'pricingType'>): boolean =>
  current.pricingType === 'PAID' && next.pricingType === 'CUSTOM' && current.paymentCollectionMethod !== 'NONE'

/** The plan's default trial is for customers who have neither tried nor paid for the product. */
export function startsAsTrial(draft: SubscriptionDraft, live: CustomerState | null, catalog: Catalog): boolean {
  if (draft.trial) return draft.trial.isTrial
  const { plans } = indexOf(catalog)
  if (draft.pricingType === 'FREE' || !plans.get(draft.planId)?.defaultTrial) return false
  return !hasPaidFor(draft.productId, live, catalog) && !live?.hadTrialOf.includes(draft.productId)
}

/** Whether a customer has, or had, a paid subscription of a product. */
export const hasPaidFor = (productId: string, live: CustomerState | null, catalog: Catalog): boolean =>
  (live?.subscriptions ?? []).some(
    ({ planId, pricingType }) => pricingType === 'PAID' && indexOf(catalog).plans.get(planId)?.productId === productId,
  )
