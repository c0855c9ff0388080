import { z } from 'zod'

import { CreditCadence } from './catalog.ts'
import { DealReason, DealState } from './deal-state.ts'
import { Decimal } from './decimal.ts'
import { Way } from './draft.ts'
import { DraftEdits } from './draft-edits.ts'
import { Finding } from './finding.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'
import { Failure } from '../failure.ts'

/** Deals that one bulk run may hold. */
export const mostDeals = 500

/** What a deal would become, in short. */
const BulkSubscription = z.object({
  productId: z.string(),
  planId: z.string(),
  planName: z.string(),
  way: Way,
})

/** Credits that a subscription would give, each cadence. */
export const BulkCredits = z.object({
  currencyId: z.string(),
  name: z.string(),
  amount: Decimal,
  cadence: CreditCadence.nullable(),
})
export type BulkCredits = z.infer<typeof BulkCredits>

/** One deal of a batch as it was read live: what it maps to, what is wrong with it, and what it comes to. */
export const BulkCheckRow = z.object({
  opportunityId: z.string(),
  opportunityName: z.string(),
  accountName: z.string().nullable(),
  /** The Stigg customer that it would go to; null where the deal has none. */
  customerId: z.string().nullable(),
  customerExists: z.boolean(),
  state: DealState,
  reason: DealReason,
  subscriptions: z.array(BulkSubscription),
  credits: z.array(BulkCredits),
  /** The deal's own amount in Salesforce. */
  amount: Money.nullable(),
  /** First invoice; null where Stigg bills nothing or the figure is not known. */
  firstInvoice: Money.nullable(),
  /** Whether Stigg bills something whose amount could not be found out. */
  invoiceUnknown: z.boolean(),
  /** Writes that it takes, over both services. */
  writes: z.number().int(),
  findings: z.array(Finding),
  /** What a person had changed in the draft before: it was checked so, and goes so. */
  edits: DraftEdits,
  /** Empty where the deal could not be read. */
  fingerprint: z.string(),
  /** Why it could not be read. */
  failure: Failure.nullable(),
  opportunityUrl: z.string().nullable(),
})
export type BulkCheckRow = z.infer<typeof BulkCheckRow>

/** A deal of a bulk run, as it was approved. */
export const BulkItem = z.object({
  opportunityId: z.string(),
  opportunityName: z.string(),
  accountName: z.string().nullable(),
  /** The Stigg customer that it goes to: deals of one customer never run side by side. */
  customerId: z.string().nullable(),
  edits: DraftEdits,
  fingerprint: z.string(),
  /** Keys of the warnings that were ticked. */
  acknowledged: z.array(z.string()),
})
export type BulkItem = z.infer<typeof BulkItem>

/**
 * waiting: its turn has not come · running · done · attention: its run needs a person, or waits for a payment ·
 * refused: no run was made, nothing was written · cancelled: not begun, the bulk run ended before · stopped: its run was
 * halted between two steps when the bulk run was cancelled.
 */
export const BulkRowState = z.enum(['waiting', 'running', 'done', 'attention', 'refused', 'cancelled', 'stopped'])
export type BulkRowState = z.infer<typeof BulkRowState>

export const BulkRow = BulkItem.extend({
  state: BulkRowState,
  /** The run that was made for it; null before, and where none was. */
  runId: z.string().nullable(),
  failure: Failure.nullable(),
  startedAt: Moment.nullable(),
  finishedAt: Moment.nullable(),
})
export type BulkRow = z.infer<typeof BulkRow>

/**
 * running · paused: by a person, or because no deal could go on (`failure` says why) · interrupted: the app ended in the
 * middle · cancelled: ended by a person · done: every deal had its turn.
 */
export const BulkState = z.enum(['running', 'paused', 'interrupted', 'cancelled', 'done'])
export type BulkState = z.infer<typeof BulkState>

export const BulkCounts = z.object({
  total: z.number().int(),
  waiting: z.number().int(),
  running: z.number().int(),
  done: z.number().int(),
  attention: z.number().int(),
  refused: z.number().int(),
  cancelled: z.number().int(),
  stopped: z.number().int(),
})
export type BulkCounts = z.infer<typeof BulkCounts>

export const BulkSummary = z.object({
  id: z.string(),
  state: BulkState,
  startedAt: Moment,
  finishedAt: Moment.nullable(),
  /** The Salesforce user who approved it. */
  startedBy: z.string(),
  counts: BulkCounts,
  /** Why it paused by itself; null where a person paused it. */
  failure: Failure.nullable(),
  /** True while deals under way come to their end before it stands still. */
  settling: z.boolean(),
  /** Deals a minute over the last minute of work; null while too few have ended to tell. */
  perMinute: z.number().nullable(),
})
export type BulkSummary = z.infer<typeof BulkSummary>

export const Bulk = BulkSummary.extend({ rows: z.array(BulkRow) })
export type Bulk = z.infer<typeof Bulk>

/** How many rows are in each state. */
export function countsOf(rows: Iterable<Pick<BulkRow, 'state'>>): BulkCounts {
  const counts = { total: 0, waiting: 0, running: 0, done: 0, attention: 0, refused: 0, cancelled: 0, stopped: 0 }
  for (const { state } of rows) {
    counts.total += 1
    counts[state] += 1
  }
  return counts
}

/** Rows that another try may help: what was refused, halted or left over. A run that needs a person is theirs to look at. */
export const mayRetry = ({ state }: Pick<BulkRow, 'state'>): boolean =>
  state === 'refused' || state === 'attention' || state === 'stopped' || state === 'cancelled'
