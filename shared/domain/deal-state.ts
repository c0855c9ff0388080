import { z } from 'zod'

import { findingCodes } from './finding.ts'

/** One computed state per deal, by the table of the domain: the first that matches, top to bottom. */
export const DealState = z.enum(['in-flight', 'attention', 'superseded', 'drifted', 'live', 'blocked', 'ready'])
export type DealState = z.infer<typeof DealState>

/** Why a deal is in its state. */
export const DealReason = z.object({
  /** The first finding of severity error, on a blocked deal. */
  finding: z.enum(findingCodes).nullable(),
  facts: z.record(z.string(), z.string()),
  /** The run that put it in flight, in need of attention, or live. */
  runId: z.string().nullable(),
  warnings: z.number().int().nonnegative(),
})
export type DealReason = z.infer<typeof DealReason>
