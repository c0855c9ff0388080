import type { BillingPeriod, Charge } from './catalog.ts'
import { compare, divide } from './decimal.ts'
import type { PriceOverride } from './draft.ts'
import type { MappedLine } from './mapped-line.ts'
import type { Currency } from './money.ts'
import type { Placement } from './placement.ts'
import type { ProvisioningRules } from './profile.ts'
import { soldPriceOf } from './sold-price.ts'

/** Something that has a price of its own in Stigg: a plan, an add-on, a feature that is charged per unit. */
export interface Priceable {
  readonly target: PriceOverride['target']
  readonly lines: readonly MappedLine[]
  /** The charges that the price would replace, in any currency. */
  readonly charges: readonly Charge[]
}

/** What of a subscription could have a negotiated price in a billing period. */
export function priceablesOf({ plan, addons, features }: Placement, period: BillingPeriod): readonly Priceable[] {
  const ownCharges = (charges: readonly Charge[]) =>
    charges.filter(
      ({ billingModel, billingPeriod, featureId, currencyId }) =>
        (billingModel === 'FLAT_FEE' || billingModel === 'PER_UNIT') &&
        (billingPeriod === null || billingPeriod === period) &&
        featureId === null &&
        currencyId === null,
    )
  const perUnit = (id: string) =>
    plan.entity.charges.filter(
      ({ billingModel, billingPeriod, featureId }) =>
        billingModel === 'PER_UNIT' && featureId === id && (billingPeriod === null || billingPeriod === period),
    )
  const all: Priceable[] = [
    { target: { kind: 'plan' }, lines: plan.lines, charges: ownCharges(plan.entity.charges) },
    ...addons.map(({ id, lines, entity }): Priceable => {
      return { target: { kind: 'addon', addonId: id }, lines, charges: ownCharges(entity.charges) }
    }),
    ...features.map(({ id, lines }): Priceable => {
      return { target: { kind: 'feature', featureId: id }, lines, charges: perUnit(id) }
    }),
  ]
  return all.filter(({ charges }) => charges.length > 0)
}

/**
 * The negotiated prices of a paid plan that differ from the list price of the billing period, in the deal's currency.
 */
export function priceOverridesOf(
  placement: Placement,
  period: BillingPeriod,
  currency: Currency,
  rules: ProvisioningRules,
): PriceOverride[] {
  return priceablesOf(placement, period).flatMap(({ target, lines, charges }) => {
    const sold = soldPriceOf(lines, period, rules)
    if (sold.kind !== 'known') return []
    const list = charges.find(({ price }) => price?.currency === currency)?.price ?? null
    if (list && isSamePrice(sold.amount, list.amount)) return []
    const lineIds = lines.map(({ lineId }) => lineId)
    return [{ target, price: { amount: sold.amount, currency }, lineIds }]
  })
}

/** A year's price is seldom twelve equal months: what rounds to the list price is the list price. */
const isSamePrice = (sold: string, list: string): boolean =>
  compare(sold, list) === 0 || compare(divide(sold, '1', 2), list) === 0
