import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { DriftReport } from '../domain/drift.ts'
import { call } from './call.ts'

/** So many linked customers of all were looked at, and so many of them differ. */
export const DriftProgress = z.object({
  done: z.number().int(),
  total: z.number().int(),
  differing: z.number().int(),
})
export type DriftProgress = z.infer<typeof DriftProgress>

export const drift = {
  /**
   * Compare what was sold to every linked customer with what is live. Writes nothing to either service. One check at a time:
   * who asks while one is under way follows it. Abort to stop; the result before it then stays.
   * Fails: what either service fails with; a customer that cannot be read alone is a note of the report.
   */
  check: call.output(eventIterator(DriftProgress, DriftReport)),
  /** The last whole result, and how far a check under way is; null where there is none. */
  last: call.output(z.object({ report: DriftReport.nullable(), progress: DriftProgress.nullable() })),
}
