import { z } from 'zod'

import { Moment } from './opportunity.ts'
import { Version } from './version.ts'

/** A version that can be had, as the feed names it. */
export const Release = z.object({
  version: Version,
  /** Page to get it from, on the feed's own origin. */
  url: z.url().max(2000),
  /** What is new, in plain text. */
  notes: z.string().max(20_000).default(''),
})
export type Release = z.infer<typeof Release>

/** Why the feed said nothing: it did not answer · it answered with an HTTP error · what it answered is no release. */
export const UpdateTrouble = z.enum(['unreachable', 'refused', 'not-valid'])
export type UpdateTrouble = z.infer<typeof UpdateTrouble>

/** How the look for a newer version stands. */
export const UpdateState = z.discriminatedUnion('at', [
  /** Nothing is looked for: no feed is named, the administrator or the person switched it off. */
  z.object({ at: z.literal('off'), because: z.enum(['no-feed', 'managed', 'setting']) }),
  /** Not looked for yet. */
  z.object({ at: z.literal('unknown') }),
  z.object({ at: z.literal('current'), checkedAt: Moment }),
  z.object({ at: z.literal('available'), checkedAt: Moment, release: Release }),
  z.object({ at: z.literal('failed'), checkedAt: Moment, trouble: UpdateTrouble, status: z.number().int().nullable() }),
])
export type UpdateState = z.infer<typeof UpdateState>

/** What the window shows of updates. */
export const Updates = z.object({
  state: UpdateState,
  /** Whether an administrator decides, so that the person's own setting has no say. */
  managed: z.boolean(),
  /** Host that is asked; null where no feed is named. */
  feedHost: z.string().nullable(),
})
export type Updates = z.infer<typeof Updates>
