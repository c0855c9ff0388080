import { z } from 'zod'

import { BillingPeriod, CreditCadence } from './catalog.ts'
import { Decimal } from './decimal.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'
import { BillingCycleAnchor, Discount, MaximumSpend, PaymentCollection, Proration, ResetPeriod } from './terms.ts'

/** Where a value of the draft came from. The first that has one wins, top to bottom. */
export const Origin = z.enum(['edited', 'call-out', 'deal', 'quote', 'template', 'profile', 'plan', 'stigg'])
export type Origin = z.infer<typeof Origin>

export const TrialDraft = z.object({
  isTrial: z.boolean(),
  endDate: Moment.nullable(),
  endBehavior: z.enum(['CONVERT_TO_PAID', 'CANCEL_SUBSCRIPTION']).nullable(),
})
export type TrialDraft = z.infer<typeof TrialDraft>

const FeatureEntitlementDraft = z.object({
  type: z.literal('FEATURE'),
  featureId: z.string(),
  /** Null on a boolean feature, and where usage is unlimited. */
  usageLimit: Decimal.nullable(),
  hasUnlimitedUsage: z.boolean(),
  /** Whether usage may go beyond the limit. */
  hasSoftLimit: z.boolean(),
  /** When a metered feature starts counting anew; null = as the plan says. */
  resetPeriod: ResetPeriod.nullable(),
  lineIds: z.array(z.string()),
})
const CreditEntitlementDraft = z.object({
  type: z.literal('CREDIT'),
  currencyId: z.string(),
  amount: Decimal,
  /** Null until somebody says it (`credit.cadence-missing`). */
  cadence: CreditCadence.nullable(),
  lineIds: z.array(z.string()),
})
export const EntitlementDraft = z.discriminatedUnion('type', [FeatureEntitlementDraft, CreditEntitlementDraft])
export type EntitlementDraft = z.infer<typeof EntitlementDraft>

/** A negotiated price that differs from the list price: of the base charge, an add-on, a feature, recurring credits. */
export const PriceOverride = z.object({
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('plan') }),
    z.object({ kind: z.literal('addon'), addonId: z.string() }),
    z.object({ kind: z.literal('feature'), featureId: z.string() }),
    /** Only where a subscription is amended: Stigg takes no such price when one is made. */
    z.object({ kind: z.literal('credit'), currencyId: z.string() }),
  ]),
  price: Money,
  lineIds: z.array(z.string()),
})
export type PriceOverride = z.infer<typeof PriceOverride>

/** How the subscription comes about: made anew (Stigg cancels one that is there), or changed where it stands. */
export const Way = z.enum(['replace', 'amend'])
export type Way = z.infer<typeof Way>

/** When it starts, as it was chosen; `startDate` of the draft is the moment that follows from it. */
export const StartKind = z.enum(['now', 'period-end', 'date'])
export type StartKind = z.infer<typeof StartKind>

/** Everything that would be sent to Stigg for one subscription. */
export const SubscriptionDraft = z.object({
  productId: z.string(),
  productName: z.string(),
  planId: z.string(),
  planName: z.string(),
  pricingType: z.enum(['FREE', 'PAID', 'CUSTOM']),
  planLineIds: z.array(z.string()),
  way: Way,
  /** The running subscription that is changed in place; null where one is made. */
  amendsId: z.string().nullable(),
  resourceId: z.string().nullable(),
  billingPeriod: BillingPeriod.nullable(),
  unitQuantity: Decimal.nullable(),
  /** Quantities of per-unit features of a paid plan. */
  charges: z.array(z.object({ featureId: z.string(), quantity: Decimal, lineIds: z.array(z.string()) })),
  addons: z.array(z.object({ addonId: z.string(), quantity: Decimal, lineIds: z.array(z.string()) })),
  entitlements: z.array(EntitlementDraft),
  priceOverrides: z.array(PriceOverride),
  startKind: StartKind,
  /** Null = now, and where the end of a billing period was chosen that Stigg does not name. */
  startDate: Moment.nullable(),
  cancellationDate: Moment.nullable(),
  /** Null = as the plan says. */
  trial: TrialDraft.nullable(),
  minimumSpend: Money.nullable(),
  maximumSpend: MaximumSpend.nullable(),
  discount: Discount.nullable(),
  /** Null = left unset, as Stigg's documents prescribe for custom plans. */
  paymentCollection: PaymentCollection.nullable(),
  daysUntilDue: z.number().int().positive().nullable(),
  /** Null = as it is (Stigg's default). */
  billingCycleAnchor: BillingCycleAnchor.nullable(),
  proration: Proration.nullable(),
  /** Another Stigg customer who pays; null = the customer itself. */
  payingCustomerId: z.string().nullable(),
  /** The person's own keys, beside the marker. */
  metadata: z.record(z.string(), z.string()),
  /** The template of the profile that applies; null where none does. */
  templateId: z.string().nullable(),
  /**
   * Where the values above came from: by field name, and by `field.key` for an entry of a list
   * ("entitlements.feature-seats", "addons.addon-support", "priceOverrides.plan").
   */
  origins: z.record(z.string(), Origin),
})
export type SubscriptionDraft = z.infer<typeof SubscriptionDraft>

export const CustomerDraft = z.object({
  id: z.string(),
  /** Which rule of product.md section 2 chose the ID. */
  chosenBy: z.enum(['account-field', 'linked-customer', 'call-out', 'account-id', 'edited']),
  exists: z.boolean(),
  name: z.string(),
  nameOrigin: z.enum(['edited', 'stigg', 'deal']),
  email: z.string().nullable(),
  emailOrigin: z.enum(['edited', 'stigg', 'contact', 'none']),
  /** The person's own keys, to be set beside those that the customer has. */
  metadata: z.record(z.string(), z.string()),
})
export type CustomerDraft = z.infer<typeof CustomerDraft>

/** A line that is not provisioned, and why not. */
export const LeftAloneLine = z.object({ lineId: z.string(), name: z.string(), quantity: Decimal })
export type LeftAloneLine = z.infer<typeof LeftAloneLine>

export const Draft = z.object({
  opportunityId: z.string(),
  customer: CustomerDraft,
  subscriptions: z.array(SubscriptionDraft),
  leftAlone: z.array(LeftAloneLine),
})
export type Draft = z.infer<typeof Draft>
