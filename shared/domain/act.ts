import { z } from 'zod'

import { isBefore } from './calendar.ts'
import type { Subscription } from './customer.ts'
import { Moment } from './opportunity.ts'
import { pendingUpdatesOf } from './replacement.ts'
import type { Run, Step } from './run.ts'
import { SalesforceId } from './salesforce-id.ts'

const onSubscription = { opportunityId: SalesforceId, subscriptionId: z.string().min(1).max(255) }

/** One thing done to a running subscription, from the page of a deal. Another act is another member, and a step for it. */
export const Act = z.discriminatedUnion('kind', [
  /** Scheduled changes do not happen: those that wait for their day, or for a payment. */
  z.object({ kind: z.literal('revoke-schedule'), ...onSubscription, waitsFor: z.enum(['date', 'payment']) }),
  /** A running trial ends on another day. */
  z.object({ kind: z.literal('extend-trial'), ...onSubscription, endDate: Moment }),
])
export type Act = z.infer<typeof Act>

/** Why an act cannot be done to a subscription as it is now. */
export type ActObstacle = 'gone' | 'nothing-scheduled' | 'no-trial' | 'end-in-past'

/** What stands in the way of an act; null where nothing does. */
export function obstacleToAct(act: Act, held: Subscription | null, now: Moment): ActObstacle | null {
  if (!held) return 'gone'
  if (act.kind === 'revoke-schedule') {
    return pendingUpdatesOf(held).some(({ status }) => status === waitingStatus[act.waitsFor])
      ? null
      : 'nothing-scheduled'
  }
  if (held.status !== 'IN_TRIAL') return 'no-trial'
  return isBefore(now, act.endDate) ? null : 'end-in-past'
}

/** How Stigg names what waits. */
const waitingStatus = { date: 'SCHEDULED', payment: 'PENDING_PAYMENT' } as const

/** The write that an act comes to. */
export const stepOfAct = (act: Act, held: Subscription, productId: string, planName: string): Step =>
  act.kind === 'revoke-schedule'
    ? { kind: 'revoke-schedule', id: `revoke:${held.id}`, subscriptionId: held.id, waitsFor: act.waitsFor }
    : {
        kind: 'amend-subscription',
        id: `trial:${held.id}`,
        subscriptionId: held.id,
        productId,
        planName,
        request: { trialEndDate: act.endDate, amendment: null },
      }

/** The act that a run is; null where it is none. */
export function actOfRun({ kind, opportunityId, steps }: Pick<Run, 'kind' | 'opportunityId' | 'steps'>): Act | null {
  const step = steps[0]?.step
  if (kind === 'revoke-schedule' && step?.kind === 'revoke-schedule') {
    return { kind, opportunityId, subscriptionId: step.subscriptionId, waitsFor: step.waitsFor }
  }
  if (kind === 'extend-trial' && step?.kind === 'amend-subscription' && step.request.trialEndDate) {
    return { kind, opportunityId, subscriptionId: step.subscriptionId, endDate: step.request.trialEndDate }
  }
  return null
}
