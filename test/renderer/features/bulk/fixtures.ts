import type { Bulk, BulkCheckRow, BulkRow } from '#shared/domain/bulk'
import { countsOf } from '#shared/domain/bulk'
import { finding, type FindingCode } from '#shared/domain/finding'
import { noEdits } from '#shared/domain/draft-edits'

import { numberedId } from '../../fixtures.ts'

/** A deal that was checked, with these findings. */
export const aChecked = (
  number: string,
  codes: readonly FindingCode[] = [],
  vary: Partial<BulkCheckRow> = {},
): BulkCheckRow => ({
  opportunityId: numberedId(number),
  opportunityName: `Deal ${number}`,
  accountName: `Account ${number}`,
  customerId: `customer-${number}`,
  customerExists: false,
  state: 'ready',
  reason: { finding: null, facts: {}, runId: null, warnings: 0 },
  subscriptions: [{ productId: 'product-core', planId: 'plan-enterprise', planName: 'Enterprise', way: 'replace' }],
  credits: [{ currencyId: 'currency-api', name: 'API credits', amount: '500', cadence: 'MONTH' }],
  amount: { amount: '48000', currency: 'usd' },
  firstInvoice: { amount: '4000', currency: 'usd' },
  invoiceUnknown: false,
  writes: 3,
  findings: codes.map((code) =>
    finding(code, { record: { system: 'salesforce', type: 'Opportunity', id: number, name: number } }),
  ),
  edits: noEdits,
  fingerprint: `fingerprint-${number}`,
  failure: null,
  opportunityUrl: `https://northwind.lightning.example/${number}`,
  ...vary,
})

export const aBulkRow = (number: string, vary: Partial<BulkRow> = {}): BulkRow => ({
  opportunityId: numberedId(number),
  opportunityName: `Deal ${number}`,
  accountName: `Account ${number}`,
  customerId: `customer-${number}`,
  edits: noEdits,
  fingerprint: `fingerprint-${number}`,
  acknowledged: [],
  state: 'waiting',
  runId: null,
  failure: null,
  startedAt: null,
  finishedAt: null,
  ...vary,
})

export const aBulk = (rows: BulkRow[], vary: Partial<Bulk> = {}): Bulk => ({
  id: 'bulk-1',
  state: 'running',
  startedAt: '2026-11-18T16:00:00.000Z',
  finishedAt: null,
  startedBy: 'Jordan Doe',
  failure: null,
  settling: false,
  perMinute: null,
  counts: countsOf(rows),
  rows,
  ...vary,
})
