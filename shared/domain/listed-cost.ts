import type { Catalog, Charge } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { CostLine } from './cost.ts'
import { multiply, type Decimal } from './decimal.ts'
import type { PriceOverride, SubscriptionDraft } from './draft.ts'
import { sameTarget } from './kept-prices.ts'
import type { Currency } from './money.ts'

type Target = PriceOverride['target']

/**
 * What a subscription costs each period by negotiated price where there is one, else by list price, in the currency of
 * the negotiated prices. Usage that is billed afterwards is not part of it. Null where a list price is not known in
 * that currency.
 */
export function listedLinesOf(subscription: SubscriptionDraft, catalog: Catalog): CostLine[] | null {
  const { plans, addons, features } = indexOf(catalog)
  const plan = plans.get(subscription.planId)
  const currency = subscription.priceOverrides[0]?.price.currency ?? subscription.minimumSpend?.currency
  if (!plan || !currency) return null
  const due = (charges: readonly Charge[], featureId: string | null) =>
    charges.filter(
      (charge) =>
        (charge.billingModel === 'FLAT_FEE' || charge.billingModel === 'PER_UNIT') &&
        (charge.billingPeriod === null || charge.billingPeriod === subscription.billingPeriod) &&
        charge.featureId === featureId &&
        charge.currencyId === null,
    )
  const items: readonly Item[] = [
    {
      target: { kind: 'plan' },
      label: plan.name,
      quantity: subscription.unitQuantity ?? '1',
      charges: due(plan.charges, null),
    },
    ...subscription.charges.map(({ featureId, quantity }): Item => ({
      target: { kind: 'feature', featureId },
      label: features.get(featureId)?.name ?? featureId,
      quantity,
      charges: due(plan.charges, featureId),
    })),
    ...subscription.addons.map(({ addonId, quantity }): Item => ({
      target: { kind: 'addon', addonId },
      label: addons.get(addonId)?.name ?? addonId,
      quantity,
      charges: due(addons.get(addonId)?.charges ?? [], null),
    })),
  ]
  const lines = items.map((item) => lineOf(item, subscription, currency))
  return lines.includes('unknown') ? null : lines.filter((line) => line !== null && line !== 'unknown')
}

interface Item {
  readonly target: Target
  readonly label: string
  readonly quantity: Decimal
  readonly charges: readonly Charge[]
}

/** Null where the item has no price at all: it comes with the rest. */
function lineOf(
  { target, label, quantity, charges }: Item,
  { priceOverrides, productId }: SubscriptionDraft,
  currency: Currency,
): CostLine | 'unknown' | null {
  const negotiated = priceOverrides.find((override) => sameTarget(override.target, target))?.price
  const listed = charges.find(({ price }) => price?.currency === currency)?.price
  const unitPrice = negotiated ?? listed
  if (!unitPrice) return charges.length > 0 ? 'unknown' : null
  const total = { amount: multiply(unitPrice.amount, quantity), currency: unitPrice.currency }
  return { productId, label, quantity, unitPrice, total, by: 'companion' }
}
