import type { Subscription } from '#shared/domain/customer'
import { compare } from '#shared/domain/decimal'
import type { AmendRequest, StiggStep } from '#shared/domain/step'

type Amendment = { readonly request: AmendRequest }

/**
 * Whether a subscription already is what an amendment asks for: it carries the amendment's own mark, or, where it leaves
 * none, every field that can be read has the value. What only GraphQL shows counts where it could be asked.
 */
export function isAmended({ request }: Amendment, held: Subscription): boolean {
  const { amendment } = request
  if (amendment) {
    return held.amendments.some(
      ({ orgId, opportunityId, runId }) =>
        orgId === amendment.orgId && opportunityId === amendment.opportunityId && runId === amendment.runId,
    )
  }
  return hasTerms(request, held) && hasQuantities(request, held)
}

/** Whether what an amendment changed of what is sold waits for a payment, and does not hold yet. */
export const waitsForPayment = ({ request }: Amendment, held: Subscription): boolean =>
  [request.addons, request.charges, request.entitlements, request.priceOverrides, request.billingPeriod].some(
    Boolean,
  ) && held.scheduledUpdates.some(({ status }) => status === 'PENDING_PAYMENT')

/** Whether a subscription is over, or will be on the day that a cancellation set. */
export function isCancelled(
  { cancellation: { endsAt } }: Extract<StiggStep, { kind: 'cancel-subscription' }>,
  held: Subscription,
): boolean {
  if (held.status === 'CANCELED' || held.status === 'EXPIRED') return true
  return endsAt !== null && isSameMoment(endsAt, held.cancellationDate)
}

const hasTerms = (request: AmendRequest, held: Subscription): boolean =>
  isSameMoment(request.trialEndDate, held.trialEndDate) &&
  isSameMoment(request.cancellationDate, held.cancellationDate) &&
  isSameMoney(request.minimumSpend, held.minimumSpend) &&
  isSameLimit(request.maximumSpend, held.maximumSpend) &&
  (request.billingPeriod === undefined || (held.billingPeriod ?? request.billingPeriod) === request.billingPeriod) &&
  (request.discount === undefined || holdsDiscount(request.discount, held)) &&
  Object.entries(request.metadata ?? {}).every(([key, value]) => held.metadata[key] === value)

const holdsDiscount = (discount: NonNullable<AmendRequest['discount']>, { coupons }: Subscription): boolean =>
  coupons.some(
    ({ id, name, status }) =>
      status === 'ACTIVE' && (discount.kind === 'coupon' ? id === discount.couponId : name === discount.name),
  )

function hasQuantities({ addons, charges, entitlements, priceOverrides }: AmendRequest, held: Subscription): boolean {
  const hasAddons =
    addons === undefined ||
    (addons.length === held.addons.length &&
      addons.every(({ addonId, quantity }) =>
        held.addons.some((addon) => addon.id === addonId && compare(addon.quantity, quantity) === 0),
      ))
  const bought = held.charges
  const hasCharges =
    charges === undefined ||
    bought === null ||
    charges.every(({ featureId, quantity }) =>
      bought.some((charge) => charge.featureId === featureId && compare(charge.quantity, quantity) === 0),
    )
  const hasPrices = (priceOverrides ?? []).every(
    ({ addonId, featureId, currencyId, price }) =>
      currencyId !== null ||
      held.prices.some(
        (one) =>
          one.addonId === addonId &&
          one.featureId === featureId &&
          one.price?.currency === price.currency &&
          compare(one.price.amount, price.amount) === 0,
      ),
  )
  return hasAddons && hasCharges && hasPrices && hasEntitlements(entitlements, held)
}

const hasEntitlements = (wanted: AmendRequest['entitlements'], held: Subscription): boolean =>
  wanted === undefined ||
  !held.entitlementValuesKnown ||
  (wanted.length === held.entitlements.length &&
    wanted.every((entitlement) =>
      held.entitlements.some((one) => {
        if (entitlement.type === 'CREDIT') {
          if (one.type !== 'CREDIT' || one.currencyId !== entitlement.currencyId) return false
          return isSameAmount(one.amount, entitlement.amount) && one.cadence === entitlement.cadence
        }
        if (one.type !== 'FEATURE' || one.featureId !== entitlement.featureId) return false
        return (
          isSameAmount(one.usageLimit, entitlement.usageLimit) &&
          (one.hasUnlimitedUsage ?? false) === entitlement.hasUnlimitedUsage
        )
      }),
    ))

const isSameAmount = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : compare(a, b) === 0

const isSameMoment = (wanted: string | null | undefined, held: string | null): boolean =>
  wanted === undefined || (wanted === null ? held === null : held !== null && Date.parse(wanted) === Date.parse(held))

const isSameMoney = (wanted: AmendRequest['minimumSpend'], held: Subscription['minimumSpend']): boolean =>
  wanted === undefined ||
  (wanted === null || held === null
    ? wanted === held
    : wanted.currency === held.currency && compare(wanted.amount, held.amount) === 0)

const isSameLimit = (wanted: AmendRequest['maximumSpend'], held: Subscription['maximumSpend']): boolean =>
  wanted === undefined ||
  (wanted === null || held === null
    ? wanted === held
    : wanted.hasSoftLimit === held.hasSoftLimit && compare(wanted.limit, held.limit) === 0)
