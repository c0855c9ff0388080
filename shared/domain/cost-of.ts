import type { Catalog } from './catalog.ts'
import type { Cost, CostLine, CostTotal, StiggCostLine, StiggCostPreview } from './cost.ts'
import type { CustomerState } from './customer.ts'
import { add, compare, divide, multiply, subtract } from './decimal.ts'
import type { Draft, SubscriptionDraft } from './draft.ts'
import { listedLinesOf } from './listed-cost.ts'
import type { Money } from './money.ts'
import { startsAsTrial } from './replacement.ts'

/** What one subscription costs; `recurring` is for its own billing period. */
interface SubscriptionCost {
  readonly first: Part | null
  readonly recurring: Part | null
  readonly per: 'MONTHLY' | 'ANNUALLY'
}
interface Part {
  readonly total: Money
  readonly lines: readonly CostLine[]
  readonly by: CostTotal['by']
}

/**
 * What the draft costs, now and each period. Stigg's dry run knows list prices only: where a price was negotiated, the
 * sum is ours and says so. Amounts are exact decimals in whole units of the currency.
 * @param previews Stigg's dry run by product ID; null, or none, where it could not be asked
 */
export function costOf({
  draft,
  catalog,
  previews,
  live,
}: {
  readonly draft: Draft | null
  readonly catalog: Catalog
  readonly previews: ReadonlyMap<string, StiggCostPreview | null>
  /** Tells who had a trial before: nobody starts a second one by default. */
  readonly live: CustomerState | null
}): Cost {
  const nothing = { first: null, recurring: null } as const
  if (!draft) return { ...nothing, note: 'none' }
  const billed = draft.subscriptions.filter(isBilled)
  if (billed.length === 0) return { ...nothing, note: 'not-billed-by-stigg' }
  if (billed.some(({ billingPeriod }) => billingPeriod === null)) return { ...nothing, note: 'needs-billing-period' }
  const costs = billed.map((subscription) => {
    const preview = previews.get(subscription.productId) ?? null
    return isOurs(subscription) ? ownCost(subscription, catalog, live) : preview && stiggCost(subscription, preview)
  })
  const known = costs.filter((cost) => cost !== null)
  if (known.length < billed.length) return { ...nothing, note: 'preview-unavailable' }
  const first = joined(known.map((cost) => cost.first))
  const period = known[0]?.per ?? 'ANNUALLY'
  const isOnePeriod = known.every(({ per }) => per === period)
  const recurring = isOnePeriod ? joined(known.map((cost) => cost.recurring)) : null
  const isNegotiated = billed.some(isOurs)
  return {
    first,
    recurring: recurring && { ...recurring, per: period },
    note: isNegotiated ? 'negotiated-prices' : 'none',
  }
}

/** Whether Stigg's dry run cannot price it: it takes neither negotiated prices nor a minimum. */
const isOurs = ({ priceOverrides, minimumSpend }: SubscriptionDraft): boolean =>
  priceOverrides.length > 0 || minimumSpend !== null

/** Whether Stigg bills it: a paid plan whose payment is not kept out of Stigg. */
const isBilled = ({ pricingType, paymentCollection }: SubscriptionDraft): boolean =>
  pricingType === 'PAID' && paymentCollection !== 'NONE'

function stiggCost({ productId, billingPeriod }: SubscriptionDraft, preview: StiggCostPreview): SubscriptionCost {
  const asLine = (line: StiggCostLine): CostLine => ({ productId, ...line, by: 'stigg' })
  const part = ({ total, lines }: StiggCostPreview['first']): Part => ({ total, lines: lines.map(asLine), by: 'stigg' })
  return {
    first: part(preview.first),
    recurring: preview.recurring && part(preview.recurring),
    per: billingPeriod ?? 'ANNUALLY',
  }
}

/**
 * Our own sum, less a discount for as long as it lasts, and no less than the minimum spend; nothing is due while a trial
 * runs. Null where a price is not known.
 */
function ownCost(
  subscription: SubscriptionDraft,
  catalog: Catalog,
  live: CustomerState | null,
): SubscriptionCost | null {
  const lines = listedLinesOf(subscription, catalog)
  const listed = lines && partOf(lines)
  if (!listed) return null
  const discounted = partOf([...listed.lines, ...discountLines(subscription, listed.total, catalog)])
  const recurring = discounted && partOf([...discounted.lines, ...minimumLines(subscription, discounted.total)])
  if (!recurring) return null
  const isTrial = startsAsTrial(subscription, live, catalog)
  const free: Part = { total: { ...recurring.total, amount: '0' }, lines: [], by: 'companion' }
  return { first: isTrial ? free : recurring, recurring, per: subscription.billingPeriod ?? 'ANNUALLY' }
}

/** What a discount takes off a period's total, as a line below nothing; of amounts, the one in the total's currency. */
function discountLines({ discount, productId }: SubscriptionDraft, total: Money, { coupons }: Catalog): CostLine[] {
  if (!discount) return []
  const coupon = discount.kind === 'coupon' ? coupons.find(({ id }) => id === discount.couponId) : null
  if (discount.kind === 'coupon' && !coupon) return []
  const percent = discount.kind === 'own' ? discount.percentOff : (coupon?.percentOff ?? null)
  const amounts =
    discount.kind === 'own' ? (discount.amountOff ? [discount.amountOff] : []) : (coupon?.amountsOff ?? [])
  const off =
    percent === null
      ? (amounts.find(({ currency }) => currency === total.currency)?.amount ?? '0')
      : divide(multiply(total.amount, percent), '100', 2)
  // No more than there is to pay.
  const taken = compare(off, total.amount) > 0 ? total.amount : off
  if (compare(taken, '0') <= 0) return []
  const label = discount.kind === 'own' ? discount.name : (coupon?.name ?? discount.couponId)
  return [ownLine(productId, label, { ...total, amount: subtract('0', taken) })]
}

/** What is missing to the minimum spend. */
function minimumLines({ minimumSpend, productId }: SubscriptionDraft, total: Money): CostLine[] {
  if (!minimumSpend || minimumSpend.currency !== total.currency) return []
  const missing = subtract(minimumSpend.amount, total.amount)
  return compare(missing, '0') > 0 ? [ownLine(productId, 'Up to the minimum spend', { ...total, amount: missing })] : []
}

const ownLine = (productId: string, label: string, total: Money): CostLine => ({
  productId,
  label,
  quantity: null,
  unitPrice: null,
  total,
  by: 'companion',
})

function partOf(lines: readonly CostLine[]): Part | null {
  const total = sumOf(lines.map((line) => line.total))
  return total && { total, lines, by: 'companion' }
}

/** Several subscriptions as one amount; ours as soon as one of them is. Null where currencies or parts are missing. */
function joined(parts: readonly (Part | null)[]): CostTotal | null {
  const known = parts.filter((part) => part !== null)
  const total = known.length === parts.length ? sumOf(known.map((part) => part.total)) : null
  if (!total) return null
  const by = known.every((part) => part.by === 'stigg') ? 'stigg' : 'companion'
  return { total, by, lines: known.flatMap(({ lines }) => lines) }
}

/** Null for nothing, and for amounts of different currencies. */
function sumOf(amounts: readonly Money[]): Money | null {
  const [first] = amounts
  if (!first || amounts.some(({ currency }) => currency !== first.currency)) return null
  return { amount: amounts.map(({ amount }) => amount).reduce(add), currency: first.currency }
}
