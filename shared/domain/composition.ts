import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { CustomerState, Subscription } from './customer.ts'
import type { Decimal } from './decimal.ts'
import type { SubscriptionDraft } from './draft.ts'
import type { Composition } from './grants.ts'
import { ResetPeriod } from './terms.ts'

export const compositionOfDraft = (draft: SubscriptionDraft): Composition => ({
  planId: draft.planId,
  addons: draft.addons.map(({ addonId, quantity }) => ({ id: addonId, quantity })),
  charges: draft.charges,
  overrides: draft.entitlements.map((entitlement) =>
    entitlement.type === 'FEATURE'
      ? {
          type: 'FEATURE',
          featureId: entitlement.featureId,
          usageLimit: entitlement.usageLimit,
          isUnlimited: entitlement.hasUnlimitedUsage,
          hasSoftLimit: entitlement.hasSoftLimit,
          resetPeriod: entitlement.resetPeriod,
        }
      : {
          type: 'CREDIT',
          currencyId: entitlement.currencyId,
          amount: entitlement.amount,
          cadence: entitlement.cadence,
        },
  ),
})

/** What of a customer tells what its subscriptions are made of. */
type Holdings = Pick<CustomerState, 'subscriptions' | 'promotional' | 'entitlements'>

/**
 * What a running subscription is made of. Stigg tells neither quantities bought by the unit nor, to some keys, the
 * values of overrides; where nothing else gives the feature, what the customer may use in effect tells them.
 */
export function compositionOf(subscription: Subscription, live: Holdings, catalog: Catalog): Composition {
  const plan = indexOf(catalog).plans.get(subscription.planId)
  const overrides = subscription.entitlements.map((held) => {
    if (held.type === 'CREDIT') return held
    const known = held.usageLimit !== null || held.hasUnlimitedUsage === true
    const effective = known ? null : soleLimit(held.featureId, live)
    return {
      type: 'FEATURE' as const,
      featureId: held.featureId,
      usageLimit: held.usageLimit ?? effective?.limit ?? null,
      isUnlimited: held.hasUnlimitedUsage ?? effective?.isUnlimited ?? null,
      hasSoftLimit: held.hasSoftLimit === true,
      resetPeriod: ResetPeriod.safeParse(held.resetPeriod).data ?? null,
    }
  })
  const overridden = new Set(overrides.map((held) => (held.type === 'FEATURE' ? held.featureId : held.currencyId)))
  const byUnit = new Set(
    (plan?.charges ?? []).flatMap(({ billingModel, featureId }) =>
      billingModel === 'PER_UNIT' && featureId !== null && !overridden.has(featureId) ? [featureId] : [],
    ),
  )
  return {
    planId: subscription.planId,
    addons: subscription.addons,
    charges: [...byUnit].map((featureId) => ({
      featureId,
      quantity:
        subscription.charges?.find((charge) => charge.featureId === featureId)?.quantity ??
        soleLimit(featureId, live)?.limit ??
        null,
    })),
    overrides,
  }
}

/** The customer's effective limit, where one running subscription is all that can give it. */
function soleLimit(featureId: string, live: Holdings): { limit: Decimal | null; isUnlimited: boolean } | null {
  const giving = live.subscriptions.filter(({ status }) => status === 'ACTIVE' || status === 'IN_TRIAL')
  const isSole = giving.length === 1 && !live.promotional.some((promotion) => promotion.featureId === featureId)
  const hasAddons = giving.some(({ addons }) => addons.length > 0)
  const held = live.entitlements.find((effective) => effective.type === 'FEATURE' && effective.featureId === featureId)
  if (!isSole || hasAddons || held?.type !== 'FEATURE' || !held.isGranted) return null
  return { limit: held.usageLimit, isUnlimited: held.hasUnlimitedUsage }
}
