import { z } from 'zod'

import { BillingPeriod, CreditCadence } from './catalog.ts'
import { Decimal } from './decimal.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'

export const PaymentCollection = z.enum(['CHARGE', 'INVOICE', 'NONE'])
export type PaymentCollection = z.infer<typeof PaymentCollection>

/** Where a value of the draft came from. The first that has one wins, top to bottom. */
export const Origin = z.enum(['edited', 'deal', 'quote', 'template', 'profile', 'plan', 'stigg'])
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

/** A negotiated price that differs from the list price. Exactly one of base charge, add-on, feature. */
export const PriceOverride = z.object({
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('plan') }),
    z.object({ kind: z.literal('addon'), addonId: z.string() }),
    z.object({ kind: z.literal('feature'), featureId: z.string() }),
  ]),
  price: Money,
  lineIds: z.array(z.string()),
})
export type PriceOverride = z.infer<typeof PriceOverride>

/** Everything that would be sent to Stigg for one subscription. */
export const SubscriptionDraft = z.object({
  productId: z.string(),
  productName: z.string(),
  planId: z.string(),
  planName: z.string(),
  pricingType: z.enum(['FREE', 'PAID', 'CUSTOM']),
  planLineIds: z.array(z.string()),
  resourceId: z.string().nullable(),
  billingPeriod: BillingPeriod.nullable(),
  unitQuantity: Decimal.nullable(),
  /** Quantities of per-unit features of a paid plan. */
  charges: z.array(z.object({ featureId: z.string(), quantity: Decimal, lineIds: z.array(z.string()) })),
  addons: z.array(z.object({ addonId: z.string(), quantity: Decimal, lineIds: z.array(z.string()) })),
  entitlements: z.array(EntitlementDraft),
  priceOverrides: z.array(PriceOverride),
  /** Null = now. */
  startDate: Moment.nullable(),
  cancellationDate: Moment.nullable(),
  /** Null = as the plan says. */
  trial: TrialDraft.nullable(),
  /** Null = left unset, as Stigg's documents prescribe for custom plans. */
  paymentCollection: PaymentCollection.nullable(),
  daysUntilDue: z.number().int().positive().nullable(),
  /** Where the values above came from, by field name. */
  origins: z.record(z.string(), Origin),
})
export type SubscriptionDraft = z.infer<typeof SubscriptionDraft>

export const CustomerDraft = z.object({
  id: z.string(),
  /** Which rule of product.md section 2 chose the ID. */
  chosenBy: z.enum(['account-field', 'linked-customer', 'account-id', 'edited']),
  exists: z.boolean(),
  name: z.string(),
  email: z.string().nullable(),
  emailOrigin: z.enum(['edited', 'stigg', 'contact', 'none']),
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

/** What a person changed in one subscription of the draft. Absent = not edited; null = edited to "none". */
export const SubscriptionEdits = z
  .object({
    resourceId: z.string().min(1).max(255).nullable(),
    billingPeriod: BillingPeriod,
    creditCadence: CreditCadence,
    startDate: Moment.nullable(),
    cancellationDate: Moment.nullable(),
    trial: TrialDraft.nullable(),
    paymentCollection: PaymentCollection.nullable(),
    daysUntilDue: z.number().int().min(1).max(365).nullable(),
  })
  .partial()
export type SubscriptionEdits = z.infer<typeof SubscriptionEdits>

/** What a person changed in the draft, kept apart from it so that each field can go back to where it came from. */
export const DraftEdits = z.object({
  billingEmail: z.email().max(255).nullable().optional(),
  /** By product ID. */
  subscriptions: z.record(z.string(), SubscriptionEdits).default({}),
})
export type DraftEdits = z.infer<typeof DraftEdits>

export const noEdits: DraftEdits = { subscriptions: {} }
