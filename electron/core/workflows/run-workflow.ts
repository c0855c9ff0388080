import type { ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import type { WorkflowPreview } from '#shared/contract/workflows'
import type { Consequence } from '#shared/domain/change-set'
import type { Subscription } from '#shared/domain/customer'
import type { Run } from '#shared/domain/run'
import type { WorkflowStep } from '#shared/domain/step'
import { renderWorkflow, type WorkflowOffer } from '#shared/domain/render-workflow'
import {
  correlationKey,
  type Workflow,
  type WorkflowCall,
  type WorkflowPayload,
  type WorkflowPurpose,
} from '#shared/domain/workflow'
import { readPayload } from '#shared/domain/workflow-payload'
import { consequencesOfWorkflow } from '#shared/domain/workflow-consequences'
import { needsSubscription, type WorkflowSubject } from '#shared/domain/workflow-places'
import { isNameTyped, shownName } from '#shared/domain/shown-name'
import { fail, ok, type Result } from '#shared/failure'

import type { WorkflowCustomer } from '../ports.ts'
import { fingerprintOf } from '../provisioning/identity.ts'
import type { Context } from '../provisioning/live-state.ts'
import type { RunPorts } from '../provisioning/run-deal.ts'
import { newRun, planned } from '../runs/new-run.ts'
import { runReviewed } from '../runs/run-reviewed.ts'
import { hashOf } from './hash-of-held.ts'
import { undecidedWorkflow } from './undecided.ts'

interface Looked {
  readonly preview: WorkflowPreview
  readonly step: WorkflowStep
  readonly held: WorkflowCustomer
}

/** Look at a customer as it is now, and at what firing would send. Sends nothing. */
async function look(
  call: WorkflowCall,
  runId: string,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): Promise<Result<Looked>> {
  const { customerId } = call
  const workflow = context.profile.rules.workflows.find(({ id }) => id === call.workflowId)
  if (!workflow) return fail('workflow.not-found', 'The catalogue has no such workflow', { name: call.workflowId })
  const read = await ports.stigg.workflowCustomer(customerId, signal)
  if (!read.ok) return read
  if (!read.value) return fail('stigg.not-found', 'There is no such customer', { customerId, name: customerId })
  const { customer, subscriptions } = read.value
  const subscription = subscriptions.find(({ id }) => id === call.subscriptionId) ?? null
  if (subscription === null && (call.subscriptionId !== null || needsSubscription(workflow))) {
    const facts = { name: customer.name ?? customerId, subscriptionId: call.subscriptionId ?? '' }
    return fail('workflow.subscription-missing', 'The customer has no such subscription', facts)
  }
  const opportunity = (call.opportunityId && ports.mirror.get(call.opportunityId)?.opportunity) || null
  const subject = { customer, subscription, opportunity, org: context.org }
  const rendered = payloadOf(workflow, call, subject, offerOf(subscriptions, context))
  if (!rendered.ok) return rendered
  const step: WorkflowStep = {
    kind: 'trigger-workflow',
    id: `workflow:${workflow.triggerId}`,
    workflowId: workflow.id,
    name: workflow.name,
    triggerId: workflow.triggerId,
    customerId,
    subscriptionId: subscription?.id ?? null,
    payload: { ...rendered.value, [correlationKey]: runId },
    isTest: call.isTest,
    expects: workflow.expects,
    heldBefore: subscription && hashOf(subscription),
  }
  const brings = await consequencesOf(workflow, step, subscription, context, ports, signal)
  if (!brings.ok) return brings
  const customerName = customer.name ?? customerId
  const preview: WorkflowPreview = {
    call,
    workflow,
    customerName,
    subscription,
    step,
    consequences: brings.value,
    requests: [...ports.gateway.requestsFor(step)],
    runId,
    asksFor: asksFor(workflow, call, context) ? shownName(customerName).trim() : null,
    fingerprint: approvedBy(step),
    readAt: ports.clock.now().toISOString(),
  }
  return ok({ preview, step, held: read.value })
}

/** Purposes that end something; only for them is the customer read as a whole. */
const endsSomething = new Set<WorkflowPurpose>(['cancel', 'reschedule', 'downgrade'])

async function consequencesOf(
  { purpose }: Workflow,
  { payload, isTest, customerId }: WorkflowStep,
  held: Subscription | null,
  { catalog }: Context,
  ports: Pick<RunPorts, 'stigg' | 'clock'>,
  signal?: AbortSignal,
): Promise<Result<Consequence[]>> {
  if (isTest || held === null || !endsSomething.has(purpose)) return ok([])
  const live = await ports.stigg.customerState({ customerId, accountId: null, email: null, marker: null }, signal)
  if (!live.ok) return live
  const now = ports.clock.now().toISOString()
  return ok(consequencesOfWorkflow(purpose, payload, { held, live: live.value, catalog, now }))
}

/** What approves a workflow: what would be sent, and the subscription as it is. */
const approvedBy = (step: WorkflowStep): string => fingerprintOf(step)

const offerOf = (subscriptions: readonly Subscription[], { catalog }: Context): WorkflowOffer => ({
  subscriptionIds: subscriptions.map(({ id }) => id),
  planIds: catalog.plans.map(({ id }) => id),
  addonIds: catalog.addons.map(({ id }) => id),
})

/** The payload without the correlation ID. Fails: `workflow.payload-wrong`, with the place of the first mistake. */
function payloadOf(
  workflow: Workflow,
  { values, payload }: WorkflowCall,
  subject: WorkflowSubject,
  offer: WorkflowOffer,
): Result<WorkflowPayload> {
  if (payload === null) {
    const rendered = renderWorkflow(workflow, subject, values, offer)
    if (rendered.ok) return ok(rendered.payload)
    const [problem] = rendered.problems
    return wrong(problem?.why ?? 'missing', problem?.field ?? '')
  }
  const read = readPayload(payload, workflow, subject, offer)
  if (read.ok) return ok(read.payload)
  const [problem] = read.problems
  const line = problem?.at ? `line ${problem.at.line}, column ${problem.at.column}` : ''
  return wrong(problem?.why ?? 'not-json', [problem?.pointer ?? '', line].filter((part) => part !== '').join(', '))
}

const wrong = (why: string, at: string): Result<never> =>
  fail('workflow.payload-wrong', `The payload is wrong at ${at}: ${why}`, { why, at })

/** Ending something for real customers asks for more than a click, and so does a profile that says so of every write. */
const asksFor = ({ isDestructive }: Workflow, { isTest }: WorkflowCall, { profile }: Context): boolean =>
  profile.access === 'retype' ||
  (isDestructive && !isTest && (profile.kind === 'production' || profile.kind === 'mixed'))

/** What firing would do. Fails: `workflow.not-found`, `workflow.payload-wrong`, `workflow.subscription-missing`, `stigg.*`. */
export async function previewWorkflow(
  call: WorkflowCall,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): Promise<Result<WorkflowPreview>> {
  const looked = await look(call, ports.ids.runId(), context, ports, signal)
  return looked.ok ? ok(looked.value.preview) : looked
}

export interface FireWorkflow {
  readonly call: WorkflowCall
  readonly runId: string
  readonly fingerprint: string
  readonly typed: string
}

/**
 * Fire what was approved, where the customer still is as it was then. One run ID fires once: a double click and a second
 * window with the same preview meet at it.
 * Fails also: `workflow.stale`, `workflow.unconfirmed`, `workflow.fired-already`, `workflow.undecided`, `access.read-only`,
 * `run.busy`.
 */
export const fireWorkflow = (
  input: FireWorkflow,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): AsyncGenerator<StepEvent, Result<ProvisioningReport>, void> =>
  runReviewed(
    {
      look: () => look(input.call, input.runId, context, ports, signal),
      approve: (looked) => approve(looked, input, ports),
      runOf: (looked) => runOf(looked, context, ports),
      typed: input.typed,
      asked: ({ preview }) => [preview.customerName, input.call.customerId],
    },
    context,
    ports,
    signal,
  )

function approve(
  { preview, step }: Looked,
  { runId, fingerprint, typed }: FireWorkflow,
  ports: RunPorts,
): Result<void> {
  const name = preview.customerName
  const facts = { name, workflow: preview.workflow.name }
  if (ports.journal.get(runId)) {
    return fail('workflow.fired-already', 'This was fired already', { ...facts, runId })
  }
  if (preview.fingerprint !== fingerprint) return fail('workflow.stale', 'It is not what was approved', facts)
  if (preview.asksFor !== null && !isNameTyped(typed, name)) {
    return fail('workflow.unconfirmed', 'The customer’s name was not typed', facts)
  }
  const undecided = undecidedWorkflow(step, ports)
  if (!undecided) return ok(undefined)
  return fail('workflow.undecided', 'Nobody knows what came of an earlier one', { ...facts, runId: undecided.id })
}

function runOf({ preview, step, held }: Looked, context: Context, ports: RunPorts): Run {
  const { call, runId, customerName, requests, fingerprint } = preview
  const opportunityId = call.opportunityId ?? ''
  const about = {
    id: runId,
    kind: 'workflow' as const,
    opportunityId,
    opportunityName: (opportunityId && ports.mirror.get(opportunityId)?.opportunity.name) || customerName,
    accountId: held.customer.salesforceAccountId ?? '',
    accountName: customerName,
    customerId: call.customerId,
    steps: [planned(step, requests)],
  }
  return newRun(about, { fingerprint }, context, ports)
}

/** What approves the run of a workflow as things stand now: its own request, and the subscription as it is. */
export async function workflowFingerprintNow(
  { steps, customerId, approval }: Run,
  ports: Pick<RunPorts, 'stigg'>,
  signal?: AbortSignal,
): Promise<Result<string>> {
  const step = steps[0]?.step
  if (step?.kind !== 'trigger-workflow' || step.subscriptionId === null) return ok(approval.fingerprint)
  const read = await ports.stigg.workflowCustomer(customerId, signal)
  if (!read.ok) return read
  const held = read.value?.subscriptions.find(({ id }) => id === step.subscriptionId)
  return ok(approvedBy({ ...step, heldBefore: held ? hashOf(held) : null }))
}
