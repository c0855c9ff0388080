import { z } from 'zod'

import { Moment } from '../domain/opportunity.ts'
import { Failure } from '../failure.ts'
import { call } from './call.ts'

export const WatchStatus = z.object({
  /**
   * `off`: by the profile's rules. `looking`: at this moment. `going`: the next look is at `nextAt`. `stopped`: the app's
   * share, or the org's limit, is used up until `nextAt`. `waiting`: a service cannot be asked; see `failure`.
   */
  state: z.enum(['off', 'looking', 'going', 'stopped', 'waiting']),
  /** Why it looks as often as it does: as the share allows · much of the share is taken · others use the org up. */
  because: z.enum(['usual', 'share', 'org']),
  /** Between two looks; null where there is no next one. */
  everyMs: z.number().nullable(),
  /** Null where it waits for a person: signed out, off, or a share that is too small for one look. */
  nextAt: Moment.nullable(),
  /** When the mirror last caught up, whoever asked for it. */
  lastAt: Moment.nullable(),
  failure: Failure.nullable(),
  /** The app's requests in the last 24 hours, whoever asked for them, and its share of what the org may use. */
  share: z.object({ used: z.number().int(), allowed: z.number().int(), isLimitKnown: z.boolean() }),
  /** All requests of the org in the last 24 hours, as Salesforce said last. */
  org: z.object({ used: z.number(), limit: z.number() }).nullable(),
  /** Newly won deals that nobody has opened or provisioned yet, by opportunity ID. */
  newDeals: z.array(z.string()),
})
export type WatchStatus = z.infer<typeof WatchStatus>

export const watch = {
  status: call.output(WatchStatus),
}
