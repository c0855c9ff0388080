import { Big } from 'big.js'
import type { StiggCustomer, StiggInvoice } from '../../seed/types.ts'
import { badInput } from '../http/stigg-error.ts'
import type { SubscriptionRow } from '../model.ts'
import type { Catalog } from './catalog.ts'
import { costOf, currencyFor, roundMoney, type PricedOrder } from './cost.ts'
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
  return { ...row, ...invoiceOf({ total: totals.total, currency, isSettled, reason }, billing) }
}

/** What a subscription costs per billing period before discounts and tax; 0 where Stigg does not price it. */
export function priceOf(row: SubscriptionRow, catalog: Catalog): number {
  const order = pricedOrderOf(row, row.prices[0]?.currency ?? null, catalog)
  const lines = order === null ? [] : costOf(order, catalog).lines
  return lines.reduce((sum, line) => sum + line.subTotal, 0)
}

/** The subscription with an invoice for what an update adds to the rest of the running period. */
export function invoicedNow(
  row: SubscriptionRow,
  addedPerPeriod: number,
  isPaid: boolean,
  { now, newId }: Pick<Billing, 'now' | 'newId'>,
): SubscriptionRow {
  const { currentBillingPeriodStart: from, currentBillingPeriodEnd: to, paymentCollectionMethod: method } = row
  if ((method !== 'INVOICE' && method !== 'CHARGE') || from === null || to === null) return row
  const share = (Date.parse(to) - Date.parse(now)) / (Date.parse(to) - Date.parse(from))
  const currency = row.prices[0]?.currency ?? 'usd'
  const total = roundMoney(Big(addedPerPeriod).times(Math.min(1, Math.max(0, share))), currency)
  const isSettled = method === 'CHARGE' || isPaid || total === 0
  return { ...row, ...invoiceOf({ total, currency, isSettled, reason: 'SUBSCRIPTION_UPDATE' }, { now, newId }) }
}

interface InvoiceFacts {
  readonly total: number
  readonly currency: string
  readonly isSettled: boolean
  readonly reason: string
}

function invoiceOf(
  { total, currency, isSettled, reason }: InvoiceFacts,
  { now, newId }: Pick<Billing, 'now' | 'newId'>,
): Pick<SubscriptionRow, 'latestInvoice' | 'paymentCollection'> {
  const billingId = newId('in_')
  const latestInvoice: StiggInvoice = {
    billingId,
    status: isSettled ? 'PAID' : 'OPEN',
    createdAt: now,
    requiresAction: false,
    amountDue: isSettled ? 0 : total,
    total,
    currency,
    pdfUrl: `https://billing.example.test/${billingId}.pdf`,
    billingReason: reason,
  }
  return { latestInvoice, paymentCollection: isSettled ? 'NOT_REQUIRED' : 'PROCESSING' }
}
