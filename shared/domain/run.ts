import { z } from 'zod'

import { Failure } from '../failure.ts'
import { BillingPeriod, CreditCadence } from './catalog.ts'
import { ChangeSet } from './change-set.ts'
import { Cost } from './cost.ts'
import { Marker } from './customer.ts'
import { Decimal } from './decimal.ts'
import { DraftEdits, PaymentCollection, TrialDraft } from './draft.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'

/** What one subscription is provisioned with: the draft without where it came from. */
export const ProvisionRequest = z.object({
  customerId: z.string(),
  planId: z.string(),
  resourceId: z.string().nullable(),
  billingPeriod: BillingPeriod.nullable(),
  unitQuantity: Decimal.nullable(),
  charges: z.array(z.object({ featureId: z.string(), quantity: Decimal })),
  addons: z.array(z.object({ addonId: z.string(), quantity: Decimal })),
  entitlements: z.array(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('FEATURE'),
        featureId: z.string(),
        usageLimit: Decimal.nullable(),
        hasUnlimitedUsage: z.boolean(),
      }),
      z.object({ type: z.literal('CREDIT'), currencyId: z.string(), amount: Decimal, cadence: CreditCadence }),
    ]),
  ),
  priceOverrides: z.array(z.object({ addonId: z.string().nullable(), featureId: z.string().nullable(), price: Money })),
  startDate: Moment.nullable(),
  cancellationDate: Moment.nullable(),
  trial: TrialDraft.nullable(),
  paymentCollection: PaymentCollection.nullable(),
  daysUntilDue: z.number().int().nullable(),
  salesforceAccountId: z.string(),
  marker: Marker,
})
export type ProvisionRequest = z.infer<typeof ProvisionRequest>

/** A write of a run, as data: it can be shown, hashed, stored and compared without a network. */
export const Step = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create-customer'),
    id: z.string(),
    customerId: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    salesforceAccountId: z.string(),
    /** ID of the environment's Salesforce integration; null = the link is kept in metadata alone. */
    integrationId: z.string().nullable(),
    orgId: z.string(),
  }),
  z.object({
    kind: z.literal('update-customer'),
    id: z.string(),
    customerId: z.string(),
    /** Only what differs from what Stigg holds. */
    name: z.string().optional(),
    email: z.string().nullable().optional(),
    /** Set where the customer does not point to the account yet. `metadata` is the whole map to be held. */
    link: z
      .object({
        salesforceAccountId: z.string(),
        integrationId: z.string().nullable(),
        metadata: z.record(z.string(), z.string()),
      })
      .optional(),
  }),
  z.object({
    kind: z.literal('provision-subscription'),
    id: z.string(),
    subscriptionId: z.string(),
    productId: z.string(),
    planName: z.string(),
    request: ProvisionRequest,
  }),
  z.object({
    kind: z.literal('write-back'),
    id: z.string(),
    /** One atomic write of both records; only fields whose value differs. Field names are the org's API names. */
    records: z.array(
      z.object({
        object: z.enum(['Account', 'Opportunity', 'OpportunityLineItem']),
        recordId: z.string(),
        fields: z.record(z.string(), z.string()),
      }),
    ),
  }),
])
export type Step = z.infer<typeof Step>
export type StiggStep = Extract<Step, { kind: 'create-customer' | 'update-customer' | 'provision-subscription' }>
export type SalesforceStep = Extract<Step, { kind: 'write-back' }>

/** A request exactly as it is sent, without the headers that hold a secret. */
export const WireRequest = z.object({
  service: z.enum(['salesforce', 'stigg']),
  method: z.string(),
  path: z.string(),
  body: z.unknown(),
})
export type WireRequest = z.infer<typeof WireRequest>

export const StepState = z.enum(['planned', 'sent', 'done', 'refused', 'unknown', 'waiting', 'abandoned'])
export type StepState = z.infer<typeof StepState>

/** What a service answered to a step, or what reading back found. */
export const StepAnswer = z.object({
  recordId: z.string(),
  /** True where the record was there already: made by an earlier attempt, or by somebody else. */
  foundExisting: z.boolean(),
  /** The run that made it, where that is another one. */
  byRunId: z.string().nullable(),
  /** Set where a 2xx says that nothing is active until the customer has paid. */
  checkoutUrl: z.string().nullable(),
  /** Short facts to show ("status": "ACTIVE"). */
  facts: z.record(z.string(), z.string()),
})
export type StepAnswer = z.infer<typeof StepAnswer>

export const StepRecord = z.object({
  step: Step,
  requests: z.array(WireRequest),
  state: StepState,
  attempt: z.number().int().positive(),
  sentAt: Moment.nullable(),
  answeredAt: Moment.nullable(),
  answer: StepAnswer.nullable(),
  failure: Failure.nullable(),
})
export type StepRecord = z.infer<typeof StepRecord>

/** One field compared after the run; `not-verifiable` where no API of the far end can show it. */
export const VerifiedField = z.object({
  record: z.string(),
  field: z.string(),
  expected: z.string(),
  found: z.string().nullable(),
  result: z.enum(['same', 'different', 'not-verifiable']),
})
export type VerifiedField = z.infer<typeof VerifiedField>

export const Verification = z.object({ at: Moment, fields: z.array(VerifiedField), failure: Failure.nullable() })
export type Verification = z.infer<typeof Verification>

/**
 * running: under way in this process · interrupted: the process ended in the middle, offered for resumption ·
 * attention: a step failed for good or has an unknown outcome · waiting: nothing is active until the customer has paid ·
 * abandoned: given up by a person, with a reason.
 */
export const RunState = z.enum(['running', 'interrupted', 'attention', 'waiting', 'done', 'abandoned'])
export type RunState = z.infer<typeof RunState>

export const RunSummary = z.object({
  id: z.string(),
  kind: z.literal('provision'),
  state: RunState,
  opportunityId: z.string(),
  opportunityName: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  customerId: z.string(),
  startedAt: Moment,
  finishedAt: Moment.nullable(),
  /** The Salesforce user who approved it. */
  startedBy: z.string(),
})
export type RunSummary = z.infer<typeof RunSummary>

/** What the person saw and approved, kept as it was. */
const Approval = z.object({
  fingerprint: z.string(),
  edits: DraftEdits,
  /** Keys of the warnings that were ticked. */
  acknowledged: z.array(z.string()),
  changeSet: ChangeSet,
  cost: Cost,
})

export const Run = RunSummary.extend({
  approval: Approval,
  steps: z.array(StepRecord),
  verification: Verification.nullable(),
  abandonReason: z.string().nullable(),
})
export type Run = z.infer<typeof Run>
