import type { StiggCustomer, StiggInvoice } from '../../seed/types.ts'
import { badInput } from '../http/stigg-error.ts'
import type { SubscriptionRow } from '../model.ts'
import type { Catalog } from './catalog.ts'
import { costOf, currencyFor, type PricedOrder } from './cost.ts'
import type { AppliedCoupon } from './coupons.ts'
import { totalsOf } from './invoice.ts'

/** The order of a subscription, as its price is made from. */
export function pricedOrderOf(
  row: SubscriptionRow,
  wantedCurrency: string | null,
  catalog: Catalog,
): PricedOrder | null {
  if (row.details.billingPeriod === null) return null
  return {
    planId: row.planId,
    billingPeriod: row.details.billingPeriod,
    currency: currencyFor(row.planId, wantedCurrency, catalog),
    billingCountryCode: row.prices.find((price) => price.billingCountryCode)?.billingCountryCode ?? null,
    addons: row.addons,
    charges: row.details.charges,
    unitQuantity: row.details.unitQuantity,
    prices: row.prices,
  }
}

/** Fails: `BadUserInput` where overrides leave an order with prices in several currencies. */
export function checkOneCurrency(row: SubscriptionRow, catalog: Catalog): void {
  const order = pricedOrderOf(row, row.prices[0]?.currency ?? null, catalog)
  const lines = order === null ? [] : costOf(order, catalog).lines
  const currencies = [...new Set(lines.map(({ currency }) => currency))]
  if (currencies.length > 1) throw badInput(`All prices must be in one currency, not in ${currencies.join(' and ')}`)
}

/** What billing needs to know beside the subscription. */
export interface Billing {
  readonly now: string
  readonly catalog: Catalog
  readonly payer: StiggCustomer | undefined
  newId(prefix: string): string
}

/**
 * The subscription with the invoice of its first period: open when invoiced, paid when charged or said to be paid. One
 * that Stigg does not collect for, or that costs nothing, stays as it is.
 */
export function billed(row: SubscriptionRow, reason: string, billing: Billing): SubscriptionRow {
  const method = row.paymentCollectionMethod
  const order = pricedOrderOf(row, row.prices[0]?.currency ?? billing.payer?.billingCurrency ?? null, billing.catalog)
  if (order === null || (method !== 'INVOICE' && method !== 'CHARGE')) return row
  const cost = costOf(order, billing.catalog)
  const currency = [...cost.lines, ...cost.oneOffLines][0]?.currency ?? order.currency
  const coupons: readonly AppliedCoupon[] = row.coupons
  const totals = totalsOf([...cost.lines, ...cost.oneOffLines], {
    currency,
    coupons,
    taxPercentage: row.details.taxPercentage,
    minimumSpend: row.minimumSpend?.amount ?? null,
  })
  const isSettled = method === 'CHARGE' || row.details.isInvoicePaid || totals.total === 0
  const billingId = billing.newId('in_')
  const latestInvoice: StiggInvoice = {
    billingId,
    status: isSettled ? 'PAID' : 'OPEN',
    createdAt: billing.now,
    requiresAction: false,
    amountDue: isSettled ? 0 : totals.total,
    total: totals.total,
    currency,
    pdfUrl: `https://billing.example.test/${billingId}.pdf`,
    billingReason: reason,
  }
  return { ...row, latestInvoice, paymentCollection: isSettled ? 'NOT_REQUIRED' : 'PROCESSING' }
}
