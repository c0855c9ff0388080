import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { Bulk, BulkCheckRow, BulkItem, BulkRow, BulkSummary, mostDeals } from '../domain/bulk.ts'
import { Moment } from '../domain/opportunity.ts'
import { SalesforceId } from '../domain/salesforce-id.ts'
import { call } from './call.ts'

const OneBulk = z.object({ bulkId: z.string() })

/** One deal was read, so many of all. */
const BulkCheckEvent = z.object({ row: BulkCheckRow, done: z.number().int(), total: z.number().int() })

/** The rows that moved since the event before, and how the whole stands. */
export const BulkEvent = z.object({ summary: BulkSummary, rows: z.array(BulkRow) })
export type BulkEvent = z.infer<typeof BulkEvent>

export const bulk = {
  /**
   * Read each deal live and check it; rows come as they are read, not in order. Writes nothing. A deal that cannot be
   * read is a row with its failure; only what concerns all of them ends the check.
   * Fails: `salesforce.signed-out`, `stigg.key-refused`.
   */
  check: call
    .input(z.object({ opportunityIds: z.array(SalesforceId).min(1).max(mostDeals) }))
    .output(eventIterator(BulkCheckEvent, z.object({ readAt: Moment }))),
  /**
   * Provision approved deals, each as a run of its own, in the background.
   * @param typedCount the number of deals as the person typed it, where the profile asks for that; else null
   * Fails: `access.read-only`, `bulk.unconfirmed`, `run.busy` (another bulk run is under way).
   */
  start: call
    .input(z.object({ items: z.array(BulkItem).min(1).max(mostDeals), typedCount: z.number().int().nullable() }))
    .output(BulkSummary),
  /** Newest first. */
  list: call.output(z.array(BulkSummary)),
  /** Fails: `bulk.not-found`. */
  get: call.input(OneBulk).output(Bulk),
  /** The whole at once, then the rows that move; ends when the bulk run stands still. Leaving it stops nothing. */
  watch: call.input(OneBulk).output(eventIterator(BulkEvent)),
  /** Begin no more deals; those under way come to their end. */
  pause: call.input(OneBulk).output(BulkSummary),
  /** Go on where it stands. Fails: `bulk.not-found`, `access.read-only`, `run.busy`. */
  resume: call.input(OneBulk).output(BulkSummary),
  /** End it: deals under way stop after the step that they are in, the others are not begun. */
  cancel: call.input(OneBulk).output(BulkSummary),
  /**
   * Try again what did not come to its end: runs that were begun go on, deals that were refused are tried as approved.
   * Fails: as resume does.
   */
  retry: call.input(OneBulk).output(BulkSummary),
}
