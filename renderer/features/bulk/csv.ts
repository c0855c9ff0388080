import type { BulkRow } from '#shared/domain/bulk'

import { bulkRowStates } from '../../words/bulk.ts'
import { sayFailure } from '../../words/failures.ts'
import { csvCell } from '../inbox/index.ts'

const fields: readonly (readonly [title: string, value: (row: BulkRow) => string | null])[] = [
  ['Result', (row) => bulkRowStates[row.state].word],
  ['Deal', (row) => row.opportunityName],
  ['Account', (row) => row.accountName],
  ['Why', (row) => (row.failure ? sayFailure(row.failure).title : null)],
  ['Code', (row) => row.failure?.code ?? null],
  ['Started', (row) => row.startedAt],
  ['Ended', (row) => row.finishedAt],
  ['Opportunity ID', (row) => row.opportunityId],
  ['Stigg customer ID', (row) => row.customerId],
  ['Run ID', (row) => row.runId],
]

/** The results of a bulk run as CSV text: a head, then one line per deal, CRLF between them. */
export const bulkCsvOf = (rows: readonly BulkRow[]): string =>
  [fields.map(([title]) => title), ...rows.map((row) => fields.map(([, value]) => csvCell(value(row) ?? '')))]
    .map((cells) => cells.join(','))
    .join('\r\n')
