import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { Act } from '../domain/act.ts'
import { Consequence } from '../domain/change-set.ts'
import { Subscription } from '../domain/customer.ts'
import { Moment } from '../domain/opportunity.ts'
import { WireRequest } from '../domain/run.ts'
import { Step } from '../domain/step.ts'
import { call } from './call.ts'
import { ProvisioningReport, StepEvent } from './provisioning.ts'

/** What an act would do, read live a moment ago. Nothing has been written. */
export const ActPreview = z.object({
  act: Act,
  planName: z.string(),
  customerName: z.string(),
  subscription: Subscription,
  /** What starts, ends, is taken away and is left. */
  consequences: z.array(Consequence),
  step: Step,
  requests: z.array(WireRequest),
  /** Approves exactly this. */
  fingerprint: z.string(),
  readAt: Moment,
})
export type ActPreview = z.infer<typeof ActPreview>

export const acts = {
  /** Fails: `act.not-possible` (with the obstacle), `stigg.*`. */
  preview: call.input(z.object({ act: Act })).output(ActPreview),
  /**
   * As `provisioning.apply`, journalled as a run of the act's kind.
   * Fails also: `act.stale`, `access.unconfirmed`, `access.read-only`, `run.busy`.
   */
  apply: call
    .input(
      z.object({
        act: Act,
        fingerprint: z.string(),
        /** The customer's name or ID, where the profile asks for it; else empty. */
        typed: z.string().max(255),
      }),
    )
    .output(eventIterator(StepEvent, ProvisioningReport)),
}
