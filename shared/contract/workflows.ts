import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { Consequence } from '../domain/change-set.ts'
import { StiggCustomer, Subscription } from '../domain/customer.ts'
import { Moment } from '../domain/opportunity.ts'
import { WireRequest } from '../domain/run.ts'
import { Step } from '../domain/step.ts'
import { Workflow, WorkflowCall } from '../domain/workflow.ts'
import { call } from './call.ts'
import { ProvisioningReport, StepEvent } from './provisioning.ts'

export const WorkflowCatalogue = z.object({
  entries: z.array(
    z.object({
      workflow: Workflow,
      /** Whether the environment has its trigger; null where the key may not ask. */
      isKnown: z.boolean().nullable(),
    }),
  ),
})
export type WorkflowCatalogue = z.infer<typeof WorkflowCatalogue>

/** A customer that a workflow can be fired for, read moments ago. */
export const WorkflowSituation = z.object({
  customer: StiggCustomer,
  /** In every state, newest first. */
  subscriptions: z.array(Subscription),
  /** The current deal, as the mirror has it; null = none. */
  opportunity: z
    .object({
      id: z.string(),
      name: z.string(),
      closeDate: z.string(),
      amount: z.string().nullable(),
      currency: z.string(),
    })
    .nullable(),
  org: z.object({ id: z.string(), name: z.string() }),
  links: z.object({ customerUrl: z.string().nullable(), accountUrl: z.string().nullable() }),
  readAt: Moment,
})
export type WorkflowSituation = z.infer<typeof WorkflowSituation>

/** What firing would do, read live a moment ago. Nothing has been sent. */
export const WorkflowPreview = z.object({
  call: WorkflowCall,
  workflow: Workflow,
  customerName: z.string(),
  subscription: Subscription.nullable(),
  step: Step,
  /** What ends, what is left and what is billed, as far as the payload tells; empty where nothing ends, and for a test. */
  consequences: z.array(Consequence),
  requests: z.array(WireRequest),
  /** Under which the run will be kept; it stands in the payload as the correlation ID. One ID fires once. */
  runId: z.string(),
  /** What has to be typed; null where a click is enough. */
  asksFor: z.string().nullable(),
  /** Approves exactly this. */
  fingerprint: z.string(),
  readAt: Moment,
})
export type WorkflowPreview = z.infer<typeof WorkflowPreview>

const CustomerId = z.string().min(1).max(255)

export const workflows = {
  /** The profile's catalogue, and which of its triggers the environment has. Fails: `stigg.*`. */
  catalogue: call.output(WorkflowCatalogue),
  /** Fails: `stigg.not-found`, `stigg.*`. */
  situation: call
    .input(z.object({ customerId: CustomerId, opportunityId: z.string().max(18).nullable() }))
    .output(WorkflowSituation),
  /**
   * Fails: `workflow.not-found`, `workflow.payload-wrong` (with the place), `workflow.subscription-missing`,
   * `stigg.not-found`, `stigg.*`.
   */
  preview: call.input(z.object({ call: WorkflowCall })).output(WorkflowPreview),
  /**
   * As `provisioning.apply`, journalled as a run of kind workflow under the preview's run ID. After the answer the
   * subscription is read until it is as expected, or a time has passed. `typed`: what the preview asked for.
   * Fails also: `workflow.stale`, `workflow.unconfirmed`, `workflow.fired-already`, `workflow.undecided`,
   * `access.read-only`, `run.busy`.
   */
  fire: call
    .input(
      z.object({
        call: WorkflowCall,
        runId: z.string().regex(/^[\w-]{8,64}$/),
        fingerprint: z.string(),
        typed: z.string().max(500),
      }),
    )
    .output(eventIterator(StepEvent, ProvisioningReport)),
}
