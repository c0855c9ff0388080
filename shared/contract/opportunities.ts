import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

import { DealReason, DealState } from '../domain/deal-state.ts'
import { Decimal } from '../domain/decimal.ts'
import { Currency } from '../domain/money.ts'
import { Day, Moment } from '../domain/opportunity.ts'
import { call } from './call.ts'

export const DealRow = z.object({
  id: z.string(),
  name: z.string(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  ownerName: z.string().nullable(),
  stageName: z.string(),
  type: z.string().nullable(),
  closeDate: Day,
  amount: Decimal.nullable(),
  currency: Currency,
  state: DealState,
  reason: DealReason,
  /** Name of the first plan sold, and how many other mapped lines there are. */
  soldPlan: z.string().nullable(),
  soldOther: z.number().int(),
  customerId: z.string().nullable(),
  subscriptionId: z.string().nullable(),
})
export type DealRow = z.infer<typeof DealRow>

export const SortKey = z.enum(['closeDate', 'name', 'accountName', 'amount', 'state', 'ownerName'])
export type SortKey = z.infer<typeof SortKey>

export const DealQuery = z.object({
  /** Words, an ID, or part of a name; every word must occur in the deal's or account's name, owner or an ID. */
  search: z.string().max(500).default(''),
  states: z.array(DealState).default([]),
  stages: z.array(z.string()).default([]),
  owners: z.array(z.string()).default([]),
  closedFrom: Day.optional(),
  closedTo: Day.optional(),
  sort: z.object({ by: SortKey, descending: z.boolean() }).default({ by: 'closeDate', descending: true }),
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(500).default(100),
})
export type DealQuery = z.infer<typeof DealQuery>

export const DealPage = z.object({
  rows: z.array(DealRow),
  total: z.number().int(),
  /** Deals by state under the same search and filters, but without the filter by state. */
  counts: z.record(DealState, z.number().int()),
  /** When the mirror last caught up with Salesforce; null before the first time. */
  asOf: Moment.nullable(),
})
export type DealPage = z.infer<typeof DealPage>

export const SyncProgress = z.object({ read: z.number().int(), total: z.number().int().nullable() })
export const SyncReport = z.object({
  changed: z.number().int(),
  removed: z.number().int(),
  apiCalls: z.number().int(),
  asOf: Moment,
})
export type SyncReport = z.infer<typeof SyncReport>

export const opportunities = {
  list: call.input(DealQuery).output(DealPage),
  /** Values to filter by. */
  facets: call.output(z.object({ stages: z.array(z.string()), owners: z.array(z.string()) })),
  /** Catch up with Salesforce; `full` reads everything anew. Abort to stop: what was read stays. */
  sync: call.input(z.object({ full: z.boolean().default(false) })).output(eventIterator(SyncProgress, SyncReport)),
}
