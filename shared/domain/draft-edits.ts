import { z } from 'zod'

import { BillingPeriod, CreditCadence } from './catalog.ts'
import { Decimal } from './decimal.ts'
import { StartKind, TrialDraft, Way } from './draft.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'
import { BillingCycleAnchor, Discount, MaximumSpend, PaymentCollection, Proration, ResetPeriod } from './terms.ts'

/** A feature entitlement as a person wants it. */
const FeatureEntitlementEdit = z.object({
  type: z.literal('FEATURE'),
  usageLimit: Decimal.nullable(),
  hasUnlimitedUsage: z.boolean(),
  hasSoftLimit: z.boolean(),
  resetPeriod: ResetPeriod.nullable(),
})
const CreditEntitlementEdit = z.object({
  type: z.literal('CREDIT'),
  amount: Decimal,
  cadence: CreditCadence.nullable(),
})
export const EntitlementEdit = z.discriminatedUnion('type', [FeatureEntitlementEdit, CreditEntitlementEdit])
export type EntitlementEdit = z.infer<typeof EntitlementEdit>

const byKey = <T extends z.ZodType>(value: T) => z.record(z.string().min(1).max(255), value)
const MetadataEdits = byKey(z.string().max(500))

/**
 * What a person changed in one subscription of the draft. Absent = not edited; null = edited to "none".
 * Lists are edited entry by entry, so that each can go back to where it came from: null takes the entry out.
 */
export const SubscriptionEdits = z
  .object({
    way: Way,
    planId: z.string().min(1).max(255),
    /** ID of a template of the profile; null = none of them. */
    templateId: z.string().nullable(),
    resourceId: z.string().min(1).max(255).nullable(),
    billingPeriod: BillingPeriod,
    creditCadence: CreditCadence,
    unitQuantity: Decimal,
    /** By feature ID. */
    charges: byKey(Decimal.nullable()),
    /** By add-on ID. */
    addons: byKey(Decimal.nullable()),
    /** By feature or currency ID. */
    entitlements: byKey(EntitlementEdit.nullable()),
    /** By target: "plan", "addon:<id>", "feature:<id>", "credit:<id>"; in the deal's currency. */
    priceOverrides: byKey(Decimal.nullable()),
    startKind: StartKind,
    /** Used where `startKind` is `date`; null = now. */
    startDate: Moment.nullable(),
    cancellationDate: Moment.nullable(),
    trial: TrialDraft.nullable(),
    minimumSpend: Money.nullable(),
    maximumSpend: MaximumSpend.nullable(),
    discount: Discount.nullable(),
    paymentCollection: PaymentCollection.nullable(),
    daysUntilDue: z.number().int().min(1).max(365).nullable(),
    billingCycleAnchor: BillingCycleAnchor.nullable(),
    proration: Proration.nullable(),
    payingCustomerId: z.string().min(1).max(255).nullable(),
    metadata: MetadataEdits,
  })
  .partial()
export type SubscriptionEdits = z.infer<typeof SubscriptionEdits>

export const CustomerEdits = z
  .object({ id: z.string().min(1).max(255), name: z.string().min(1).max(255), metadata: MetadataEdits })
  .partial()
export type CustomerEdits = z.infer<typeof CustomerEdits>

/** What a person changed in the draft, kept apart from it so that each field can go back to where it came from. */
export const DraftEdits = z.object({
  customer: CustomerEdits.optional(),
  billingEmail: z.email().max(255).nullable().optional(),
  /** The segment of a ramp that is provisioned, by Stigg ID of what was sold: the index of its line in time. */
  segments: byKey(z.number().int().nonnegative()).optional(),
  /** By product ID. */
  subscriptions: z.record(z.string(), SubscriptionEdits).default({}),
})
export type DraftEdits = z.infer<typeof DraftEdits>

export const noEdits: DraftEdits = { subscriptions: {} }

/** How many values a person changed; each entry of a list counts. */
export const editCount = ({ customer, billingEmail, segments, subscriptions }: DraftEdits): number =>
  countOf(customer ?? {}) +
  (billingEmail === undefined ? 0 : 1) +
  Object.keys(segments ?? {}).length +
  Object.values(subscriptions).reduce((sum, fields) => sum + countOf(fields), 0)

const lists = new Set(['charges', 'addons', 'entitlements', 'priceOverrides', 'metadata'])
const countOf = (fields: object): number =>
  Object.entries(fields).reduce(
    (sum, [name, value]: [string, unknown]) =>
      sum + (value === undefined ? 0 : lists.has(name) ? Object.keys(value ?? {}).length : 1),
    0,
  )

/** Whether edits change nothing. */
export const isUntouched = (edits: DraftEdits): boolean => editCount(edits) === 0
