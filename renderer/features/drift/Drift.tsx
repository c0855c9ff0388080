import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconArrowsDiff, IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'

import { DriftKind } from '#shared/domain/drift'

import { useQueries, useWindow } from '../../data/companion.tsx'
import { useNow } from '../../data/use-now.ts'
import { useOrgTime } from '../../data/use-status.ts'
import { dayOf, formatFullDay, formatTime } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Grid } from '../../ui/Grid.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import page from '../../ui/page.module.css'
import { RowTabs } from '../../ui/RowTabs.tsx'
import { driftKinds, notCompared } from '../../words/drift.ts'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { saveText } from '../inbox/index.ts'
import { driftColumns } from './columns.tsx'
import { driftCsvOf } from './csv.ts'
import { itemsOf, keyOf, pathOf, type DriftOrder, type DriftTab } from './list.ts'
import styles from './Drift.module.css'

const nothing = (): void => undefined

/** What was sold to linked customers against what is live. Reads; it changes nothing. */
export function Drift() {
  const queries = useQueries()
  const time = useOrgTime()
  const now = useNow()
  const [, navigate] = useLocation()
  const last = useQuery(queries.drift.last.queryOptions({ staleTime: 0 }))
  const checking = useWindow((state) => state.checking)
  const checkDrift = useWindow((state) => state.checkDrift)
  const followDrift = useWindow((state) => state.followDrift)
  const stopChecking = useWindow((state) => state.stopChecking)
  const tellDrift = useWindow((state) => state.tellDrift)
  const [tab, setTab] = useState<DriftTab>('all')
  const [text, setText] = useState('')
  const [soldOnly, setSoldOnly] = useState(false)
  const [order, setOrder] = useState<DriftOrder>({ by: 'account', descending: false })
  const [cursor, setCursor] = useState(0)

  const report = last.data?.report ?? null
  const { refetch } = last
  const check = useCallback(() => void checkDrift().finally(() => void refetch()), [checkDrift, refetch])
  // One that the clock began before the page was opened is followed here, with its progress and a stop.
  useEffect(() => void followDrift().finally(() => void refetch()), [followDrift, refetch])
  // Who looks at the list has heard the news.
  useEffect(() => {
    tellDrift(null)
    return () => tellDrift(null)
  }, [tellDrift])

  const items = useMemo(() => itemsOf(report, { tab, text, soldOnly, order }), [report, tab, text, soldOnly, order])
  const columns = useMemo(() => driftColumns((moment) => formatFullDay(dayOf(moment, time.timeZone))), [time.timeZone])
  const narrow = (change: () => void): void => {
    change()
    setCursor(0)
  }
  const count = (kind: DriftKind): number => report?.rows.filter((row) => row.kind === kind).length ?? 0
  const failure = checking.at === 'failed' ? checking.failure : null
  const open = (index: number): void => {
    const item = items[index]
    if (item) navigate(pathOf(item))
  }
  return (
    <section className={page.page} aria-label="Drift">
      <div className={page.top}>
        <h1 className={page.title}>Drift</h1>
        <RowTabs<DriftTab>
          label="Differences by kind"
          tabs={[
            { id: 'all', word: 'All', count: report?.rows.length ?? 0 },
            ...DriftKind.options.map((id) => ({ id, word: driftKinds[id].word, count: count(id) })),
            { id: 'notes', word: notCompared.word, count: report?.notes.length ?? 0 },
          ]}
          current={tab}
          onTab={(next) => narrow(() => setTab(next))}
        />
        <div className={page.end}>
          <Checkbox
            size="xs"
            label="Provisioned deals only"
            checked={soldOnly}
            onChange={({ currentTarget: { checked } }) => narrow(() => setSoldOnly(checked))}
          />
          <TextInput
            aria-label="Find differences"
            placeholder="Find"
            size="xs"
            value={text}
            onChange={({ currentTarget: { value } }) => narrow(() => setText(value))}
          />
          <Button
            variant="default"
            size="compact-sm"
            disabled={items.length === 0}
            onClick={() => saveText('drift.csv', driftCsvOf(items))}
          >
            Export
          </Button>
          {checking.at === 'running' ? (
            <>
              <output>{sayProgress(checking.progress)}</output>
              <Button variant="default" size="compact-sm" onClick={stopChecking}>
                Stop
              </Button>
            </>
          ) : (
            <>
              <span title={report?.checkedAt}>
                {report === null
                  ? 'not checked yet'
                  : `${plural(report.customers, 'linked customer')} as of ${formatTime(report.checkedAt, time.timeZone, now)}`}
              </span>
              <Button variant="default" size="compact-sm" onClick={check}>
                {report === null ? 'Check now' : 'Check again'}
              </Button>
            </>
          )}
        </div>
      </div>
      {checking.at === 'running' ? <ProgressBar {...checking.progress} /> : null}
      {failure === null ? null : (
        <div className={page.pad}>
          <FailurePanel {...sayFailure(failure)} action={{ label: 'Try again', onClick: check }} />
        </div>
      )}
      <div className={styles.list}>
        {items.length > 0 ? (
          <Grid
            label="Differences"
            columns={columns}
            rowCount={items.length}
            rowAt={(index) => items[index]}
            keyOf={keyOf}
            cursor={Math.min(cursor, items.length - 1)}
            sort={order}
            onCursor={setCursor}
            onOpen={open}
            onPeek={open}
            onEscape={nothing}
            onSort={(by) => setOrder({ by, descending: order.by === by && !order.descending })}
            onVisible={nothing}
          />
        ) : last.data === undefined ? null : report === null ? (
          <EmptyState
            icon={<IconArrowsDiff size={26} stroke={1.5} aria-hidden />}
            title="Nothing was compared yet"
            action={
              <Button disabled={checking.at === 'running'} onClick={check}>
                Compare all linked customers
              </Button>
            }
          >
            What the won deals in force sold is compared with what is live in Stigg. It takes one request for each
            linked customer and changes nothing. Settings can make it run by the clock.
          </EmptyState>
        ) : report.rows.length === 0 && tab !== 'notes' ? (
          <EmptyState icon={<IconCircleCheck size={26} stroke={1.5} aria-hidden />} title="What was sold is live">
            {`${plural(report.customers, 'linked customer')} compared, and nothing differs.`}
          </EmptyState>
        ) : (
          <EmptyState
            icon={<IconArrowsDiff size={26} stroke={1.5} aria-hidden />}
            title={tab === 'notes' && report.notes.length === 0 ? 'Everything was compared' : 'No such difference'}
          >
            {tab === 'notes' && report.notes.length === 0
              ? 'Nothing stood in the way of any customer.'
              : 'No difference fits this filter.'}
          </EmptyState>
        )}
      </div>
    </section>
  )
}

interface Progress {
  readonly done: number
  readonly total: number
}

const sayProgress = ({ done, total }: Progress): string =>
  total === 0 ? 'Catching up with Salesforce' : `Compared ${formatNumber(done)} of ${formatNumber(total)}`

const ProgressBar = ({ done, total }: Progress) => (
  <div className={styles.bar} aria-hidden>
    <span style={{ width: `${total === 0 ? 0 : (100 * done) / total}%` }} />
  </div>
)
