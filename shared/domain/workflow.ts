import { z } from 'zod'

const Id = z.string().min(1).max(255)

/**
 * What a workflow is for. Source: Stigg documentation, "Flow actions and workflows": the operations that have no action of
 * their own, and notifications.
 */
export const WorkflowPurpose = z.enum([
  'cancel',
  'update',
  'reschedule',
  'set-metadata',
  'downgrade',
  'notify',
  'other',
])
export type WorkflowPurpose = z.infer<typeof WorkflowPurpose>

export const WorkflowField = z.object({
  /** Stands in the payload as `{{fields.<key>}}`. */
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/),
  label: z.string().min(1).max(80),
  type: z.enum(['text', 'number', 'date', 'choice', 'subscription', 'plan', 'addon', 'json']),
  required: z.boolean(),
  /** Of a choice: its values. */
  choices: z.array(z.string().min(1).max(255)).max(50).default([]),
})
export type WorkflowField = z.infer<typeof WorkflowField>

/**
 * What is to be seen on the subscription once the workflow has done its work; `at` is the JSON Pointer of the value in the
 * payload. changed: anything · cancelled: it has ended, or has an end · plan: a subscription of that plan is in force.
 */
export const WorkflowExpectation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('changed') }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('cancellation-date'), at: z.string().max(300) }),
  z.object({ kind: z.literal('metadata'), at: z.string().max(300) }),
  z.object({ kind: z.literal('plan'), at: z.string().max(300) }),
])
export type WorkflowExpectation = z.infer<typeof WorkflowExpectation>

/** One entry of the profile's catalogue: a workflow of the Stigg environment that begins with an API trigger. */
export const Workflow = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  name: z.string().min(1).max(80),
  /** As it is set on the workflow's Stigg API trigger node. */
  triggerId: Id,
  purpose: WorkflowPurpose,
  description: z.string().max(500),
  fields: z.array(WorkflowField).max(30),
  /** JSON text of an object, with places (`{{subscription.id}}`, `{{fields.endDate}}`). */
  payload: z.string().max(20_000),
  /** Asks for more than a click in production: it ends something, or takes something away. */
  isDestructive: z.boolean(),
  expects: WorkflowExpectation,
})
export type Workflow = z.infer<typeof Workflow>

/** A payload: always an object. */
export const WorkflowPayload = z.record(z.string(), z.unknown())
export type WorkflowPayload = z.infer<typeof WorkflowPayload>

/** What a person wants fired, for whom. */
export const WorkflowCall = z.object({
  workflowId: z.string(),
  customerId: Id,
  /** The current subscription; null = the customer as a whole. */
  subscriptionId: Id.nullable(),
  /** The current deal; null = none. */
  opportunityId: z.string().max(18).nullable(),
  /** By field key, as text: a number's digits, a moment, JSON. An empty one was not given. */
  values: z.record(z.string(), z.string().max(20_000)),
  /** The payload as a person edited it, JSON text without the correlation ID; null = as the template yields it. */
  payload: z.string().max(50_000).nullable(),
  /** Stigg is to make a test run of it. */
  isTest: z.boolean(),
})
export type WorkflowCall = z.infer<typeof WorkflowCall>

/** The member of every payload that names our run, so that it can be found in Stigg's log of the workflow. */
export const correlationKey = 'correlationId'
