import { Big } from 'big.js'
import type { StiggCharge, StiggMoney } from '../../seed/types.ts'
import type { BillingPeriod, ChargeQuantity } from '../model.ts'
import type { AddonQuantity } from './addons.ts'
import { addonOf, planOf, type Catalog } from './catalog.ts'
import type { RequestedPrice } from './overrides.ts'

/** What a price is made from. */
export interface PricedOrder {
  readonly planId: string
  readonly billingPeriod: BillingPeriod
  readonly currency: string
  readonly billingCountryCode: string | null
  readonly addons: readonly AddonQuantity[]
  readonly charges: readonly ChargeQuantity[]
  readonly unitQuantity: number | null
  readonly prices: readonly RequestedPrice[]
}

/** One line of an invoice; money in whole units of the currency. */
export interface CostLine {
  readonly description: string
  readonly unitPrice: number
  readonly quantity: number
  readonly subTotal: number
  readonly currency: string
}

export interface Cost {
  readonly lines: readonly CostLine[]
  readonly oneOffLines: readonly CostLine[]
}

const withoutCents = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '))

/** Rounded to what the currency can be paid in. */
export const roundMoney = (amount: Big, currency: string): number =>
  amount.round(withoutCents.has(currency) ? 0 : 2, Big.roundHalfUp).toNumber()

/** The currency a plan is sold in: the wanted one if it has a price in it, else its dollars, else its first. */
export function currencyFor(planId: string, wanted: string | null, catalog: Catalog): string {
  const priced = catalog.planCharges(planId).flatMap(({ price }) => (price === null ? [] : [price.currency]))
  if (wanted !== null && (priced.includes(wanted) || priced.length === 0)) return wanted
  return priced.includes('usd') || priced[0] === undefined ? 'usd' : priced[0]
}

/** The rows of a package's charges that hold for one period, currency and country. */
function chargesFor(all: readonly StiggCharge[], order: PricedOrder): StiggCharge[] {
  const ofPeriod = all.filter((charge) => charge.billingPeriod === order.billingPeriod && isIn(charge, order.currency))
  const local = ofPeriod.filter((charge) => charge.billingCountryCode === order.billingCountryCode)
  return local.length > 0 ? local : ofPeriod.filter((charge) => charge.billingCountryCode === null)
}

const isIn = (charge: StiggCharge, currency: string): boolean =>
  (charge.price?.currency ??
    charge.tiers?.find((tier) => tier.unitPrice ?? tier.flatPrice)?.unitPrice?.currency ??
    currency) === currency

/** Cost of a quantity by tiers: `VOLUME` prices all units by the tier reached, `GRADUATED` each by its own. */
export function tieredCost(charge: Pick<StiggCharge, 'tiers' | 'tiersMode'>, quantity: number): Big {
  const amountOf = (money: StiggMoney | undefined) => money?.amount ?? 0
  const tiers = charge.tiers ?? []
  if (charge.tiersMode === 'VOLUME') {
    const tier = tiers.find(({ upTo }) => upTo === null || quantity <= upTo) ?? tiers.at(-1)
    return Big(amountOf(tier?.unitPrice)).times(quantity).plus(amountOf(tier?.flatPrice))
  }
  let total = Big(0)
  let from = 0
  for (const tier of tiers) {
    if (quantity <= from && from > 0) break
    const to = Math.min(quantity, tier.upTo ?? quantity)
    total = total.plus(Big(amountOf(tier.unitPrice)).times(Math.max(0, to - from))).plus(amountOf(tier.flatPrice))
    from = tier.upTo ?? quantity
  }
  return total
}

function quantityOf(charge: StiggCharge, order: PricedOrder): number {
  if (charge.billingModel === 'FLAT_FEE') return 1
  const ordered = order.charges.find(
    ({ id }) => id === charge.id || id === charge.featureId || id === charge.topUpCustomCurrencyId,
  )
  if (ordered !== undefined) return ordered.quantity
  if (charge.billingModel === 'PER_UNIT') return order.unitQuantity ?? charge.minUnitQuantity ?? 1
  return 0
}

function overrideFor(charge: StiggCharge, addonId: string | null, order: PricedOrder): RequestedPrice | undefined {
  return order.prices.find((price) => {
    if ((price.addonId ?? null) !== addonId) return false
    if (price.currencyId !== undefined) return price.currencyId === charge.topUpCustomCurrencyId
    if (price.featureId !== undefined) return price.featureId === charge.featureId
    return charge.billingModel === 'FLAT_FEE' && (price.baseCharge === true || addonId !== null)
  })
}

function lineFor(charge: StiggCharge, name: string, addon: AddonQuantity | null, order: PricedOrder): CostLine | null {
  const quantity = quantityOf(charge, order) * (addon?.quantity ?? 1)
  if (charge.billingModel === 'USAGE_BASED' || charge.billingModel === 'MINIMUM_SPEND' || quantity === 0) return null
  const override = overrideFor(charge, addon?.id ?? null, order)
  const currency = override?.currency ?? charge.price?.currency ?? order.currency
  const billed = charge.blockSize === null ? quantity : Math.ceil(quantity / charge.blockSize)
  const isTiered = override?.amount === undefined && charge.tiers !== null && charge.tiers.length > 0
  const unitPrice = override?.amount ?? charge.price?.amount ?? 0
  const total = isTiered ? tieredCost(charge, quantity) : Big(unitPrice).times(billed)
  return {
    description: name,
    unitPrice: isTiered ? roundMoney(total.div(quantity), currency) : unitPrice,
    quantity: billed,
    subTotal: roundMoney(total, currency),
    currency,
  }
}

/**
 * What an order costs for one billing period, before discounts and tax: the in-advance charges of the plan and of each
 * add-on. Nothing for FREE and CUSTOM plans. Money in whole currency units.
 */
export function costOf(order: PricedOrder, catalog: Catalog): Cost {
  const plan = planOf(catalog, order.planId)
  if (plan.pricingType !== 'PAID') return { lines: [], oneOffLines: [] }
  const nameOf = (charge: StiggCharge, owner: string): string => {
    const feature = charge.featureId === null ? undefined : catalog.feature(charge.featureId)
    return feature === undefined ? owner : `${owner} - ${feature.displayName}`
  }
  const priced = [
    ...chargesFor(catalog.planCharges(plan.id), order).map((charge) => ({
      charge,
      line: lineFor(charge, nameOf(charge, plan.displayName), null, order),
    })),
    ...order.addons.flatMap((addon) =>
      chargesFor(catalog.addonCharges(addon.id), order).map((charge) => ({
        charge,
        line: lineFor(charge, nameOf(charge, addonOf(catalog, addon.id).displayName), addon, order),
      })),
    ),
  ]
  const linesOf = (cadence: StiggCharge['billingCadence']): CostLine[] =>
    priced.flatMap(({ charge, line }) => (line !== null && charge.billingCadence === cadence ? [line] : []))
  return { lines: linesOf('RECURRING'), oneOffLines: linesOf('ONE_OFF') }
}

/** The prices that hold for a subscription, as REST lists them: those of the catalogue, overrides laid over them. */
export function pricesOf(order: PricedOrder, catalog: Catalog): RequestedPrice[] {
  if (planOf(catalog, order.planId).pricingType !== 'PAID') return []
  const of = (charges: readonly StiggCharge[], addonId: string | null): RequestedPrice[] =>
    chargesFor(charges, order).flatMap((charge) => {
      if (charge.price === null || charge.billingCadence === 'ONE_OFF') return []
      const override = overrideFor(charge, addonId, order)
      const target = {
        ...(addonId === null ? {} : { addonId }),
        ...(charge.featureId === null ? {} : { featureId: charge.featureId }),
        ...(charge.featureId === null && charge.billingModel === 'FLAT_FEE' ? { baseCharge: true } : {}),
      }
      return [{ ...target, amount: charge.price.amount, currency: charge.price.currency, ...defined(override) }]
    })
  const listed = [
    ...of(catalog.planCharges(order.planId), null),
    ...order.addons.flatMap(({ id }) => of(catalog.addonCharges(id), id)),
  ]
  const isListed = (override: RequestedPrice): boolean =>
    listed.some(
      (price) =>
        price.addonId === override.addonId &&
        price.featureId === override.featureId &&
        override.currencyId === undefined &&
        isBase(override) === isBase(price),
    )
  return [...listed, ...order.prices.filter((override) => !isListed(override)).map(defined)]
}

const isBase = (price: RequestedPrice): boolean =>
  price.baseCharge === true || (price.addonId !== undefined && price.featureId === undefined)

/** An override without the fields that are not stated in it. */
const defined = (price: RequestedPrice | undefined): RequestedPrice =>
  Object.fromEntries(Object.entries(price ?? {}).filter(([, value]) => value !== undefined))
