import { Big } from 'big.js'
import { discountOf, type AppliedCoupon } from './coupons.ts'
import { roundMoney, type CostLine } from './cost.ts'
import type { Period } from './periods.ts'

/** An invoice in numbers, whole units of one currency. */
export interface Totals {
  readonly subTotal: number
  readonly discount: number
  readonly tax: number
  readonly total: number
}

export interface InvoiceTerms {
  readonly currency: string
  readonly coupons: readonly AppliedCoupon[]
  readonly taxPercentage: number
  /** Least amount per period; null for none. */
  readonly minimumSpend: number | null
}

/** Sum, less discount, raised to the minimum spend, plus tax on what is left. */
export function totalsOf(lines: readonly CostLine[], terms: InvoiceTerms): Totals {
  const { currency } = terms
  const summed = lines.reduce((sum, line) => sum.plus(line.subTotal), Big(0))
  const raised = terms.minimumSpend !== null && summed.lt(terms.minimumSpend) ? Big(terms.minimumSpend) : summed
  const subTotal = roundMoney(raised, currency)
  const discount = discountOf(terms.coupons, subTotal, currency)
  const net = Big(subTotal).minus(discount)
  const tax = roundMoney(net.times(terms.taxPercentage).div(100), currency)
  return { subTotal, discount, tax, total: roundMoney(net.plus(tax), currency) }
}

/** An invoice as `preview` shows it. Source: Stigg REST API, "Preview subscription". */
export function previewedInvoice(lines: readonly CostLine[], terms: InvoiceTerms, period: Period | null): object {
  const totals = totalsOf(lines, terms)
  const applied = totals.discount === 0 ? [] : terms.coupons
  const percentage = applied[0]?.percentOff
  return {
    subTotal: totals.subTotal,
    total: totals.total,
    currency: terms.currency,
    tax: totals.tax,
    discount: totals.discount,
    ...(applied[0] === undefined
      ? {}
      : {
          discountDetails: {
            code: applied[0].id,
            ...(percentage === null ? { fixedAmount: totals.discount } : { percentage }),
          },
        }),
    discounts: applied.map(({ name }) => ({ amount: totals.discount, currency: terms.currency, description: name })),
    lines,
    ...(period === null ? {} : { billingPeriodRange: period }),
  }
}
