import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { CallOutIds } from '../domain/call-out.ts'
import { ChangeSet } from '../domain/change-set.ts'
import { Cost } from '../domain/cost.ts'
import { StiggCustomer, Subscription } from '../domain/customer.ts'
import { DealReason, DealState } from '../domain/deal-state.ts'
import { Draft } from '../domain/draft.ts'
import { DraftEdits } from '../domain/draft-edits.ts'
import { Finding } from '../domain/finding.ts'
import { Deal, Moment } from '../domain/opportunity.ts'
import { Ramp } from '../domain/ramp.ts'
import { Run, StepRecord, WireRequest } from '../domain/run.ts'
import { Step } from '../domain/step.ts'
import { SalesforceId } from '../domain/salesforce-id.ts'
import { TrialRule } from '../domain/trial-rules.ts'
import { WayChoice } from '../domain/ways.ts'
import { call } from './call.ts'

/** Where a deal's records stand in both services, and the app's own link to it. */
export const DealLinks = z.object({
  opportunityUrl: z.string(),
  accountUrl: z.string().nullable(),
  customerUrl: z.string().nullable(),
  subscriptionUrl: z.string().nullable(),
  appUrl: z.string(),
})
export type DealLinks = z.infer<typeof DealLinks>

/** Everything that a person sees before they approve, read live from both services. Nothing has been written. */
export const ProvisioningPreview = z.object({
  deal: Deal,
  state: DealState,
  reason: DealReason,
  /** Null where the deal maps to nothing that could be sent (no account, no plan). */
  draft: Draft.nullable(),
  findings: z.array(Finding),
  /** Where a subscription of a product runs already: replacing and amending it, side by side. */
  ways: z.array(WayChoice),
  /** Stigg's rules about trials that bite, by product. */
  trialRules: z.record(z.string(), z.array(TrialRule)),
  /** What was sold over consecutive periods: each segment, and the one that was chosen. */
  ramps: z.array(Ramp),
  /** The Stigg customer as it is now; null where there is none. */
  customer: StiggCustomer.nullable(),
  /** Names for the IDs that occur: plans, add-ons, features, currencies, products. */
  names: z.record(z.string(), z.string()),
  subscriptions: z.array(Subscription),
  changeSet: ChangeSet,
  cost: Cost,
  /** What apply would do, in order; empty while an error blocks. */
  steps: z.array(z.object({ step: Step, requests: z.array(WireRequest) })),
  /** The answer of the customer's own application that the draft rests on: the call is not made again. Null = none yet. */
  callOut: z.object({ runId: z.string(), at: Moment.nullable(), ids: CallOutIds }).nullable(),
  /** Approves exactly this: a hash of what would be sent and of the live state that it rests on. */
  fingerprint: z.string(),
  links: DealLinks,
  readAt: Moment,
})
export type ProvisioningPreview = z.infer<typeof ProvisioningPreview>

export const StepEvent = z.object({ runId: z.string(), index: z.number().int(), record: StepRecord })
export type StepEvent = z.infer<typeof StepEvent>

export const ProvisioningReport = z.object({ run: Run, links: DealLinks })
export type ProvisioningReport = z.infer<typeof ProvisioningReport>

export const provisioning = {
  preview: call.input(z.object({ opportunityId: SalesforceId, edits: DraftEdits })).output(ProvisioningPreview),
  /**
   * Reports each step as it happens and ends with the report. Aborting stops before the next step, never inside one.
   * `acknowledged` holds the keys of the warnings that the person ticked.
   * `typed`: the account's name or the customer's ID, where the profile asks for that.
   * Fails: `opportunity.stale`, `draft.blocked`, `draft.unacknowledged`, `access.*`, `run.busy`.
   */
  apply: call
    .input(
      z.object({
        opportunityId: SalesforceId,
        edits: DraftEdits,
        fingerprint: z.string(),
        acknowledged: z.array(z.string()),
        typed: z.string().max(255).default(''),
      }),
    )
    .output(eventIterator(StepEvent, ProvisioningReport)),
  /**
   * Go on with a run that was interrupted, needs attention or waits: unknown steps are read back before anything is sent.
   * `fromStep` is the index of a step whose forerunners are all done: it and what follows is looked at anew, and what is
   * not there (any more) is sent again. A call-out of unknown outcome cannot be read back: it is sent again, under the same
   * key, only where a person says that it was not done, and not before a minute has gone by.
   * Fails: `run.not-found`, `run.not-resumable`, `call-out.too-soon`, and as apply does.
   */
  resume: call
    .input(
      z.object({
        runId: z.string(),
        fromStep: z.number().int().nonnegative().optional(),
        callOutNotDone: z.boolean().optional(),
      }),
    )
    .output(eventIterator(StepEvent, ProvisioningReport)),
  /** Give a run up. What it did stays; nothing more is sent. */
  abandon: call.input(z.object({ runId: z.string(), reason: z.string().trim().min(3).max(500) })).output(Run),
}
