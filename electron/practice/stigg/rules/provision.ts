import type { StiggCustomer, StiggPrice } from '../../seed/types.ts'
import { refusal } from '../http/stigg-error.ts'
import type { SubscriptionDetails, SubscriptionRow } from '../model.ts'
import type { ProvisionSubscription } from '../requests/subscriptions.ts'
import type { Catalog } from './catalog.ts'
import { billed, checkOneCurrency } from './billing.ts'
import { currencyFor, pricesOf, type PricedOrder } from './cost.ts'
import { couponFrom, monthsOf } from './coupons.ts'
import { checkCustomer, checkOrder, replacedBy, trialOf, type CheckedOrder, type Trial } from './order.ts'
import { checkedOverrides, checkPrices } from './overrides.ts'
import { billingPeriodAt, cycleAt, earliest } from './periods.ts'
import { ended, endingAt } from './ending.ts'

/** What stands when an order comes in. */
export interface OrderSituation {
  readonly now: string
  readonly customer: StiggCustomer | undefined
  /** Who pays: the customer itself, or the one that `payingCustomerId` names. */
  readonly payer: StiggCustomer | undefined
  /** All subscriptions of the customer, ended ones too. */
  readonly subscriptions: readonly SubscriptionRow[]
  readonly isIdTaken: boolean
  readonly hasBillingIntegration: boolean
  readonly catalog: Catalog
  /** A readable id with this beginning that nobody has. */
  newId(prefix: string): string
}

export type ProvisionDecision =
  | { readonly kind: 'payment-required'; readonly id: string }
  | {
      readonly kind: 'provisioned'
      readonly subscription: SubscriptionRow
      /** Subscriptions that end, now or when the new one starts. */
      readonly replaced: readonly SubscriptionRow[]
    }

/** A start that is this little in the past still means "now": clocks differ. */
const clockToleranceMs = 60_000

/**
 * What comes of an order: refused (thrown), held up by a missing payment method, or a subscription with what it replaces.
 * The checks run in Stigg's order; nothing is changed here.
 * Fails: every code of `checkOrder` and `checkedOverrides`, `CustomerNotFound`, `EntityIsArchivedError`,
 * `DuplicatedEntityNotAllowed`, `InvalidCancellationDate`, `CustomerHasNoEmailAddress`, `BillingIntegrationMissing`, and
 * without a code when the replaced subscription has an open, unpaid invoice.
 * Source: Stigg documentation, "Manually provision a subscription"; REST API, "Provision subscription".
 */
export function decideProvision(order: ProvisionSubscription, situation: OrderSituation): ProvisionDecision {
  const { catalog, now, subscriptions } = situation
  const customer = checkCustomer(situation.customer)
  if (situation.isIdTaken) {
    throw refusal('DuplicatedEntityNotAllowed', `A subscription with id "${order.id}" already exists`)
  }
  const checked = checkOrder(order, catalog)
  const overrides = checkedOverrides(order.entitlements ?? [], catalog)
  checkPrices(order.priceOverrides ?? [], catalog)
  const coupons =
    order.appliedCoupon === undefined ? [] : [couponFrom(order.appliedCoupon, situation.newId('coupon-'), catalog)]
  const history = subscriptions.filter((row) => row.details.productId === checked.product.id)
  const trial = trialOf(order, checked.plan, order.startDate ?? now, now, history)
  const startDate = startOf(order, checked, trial, situation)
  if (order.cancellationDate !== undefined && order.cancellationDate <= startDate) {
    throw refusal('InvalidCancellationDate', 'cancellationDate must be after the start date')
  }
  const payer = checkCustomer(situation.payer)
  const method = collectionMethod(order, checked, payer)
  checkCollection(method, payer, situation)
  const replaced = replacedBy({ ...checked, isTrial: trial !== null }, subscriptions)
  checkOpenInvoices(replaced)
  const id = order.id ?? situation.newId(`subscription-${order.planId}-`)
  const isPaidNow = checked.plan.pricingType === 'PAID' && trial === null
  if (isPaidNow && method === 'CHARGE' && payer.defaultPaymentMethod === null) return { kind: 'payment-required', id }
  const subscription = subscriptionFor({
    order,
    id,
    checked,
    trial,
    startDate,
    method,
    customer,
    overrides,
    coupons,
    situation,
  })
  return {
    kind: 'provisioned',
    subscription,
    replaced: [...replaced, ...trialsEndingIn(subscription, trial, checked, situation)].map((row) =>
      row.startDate > now || startDate <= now
        ? ended(row, now, 'UPGRADE_OR_DOWNGRADE')
        : endingAt(row, startDate, row.status === 'IN_TRIAL' ? 'TRIAL_CONVERTED' : 'UPGRADE_OR_DOWNGRADE'),
    ),
  }
}

/** A paid plan ordered during a trial starts when the trial ends, unless the order names a start. */
function startOf(
  order: ProvisionSubscription,
  checked: CheckedOrder,
  trial: Trial | null,
  { now, subscriptions }: OrderSituation,
): string {
  if (order.startDate !== undefined) {
    const early = Date.parse(now) - Date.parse(order.startDate)
    return early >= 0 && early < clockToleranceMs ? now : order.startDate
  }
  if (order.scheduleStrategy !== undefined && order.scheduleStrategy !== 'IMMEDIATE') {
    return endOfCurrentPeriod(order.scheduleStrategy, checked, { now, subscriptions })
  }
  if (trial !== null || checked.plan.pricingType === 'FREE') return now
  const running = replacedBy({ ...checked, isTrial: true }, subscriptions).find((row) => row.status === 'IN_TRIAL')
  return running?.trialEndDate ?? now
}

/** Fails: `SchedulingAtEndOfBillingPeriod` where no paid subscription of the product is running. */
function endOfCurrentPeriod(
  strategy: 'END_OF_BILLING_PERIOD' | 'END_OF_BILLING_MONTH',
  checked: CheckedOrder,
  { now, subscriptions }: Pick<OrderSituation, 'now' | 'subscriptions'>,
): string {
  const current = replacedBy({ ...checked, isTrial: false }, subscriptions).find((row) => row.status === 'ACTIVE')
  if (!current?.currentBillingPeriodEnd || !current.currentBillingPeriodStart) {
    throw refusal('SchedulingAtEndOfBillingPeriod', 'There is no running billing period to wait for')
  }
  if (strategy === 'END_OF_BILLING_PERIOD') return current.currentBillingPeriodEnd
  return cycleAt(current.currentBillingPeriodStart, 1, now).end
}

/** The running trial that hands over to the new subscription the moment it ends. */
function trialsEndingIn(
  subscription: SubscriptionRow,
  trial: Trial | null,
  checked: CheckedOrder,
  { subscriptions }: OrderSituation,
): SubscriptionRow[] {
  if (trial !== null) return []
  return replacedBy({ ...checked, isTrial: true }, subscriptions).filter(
    (row) => row.status === 'IN_TRIAL' && row.trialEndDate === subscription.startDate,
  )
}

function collectionMethod(
  order: ProvisionSubscription,
  { plan }: CheckedOrder,
  payer: StiggCustomer,
): 'CHARGE' | 'INVOICE' | 'NONE' {
  if (plan.pricingType !== 'PAID') return 'NONE'
  return order.paymentCollectionMethod ?? (payer.defaultPaymentMethod === null ? 'NONE' : 'CHARGE')
}

function checkCollection(method: 'CHARGE' | 'INVOICE' | 'NONE', payer: StiggCustomer, situation: OrderSituation): void {
  if (method === 'NONE') return
  if (!situation.hasBillingIntegration) {
    throw refusal('BillingIntegrationMissing', 'No billing integration is connected to this environment')
  }
  if (method === 'INVOICE' && !payer.email) {
    throw refusal('CustomerHasNoEmailAddress', `Customer "${payer.id}" has no email address to send the invoice to`)
  }
}

/** Source: Stigg documentation, "Handling renewals and amendments". Stigg publishes no code for it. */
function checkOpenInvoices(replaced: readonly SubscriptionRow[]): void {
  const blocked = replaced.find((row) => row.latestInvoice?.status === 'OPEN' && (row.latestInvoice.amountDue ?? 1) > 0)
  if (blocked === undefined) return
  throw refusal(
    null,
    `Subscription "${blocked.id}" has an open, unpaid invoice; resolve it before replacing the subscription`,
  )
}

interface Composition {
  readonly order: ProvisionSubscription
  readonly id: string
  readonly checked: CheckedOrder
  readonly trial: Trial | null
  readonly startDate: string
  readonly method: 'CHARGE' | 'INVOICE' | 'NONE'
  readonly customer: StiggCustomer
  readonly overrides: SubscriptionDetails['entitlements']
  readonly coupons: SubscriptionRow['coupons']
  readonly situation: OrderSituation
}

function subscriptionFor(parts: Composition): SubscriptionRow {
  const { order, checked, trial, startDate, method, situation } = parts
  const { now, catalog } = situation
  const { plan } = checked
  const isPaid = plan.pricingType === 'PAID'
  const billingPeriod = isPaid ? checked.billingPeriod : null
  const isFuture = startDate > now
  const period =
    isPaid && billingPeriod !== null && !isFuture ? billingPeriodAt(trial?.end ?? startDate, billingPeriod, now) : null
  const row: SubscriptionRow = {
    id: parts.id,
    customerId: order.customerId,
    planId: plan.id,
    status: isFuture ? 'NOT_STARTED' : trial === null ? 'ACTIVE' : 'IN_TRIAL',
    pricingType: plan.pricingType ?? 'CUSTOM',
    paymentCollection: 'NOT_REQUIRED',
    paymentCollectionMethod: method,
    createdAt: now,
    startDate,
    endDate: null,
    effectiveEndDate: order.cancellationDate ?? null,
    cancellationDate: order.cancellationDate ?? null,
    cancelReason: null,
    trialEndDate: trial?.end ?? null,
    trial: trial === null ? null : { trialEndBehavior: trial.behavior },
    billingId: order.billingId ?? (method === 'NONE' ? null : situation.newId('sub_')),
    billingCycleAnchor: isPaid ? (trial?.end ?? startDate) : null,
    currentBillingPeriodStart: trial === null ? (period?.start ?? null) : isPaid && !isFuture ? startDate : null,
    currentBillingPeriodEnd: trial === null ? (period?.end ?? null) : isPaid && !isFuture ? trial.end : null,
    addons: order.addons ?? [],
    budget: order.budget ?? (trial === null ? null : (plan.defaultTrialConfig?.budget ?? null)),
    minimumSpend: minimumOf(order),
    coupons: parts.coupons,
    prices: listedPrices(parts),
    futureUpdates: [],
    latestInvoice: null,
    metadata: order.metadata ?? {},
    payingCustomerId: order.payingCustomerId ?? null,
    resourceId: checked.resourceId,
    contractId: null,
    subscriptionEntitlements: parts.overrides.map(({ id, type }) => ({ id, type })),
    details: {
      productId: checked.product.id,
      billingPeriod,
      salesforceId: order.salesforceId ?? null,
      entitlements: parts.overrides,
      charges: checked.charges,
      unitQuantity: order.unitQuantity ?? null,
      wasInTrial: trial !== null,
      updatedAt: now,
      planVersion: plan.versionNumber,
      endReason: order.cancellationDate === undefined ? null : 'ScheduledCancellation',
      revokesAtEnd: false,
      pending: {},
      couponMonths: Object.fromEntries(
        parts.coupons.map(({ id }) => [id, order.appliedCoupon ? monthsOf(order.appliedCoupon, catalog) : null]),
      ),
      isInvoicePaid: order.billingInformation?.isInvoicePaid ?? false,
      taxPercentage: order.billingInformation?.taxPercentage ?? 0,
    },
  }
  const withEnd =
    trial?.behavior === 'CANCEL_SUBSCRIPTION'
      ? { ...row, effectiveEndDate: earliest(row.cancellationDate, trial.end) }
      : row
  checkOneCurrency(row, catalog)
  const isBackdated = startDate < now
  return row.status === 'ACTIVE' && !isBackdated ? billed(withEnd, 'SUBSCRIPTION_CREATION', situation) : withEnd
}

function minimumOf({ minimumSpend }: ProvisionSubscription): SubscriptionRow['minimumSpend'] {
  if (!minimumSpend) return null
  const { amount, currency } = minimumSpend
  return { ...(amount === undefined ? {} : { amount }), ...(currency === undefined ? {} : { currency }) }
}

function listedPrices({ order, checked, customer, situation }: Composition): StiggPrice[] {
  if (checked.plan.pricingType !== 'PAID' || checked.billingPeriod === null) return []
  const overrides = order.priceOverrides ?? []
  const wanted = overrides.find((price) => price.currency !== undefined)?.currency ?? customer.billingCurrency
  const priced: PricedOrder = {
    planId: order.planId,
    billingPeriod: checked.billingPeriod,
    currency: currencyFor(order.planId, wanted, situation.catalog),
    billingCountryCode: order.billingCountryCode ?? null,
    addons: order.addons ?? [],
    charges: checked.charges,
    unitQuantity: order.unitQuantity ?? null,
    prices: overrides,
  }
  // Only fields that are stated are in there, which exact optional types cannot see.
  return pricesOf(priced, situation.catalog) as StiggPrice[]
}
