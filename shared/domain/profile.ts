import { z } from 'zod'

import { CallOut } from './call-out.ts'
import { BillingPeriod, CreditCadence } from './catalog.ts'
import { CreditGuards, CreditPreset } from './grant-request.ts'
import { Template } from './template.ts'
import { PaymentCollection } from './terms.ts'
import { readyWorkflows } from './ready-workflows.ts'
import { WatchRules } from './watch-rules.ts'
import { Workflow } from './workflow.ts'

/** Fixes the colour that the window wears. `mixed` = a production service paired with one that is not. */
export const ProfileKind = z.enum(['practice', 'sandbox', 'production', 'mixed'])
export type ProfileKind = z.infer<typeof ProfileKind>

export const AccessLevel = z.enum(['read-only', 'confirm', 'retype'])
export type AccessLevel = z.infer<typeof AccessLevel>

/** A field of the org by API name, and how it was found. */
export const FieldRef = z.object({
  object: z.string(),
  field: z.string(),
  label: z.string(),
  foundBy: z.enum(['name', 'label', 'chosen']),
  updateable: z.boolean(),
  length: z.number().int(),
})
export type FieldRef = z.infer<typeof FieldRef>

/** Which fields of the org carry the mapping and the links. Null = the org has none, or the user may not see it. */
export const MappingFields = z.object({
  productType: FieldRef.nullable(),
  productId: FieldRef.nullable(),
  lineType: FieldRef.nullable(),
  lineId: FieldRef.nullable(),
  customerId: FieldRef.nullable(),
  customerUrl: FieldRef.nullable(),
  subscriptionId: FieldRef.nullable(),
})
export type MappingFields = z.infer<typeof MappingFields>

/** A value that a run writes to a record of the deal, beside the mapped subscription ID. */
export const ReturnField = z.object({
  value: z.enum(['subscription-id', 'status', 'plan', 'addons']),
  /** On the opportunity, or on the line of each plan where a deal makes several subscriptions. */
  object: z.enum(['Opportunity', 'OpportunityLineItem']),
  /** API name of a text field. */
  field: z.string().min(1).max(80),
  /** Its length in characters, as describe told when the profile was saved; longer values are refused before a run. */
  length: z.number().int().positive(),
})
export type ReturnField = z.infer<typeof ReturnField>

/** Rules of a profile that a draft is built with. Fields that came later have defaults. */
export const ProvisioningRules = z.object({
  /** Stages (API values) whose open deals get a trial. */
  trialStages: z.array(z.string()),
  trialDays: z.number().int().min(1).max(730),
  trialEndBehavior: z.enum(['CONVERT_TO_PAID', 'CANCEL_SUBSCRIPTION']).nullable(),
  billingPeriod: BillingPeriod.nullable(),
  creditCadence: CreditCadence.nullable(),
  /** How paid plans are collected; custom plans are left unset. */
  paymentCollection: PaymentCollection.nullable(),
  daysUntilDue: z.number().int().min(1).max(365).nullable(),
  /** What the deal's net unit price is for. Null = unknown, no overrides are made. */
  pricePeriod: z.enum(['MONTH', 'YEAR', 'BILLING_PERIOD']).nullable(),
  /** Where the lines of a deal with a primary CPQ quote come from. */
  lineSource: z.enum(['opportunity', 'quote']).default('opportunity'),
  /** Opportunity types (API values) whose deals renew a running subscription. */
  renewalTypes: z.array(z.string()).default(['Existing Customer - Renewal', 'Renewal']),
  /** The first whose conditions a deal meets applies. */
  templates: z.array(Template).default([]),
  /** Severities that were raised, by finding code. A lower one than the check's own is not taken. */
  raised: z.record(z.string(), z.enum(['error', 'warning'])).default({}),
  returnData: z.array(ReturnField).default([]),
  /** Whether a run logs what it did as a completed task of the opportunity. */
  logTask: z.boolean().default(false),
  /** The call to the customer's own application before Stigg is touched; null = none. */
  callOut: CallOut.nullable().default(null),
  /** Top-ups by one click. */
  creditPresets: z.array(CreditPreset).default([]),
  /** The way that a subscription is cancelled, or its end moved, unless the person takes the other one. */
  actsBy: z
    .object({ cancel: z.enum(['api', 'workflow']), reschedule: z.enum(['api', 'workflow']) })
    .default({ cancel: 'api', reschedule: 'api' }),
  /** Hours between two checks for drift while the app is open; null = only when somebody asks. */
  driftEvery: z.number().int().min(1).max(168).nullable().default(null),
  creditGuards: CreditGuards.default({ repeatWithinHours: 24, maxPerGrant: null, maxPerDay: null }),
  /** Stigg workflows that can be fired from here. */
  workflows: z
    .array(Workflow)
    .max(50)
    .default([...readyWorkflows]),
  /** The company's own https page that leads on to a link of this app, which stands in place of `{link}`; null = none. */
  redirectUrl: z.string().min(1).max(1000).nullable().default(null),
  /** Looking for newly won deals while the app is open, and how much of the org's API limit that may take. */
  watch: WatchRules.prefault({}),
})
export type ProvisioningRules = z.infer<typeof ProvisioningRules>

export const Profile = z.object({
  id: z.string(),
  name: z.string(),
  kind: ProfileKind,
  access: AccessLevel,
  rules: ProvisioningRules,
  /** `{customerId}` stands for the percent-encoded ID; null until the pattern is known. */
  customerUrlTemplate: z.string().nullable(),
  subscriptionUrlTemplate: z.string().nullable(),
})
export type Profile = z.infer<typeof Profile>
