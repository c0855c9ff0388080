import type { Subscription, SubscriptionEntitlement } from '#shared/domain/customer'
import type { WireDetails } from './graphql.ts'

function overrideOf(wire: WireDetails['entitlements'][number]): SubscriptionEntitlement | null {
  if (wire.customCurrencyId !== null)
    return { type: 'CREDIT', currencyId: wire.customCurrencyId, amount: wire.amount, cadence: wire.cadence }
  if (wire.featureId === null) return null
  const { featureId, usageLimit, resetPeriod } = wire
  const hasUnlimitedUsage = wire.hasUnlimitedUsage ?? false
  return {
    type: 'FEATURE',
    featureId,
    usageLimit,
    hasUnlimitedUsage,
    hasSoftLimit: wire.hasSoftLimit ?? false,
    resetPeriod,
  }
}

/** A subscription as REST shows it, with what only GraphQL knows; unchanged where GraphQL could not be asked. */
export function withDetails(subscription: Subscription, details: WireDetails | null): Subscription {
  if (!details) return subscription
  const entitlements = details.entitlements.map(overrideOf).filter((entitlement) => entitlement !== null)
  const charges = details.prices.flatMap(({ featureId, usageLimit, billingModel }) =>
    featureId !== null && usageLimit !== null && billingModel !== 'USAGE_BASED'
      ? [{ featureId, quantity: usageLimit }]
      : [],
  )
  const months = new Map(details.coupons.map(({ refId, durationInMonths }) => [refId, durationInMonths]))
  const coupons = subscription.coupons.map((coupon) => ({ ...coupon, durationInMonths: months.get(coupon.id) ?? null }))
  return {
    ...subscription,
    billingPeriod: details.billingPeriod,
    salesforceAccountId: details.salesforceId,
    charges,
    coupons,
    entitlements,
    entitlementValuesKnown: true,
  }
}
