import { z } from 'zod'

import { Decimal } from './decimal.ts'
import { Day } from './opportunity.ts'

/** What was sold over consecutive periods. It is never summed: one segment is chosen, or the deal is blocked. */
export const Ramp = z.object({
  /** Stigg ID of what was sold. */
  id: z.string(),
  name: z.string(),
  /** In time. */
  segments: z.array(
    z.object({ lineId: z.string(), startDate: Day.nullable(), endDate: Day.nullable(), quantity: Decimal }),
  ),
  /** Index of the chosen segment; null while none is. */
  chosen: z.number().int().nonnegative().nullable(),
})
export type Ramp = z.infer<typeof Ramp>

/** The segment of each ramp that a person chose, by Stigg ID of what was sold: its index in time. */
export type ChosenSegments = Readonly<Record<string, number>>
