import { useQuery } from '@tanstack/react-query'
import { IconStack2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'

import type { BulkSummary } from '#shared/domain/bulk'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime } from '../../data/use-status.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Grid, type Column } from '../../ui/Grid.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import page from '../../ui/page.module.css'
import { RecordHead } from '../../ui/RecordHead.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import { When } from '../../ui/When.tsx'
import { bulkStates } from '../../words/bulk.ts'
import { sayFailure } from '../../words/failures.ts'

const keyOf = (bulk: BulkSummary): string => bulk.id
const nothing = (): void => undefined
const notDone = ({ counts }: BulkSummary): number =>
  counts.attention + counts.refused + counts.stopped + counts.cancelled

const columnsIn = (timeZone: string): readonly Column<BulkSummary>[] => [
  {
    id: 'state',
    title: 'State',
    track: '118px',
    sortable: false,
    render: ({ state }) => (
      <Tag tone={bulkStates[state].tone} title={bulkStates[state].meaning}>
        {bulkStates[state].word}
      </Tag>
    ),
  },
  {
    id: 'startedAt',
    title: 'Started',
    track: '160px',
    sortable: false,
    render: ({ startedAt }) => <When moment={startedAt} timeZone={timeZone} />,
  },
  {
    id: 'startedBy',
    title: 'Started by',
    track: 'minmax(120px, 1fr)',
    sortable: false,
    render: (bulk) => bulk.startedBy,
  },
  {
    id: 'deals',
    title: 'Deals',
    track: '84px',
    sortable: false,
    end: true,
    render: ({ counts }) => formatNumber(counts.total),
  },
  {
    id: 'done',
    title: 'Done',
    track: '84px',
    sortable: false,
    end: true,
    render: ({ counts }) => formatNumber(counts.done),
  },
  {
    id: 'not',
    title: 'Not done',
    track: '84px',
    sortable: false,
    end: true,
    render: (bulk) => formatNumber(notDone(bulk)),
  },
]

/** Every bulk run of this profile, newest first. */
export function BulkList() {
  const queries = useQueries()
  const { timeZone } = useOrgTime()
  const [, navigate] = useLocation()
  const [cursor, setCursor] = useState(0)
  const list = useQuery(queries.bulk.list.queryOptions({ staleTime: 0 }))
  const back = (): void => navigate('/runs')
  useEscape(back)
  const bulks = list.data ?? []
  const failure = list.error ? failureOf(list.error) : null
  const open = (index: number): void => {
    const bulk = bulks[index]
    if (bulk) navigate(`/bulk/${bulk.id}`)
  }
  return (
    <section className={page.page} aria-label="Bulk runs">
      <RecordHead back={{ to: 'the runs', byKey: true, onBack: back }} name="Bulk runs" />
      {failure !== null ? (
        <div className={page.pad}>
          <FailurePanel {...sayFailure(failure)} />
        </div>
      ) : list.data === undefined ? (
        <Delayed>
          <div aria-busy="true" aria-label="Reading bulk runs" />
        </Delayed>
      ) : bulks.length === 0 ? (
        <EmptyState icon={<IconStack2 size={26} stroke={1.5} aria-hidden />} title="No bulk runs yet">
          Select deals in the inbox to check and provision them together.
        </EmptyState>
      ) : (
        <Grid
          label="Bulk runs"
          columns={columnsIn(timeZone)}
          rowCount={bulks.length}
          rowAt={(index) => bulks[index]}
          keyOf={keyOf}
          cursor={Math.min(cursor, bulks.length - 1)}
          sort={{ by: 'startedAt', descending: true }}
          onCursor={setCursor}
          onOpen={open}
          onPeek={open}
          onEscape={back}
          onSort={nothing}
          onVisible={nothing}
        />
      )}
    </section>
  )
}
