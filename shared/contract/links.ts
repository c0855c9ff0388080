import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { Mend } from '../domain/link-mend.ts'
import { LinkRow, LinkState } from '../domain/link-states.ts'
import { Moment } from '../domain/opportunity.ts'
import { AccountMendStep, CustomerMendStep, RunState, WireRequest } from '../domain/run.ts'
import { Failure } from '../failure.ts'
import { call } from './call.ts'

/** A place in the window, and the deals that lie there. */
export const LinkTarget = z.object({
  kind: z.enum(['opportunity', 'account', 'customer', 'subscription']),
  id: z.string(),
  /** Deals in the mirror that belong to it; one = go there, several = show them, none = say so. */
  opportunityIds: z.array(z.string()),
  /** The window's own path. */
  path: z.string(),
})
export type LinkTarget = z.infer<typeof LinkTarget>

/** First how much of each side is read, then the rows, in batches, those that need attention first. */
export const LinkEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), accounts: z.number().int(), customers: z.number().int() }),
  z.object({ kind: z.literal('rows'), rows: z.array(LinkRow) }),
])
export type LinkEvent = z.infer<typeof LinkEvent>

export const LinkReport = z.object({ asOf: Moment, counts: z.record(LinkState, z.number().int()) })
export type LinkReport = z.infer<typeof LinkReport>

/** What a mend would do, read live a moment ago. Nothing has been written. */
export const MendPreview = z.object({
  /** The account's name, or the customer's where no account is concerned. */
  name: z.string(),
  steps: z.array(z.discriminatedUnion('kind', [AccountMendStep, CustomerMendStep])),
  requests: z.array(WireRequest),
  /** Approves exactly this. */
  fingerprint: z.string(),
  readAt: Moment,
})
export type MendPreview = z.infer<typeof MendPreview>

/** One mend that was looked at: either it can be done, or the failure says why not. */
export const MendLook = z.object({ mend: Mend, preview: MendPreview.nullable(), failure: Failure.nullable() })
export type MendLook = z.infer<typeof MendLook>

/** How far one of the approved mends is; `refused` where no run was begun. */
export const MendProgress = z.object({
  index: z.number().int().nonnegative(),
  state: z.union([RunState, z.literal('refused')]),
  runId: z.string().nullable(),
  failure: Failure.nullable(),
})
export type MendProgress = z.infer<typeof MendProgress>

/** How each ended that had its turn. */
export const MendReport = z.object({ outcomes: z.array(MendProgress) })
export type MendReport = z.infer<typeof MendReport>

/** Mends that are looked at, or approved, at once. */
export const mostMends = 500

export const links = {
  /** Read accounts and customers of both services and join them. Writes nothing. Abort to stop. */
  reconcile: call.output(eventIterator(LinkEvent, LinkReport)),
  /** What each mend would do, from what both services hold now. Writes nothing. */
  preview: call.input(z.object({ mends: z.array(Mend).min(1).max(mostMends) })).output(z.array(MendLook)),
  /**
   * Do the approved mends one after another, each journalled as a run of its own. One that fails does not stop the others.
   * Aborting stops before the next one. `typed` is what the profile asks to be typed.
   * Fails: `link.unconfirmed`, `access.read-only`. A single one: `link.stale`, `link.not-mendable`, `run.busy`, and what a
   * preview fails with.
   */
  mend: call
    .input(
      z.object({
        items: z
          .array(z.object({ mend: Mend, fingerprint: z.string() }))
          .min(1)
          .max(mostMends),
        typed: z.string().max(255).nullable(),
      }),
    )
    .output(eventIterator(MendProgress, MendReport)),
  /**
   * Where a pasted or followed text leads: an app link, a Salesforce or Stigg URL, or an ID.
   * Fails: `link.invalid` (not a link or ID), `link.other-profile` (another org or environment).
   */
  resolve: call.input(z.object({ text: z.string().max(4000) })).output(LinkTarget),
}
