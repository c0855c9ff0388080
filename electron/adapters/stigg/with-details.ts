import type { Subscription, SubscriptionEntitlement } from '#shared/domain/customer'
import type { WireDetails } from './graphql.ts'

function overrideOf(wire: WireDetails['entitlements'][number]): SubscriptionEntitlement | null {
  if (wire.customCurrencyId !== null)
    return { type: 'CREDIT', currencyId: wire.customCurrencyId, amount: wire.amount, cadence: wire.cadence }
  if (wire.featureId === null) return null
  const { featureId, usageLimit, resetPeriod } = wire
  return { type: 'FEATURE', featureId, usageLimit, hasUnlimitedUsage: wire.hasUnlimitedUsage ?? false, resetPeriod }
}

/** A subscription as REST shows it, with what only GraphQL knows; unchanged where GraphQL could not be asked. */
export function withDetails(subscription: Subscription, details: WireDetails | null): Subscription {
  if (!details) return subscription
  const entitlements = details.entitlements.map(overrideOf).filter((entitlement) => entitlement !== null)
  return { ...subscription, billingPeriod: details.billingPeriod, entitlements, entitlementValuesKnown: true }
}
