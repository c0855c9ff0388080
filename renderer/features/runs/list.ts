import type { RunSummary } from '#shared/domain/run'

import { runKinds, runStates } from '../../words/states.ts'
import { csvCell } from '../inbox/index.ts'

export const tookMs = ({ startedAt, finishedAt }: RunSummary): number | null =>
  finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt)

export interface RunOrder {
  readonly by: string
  readonly descending: boolean
}

const values: Readonly<Record<string, (run: RunSummary) => string | number>> = {
  state: ({ state }) => runStates[state].word,
  kind: ({ kind }) => runKinds[kind],
  deal: ({ opportunityName }) => opportunityName.toLowerCase(),
  account: ({ accountName }) => accountName.toLowerCase(),
  startedBy: ({ startedBy }) => startedBy.toLowerCase(),
  startedAt: ({ startedAt }) => startedAt,
  took: (run) => tookMs(run) ?? -1,
}

/** The runs that hold every word that was typed and were started by one person, in the order asked for. */
export function arranged(
  runs: readonly RunSummary[],
  wanted: {
    readonly text: string
    readonly person: string | null
    readonly kind: string | null
    readonly order: RunOrder
  },
): RunSummary[] {
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean)
  const valueOf = values[wanted.order.by] ?? (({ startedAt }: RunSummary) => startedAt)
  const sign = wanted.order.descending ? -1 : 1
  return runs
    .filter((run) => {
      const text = [run.opportunityName, run.accountName, run.customerId, run.id, run.opportunityId, run.startedBy]
      const all = text.join(' ').toLowerCase()
      return (
        words.every((word) => all.includes(word)) &&
        (wanted.person === null || run.startedBy === wanted.person) &&
        (wanted.kind === null || run.kind === wanted.kind)
      )
    })
    .toSorted((a, b) => sign * compare(valueOf(a), valueOf(b)))
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

const fields: readonly (readonly [title: string, value: (run: RunSummary) => string | null])[] = [
  ['State', ({ state }) => runStates[state].word],
  ['What', ({ kind }) => runKinds[kind]],
  ['Deal', ({ opportunityName }) => opportunityName],
  ['Account', ({ accountName }) => accountName],
  ['Started by', ({ startedBy }) => startedBy],
  ['Started', ({ startedAt }) => startedAt],
  ['Finished', ({ finishedAt }) => finishedAt],
  ['Took (s)', (run) => (tookMs(run) === null ? null : String((tookMs(run) ?? 0) / 1000))],
  ['Run ID', ({ id }) => id],
  ['Bulk run ID', ({ bulkId }) => bulkId],
  ['Opportunity ID', ({ opportunityId }) => opportunityId],
  ['Account ID', ({ accountId }) => accountId],
  ['Stigg customer ID', ({ customerId }) => customerId],
]

/** Runs as CSV text: a head, then one line per run, CRLF between them. */
export const csvOfRuns = (runs: readonly RunSummary[]): string =>
  [fields.map(([title]) => title), ...runs.map((run) => fields.map(([, value]) => csvCell(value(run) ?? '')))]
    .map((cells) => cells.join(','))
    .join('\r\n')
