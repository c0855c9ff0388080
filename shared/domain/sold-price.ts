import { add, compare, divide, multiply, type Decimal } from './decimal.ts'
import type { BillingPeriod } from './catalog.ts'
import type { MappedLine } from './mapped-line.ts'
import type { ProvisioningRules } from './profile.ts'

/** What a deal says one unit costs. `period-unknown`: there is a price, and nothing says for how long it is. */
export type SoldPrice =
  | { readonly kind: 'none' }
  | { readonly kind: 'period-unknown' }
  /** For one billing period, in whole units of the deal's currency. */
  | { readonly kind: 'known'; readonly amount: Decimal }

/**
 * The net unit price that lines of one entity were sold at, for one billing period. Lines at different prices give the
 * price that makes the same total. The price of an amendment's line is prorated by CPQ, so its period is not known.
 */
export function soldPriceOf(
  lines: readonly MappedLine[],
  billingPeriod: BillingPeriod,
  rules: Pick<ProvisioningRules, 'pricePeriod'>,
): SoldPrice {
  const priced = lines.flatMap(({ netUnitPrice, quantity }) =>
    netUnitPrice === null ? [] : [{ price: netUnitPrice, quantity }],
  )
  const [first] = priced
  if (!first) return { kind: 'none' }
  if (rules.pricePeriod === null || lines.some(({ isAmendment }) => isAmendment)) return { kind: 'period-unknown' }
  const isUniform = priced.every(({ price }) => compare(price, first.price) === 0)
  const units = priced.map(({ quantity }) => quantity).reduce(add)
  const total = priced.map(({ price, quantity }) => multiply(price, quantity)).reduce(add)
  const amount = isUniform || compare(units, '0') === 0 ? first.price : divide(total, units)
  return { kind: 'known', amount: forPeriod(amount, rules.pricePeriod, billingPeriod) }
}

/** A price per month, year or billing period, as a price per billing period. */
function forPeriod(
  amount: Decimal,
  per: NonNullable<ProvisioningRules['pricePeriod']>,
  billingPeriod: BillingPeriod,
): Decimal {
  if (per === 'MONTH' && billingPeriod === 'ANNUALLY') return multiply(amount, '12')
  if (per === 'YEAR' && billingPeriod === 'MONTHLY') return divide(amount, '12')
  return amount
}
