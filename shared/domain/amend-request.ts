import { isBefore } from './calendar.ts'
import type { Subscription } from './customer.ts'
import { compare, type Decimal } from './decimal.ts'
import type { SubscriptionDraft } from './draft.ts'
import { provisionRequestOf } from './provision-request.ts'
import type { AmendRequest, ProvisionRequest } from './step.ts'
import type { Moment } from './opportunity.ts'

/** Why a running subscription cannot be changed into what a draft wants; it has to be replaced. */
export const amendObstacles = [
  'no-subscription',
  'other-plan',
  'other-resource',
  'payment-collection',
  'trial',
  'later-start',
  'paying-customer',
] as const
export type AmendObstacle = (typeof amendObstacles)[number]

/**
 * Whether a draft can be reached by changing a running subscription in place. An update takes no plan, resource, payment
 * method or start. Source: Stigg REST API v1, "Update subscription".
 */
export function obstacleTo(draft: SubscriptionDraft, running: Subscription | null, now: Moment): AmendObstacle | null {
  if (!running) return 'no-subscription'
  if (draft.planId !== running.planId) return 'other-plan'
  if (draft.resourceId !== null && draft.resourceId !== running.resourceId) return 'other-resource'
  if (draft.origins['paymentCollection'] === 'edited' && draft.paymentCollection !== running.paymentCollectionMethod) {
    return 'payment-collection'
  }
  if (draft.trial !== null && draft.trial.isTrial !== (running.status === 'IN_TRIAL')) return 'trial'
  if (draft.startDate !== null && isBefore(now, draft.startDate)) return 'later-start'
  if (draft.payingCustomerId !== null && draft.payingCustomerId !== running.payingCustomerId) return 'paying-customer'
  return null
}

/**
 * What a running subscription is changed to so that it becomes the draft: only what differs from what it holds. Lists are
 * whole, because Stigg replaces them; the metadata is the map that is held, with the person's keys.
 * @param amendment the deal that it is done for; its mark is left in the metadata
 */
export function amendRequestOf(
  draft: SubscriptionDraft,
  running: Subscription,
  amendment: NonNullable<AmendRequest['amendment']>,
): AmendRequest {
  const wanted = provisionRequestOf(draft, {
    customerId: running.customerId,
    accountId: '',
    marker: { ...amendment, generation: 1 },
  })
  /** Whether somebody said it: what nobody spoke of stays as it is. */
  const isSaid = (field: string) => field in draft.origins
  const isRepriced = wanted.priceOverrides.some((price) => !holdsPrice(running, price))
  return {
    ...(sameCharges(wanted.charges, running.charges) ? {} : { charges: wanted.charges }),
    ...(sameAddons(wanted.addons, running.addons) ? {} : { addons: wanted.addons }),
    ...(sameEntitlements(wanted.entitlements, running) ? {} : { entitlements: wanted.entitlements }),
    ...(isRepriced ? { priceOverrides: wanted.priceOverrides } : {}),
    ...(wanted.billingPeriod !== null &&
    running.billingPeriod !== null &&
    wanted.billingPeriod !== running.billingPeriod
      ? { billingPeriod: wanted.billingPeriod }
      : {}),
    ...(isSaid('cancellationDate') && !sameMoment(wanted.cancellationDate, running.cancellationDate)
      ? { cancellationDate: wanted.cancellationDate }
      : {}),
    ...(wanted.trial?.isTrial && wanted.trial.endDate && !sameMoment(wanted.trial.endDate, running.trialEndDate)
      ? { trialEndDate: wanted.trial.endDate }
      : {}),
    ...(isSaid('minimumSpend') && !sameMoney(wanted.minimumSpend, running.minimumSpend)
      ? { minimumSpend: wanted.minimumSpend }
      : {}),
    ...(isSaid('maximumSpend') && !sameLimit(wanted.maximumSpend, running.maximumSpend)
      ? { maximumSpend: wanted.maximumSpend }
      : {}),
    ...(wanted.discount && !hasDiscount(running, wanted.discount) ? { discount: wanted.discount } : {}),
    ...(wanted.billingCycleAnchor === null ? {} : { billingCycleAnchor: wanted.billingCycleAnchor }),
    ...(wanted.proration === null ? {} : { proration: wanted.proration }),
    metadata: { ...running.metadata, ...draft.metadata },
    amendment,
  }
}

/** Quantities that nobody can read are sent again. */
const sameCharges = (wanted: ProvisionRequest['charges'], held: Subscription['charges']): boolean =>
  wanted.length === 0 ||
  (held !== null &&
    wanted.every(({ featureId, quantity }) =>
      held.some((charge) => charge.featureId === featureId && sameAmount(charge.quantity, quantity)),
    ))

const sameAddons = (wanted: ProvisionRequest['addons'], held: Subscription['addons']): boolean =>
  wanted.length === held.length &&
  wanted.every(({ addonId, quantity }) =>
    held.some(({ id, ...addon }) => id === addonId && sameAmount(addon.quantity, quantity)),
  )

function sameEntitlements(wanted: ProvisionRequest['entitlements'], running: Subscription): boolean {
  if (wanted.length !== running.entitlements.length) return false
  return wanted.every((entitlement) =>
    running.entitlements.some((held) => {
      if (entitlement.type === 'CREDIT') {
        return (
          held.type === 'CREDIT' &&
          held.currencyId === entitlement.currencyId &&
          held.cadence === entitlement.cadence &&
          sameAmount(held.amount, entitlement.amount)
        )
      }
      return (
        held.type === 'FEATURE' &&
        held.featureId === entitlement.featureId &&
        sameAmount(held.usageLimit, entitlement.usageLimit) &&
        (held.hasUnlimitedUsage ?? false) === entitlement.hasUnlimitedUsage &&
        (held.hasSoftLimit ?? false) === entitlement.hasSoftLimit &&
        (entitlement.resetPeriod === null || held.resetPeriod === entitlement.resetPeriod)
      )
    }),
  )
}

const holdsPrice = (running: Subscription, wanted: ProvisionRequest['priceOverrides'][number]): boolean =>
  wanted.currencyId === null &&
  running.prices.some(
    ({ addonId, featureId, baseCharge, price }) =>
      (wanted.addonId === null && wanted.featureId === null
        ? baseCharge && addonId === null
        : addonId === wanted.addonId && featureId === wanted.featureId) && sameMoney(wanted.price, price),
  )

const hasDiscount = ({ coupons }: Subscription, discount: NonNullable<ProvisionRequest['discount']>): boolean =>
  coupons.some(
    ({ id, name, status }) =>
      status === 'ACTIVE' && (discount.kind === 'coupon' ? id === discount.couponId : name === discount.name),
  )

const sameAmount = (a: Decimal | null, b: Decimal | null): boolean =>
  a === null || b === null ? a === b : compare(a, b) === 0
const sameMoney = (a: ProvisionRequest['minimumSpend'], b: ProvisionRequest['minimumSpend']): boolean =>
  a === null || b === null ? a === b : a.currency === b.currency && compare(a.amount, b.amount) === 0
const sameLimit = (a: ProvisionRequest['maximumSpend'], b: ProvisionRequest['maximumSpend']): boolean =>
  a === null || b === null ? a === b : a.hasSoftLimit === b.hasSoftLimit && compare(a.limit, b.limit) === 0
const sameMoment = (a: Moment | null, b: Moment | null): boolean =>
  a === null || b === null ? a === b : Date.parse(a) === Date.parse(b)
