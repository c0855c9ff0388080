import type { StiggWorkflow } from '../seed/types.ts'
import { fieldOf } from './http/route.ts'
import { refusal, StiggError } from './http/stigg-error.ts'
import { newUuid } from './passing-time.ts'
import { cancelSubscription, provisionSubscription, subscriptionOf, updateSubscription } from './provisioning.ts'
import { shownSubscription } from './views.ts'
import type { World } from './world.ts'

export interface WorkflowOutcome {
  readonly success: boolean
  readonly response: unknown
}

export interface WorkflowRequest {
  readonly triggerId: string
  readonly payload: unknown
  readonly isTest: boolean
}

/** How long a workflow that answers at once takes before its effect is there. */
const queueDelayMs = 500

/**
 * Fire a workflow. One that answers when it has finished gives its last node's output; one that answers immediately
 * says that it was started, and its effect comes half a second later. A test changes nothing. Every call is recorded.
 * Fails: `WorkflowTriggerNotFound`. Source: Stigg documentation, "Stigg API trigger".
 */
export function triggerWorkflow(world: World, request: WorkflowRequest): WorkflowOutcome {
  const workflow = workflowOf(world, request.triggerId)
  const outcome = outcomeOf(world, workflow, request)
  const n = world.tables.workflowCalls.size + 1
  const id = `workflow-call-${String(n).padStart(6, '0')}`
  world.tables.workflowCalls.put(id, { id, ...request, at: world.now(), ...outcome })
  return outcome
}

function outcomeOf(world: World, workflow: StiggWorkflow, { payload, isTest }: WorkflowRequest): WorkflowOutcome {
  if (workflow.effect.kind === 'refuse') return { success: false, response: { error: workflow.effect.error } }
  if (isTest) return { success: true, response: { isTest: true, workflow: workflow.name, payload: payload ?? null } }
  if (workflow.responds === 'when-finished') return carriedOut(world, workflow, payload)
  const id = newUuid()
  const dueAt = new Date(world.clock.now().getTime() + queueDelayMs).toISOString()
  world.tables.workflowQueue.put(id, { id, dueAt, triggerId: workflow.triggerId, payload })
  return { success: true, response: { message: 'Workflow was started' } }
}

/** Do what workflows that were answered at once have left to do. */
export function runQueuedWorkflows(world: World): void {
  for (const { id, triggerId, payload } of [...world.tables.workflowQueue.values()].filter(
    ({ dueAt }) => dueAt <= world.now(),
  )) {
    world.tables.workflowQueue.delete(id)
    const workflow = world.tables.workflows.get(triggerId)
    if (workflow !== undefined) carriedOut(world, workflow, payload)
  }
}

function workflowOf(world: World, triggerId: string): StiggWorkflow {
  const workflow = world.tables.workflows.get(triggerId)
  if (workflow === undefined) throw refusal('WorkflowTriggerNotFound', 'Workflow trigger not found')
  return workflow
}

/** The effect alone is undone when it is refused; that it was refused is the workflow's answer. */
function carriedOut(world: World, workflow: StiggWorkflow, payload: unknown): WorkflowOutcome {
  try {
    return { success: true, response: world.store.transaction(() => effectOf(world, workflow, payload)) }
  } catch (error) {
    if (!(error instanceof StiggError)) throw error
    return { success: false, response: { error: { code: error.code, message: error.message } } }
  }
}

function effectOf(world: World, { effect, name }: StiggWorkflow, payload: unknown): object {
  if (effect.kind === 'refuse') throw refusal('BadUserInput', effect.error)
  const subscriptionId = fieldOf(payload, 'subscriptionId') ?? ''
  switch (effect.kind) {
    case 'cancel': {
      const endDate = fieldOf(payload, 'endDate')
      const cancellationTime = fieldOf(payload, 'cancellationTime') ?? (endDate ? 'SPECIFIC_DATE' : effect.when)
      const body = { cancellationTime, ...(endDate === undefined ? {} : { endDate }) }
      return { subscription: shownSubscription(cancelSubscription(world, subscriptionId, body)) }
    }
    case 'patch':
      return { subscription: shownSubscription(updateSubscription(world, subscriptionId, changesIn(payload))) }
    case 'reschedule': {
      const body = { cancellationDate: fieldOf(payload, 'cancellationDate') ?? null }
      return { subscription: shownSubscription(updateSubscription(world, subscriptionId, body)) }
    }
    case 'metadata': {
      const row = subscriptionOf(world, subscriptionId)
      const metadata = { ...row.metadata, ...objectIn(payload, 'metadata') }
      return { subscription: shownSubscription(updateSubscription(world, subscriptionId, { metadata })) }
    }
    case 'downgrade': {
      const row = subscriptionOf(world, subscriptionId)
      const planId = fieldOf(payload, 'targetPlanId') ?? effect.planId
      const trialOverrideConfiguration = { isTrial: false }
      const { customerId, resourceId } = row
      return provisionSubscription(world, { customerId, planId, resourceId, trialOverrideConfiguration })
    }
  }
  return { workflow: name, notified: true, payload: payload ?? null }
}

const notChanges = new Set(['subscriptionId', 'customerId', 'correlationId'])

/** What a payload wants changed: everything but the ids it travels with. */
function changesIn(payload: unknown): object {
  if (typeof payload !== 'object' || payload === null) return {}
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !notChanges.has(name)))
}

function objectIn(payload: unknown, name: string): object {
  const value: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, name) : null
  return typeof value === 'object' && value !== null ? value : {}
}
