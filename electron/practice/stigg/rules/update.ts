import type { StiggCustomer, StiggFutureUpdate, StiggPrice, StiggSubscription } from '../../seed/types.ts'
import { refusal } from '../http/stigg-error.ts'
import { isOver, isTrial, type SubscriptionChange, type SubscriptionDetails, type SubscriptionRow } from '../model.ts'
import type { UpdateSubscription } from '../requests/subscriptions.ts'
import { checkAddons } from './addons.ts'
import { planOf, type Catalog } from './catalog.ts'
import { currencyFor, pricesOf } from './cost.ts'
import { invoicedNow, priceOf } from './billing.ts'
import { couponFrom, monthsOf } from './coupons.ts'
import { rescheduled } from './ending.ts'
import { checkedCharges } from './order.ts'
import { checkedOverrides, checkPrices } from './overrides.ts'
import { addMonths, billingPeriodAt, earliest } from './periods.ts'

export interface UpdateSituation {
  readonly now: string
  readonly catalog: Catalog
  readonly hasBillingIntegration: boolean
  readonly payer: StiggCustomer | undefined
  newId(prefix: string): string
}

/** Fails: `SubscriptionAlreadyCanceledOrExpired`. */
export function checkNotOver(row: SubscriptionRow): void {
  if (isOver(row)) throw refusal('SubscriptionAlreadyCanceledOrExpired', `Subscription "${row.id}" has ended`)
}

/**
 * The subscription after an update in place. What is absent stays; lists and metadata replace what was there. With a
 * schedule strategy the commercial part waits for its date, in place of an update that was waiting.
 * Fails: `SubscriptionAlreadyCanceledOrExpired`, `InvalidCancellationDate`, `InvalidSubscriptionStatus`,
 * `InvalidArgumentError`, `UnsupportedSubscriptionScheduleType`, and as an order does for what it names.
 * Source: Stigg REST API, "Update subscription".
 */
export function decideUpdate(
  row: SubscriptionRow,
  changes: UpdateSubscription,
  situation: UpdateSituation,
): SubscriptionRow {
  checkNotOver(row)
  const { now } = situation
  const { change, kinds } = commercialChange(row, changes, situation)
  const at = scheduledFor(row, changes.scheduleStrategy, situation)
  const withChange = kinds.length === 0 ? row : withCommercial(row, { change, kinds, at }, changes, situation)
  let next = immediateChange(withChange, changes, situation)
  if (changes.trialEndDate !== undefined) next = withTrialEnd(next, changes.trialEndDate, now)
  if (changes.cancellationDate !== undefined) next = withCancellation(next, changes.cancellationDate, now)
  return { ...next, details: { ...next.details, updatedAt: now } }
}

interface Commercial {
  readonly change: SubscriptionChange
  readonly kinds: readonly string[]
  /** When it is to take effect; null for at once. */
  readonly at: string | null
}

/** At once, or when its time comes, or, where it costs more and nobody can pay for it, when that is paid. */
function withCommercial(
  row: SubscriptionRow,
  { change, kinds, at }: Commercial,
  changes: UpdateSubscription,
  situation: UpdateSituation,
): SubscriptionRow {
  if (at !== null) return waiting(row, change, kinds, { at, status: 'SCHEDULED' })
  const next = laidOver(row, change)
  const added = priceOf(next, situation.catalog) - priceOf(row, situation.catalog)
  if (row.status !== 'ACTIVE' || added <= 0) return next
  if (row.paymentCollectionMethod === 'CHARGE' && !situation.payer?.defaultPaymentMethod) {
    return waiting(row, change, kinds, { at: situation.now, status: 'PENDING_PAYMENT' })
  }
  if (changes.billingInformation?.prorationBehavior !== 'INVOICE_IMMEDIATELY') return next
  return invoicedNow(next, added, changes.billingInformation.isInvoicePaid === true, situation)
}

export const laidOver = (row: SubscriptionRow, change: SubscriptionChange): SubscriptionRow => ({
  ...row,
  ...change.wire,
  details: { ...row.details, ...change.details },
})

/** The part of an update that changes what is sold, with the kinds of schedule entries that it would make. */
function commercialChange(
  row: SubscriptionRow,
  changes: UpdateSubscription,
  { catalog }: UpdateSituation,
): { change: SubscriptionChange; kinds: readonly string[] } {
  const plan = planOf(catalog, row.planId)
  const addons = changes.addons ?? row.addons
  if (changes.addons !== undefined) checkAddons(changes.addons, plan, catalog)
  const charges =
    changes.charges === undefined ? undefined : checkedCharges({ charges: changes.charges, addons }, plan, catalog)
  if (changes.priceOverrides !== undefined) checkPrices(changes.priceOverrides, catalog)
  const entitlements = changes.entitlements === undefined ? undefined : checkedOverrides(changes.entitlements, catalog)
  const billingPeriod = plan.pricingType === 'PAID' ? changes.billingPeriod : undefined
  if (
    billingPeriod !== undefined &&
    !catalog.planCharges(plan.id).some((charge) => charge.billingPeriod === billingPeriod)
  ) {
    throw refusal('PriceNotFound', `Plan "${plan.id}" has no price for billing period ${billingPeriod}`)
  }
  const details: Partial<SubscriptionDetails> = {
    ...(entitlements === undefined ? {} : { entitlements }),
    ...(charges === undefined ? {} : { charges }),
    ...(billingPeriod === undefined ? {} : { billingPeriod }),
  }
  const isRepriced = changes.addons ?? changes.charges ?? changes.priceOverrides ?? billingPeriod
  const period = billingPeriod ?? row.details.billingPeriod
  const wire: Partial<StiggSubscription> = {
    ...(changes.addons === undefined ? {} : { addons: changes.addons }),
    ...(entitlements === undefined
      ? {}
      : { subscriptionEntitlements: entitlements.map(({ id, type }) => ({ id, type })) }),
    ...(isRepriced === undefined || period === null ? {} : { prices: repriced(row, changes, period, catalog) }),
    ...(billingPeriod === undefined || row.status !== 'ACTIVE' ? {} : periodOf(row, billingPeriod)),
  }
  const kinds = [
    ...(changes.addons === undefined ? [] : ['ADDON']),
    ...(changes.charges === undefined ? [] : ['UNIT_AMOUNT']),
    ...(changes.entitlements === undefined ? [] : ['RECURRING_CREDITS']),
    ...(changes.priceOverrides === undefined ? [] : ['PRICE_OVERRIDE']),
    ...(billingPeriod === undefined ? [] : ['BILLING_PERIOD']),
  ]
  return { change: { wire, details }, kinds }
}

function periodOf(row: SubscriptionRow, billingPeriod: 'MONTHLY' | 'ANNUALLY'): Partial<StiggSubscription> {
  const start = row.currentBillingPeriodStart ?? row.startDate
  return { currentBillingPeriodStart: start, currentBillingPeriodEnd: billingPeriodAt(start, billingPeriod, start).end }
}

function repriced(
  row: SubscriptionRow,
  changes: UpdateSubscription,
  billingPeriod: 'MONTHLY' | 'ANNUALLY',
  catalog: Catalog,
): StiggPrice[] {
  const prices = changes.priceOverrides ?? (changes.billingPeriod === undefined ? row.prices : [])
  const addons = changes.addons ?? row.addons
  const order = {
    planId: row.planId,
    billingPeriod,
    currency: currencyFor(row.planId, row.prices[0]?.currency ?? null, catalog),
    billingCountryCode: null,
    addons,
    charges: changes.charges ?? row.details.charges,
    unitQuantity: row.details.unitQuantity,
    prices: prices.filter(({ addonId }) => addonId === undefined || addons.some(({ id }) => id === addonId)),
  }
  // Only fields that are stated are in there, which exact optional types cannot see.
  return pricesOf(order, catalog) as StiggPrice[]
}

function scheduledFor(
  row: SubscriptionRow,
  strategy: UpdateSubscription['scheduleStrategy'],
  { now, hasBillingIntegration }: UpdateSituation,
): string | null {
  if (strategy === undefined || strategy === 'IMMEDIATE') return null
  const end = row.currentBillingPeriodEnd
  if (row.pricingType !== 'PAID' || end === null || !hasBillingIntegration) {
    throw refusal('UnsupportedSubscriptionScheduleType', 'Only a paid, billed subscription can schedule an update')
  }
  if (strategy === 'END_OF_BILLING_PERIOD') return end
  let month = 1
  const from = row.currentBillingPeriodStart ?? row.startDate
  while (addMonths(from, month) <= now) month += 1
  return addMonths(from, month)
}

function waiting(
  row: SubscriptionRow,
  change: SubscriptionChange,
  kinds: readonly string[],
  { at, status }: { readonly at: string; readonly status: 'SCHEDULED' | 'PENDING_PAYMENT' },
): SubscriptionRow {
  const added: StiggFutureUpdate[] = kinds.map((subscriptionScheduleType) => ({
    scheduledExecutionTime: at,
    scheduleStatus: status,
    subscriptionScheduleType,
    targetPackage: { id: row.planId },
  }))
  const kept = withdrawn(row, status)
  const pending = { ...kept.details.pending, [at]: change }
  return { ...kept, futureUpdates: [...kept.futureUpdates, ...added], details: { ...kept.details, pending } }
}

/** The subscription without what waits in this way: its entries are cancelled, their changes forgotten. */
export function withdrawn(row: SubscriptionRow, status: 'SCHEDULED' | 'PENDING_PAYMENT'): SubscriptionRow {
  const isMeant = (update: StiggFutureUpdate): boolean => update.scheduleStatus === status
  const times = new Set(row.futureUpdates.filter(isMeant).map(({ scheduledExecutionTime }) => scheduledExecutionTime))
  const pending = Object.fromEntries(Object.entries(row.details.pending).filter(([time]) => !times.has(time)))
  const futureUpdates = row.futureUpdates.map((update) =>
    isMeant(update) ? { ...update, scheduleStatus: 'CANCELED' as const } : update,
  )
  return { ...row, futureUpdates, details: { ...row.details, pending } }
}

/** The part of an update that holds at once, whatever the schedule. */
function immediateChange(
  row: SubscriptionRow,
  changes: UpdateSubscription,
  situation: UpdateSituation,
): SubscriptionRow {
  const { now, catalog } = situation
  if (changes.promotionCode !== undefined) {
    throw refusal('PromotionCodeNotFound', `Promotion code "${changes.promotionCode}" not found`)
  }
  const coupon =
    changes.appliedCoupon === undefined ? null : couponFrom(changes.appliedCoupon, situation.newId('coupon-'), catalog)
  const removed = row.coupons.map((old) => ({
    ...old,
    status: old.status === 'ACTIVE' ? ('REMOVED' as const) : old.status,
  }))
  const { minimumSpend, billingCycleAnchor } = changes
  const period = row.details.billingPeriod
  const restarts = billingCycleAnchor === 'NOW' && period !== null && row.status === 'ACTIVE'
  const restarted = restarts ? billingPeriodAt(now, period, now) : null
  return {
    ...row,
    ...(changes.metadata === undefined ? {} : { metadata: changes.metadata }),
    ...(changes.budget === undefined ? {} : { budget: changes.budget }),
    ...(minimumSpend === undefined ? {} : { minimumSpend: minimumSpend === null ? null : defined(minimumSpend) }),
    ...(coupon === null ? {} : { coupons: [...removed, coupon] }),
    ...(restarted === null
      ? {}
      : {
          billingCycleAnchor: now,
          currentBillingPeriodStart: restarted.start,
          currentBillingPeriodEnd: restarted.end,
        }),
    details: {
      ...row.details,
      ...(changes.salesforceId === undefined ? {} : { salesforceId: changes.salesforceId }),
      ...(coupon === null || changes.appliedCoupon === undefined
        ? {}
        : { couponMonths: { ...row.details.couponMonths, [coupon.id]: monthsOf(changes.appliedCoupon, catalog) } }),
    },
  }
}

const defined = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

function withTrialEnd(row: SubscriptionRow, end: string, now: string): SubscriptionRow {
  if (!isTrial(row)) throw refusal('InvalidSubscriptionStatus', `Subscription "${row.id}" is not in trial`)
  if (end <= now || end <= row.startDate) throw refusal('InvalidArgumentError', 'trialEndDate must be in the future')
  const isCancelling = row.trial?.trialEndBehavior === 'CANCEL_SUBSCRIPTION'
  return {
    ...row,
    trialEndDate: end,
    billingCycleAnchor: row.billingCycleAnchor === null ? null : end,
    currentBillingPeriodEnd: row.currentBillingPeriodEnd === null ? null : end,
    effectiveEndDate: earliest(row.cancellationDate, isCancelling ? end : null),
  }
}

/** Fails: `InvalidCancellationDate` for a moment that is past, or not after the start. */
export function withCancellation(row: SubscriptionRow, at: string | null, now: string): SubscriptionRow {
  if (at !== null && (at <= now || at <= row.startDate)) {
    throw refusal('InvalidCancellationDate', 'The cancellation date must be in the future and after the start date')
  }
  return rescheduled(row, at, 'ScheduledCancellation')
}
