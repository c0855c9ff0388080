import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { LinkRow, LinkState } from '../domain/link-states.ts'
import { Moment } from '../domain/opportunity.ts'
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

export const links = {
  /** Read accounts and customers of both services and join them. Writes nothing. Abort to stop. */
  reconcile: call.output(eventIterator(LinkEvent, LinkReport)),
  /**
   * Where a pasted or followed text leads: an app link, a Salesforce or Stigg URL, or an ID.
   * Fails: `link.invalid` (not a link or ID), `link.other-profile` (another org or environment).
   */
  resolve: call.input(z.object({ text: z.string().max(4000) })).output(LinkTarget),
}
