import type { SubscriptionRow } from '../model.ts'
import type { World } from '../world.ts'

interface Sold {
  readonly billingModel: string
  readonly featureId?: string
  readonly currencyId?: string
  readonly amount?: number
  readonly currency?: string
  readonly quantity: number | null
}

/**
 * The prices of a subscription as GraphQL shows them. `usageLimit` is the quantity bought of a feature, which REST shows
 * nowhere; `creditsQuantity` that of credits. Source: Stigg GraphQL schema, `SubscriptionPrice`.
 */
export function subscriptionPriceNodes(world: World, row: SubscriptionRow): object[] {
  return soldIn(world, row).map((sold, n) => ({
    id: `${row.id}-price-${n + 1}`,
    subscriptionId: row.id,
    billingModel: sold.billingModel,
    featureId: sold.featureId ?? null,
    usageLimit: sold.featureId === undefined ? null : sold.quantity,
    hasSoftLimit: false,
    creditsQuantity: sold.currencyId === undefined ? null : sold.quantity,
    topUpCustomCurrencyId: sold.currencyId ?? null,
    price: {
      id: `${row.id}-price-${n + 1}`,
      billingModel: sold.billingModel,
      billingPeriod: row.details.billingPeriod ?? 'MONTHLY',
      featureId: sold.featureId ?? null,
      isOverridePrice: false,
      price: sold.amount === undefined ? null : { amount: sold.amount, currency: sold.currency ?? 'usd' },
    },
    updatedAt: row.details.updatedAt,
  }))
}

/** Everything that has a price or a quantity: the listed prices first, then what was bought without one. */
function soldIn(world: World, row: SubscriptionRow): Sold[] {
  const { charges, unitQuantity } = row.details
  const ofPlan = world.catalog.planCharges(row.planId)
  const quantityOf = (featureId: string): number | null => {
    const bought = charges.find(({ type, id }) => type === 'FEATURE' && id === featureId)
    if (bought) return bought.quantity
    const perUnit = ofPlan.find((charge) => charge.featureId === featureId && charge.billingModel === 'PER_UNIT')
    return perUnit ? (unitQuantity ?? perUnit.minUnitQuantity ?? 1) : null
  }
  const modelOf = (featureId: string | undefined): string =>
    featureId === undefined
      ? 'FLAT_FEE'
      : (ofPlan.find((charge) => charge.featureId === featureId)?.billingModel ?? 'PER_UNIT')
  const listed = row.prices.map(({ featureId, amount, currency }): Sold => ({
    billingModel: modelOf(featureId),
    quantity: featureId === undefined ? null : quantityOf(featureId),
    ...(featureId === undefined ? {} : { featureId }),
    ...(amount === undefined ? {} : { amount }),
    ...(currency === undefined ? {} : { currency }),
  }))
  const features = new Set(listed.map(({ featureId }) => featureId))
  const unlisted = charges.flatMap(({ type, id, quantity }): Sold[] => {
    if (type === 'CREDIT') return [{ billingModel: 'CREDIT_BASED', currencyId: id, quantity }]
    return features.has(id) ? [] : [{ billingModel: 'PER_UNIT', featureId: id, quantity }]
  })
  return [...listed, ...unlisted]
}
