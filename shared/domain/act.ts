import { z } from 'zod'

import { assertNever } from '../assert-never.ts'
import { isBefore } from './calendar.ts'
import { isLive, type Subscription } from './customer.ts'
import { Moment } from './opportunity.ts'
import { isTrialNow, pendingUpdatesOf } from './replacement.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'
import { SalesforceId } from './salesforce-id.ts'

const onSubscription = {
  customerId: z.string().min(1).max(255),
  subscriptionId: z.string().min(1).max(255),
  /** The deal from whose page it is done; null = from the customer's. */
  opportunityId: SalesforceId.nullable(),
}

/** When a cancellation takes effect. Source: Stigg REST API v1, "Cancel subscription", `cancellationTime`. */
export const CancellationTime = z.enum(['IMMEDIATE', 'END_OF_BILLING_PERIOD', 'SPECIFIC_DATE'])
export type CancellationTime = z.infer<typeof CancellationTime>

/** One thing done to a running subscription, over Stigg's API. Another act is another member, and a step for it. */
export const Act = z.discriminatedUnion('kind', [
  /** Scheduled changes do not happen: those that wait for their day, or for a payment. */
  z.object({ kind: z.literal('revoke-schedule'), ...onSubscription, waitsFor: z.enum(['date', 'payment']) }),
  /** A running trial ends on another day. */
  z.object({ kind: z.literal('extend-trial'), ...onSubscription, endDate: Moment }),
  z.object({
    kind: z.literal('cancel'),
    ...onSubscription,
    time: CancellationTime,
    /** Set with SPECIFIC_DATE alone. */
    endDate: Moment.nullable(),
    /** True: the customer keeps nothing of the product, whatever it lets ended customers fall back to. */
    revokes: z.boolean(),
    /** Whether credits that were granted for the rest of the period are taken back in proportion. */
    prorates: z.boolean(),
  }),
  /** A subscription ends on another day than it would; null = it goes on without an end. */
  z.object({ kind: z.literal('reschedule'), ...onSubscription, cancellationDate: Moment.nullable() }),
])
export type Act = z.infer<typeof Act>
export type CancelAct = Extract<Act, { kind: 'cancel' }>

/** Why an act cannot be done to a subscription as it is now. */
export type ActObstacle =
  | 'gone'
  | 'over'
  | 'nothing-scheduled'
  | 'no-trial'
  | 'end-in-past'
  | 'trial-at-once-only'
  | 'no-billing-period'
  | 'end-as-it-is'

/** What stands in the way of an act; null where nothing does. */
export function obstacleToAct(act: Act, held: Subscription | null, now: Moment): ActObstacle | null {
  if (!held) return 'gone'
  switch (act.kind) {
    case 'revoke-schedule': {
      const waits = pendingUpdatesOf(held).some(({ status }) => status === waitingStatus[act.waitsFor])
      return waits ? null : 'nothing-scheduled'
    }
    case 'extend-trial':
      if (!isTrialNow(held)) return 'no-trial'
      return isBefore(now, act.endDate) ? null : 'end-in-past'
    case 'cancel':
      return obstacleToCancel(act, held, now)
    case 'reschedule':
      return obstacleToEnd(act.cancellationDate, held, now)
    default:
      return assertNever(act)
  }
}

/** Source: Stigg documentation, "Cancel a subscription": trials end at once, and only paid plans have a billing period. */
function obstacleToCancel({ time, endDate }: CancelAct, held: Subscription, now: Moment): ActObstacle | null {
  if (!isLive(held)) return 'over'
  if (time === 'IMMEDIATE') return null
  if (isTrialNow(held)) return 'trial-at-once-only'
  if (time === 'SPECIFIC_DATE') return obstacleToEnd(endDate, held, now)
  return hasBillingPeriod(held) ? null : 'no-billing-period'
}

function obstacleToEnd(end: Moment | null, held: Subscription, now: Moment): ActObstacle | null {
  if (!isLive(held)) return 'over'
  if (isTrialNow(held)) return 'trial-at-once-only'
  if (end !== null && !isBefore(now, end)) return 'end-in-past'
  return isSameMoment(end, held.cancellationDate) ? 'end-as-it-is' : null
}

const isSameMoment = (a: Moment | null, b: Moment | null): boolean =>
  a === null || b === null ? a === b : Date.parse(a) === Date.parse(b)

const hasBillingPeriod = ({ pricingType, currentPeriodEnd }: Subscription): boolean =>
  pricingType === 'PAID' && currentPeriodEnd !== null

/** The times at which a subscription can be cancelled; the first is the one that takes the least from the customer. */
export const cancellationTimesOf = (held: Subscription): readonly CancellationTime[] =>
  isTrialNow(held)
    ? ['IMMEDIATE']
    : hasBillingPeriod(held)
      ? ['END_OF_BILLING_PERIOD', 'SPECIFIC_DATE', 'IMMEDIATE']
      : ['SPECIFIC_DATE', 'IMMEDIATE']

/** When a cancellation ends a subscription; null = at once. */
export const endOfCancel = ({ time, endDate }: CancelAct, held: Subscription): Moment | null =>
  time === 'IMMEDIATE' ? null : time === 'SPECIFIC_DATE' ? endDate : held.currentPeriodEnd

/** How Stigg names what waits. */
const waitingStatus = { date: 'SCHEDULED', payment: 'PENDING_PAYMENT' } as const

/** The write that an act comes to. */
export function stepOfAct(act: Act, held: Subscription, productId: string, planName: string): Step {
  const subscriptionId = held.id
  switch (act.kind) {
    case 'revoke-schedule':
      return { kind: 'revoke-schedule', id: `revoke:${subscriptionId}`, subscriptionId, waitsFor: act.waitsFor }
    case 'extend-trial': {
      const request = { trialEndDate: act.endDate, amendment: null }
      return { kind: 'amend-subscription', id: `trial:${subscriptionId}`, subscriptionId, productId, planName, request }
    }
    case 'cancel': {
      const { time, revokes, prorates } = act
      const cancellation = { time, endsAt: endOfCancel(act, held), revokes, prorates }
      return { kind: 'cancel-subscription', id: `cancel:${subscriptionId}`, subscriptionId, planName, cancellation }
    }
    case 'reschedule': {
      const request = { cancellationDate: act.cancellationDate, amendment: null }
      return { kind: 'amend-subscription', id: `end:${subscriptionId}`, subscriptionId, productId, planName, request }
    }
    default:
      return assertNever(act)
  }
}

type ActRun = Pick<Run, 'kind' | 'opportunityId' | 'customerId' | 'steps'>

/** The act that a run is; null where it is none. */
export function actOfRun({ kind, opportunityId, customerId, steps }: ActRun): Act | null {
  const step = steps[0]?.step
  if (!step || !('subscriptionId' in step) || step.subscriptionId === null) return null
  const on = { customerId, subscriptionId: step.subscriptionId, opportunityId: opportunityId || null }
  if (kind === 'revoke-schedule' && step.kind === 'revoke-schedule') return { kind, ...on, waitsFor: step.waitsFor }
  if (kind === 'cancel' && step.kind === 'cancel-subscription') {
    const { endsAt, ...cancellation } = step.cancellation
    return { kind, ...on, ...cancellation, endDate: cancellation.time === 'SPECIFIC_DATE' ? endsAt : null }
  }
  if (step.kind !== 'amend-subscription') return null
  const { trialEndDate, cancellationDate } = step.request
  if (kind === 'extend-trial' && trialEndDate) return { kind, ...on, endDate: trialEndDate }
  return kind === 'reschedule' && cancellationDate !== undefined ? { kind, ...on, cancellationDate } : null
}
