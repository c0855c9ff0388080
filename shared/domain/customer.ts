import { z } from 'zod'

import { BillingPeriod, CreditCadence } from './catalog.ts'
import { Decimal } from './decimal.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'
import { MaximumSpend } from './terms.ts'

/*
 * What Stigg holds for one customer at the moment of reading.
 * Source: Stigg REST API v1 (customers, subscriptions, entitlements) and GraphQL (billing period, override values).
 */

export const StiggCustomer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  archived: z.boolean(),
  /** Salesforce account that the customer's Salesforce integration, else our metadata, points to. */
  salesforceAccountId: z.string().nullable(),
  hasPaymentMethod: z.boolean(),
  billingId: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
})
export type StiggCustomer = z.infer<typeof StiggCustomer>

/** Left in the metadata of what a run made, under fixed key names, so that every copy of the app recognises it. */
export const Marker = z.object({
  orgId: z.string(),
  opportunityId: z.string(),
  runId: z.string(),
  generation: z.number().int().positive(),
})
export type Marker = z.infer<typeof Marker>

export const SubscriptionStatus = z.enum([
  'NOT_STARTED',
  'IN_TRIAL',
  'ACTIVE',
  'PAYMENT_PENDING',
  'CANCELED',
  'EXPIRED',
  'UNKNOWN',
])

/** An entitlement override of a subscription; values are null where the key may not read them (GraphQL only). */
export const SubscriptionEntitlement = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('FEATURE'),
    featureId: z.string(),
    usageLimit: Decimal.nullable(),
    hasUnlimitedUsage: z.boolean().nullable(),
    hasSoftLimit: z.boolean().nullable(),
    resetPeriod: z.string().nullable(),
  }),
  z.object({
    type: z.literal('CREDIT'),
    currencyId: z.string(),
    amount: Decimal.nullable(),
    cadence: CreditCadence.nullable(),
  }),
])
export type SubscriptionEntitlement = z.infer<typeof SubscriptionEntitlement>

export const Subscription = z.object({
  id: z.string(),
  customerId: z.string(),
  planId: z.string(),
  status: SubscriptionStatus,
  pricingType: z.string(),
  resourceId: z.string().nullable(),
  startDate: Moment,
  trialEndDate: Moment.nullable(),
  cancellationDate: Moment.nullable(),
  effectiveEndDate: Moment.nullable(),
  currentPeriodStart: Moment.nullable(),
  currentPeriodEnd: Moment.nullable(),
  billingPeriod: BillingPeriod.nullable(),
  paymentCollectionMethod: z.enum(['CHARGE', 'INVOICE', 'NONE']).nullable(),
  addons: z.array(z.object({ id: z.string(), quantity: Decimal })),
  prices: z.array(
    z.object({
      addonId: z.string().nullable(),
      featureId: z.string().nullable(),
      baseCharge: z.boolean(),
      price: Money.nullable(),
    }),
  ),
  /** Quantities of per-unit features; null where the key may not read them (GraphQL only). */
  charges: z.array(z.object({ featureId: z.string(), quantity: Decimal })).nullable(),
  entitlements: z.array(SubscriptionEntitlement),
  /** False where the values of `entitlements` could not be read. */
  entitlementValuesKnown: z.boolean(),
  scheduledUpdates: z.array(z.object({ type: z.string(), at: Moment.nullable(), status: z.string() })),
  latestInvoice: z
    .object({
      id: z.string(),
      status: z.enum(['OPEN', 'PAID', 'CANCELED', 'UNKNOWN']),
      amountDue: Money.nullable(),
      pdfUrl: z.string().nullable(),
    })
    .nullable(),
  minimumSpend: Money.nullable(),
  maximumSpend: MaximumSpend.nullable(),
  coupons: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      percentOff: Decimal.nullable(),
      amountsOff: z.array(Money),
      /** Null = without end, and where the key may not read it (GraphQL only). */
      durationInMonths: z.number().nullable(),
    }),
  ),
  trialEndBehavior: z.string().nullable(),
  billingCycleAnchor: Moment.nullable(),
  payingCustomerId: z.string().nullable(),
  /** The Salesforce account that it was provisioned for; null also where the key may not read it (GraphQL only). */
  salesforceAccountId: z.string().nullable(),
  marker: Marker.nullable(),
  /** Deals that amended it in place, by what they left in its metadata. */
  amendments: z.array(z.object({ orgId: z.string(), opportunityId: z.string(), runId: z.string() })),
  metadata: z.record(z.string(), z.string()),
})
export type Subscription = z.infer<typeof Subscription>

/** What the customer may use in effect, over all sources. */
export const EffectiveEntitlement = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('FEATURE'),
    featureId: z.string(),
    isGranted: z.boolean(),
    usageLimit: Decimal.nullable(),
    hasUnlimitedUsage: z.boolean(),
    currentUsage: Decimal.nullable(),
  }),
  z.object({
    type: z.literal('CREDIT'),
    currencyId: z.string(),
    isGranted: z.boolean(),
    /** Total granted, and consumed of it; the balance is the difference. */
    usageLimit: Decimal,
    currentUsage: Decimal,
  }),
])
export type EffectiveEntitlement = z.infer<typeof EffectiveEntitlement>

/** An effective entitlement with when its usage begins anew, and until when it lasts. */
export const HeldEntitlement = z.object({
  effective: EffectiveEntitlement,
  /** Stigg's word: YEAR, MONTH, WEEK, DAY, HOUR; null = usage is never reset. */
  resetPeriod: z.string().nullable(),
  /** Null where usage is not reset, and where Stigg does not say when. */
  resetsAt: Moment.nullable(),
  validUntil: Moment.nullable(),
})
export type HeldEntitlement = z.infer<typeof HeldEntitlement>

export const PromotionalEntitlement = z.object({
  featureId: z.string(),
  usageLimit: Decimal.nullable(),
  hasUnlimitedUsage: z.boolean(),
  endsAt: Moment.nullable(),
})
export type PromotionalEntitlement = z.infer<typeof PromotionalEntitlement>

/** The Salesforce integration of the environment; null where it has none or the key may not ask. */
export const SalesforceIntegration = z.object({ id: z.string(), domain: z.string().nullable() })
export type SalesforceIntegration = z.infer<typeof SalesforceIntegration>

/** The Stigg half of a deal: the customer that the deal would be provisioned to, and what lies near. */
export const CustomerState = z.object({
  /** The customer ID that was looked for. */
  customerId: z.string(),
  customer: StiggCustomer.nullable(),
  /** Every customer whose link points to the deal's account; more than one, or another than `customer`, is a conflict. */
  linkedToAccount: z.array(StiggCustomer),
  /** Customers with the same billing e-mail under another ID. */
  sameEmail: z.array(StiggCustomer),
  /** Subscriptions of `customer` that are not over, and those that carry this deal's marker whatever their state. */
  subscriptions: z.array(Subscription),
  /** Whether the customer ever had a trial, by product. */
  hadTrialOf: z.array(z.string()),
  entitlements: z.array(EffectiveEntitlement),
  promotional: z.array(PromotionalEntitlement),
  integration: SalesforceIntegration.nullable(),
  /** Whether the environment has a billing integration; null where the key may not ask. */
  billing: z.object({ connected: z.boolean() }).nullable(),
  readAt: Moment,
})
export type CustomerState = z.infer<typeof CustomerState>

/** Statuses of a subscription that is in force or will be. */
export const isLive = (subscription: Pick<Subscription, 'status'>): boolean =>
  ['NOT_STARTED', 'IN_TRIAL', 'ACTIVE', 'PAYMENT_PENDING'].includes(subscription.status)
