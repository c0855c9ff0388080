import { z } from 'zod'

import type { Subscription, SubscriptionEntitlement } from '#shared/domain/customer'
import type { Money } from '#shared/domain/money'
import { amendmentsIn, fromMetadata } from '../marker.ts'
import { Amount, Instant, listOf, maybe, Metadata, oneOf, WireMoney } from './values.ts'

/* Source: Stigg REST API v1, subscriptions; what REST leaves out comes from GraphQL (graphql.ts). */

const status = oneOf('NOT_STARTED', 'IN_TRIAL', 'ACTIVE', 'PAYMENT_PENDING', 'CANCELED', 'EXPIRED')

const moneyOf = (amount: string | null, currency: string | null): Money | null =>
  amount === null || currency === null ? null : { amount, currency: currency.toLowerCase() }

/** The amount stands beside its currency; an older shape nests both under `price`. */
const WirePrice = z
  .object({
    addonId: maybe(z.string()),
    featureId: maybe(z.string()),
    baseCharge: maybe(z.boolean()),
    amount: maybe(Amount),
    currency: maybe(z.string()),
    price: maybe(WireMoney),
  })
  .transform(({ addonId, featureId, baseCharge, amount, currency, price }) => ({
    addonId,
    featureId,
    baseCharge: baseCharge ?? false,
    price: price ?? moneyOf(amount, currency),
  }))

const WireFutureUpdate = z
  .object({
    subscriptionScheduleType: z.string(),
    scheduleStatus: z.string(),
    scheduledExecutionTime: maybe(Instant),
  })
  .transform((wire) => ({
    type: wire.subscriptionScheduleType,
    at: wire.scheduledExecutionTime,
    status: wire.scheduleStatus,
  }))

const WireInvoice = z
  .object({
    billingId: z.string(),
    status: oneOf('OPEN', 'PAID', 'CANCELED'),
    amountDue: maybe(Amount),
    currency: maybe(z.string()),
    pdfUrl: maybe(z.string()),
  })
  .transform(({ billingId, status, amountDue, currency, pdfUrl }) => ({
    id: billingId,
    status: status ?? ('UNKNOWN' as const),
    amountDue: moneyOf(amountDue, currency),
    pdfUrl,
  }))

const WireAppliedCoupon = z
  .object({
    id: z.string(),
    name: maybe(z.string()),
    status: maybe(z.string()),
    percentOff: maybe(Amount),
    amountsOff: listOf(WireMoney),
  })
  .transform(({ id, name, status, percentOff, amountsOff }) => ({
    id,
    name: name ?? id,
    status: status ?? 'ACTIVE',
    percentOff,
    amountsOff,
    durationInMonths: null,
  }))

/** An override without its value, which REST does not show. */
const WireEntitlementRef = z
  .object({ id: z.string(), type: z.string() })
  .transform(({ id, type }): SubscriptionEntitlement | null => {
    if (type === 'CREDIT') return { type, currencyId: id, amount: null, cadence: null }
    if (type !== 'FEATURE') return null
    const unread = { usageLimit: null, hasUnlimitedUsage: null, hasSoftLimit: null, resetPeriod: null }
    return { type, featureId: id, ...unread }
  })

/** A subscription as REST shows it: without billing period and override values. */
export const WireSubscription = z
  .object({
    id: z.string(),
    customerId: z.string(),
    planId: z.string(),
    status,
    pricingType: maybe(z.string()),
    resourceId: maybe(z.string()),
    createdAt: maybe(Instant),
    startDate: maybe(Instant),
    trialEndDate: maybe(Instant),
    cancellationDate: maybe(Instant),
    effectiveEndDate: maybe(Instant),
    currentBillingPeriodStart: maybe(Instant),
    currentBillingPeriodEnd: maybe(Instant),
    billingCycleAnchor: maybe(Instant),
    trial: maybe(z.object({ trialEndBehavior: maybe(z.string()) })),
    budget: maybe(z.object({ limit: Amount, hasSoftLimit: maybe(z.boolean()) })),
    minimumSpend: maybe(z.object({ amount: maybe(Amount), currency: maybe(z.string()) })),
    coupons: listOf(WireAppliedCoupon),
    payingCustomerId: maybe(z.string()),
    paymentCollectionMethod: oneOf('CHARGE', 'INVOICE', 'NONE'),
    addons: listOf(z.object({ id: z.string(), quantity: Amount })),
    prices: listOf(WirePrice),
    subscriptionEntitlements: listOf(WireEntitlementRef),
    futureUpdates: listOf(WireFutureUpdate),
    latestInvoice: maybe(WireInvoice),
    metadata: Metadata,
  })
  .transform((wire): Subscription => {
    const entitlements = wire.subscriptionEntitlements.filter((entitlement) => entitlement !== null)
    return {
      id: wire.id,
      customerId: wire.customerId,
      planId: wire.planId,
      status: wire.status ?? 'UNKNOWN',
      pricingType: wire.pricingType ?? 'UNKNOWN',
      resourceId: wire.resourceId,
      startDate: wire.startDate ?? wire.createdAt ?? '1970-01-01T00:00:00.000Z',
      trialEndDate: wire.trialEndDate,
      cancellationDate: wire.cancellationDate,
      effectiveEndDate: wire.effectiveEndDate,
      currentPeriodStart: wire.currentBillingPeriodStart,
      currentPeriodEnd: wire.currentBillingPeriodEnd,
      trialEndBehavior: wire.trial?.trialEndBehavior ?? null,
      billingCycleAnchor: wire.billingCycleAnchor,
      minimumSpend: moneyOf(wire.minimumSpend?.amount ?? null, wire.minimumSpend?.currency ?? null),
      maximumSpend: wire.budget && { limit: wire.budget.limit, hasSoftLimit: wire.budget.hasSoftLimit ?? false },
      coupons: wire.coupons,
      payingCustomerId: wire.payingCustomerId,
      charges: null,
      salesforceAccountId: null,
      billingPeriod: null,
      paymentCollectionMethod: wire.paymentCollectionMethod,
      addons: wire.addons,
      prices: wire.prices,
      entitlements,
      entitlementValuesKnown: false,
      scheduledUpdates: wire.futureUpdates.filter(({ status }) => ['SCHEDULED', 'PENDING_PAYMENT'].includes(status)),
      latestInvoice: wire.latestInvoice,
      marker: fromMetadata(wire.metadata),
      amendments: amendmentsIn(wire.metadata),
      metadata: wire.metadata,
    }
  })

export const WireProvisionAnswer = z.object({
  id: z.string(),
  status: z.string(),
  subscription: maybe(WireSubscription),
  isScheduled: maybe(z.boolean()),
  checkoutUrl: maybe(z.string()),
})
export type WireProvisionAnswer = z.infer<typeof WireProvisionAnswer>

const WireInvoicePreview = z
  .object({
    total: Amount,
    currency: maybe(z.string()),
    lines: listOf(
      z.object({
        description: maybe(z.string()),
        unitPrice: maybe(Amount),
        quantity: maybe(Amount),
        subTotal: Amount,
        currency: maybe(z.string()),
      }),
    ),
  })
  .transform(({ total, currency, lines }) => ({
    total: moneyOf(total, currency),
    lines: lines.flatMap((line) => {
      const own = line.currency ?? currency
      const sum = moneyOf(line.subTotal, own)
      const label = line.description ?? ''
      return sum ? [{ label, quantity: line.quantity, unitPrice: moneyOf(line.unitPrice, own), total: sum }] : []
    }),
  }))

export const WireCostPreview = z.object({
  immediateInvoice: maybe(WireInvoicePreview),
  recurringInvoice: maybe(WireInvoicePreview),
})
