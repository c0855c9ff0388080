import { unitChargeOf } from './billing-terms.ts'
import type { BillingPeriod, Plan } from './catalog.ts'
import { compare } from './decimal.ts'
import type { Subscription } from './customer.ts'
import type { PriceOverride, SubscriptionDraft } from './draft.ts'

/** The subscription that prices are kept for. */
interface Priced extends Pick<SubscriptionDraft, 'charges' | 'addons'> {
  readonly plan: Plan
  readonly period: BillingPeriod | null
  /** Prices that the deal itself negotiated. */
  readonly overrides: readonly PriceOverride[]
}

/**
 * Negotiated prices of the running subscription that go on, because Stigg would go back to list prices: those of the
 * same plan and billing period that the deal says nothing else of. Add-ons keep theirs where they are kept.
 */
export function keptPricesOf(
  running: Subscription,
  { plan, period, charges, addons, overrides }: Priced,
): PriceOverride[] {
  if (plan.pricingType !== 'PAID' || running.planId !== plan.id || running.billingPeriod !== period) return []
  const isPart = (target: PriceOverride['target']): boolean => {
    if (target.kind === 'addon') return addons.some((addon) => addon.addonId === target.addonId)
    if (target.kind === 'feature') return charges.some((charge) => charge.featureId === target.featureId)
    return target.kind === 'plan'
  }
  return running.prices.flatMap(({ addonId, featureId, baseCharge, price }): PriceOverride[] => {
    const target = targetOf(addonId, featureId, baseCharge)
    if (!target || !price || overrides.some((override) => sameTarget(override.target, target))) return []
    if (!isPart(target) || isListed(plan, period, target, price)) return []
    return [{ target, price, lineIds: [] }]
  })
}

function targetOf(addonId: string | null, featureId: string | null, isBase: boolean): PriceOverride['target'] | null {
  if (addonId !== null) return { kind: 'addon', addonId }
  if (featureId !== null) return { kind: 'feature', featureId }
  return isBase ? { kind: 'plan' } : null
}

export function sameTarget(a: PriceOverride['target'], b: PriceOverride['target']): boolean {
  if (a.kind === 'addon') return b.kind === 'addon' && a.addonId === b.addonId
  if (a.kind === 'feature') return b.kind === 'feature' && a.featureId === b.featureId
  if (a.kind === 'credit') return b.kind === 'credit' && a.currencyId === b.currencyId
  return b.kind === 'plan'
}

/** Whether a price is what the plan costs anyway. */
function isListed(
  plan: Plan,
  period: BillingPeriod | null,
  target: PriceOverride['target'],
  price: PriceOverride['price'],
): boolean {
  if (target.kind === 'addon' || target.kind === 'credit') return false
  const charge =
    target.kind === 'feature'
      ? unitChargeOf(plan, target.featureId, period)
      : plan.charges.find(
          ({ billingModel, billingPeriod, featureId, currencyId }) =>
            (billingModel === 'FLAT_FEE' || billingModel === 'PER_UNIT') &&
            billingPeriod === period &&
            featureId === null &&
            currencyId === null,
        )
  const list = charge?.price
  return list?.currency === price.currency && compare(list.amount, price.amount) === 0
}
