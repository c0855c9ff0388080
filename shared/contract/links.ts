import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { DealState } from '../domain/deal-state.ts'
import { Mend } from '../domain/link-mend.ts'
import { LinkRow, LinkState } from '../domain/link-states.ts'
import { Moment } from '../domain/opportunity.ts'
import { RunState, WireRequest } from '../domain/run.ts'
import { AccountMendStep, CustomerMendStep } from '../domain/step.ts'
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

/** One record that a search found, and why. */
export const FoundRecord = z.object({
  kind: z.enum(['opportunity', 'account', 'customer', 'subscription', 'catalogue']),
  id: z.string(),
  name: z.string().nullable(),
  /** What it belongs to: the account of a deal or a customer, the customer of a subscription. */
  of: z.string().nullable(),
  /** Of a deal that is known here. */
  state: DealState.nullable(),
  why: z.object({
    by: z.enum(['link', 'id', 'name', 'account-name', 'owner', 'sold', 'email', 'contact', 'domain', 'website']),
    /** What matched, as it is written there. */
    value: z.string(),
  }),
  /** The window's own path. */
  path: z.string(),
})
export type FoundRecord = z.infer<typeof FoundRecord>

export const LinkSearch = z.object({
  asked: z.enum(['record', 'email', 'domain', 'words']),
  /** Most fitting first. */
  found: z.array(FoundRecord),
  /** Whether the services may know more than this machine does. */
  more: z.boolean(),
  /** Services that could not be asked, with why; what the others said is there. */
  silent: z.array(z.object({ service: z.enum(['salesforce', 'stigg']), failure: Failure })),
})
export type LinkSearch = z.infer<typeof LinkSearch>

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
   * Fails: `link.invalid` (not a link or ID), `link.other-profile` (another org or environment; the facts
   * tell which profiles of this machine have it, and the link to follow there: shared/domain/profile-offer.ts).
   */
  resolve: call.input(z.object({ text: z.string().max(4000) })).output(LinkTarget),
  /**
   * What a text in the search box means: a link, an address or an ID; else what an e-mail address, a domain or words are
   * found by. `here` is answered from this machine at once, `services` asks Salesforce and Stigg, once each, for what
   * is not known here. Writes nothing.
   * Fails: `link.invalid` (a link that leads nowhere), `link.no-record` (a list, or an object without a page here), `link.other-profile`.
   */
  search: call
    .input(z.object({ text: z.string().max(4000), reach: z.enum(['here', 'services']).default('here') }))
    .output(LinkSearch),
}
