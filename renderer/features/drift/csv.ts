import { driftKinds, notCompared, sayDrift, sayDriftNote } from '../../words/drift.ts'
import { csvCell } from '../inbox/index.ts'
import { aboutOf, soldAndLive, type DriftItem } from './list.ts'

const fields: readonly (readonly [title: string, value: (item: DriftItem) => string | null])[] = [
  ['Difference', ({ row }) => (row ? driftKinds[row.kind].word : notCompared.word)],
  ['Account', (item) => aboutOf(item).accountName],
  ['What', ({ row }) => row?.what.name ?? null],
  ['ID', ({ row }) => row?.what.id ?? null],
  ['Sold', ({ row }) => row && soldAndLive(row).sold],
  ['Live', ({ row }) => row && soldAndLive(row).live],
  ['Why', ({ row, note }) => (row ? sayDrift(row, (moment) => moment.slice(0, 10)) : sayDriftNote(note))],
  ['Deal', (item) => aboutOf(item).deal?.name ?? null],
  ['Opportunity ID', (item) => aboutOf(item).deal?.id ?? null],
  ['Account ID', (item) => aboutOf(item).accountId],
  ['Stigg customer ID', (item) => aboutOf(item).customerId],
  ['Stigg subscription ID', ({ row }) => row?.subscriptionId ?? null],
]

/** Lines of the list as CSV text: a head, then one line each, CRLF between them. */
export const driftCsvOf = (items: readonly DriftItem[]): string =>
  [fields.map(([title]) => title), ...items.map((item) => fields.map(([, value]) => csvCell(value(item) ?? '')))]
    .map((cells) => cells.join(','))
    .join('\r\n')
