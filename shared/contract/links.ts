import { z } from 'zod'

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

export const links = {
  /**
   * Where a pasted or followed text leads: an app link, a Salesforce or Stigg URL, or an ID.
   * Fails: `link.invalid` (not a link or ID), `link.other-profile` (another org or environment).
   */
  resolve: call.input(z.object({ text: z.string().max(4000) })).output(LinkTarget),
}
