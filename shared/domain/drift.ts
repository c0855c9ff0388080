import { z } from 'zod'

import { HeldValue, ValueSource } from './change-set.ts'
import { Moment } from './opportunity.ts'

/**
 * missing: sold, and nothing of it is live · expired: sold and in force, and its subscription is over · other-plan: another
 * plan of the product is live · less, more: live to another extent than was sold, or live and never sold.
 */
export const DriftKind = z.enum(['missing', 'expired', 'other-plan', 'less', 'more'])
export type DriftKind = z.infer<typeof DriftKind>

/** A deal of the mirror that a row speaks of. */
export const DriftDeal = z.object({ id: z.string(), name: z.string() })
export type DriftDeal = z.infer<typeof DriftDeal>

/** Whom it is about: a Stigg customer, and the account that it is linked to. */
export const DriftCustomer = z.object({ customerId: z.string(), accountId: z.string(), accountName: z.string() })
export type DriftCustomer = z.infer<typeof DriftCustomer>

/** One thing that differs between what was sold to a customer and what is live. */
export const DriftRow = DriftCustomer.extend({
  /** Unique over a report, and the same from one check to the next. */
  key: z.string(),
  kind: DriftKind,
  what: z.object({ kind: z.enum(['plan', 'addon', 'feature', 'credit']), id: z.string(), name: z.string() }),
  /** Null = not sold. */
  sold: HeldValue.nullable(),
  /** Null = not live. */
  live: HeldValue.nullable(),
  /** What gives the live value, where that was found out. */
  source: ValueSource.nullable(),
  /** The deal that says what was sold, and whose draft would mend it; null where no deal speaks of it. */
  deal: DriftDeal.nullable(),
  /** Whether that deal was provisioned: through this app, or by a marker in Stigg. */
  isProvisioned: z.boolean(),
  subscriptionId: z.string().nullable(),
  /** When the live subscription, or what was sold, came to its end. */
  endedAt: Moment.nullable(),
})
export type DriftRow = z.infer<typeof DriftRow>

/** Why something could not be compared. */
export const DriftNoteReason = z.enum([
  'deal-blocked',
  'several-accounts',
  'customer-missing',
  'customer-archived',
  'resource',
  'values-hidden',
  'unread',
])
export type DriftNoteReason = z.infer<typeof DriftNoteReason>

/** What was not compared, instead of a guess. */
export const DriftNote = DriftCustomer.extend({
  key: z.string(),
  reason: DriftNoteReason,
  deal: DriftDeal.nullable(),
  /** What the sentence needs: the finding, the failure, the name of what is not told. */
  facts: z.record(z.string(), z.string()),
})
export type DriftNote = z.infer<typeof DriftNote>

export const DriftReport = z.object({
  /** The org and environment that were compared. */
  orgId: z.string(),
  environmentId: z.string(),
  checkedAt: Moment,
  /** Linked customers that were looked at. */
  customers: z.number().int(),
  rows: z.array(DriftRow),
  notes: z.array(DriftNote),
})
export type DriftReport = z.infer<typeof DriftReport>

/** How many customers differ in something. */
export const driftedCustomers = ({ rows }: Pick<DriftReport, 'rows'>): number =>
  new Set(rows.map(({ customerId }) => customerId)).size
