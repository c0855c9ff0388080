import { assertNever } from '../assert-never.ts'
import { isLive, type Subscription } from './customer.ts'
import { valueAt } from './json-pointer.ts'
import { isObject } from './render-workflow.ts'
import type { WorkflowExpectation, WorkflowPayload } from './workflow.ts'

/** What a customer holds, read after the workflow was answered. */
export interface SeenAfter {
  /** Null = it is not there any more. */
  readonly subscription: Subscription | null
  /** Of the customer, in every state. */
  readonly all: readonly Subscription[]
  /** Whether the subscription is another than it was when the workflow was looked at. */
  readonly differs: boolean
}

/** One thing that is to be seen: how it has to be, and how it is. */
export interface ExpectedField {
  readonly field: string
  readonly expected: string
  readonly found: string | null
}

const dateOf = (value: unknown): string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : 'none'

/** What is to be seen of a workflow's work, and what is. Empty where nothing is expected. */
export function expectedFields(
  expects: WorkflowExpectation,
  payload: WorkflowPayload,
  { subscription, all, differs }: SeenAfter,
): ExpectedField[] {
  switch (expects.kind) {
    case 'nothing':
      return []
    case 'changed':
      return [{ field: 'Subscription', expected: 'changed', found: differs ? 'changed' : 'as it was' }]
    case 'cancelled':
      return [{ field: 'Status', expected: 'cancelled', found: cancelledIn(subscription) }]
    case 'cancellation-date': {
      const found = subscription && dateOf(subscription.cancellationDate)
      return [{ field: 'Cancellation date', expected: dateOf(valueAt(payload, expects.at)), found }]
    }
    case 'metadata': {
      const wanted = valueAt(payload, expects.at)
      return Object.entries(isObject(wanted) ? wanted : {}).map(([key, value]) => ({
        field: `Metadata ${key}`,
        expected: typeof value === 'string' ? value : JSON.stringify(value),
        found: subscription?.metadata[key] ?? null,
      }))
    }
    case 'plan': {
      const wanted = valueAt(payload, expects.at)
      const planId = typeof wanted === 'string' ? wanted : JSON.stringify(wanted ?? null)
      const held = all.filter(isLive).map((one) => one.planId)
      return [{ field: 'Plan in force', expected: planId, found: held.includes(planId) ? planId : held.join(', ') }]
    }
    default:
      return assertNever(expects)
  }
}

/** Ended already, or with an end that is fixed: both are what a cancellation comes to. */
function cancelledIn(held: Subscription | null): string | null {
  if (!held) return null
  const hasEnded = held.status === 'CANCELED' || held.status === 'EXPIRED'
  return hasEnded || held.cancellationDate !== null ? 'cancelled' : held.status
}
