import { Big } from 'big.js'
import type { StiggCustomer } from '../../seed/types.ts'
import type { BillingPeriod, SubscriptionRow } from '../model.ts'
import type { PreviewSubscription } from '../requests/subscriptions.ts'
import type { Catalog } from './catalog.ts'
import { costOf, currencyFor, roundMoney, type CostLine, type PricedOrder } from './cost.ts'
import { couponFrom, type AppliedCoupon } from './coupons.ts'
import { previewedInvoice, type InvoiceTerms } from './invoice.ts'
import { checkCustomer, checkOrder, replacedBy, trialOf, type CheckedOrder } from './order.ts'
import { billingPeriodAt, type Period } from './periods.ts'
import { pricedOrderOf } from './billing.ts'

export interface PreviewSituation {
  readonly now: string
  readonly customer: StiggCustomer | undefined
  readonly subscriptions: readonly SubscriptionRow[]
  readonly catalog: Catalog
}

/**
 * What an order would cost, at list price: nothing is changed. Free and custom plans cost nothing here, a trial nothing
 * at once. Money in whole currency units.
 * Fails: as `checkOrder` does, `CustomerNotFound`, and for a coupon that cannot be applied.
 * Source: Stigg REST API, "Preview subscription".
 */
export function previewOf(order: PreviewSubscription, situation: PreviewSituation): object {
  const { catalog, now, subscriptions } = situation
  const customer = checkCustomer(situation.customer)
  const charges = [
    ...(order.charges ?? []),
    ...(order.billableFeatures ?? []).map(({ featureId, quantity }) => ({
      id: featureId,
      quantity,
      type: 'FEATURE' as const,
    })),
  ]
  const checked = checkOrder({ ...order, charges }, catalog)
  const start = order.startDate ?? now
  const history = subscriptions.filter((row) => row.details.productId === checked.product.id)
  const trial = trialOf(order, checked.plan, start, now, history)
  const coupons = couponsOf(order, customer, catalog)
  const currency = currencyFor(order.planId, customer.billingCurrency, catalog)
  const terms: InvoiceTerms = {
    currency,
    coupons,
    taxPercentage: order.billingInformation?.taxPercentage ?? 0,
    minimumSpend: null,
  }
  const current = replacedBy({ ...checked, isTrial: false }, subscriptions).find((row) => row.status === 'ACTIVE')
  const isDowngrade = current !== undefined && rankOf(checked, catalog) < rankOfRow(current, catalog)
  const hasScheduledUpdates =
    current?.futureUpdates.some(({ scheduleStatus }) => scheduleStatus === 'SCHEDULED') ?? false
  const period = checked.billingPeriod
  if (checked.plan.pricingType !== 'PAID' || period === null) {
    const nothing = previewedInvoice([], terms, null)
    return {
      immediateInvoice: nothing,
      recurringInvoice: nothing,
      freeItems: [],
      hasScheduledUpdates,
      isPlanDowngrade: isDowngrade,
    }
  }
  const priced: PricedOrder = {
    planId: order.planId,
    billingPeriod: period,
    currency,
    billingCountryCode: order.billingCountryCode ?? null,
    addons: order.addons ?? [],
    charges: checked.charges,
    unitQuantity: order.unitQuantity ?? null,
    prices: [],
  }
  const { lines, oneOffLines } = costOf(priced, catalog)
  const range = billingPeriodAt(trial?.end ?? start, period, trial?.end ?? (start < now ? now : start))
  // A backdated subscription is billed from its next period on; a trial once it has ended.
  const isBilledNow = trial === null && start >= now
  const due = isBilledNow ? [...lines, ...oneOffLines, ...creditFor(current, order, range, situation)] : []
  return {
    immediateInvoice: previewedInvoice(due, terms, range),
    recurringInvoice: previewedInvoice(lines, terms, null),
    billingPeriodRange: range,
    freeItems: freeItemsOf(priced, catalog),
    hasScheduledUpdates,
    isPlanDowngrade: isDowngrade,
  }
}

function couponsOf(order: PreviewSubscription, customer: StiggCustomer, catalog: Catalog): AppliedCoupon[] {
  if (order.appliedCoupon !== undefined) return [couponFrom(order.appliedCoupon, 'coupon-preview', catalog)]
  return customer.couponId === null ? [] : [couponFrom({ couponId: customer.couponId }, '', catalog)]
}

/** What is given back for the rest of the period that the replaced subscription was paid for. */
function creditFor(
  current: SubscriptionRow | undefined,
  order: PreviewSubscription,
  range: Period,
  { catalog, now }: PreviewSituation,
): CostLine[] {
  if (current === undefined || order.billingInformation?.prorationBehavior === 'NONE') return []
  const { currentBillingPeriodStart: from, currentBillingPeriodEnd: to } = current
  const priced = pricedOrderOf(current, current.prices[0]?.currency ?? null, catalog)
  if (priced === null || from === null || to === null || current.latestInvoice?.status !== 'PAID') return []
  const left =
    (Date.parse(to) - Math.max(Date.parse(now), Date.parse(range.start))) / (Date.parse(to) - Date.parse(from))
  if (!(left > 0)) return []
  return costOf(priced, catalog).lines.map(({ description, subTotal, currency }) => {
    const unused = roundMoney(Big(subTotal).times(-Math.min(1, left)), currency)
    return { description: `Unused time on ${description}`, unitPrice: unused, quantity: 1, subTotal: unused, currency }
  })
}

/** Features that are part of the price up to a quantity. */
function freeItemsOf(order: PricedOrder, catalog: Catalog): object[] {
  return catalog.planCharges(order.planId).flatMap((charge) => {
    const first = charge.tiers?.[0]
    if (charge.billingPeriod !== order.billingPeriod || charge.featureId === null || !first?.upTo) return []
    const isFree = (first.unitPrice?.amount ?? 0) === 0 && (first.flatPrice?.amount ?? 0) === 0
    return isFree ? [{ id: charge.featureId, quantity: first.upTo }] : []
  })
}

const kindRank = { FREE: 0, PAID: 1, CUSTOM: 2 } as const

/** What makes one plan less than another: its kind, then its base price over a year. */
function rankOf({ plan }: Pick<CheckedOrder, 'plan'>, catalog: Catalog): number {
  const perYear = (period: BillingPeriod): number => (period === 'ANNUALLY' ? 1 : 12)
  const prices = catalog
    .planCharges(plan.id)
    .filter(({ billingModel }) => billingModel === 'FLAT_FEE' || billingModel === 'PER_UNIT')
    .map((charge) => (charge.price?.amount ?? 0) * perYear(charge.billingPeriod))
  return kindRank[plan.pricingType ?? 'CUSTOM'] * 1e9 + Math.max(0, ...prices)
}

function rankOfRow(row: SubscriptionRow, catalog: Catalog): number {
  const plan = catalog.plan(row.planId)
  return plan === undefined ? 0 : rankOf({ plan }, catalog)
}
