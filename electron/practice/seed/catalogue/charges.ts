import { hexOf, type SeedContext } from '../context.ts'
import type { BillingPeriod, StiggCharge } from '../types.ts'

/** Whole units by lower-case currency: `{ usd: 12000, eur: 11000 }`. */
type Prices = Readonly<Record<string, number>>

/** A price list entry before it is spread over its currencies. */
export interface ChargeStory {
  readonly model: StiggCharge['billingModel']
  readonly period: BillingPeriod
  readonly prices: Prices
  readonly featureId?: string
  readonly topUpCustomCurrencyId?: string
  readonly minUnitQuantity?: number
}

export const flat = (period: BillingPeriod, prices: Prices): ChargeStory => ({ model: 'FLAT_FEE', period, prices })
export const perUnit = (
  featureId: string,
  period: BillingPeriod,
  prices: Prices,
  minUnitQuantity = 1,
): ChargeStory => ({
  model: 'PER_UNIT',
  period,
  prices,
  featureId,
  minUnitQuantity,
})
/** Credits that are bought with the subscription, so much for each. */
export const creditsAt = (currencyId: string, period: BillingPeriod, prices: Prices): ChargeStory => ({
  model: 'CREDIT_BASED',
  period,
  prices,
  topUpCustomCurrencyId: currencyId,
})

/** One charge for each entry and currency, under ids that follow from the package and what is charged for. */
export function chargesOf(context: SeedContext, packageId: string, stories: readonly ChargeStory[]): StiggCharge[] {
  return stories.flatMap(({ model, period, prices, ...rest }) =>
    Object.entries(prices).map(([currency, amount]) => ({
      id: `charge-${hexOf(`${packageId}:${model}:${period}:${rest.featureId ?? rest.topUpCustomCurrencyId ?? ''}:${currency}`, 12)}`,
      billingModel: model,
      billingPeriod: period,
      billingCadence: 'RECURRING',
      createdAt: context.at(-600),
      price: { amount, currency },
      featureId: rest.featureId ?? null,
      topUpCustomCurrencyId: rest.topUpCustomCurrencyId ?? null,
      creditRate: null,
      creditGrantCadence: rest.topUpCustomCurrencyId === undefined ? null : 'BEGINNING_OF_BILLING_PERIOD',
      minUnitQuantity: rest.minUnitQuantity ?? null,
      maxUnitQuantity: null,
      blockSize: null,
      tiersMode: null,
      tiers: null,
      billingCountryCode: null,
      billingId: null,
    })),
  )
}
