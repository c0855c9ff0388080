import { z } from 'zod'
import { CallOutCall } from './call-out.ts'
import { BillingPeriod, CreditCadence } from './catalog.ts'
import { GrantMarker } from './credit-grant.ts'
import { GrantRequest } from './grant-request.ts'
import { Marker } from './customer.ts'
import { Decimal } from './decimal.ts'
import { TrialDraft } from './draft.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'
import { WorkflowExpectation, WorkflowPayload } from './workflow.ts'
import { BillingCycleAnchor, Discount, MaximumSpend, PaymentCollection, Proration, ResetPeriod } from './terms.ts'

/* Fields that came later have defaults, so that a journal of an earlier version can be read. */

const Quantities = {
  charges: z.array(z.object({ featureId: z.string(), quantity: Decimal })),
  addons: z.array(z.object({ addonId: z.string(), quantity: Decimal })),
  entitlements: z.array(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('FEATURE'),
        featureId: z.string(),
        usageLimit: Decimal.nullable(),
        hasUnlimitedUsage: z.boolean(),
        hasSoftLimit: z.boolean().default(false),
        resetPeriod: ResetPeriod.nullable().default(null),
      }),
      z.object({ type: z.literal('CREDIT'), currencyId: z.string(), amount: Decimal, cadence: CreditCadence }),
    ]),
  ),
  /** Of the plan where none of the three IDs is set. `currencyId` (recurring credits) is taken by an update alone. */
  priceOverrides: z.array(
    z.object({
      addonId: z.string().nullable(),
      featureId: z.string().nullable(),
      currencyId: z.string().nullable().default(null),
      price: Money,
    }),
  ),
}

/** What one subscription is provisioned with: the draft without where it came from. */
export const ProvisionRequest = z.object({
  customerId: z.string(),
  planId: z.string(),
  resourceId: z.string().nullable(),
  billingPeriod: BillingPeriod.nullable(),
  unitQuantity: Decimal.nullable(),
  ...Quantities,
  startDate: Moment.nullable(),
  cancellationDate: Moment.nullable(),
  trial: TrialDraft.nullable(),
  paymentCollection: PaymentCollection.nullable(),
  daysUntilDue: z.number().int().nullable(),
  minimumSpend: Money.nullable().default(null),
  maximumSpend: MaximumSpend.nullable().default(null),
  discount: Discount.nullable().default(null),
  billingCycleAnchor: BillingCycleAnchor.nullable().default(null),
  proration: Proration.nullable().default(null),
  payingCustomerId: z.string().nullable().default(null),
  /** The person's own keys; the marker's are added to them. */
  metadata: z.record(z.string(), z.string()).default({}),
  salesforceAccountId: z.string(),
  marker: Marker,
})
export type ProvisionRequest = z.infer<typeof ProvisionRequest>

/**
 * What a running subscription is changed to, in place. A field that is absent stays as it is; a list that is there is the
 * whole list to be held, because Stigg replaces it.
 * Source: Stigg REST API v1, "Update subscription". It takes no plan, resource or payment method.
 */
export const AmendRequest = z.object({
  ...z.object(Quantities).partial().shape,
  billingPeriod: BillingPeriod.optional(),
  cancellationDate: Moment.nullable().optional(),
  trialEndDate: Moment.optional(),
  minimumSpend: Money.nullable().optional(),
  maximumSpend: MaximumSpend.nullable().optional(),
  discount: Discount.optional(),
  billingCycleAnchor: BillingCycleAnchor.optional(),
  proration: Proration.optional(),
  /** The whole map to be held, without the marker of this amendment, which is added to it. */
  metadata: z.record(z.string(), z.string()).optional(),
  /** The deal that the amendment was made for, left in the subscription's metadata under a key of the deal's own. */
  amendment: z.object({ orgId: z.string(), opportunityId: z.string(), runId: z.string() }).nullable(),
})
export type AmendRequest = z.infer<typeof AmendRequest>

/** How a Stigg customer names its Salesforce account: by the integration, and by our own metadata keys. */
const CustomerHalf = z.object({
  link: z.object({ integrationId: z.string(), accountId: z.string().nullable() }).nullable(),
  marks: z.object({ accountId: z.string().nullable(), orgId: z.string().nullable() }),
})

/** What an account says of its Stigg customer, changed. */
export const AccountMendStep = z.object({
  kind: z.literal('mend-account'),
  id: z.string(),
  accountId: z.string(),
  name: z.string(),
  /** By API name; written only where each field still holds `from`. */
  fields: z.record(z.string(), z.object({ label: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
})
export type AccountMendStep = z.infer<typeof AccountMendStep>

/** What a customer says of its Salesforce account, changed. */
export const CustomerMendStep = z.object({
  kind: z.literal('mend-customer'),
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  /** Written only where the customer still holds this. */
  from: CustomerHalf,
  to: CustomerHalf,
  /** The whole map to be held, because Stigg may replace it. */
  metadata: z.record(z.string(), z.string()),
})
export type CustomerMendStep = z.infer<typeof CustomerMendStep>

/** A write of a run, as data: it can be shown, hashed, stored and compared without a network. */
export const Step = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('call-out'),
    id: z.string(),
    call: CallOutCall,
    /** Tells the application to make nothing. */
    trial: z.boolean(),
  }),
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
    /** The person's own keys, beside ours. */
    metadata: z.record(z.string(), z.string()).default({}),
  }),
  z.object({
    kind: z.literal('update-customer'),
    id: z.string(),
    customerId: z.string(),
    /** Only what differs from what Stigg holds. */
    name: z.string().optional(),
    email: z.string().nullable().optional(),
    /** The whole map to be held, where keys of the person's own are new or differ. */
    metadata: z.record(z.string(), z.string()).optional(),
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
    kind: z.literal('amend-subscription'),
    id: z.string(),
    subscriptionId: z.string(),
    productId: z.string(),
    planName: z.string(),
    request: AmendRequest,
  }),
  z.object({
    kind: z.literal('revoke-schedule'),
    id: z.string(),
    subscriptionId: z.string(),
    /** Updates that wait for their day, or for a payment: each is revoked by a call of its own. */
    waitsFor: z.enum(['date', 'payment']),
  }),
  z.object({
    kind: z.literal('cancel-subscription'),
    id: z.string(),
    subscriptionId: z.string(),
    planName: z.string(),
    cancellation: z.object({
      time: z.enum(['IMMEDIATE', 'END_OF_BILLING_PERIOD', 'SPECIFIC_DATE']),
      /** When it ends the subscription, as it was read; null = at once. Sent with SPECIFIC_DATE alone. */
      endsAt: Moment.nullable(),
      revokes: z.boolean(),
      prorates: z.boolean(),
    }),
  }),
  z.object({
    kind: z.literal('grant-credits'),
    id: z.string(),
    currencyName: z.string(),
    grant: GrantRequest,
    marker: GrantMarker,
  }),
  z.object({
    kind: z.literal('void-grant'),
    id: z.string(),
    grantId: z.string(),
    customerId: z.string(),
    currencyId: z.string(),
    resourceId: z.string().nullable(),
    name: z.string(),
  }),
  z.object({
    kind: z.literal('trigger-workflow'),
    id: z.string(),
    workflowId: z.string(),
    name: z.string(),
    triggerId: z.string(),
    customerId: z.string(),
    subscriptionId: z.string().nullable(),
    /** The whole payload, with the run's own ID in it. */
    payload: WorkflowPayload,
    /** Tells Stigg to make a test run of it. */
    isTest: z.boolean(),
    expects: WorkflowExpectation,
    /** Hash of the subscription as it was when the workflow was looked at; null where there is none. */
    heldBefore: z.string().nullable(),
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
        /**
         * Fields whose values are known only once earlier steps were answered: the facts of those answers, by step ID,
         * joined by a comma. Part of what is approved; the values are filled in right before the step is sent.
         */
        late: z
          .record(z.string(), z.object({ stepIds: z.array(z.string()), fact: z.string(), length: z.number().int() }))
          .optional(),
      }),
    ),
  }),
  AccountMendStep,
  CustomerMendStep,
  z.object({
    kind: z.literal('log-task'),
    id: z.string(),
    opportunityId: z.string(),
    /** At most 255 characters; holds the mark. */
    subject: z.string(),
    /** What the task is found again by: Salesforce has no key for a repeated request. */
    mark: z.string(),
    description: z.string(),
  }),
])
export type Step = z.infer<typeof Step>
type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>
export type CreditStep = StepOf<'grant-credits' | 'void-grant'>
export type WorkflowStep = StepOf<'trigger-workflow'>
export type StiggStep =
  | StepOf<'create-customer' | 'update-customer' | 'provision-subscription' | 'amend-subscription'>
  | StepOf<'revoke-schedule' | 'cancel-subscription'>
  | CreditStep
  | WorkflowStep
  | CustomerMendStep
export type WriteBackStep = StepOf<'write-back'>
export type LogTaskStep = StepOf<'log-task'>
export type SalesforceStep = WriteBackStep | LogTaskStep | AccountMendStep
export type CallOutStep = StepOf<'call-out'>

/** Whether nobody can read back that a step was done: one of unknown outcome waits for a person's word. */
export const cannotBeReadBack = ({ kind }: Pick<Step, 'kind'>): boolean =>
  kind === 'call-out' || kind === 'trigger-workflow'
