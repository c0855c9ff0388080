import { z } from 'zod'

import { DraftEdits } from '../domain/draft-edits.ts'
import { Moment } from '../domain/opportunity.ts'
import { SalesforceId } from '../domain/salesforce-id.ts'
import { call } from './call.ts'

/** What a person changed in a deal's draft and has not provisioned yet. */
export const KeptEdits = z.object({ opportunityId: SalesforceId, edits: DraftEdits, keptAt: Moment })
export type KeptEdits = z.infer<typeof KeptEdits>

export const drafts = {
  /** All pending edits, those that were kept last first. */
  kept: call.output(z.array(KeptEdits)),
  /** Keep a deal's edits on this machine, in place of those before; edits that say nothing are forgotten. */
  keep: call.input(z.object({ opportunityId: SalesforceId, edits: DraftEdits })).output(z.void()),
}
