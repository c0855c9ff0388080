import { useQuery } from '@tanstack/react-query'
import { IconHistory } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'

import { RunState, type RunSummary } from '#shared/domain/run'

import { useQueries, useWindow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime } from '../../data/use-status.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Grid } from '../../ui/Grid.tsx'
import page from '../../ui/page.module.css'
import prose from '../../ui/prose.module.css'
import { saveText } from '../inbox/index.ts'
import { sayFailure } from '../../words/failures.ts'
import { arranged, csvOfRuns, type RunOrder } from './list.ts'
import { callOutWait } from './call-out-wait.ts'
import { canGoOn, RunActs } from './RunActs.tsx'
import { runColumns } from './run-columns.tsx'
import { RunFilter } from './RunFilter.tsx'
import { RunPage } from './RunPage.tsx'
import { RunTabs, statesOf, tabOf } from './RunTabs.tsx'
import styles from './Runs.module.css'

const keyOf = (run: RunSummary): string => run.id
const nothing = (): void => undefined

/** Every run of this profile's journal, newest first, and the open one. */
export function Runs({ openId }: { readonly openId: string | null }) {
  const queries = useQueries()
  const time = useOrgTime()
  const [, navigate] = useLocation()
  const search = new URLSearchParams(useSearch())
  const wanted = (search.get('states') ?? '').split(',').flatMap((text) => RunState.safeParse(text).data ?? [])
  const opportunityId = search.get('opportunity')
  const [cursor, setCursor] = useState(0)

  const list = useQuery(
    queries.runs.list.queryOptions({
      input: { states: wanted, limit: 500, ...(opportunityId === null ? {} : { opportunityId }) },
    }),
  )
  const run = useQuery(queries.runs.get.queryOptions({ input: { runId: openId ?? '' }, enabled: openId !== null }))
  const all = list.data ?? []
  const text = search.get('find') ?? ''
  const person = search.get('by')
  const kind = search.get('kind')
  const [order, setOrder] = useState<RunOrder>({ by: 'startedAt', descending: true })
  const rows = arranged(all, { text, person, kind, order })
  const rowAt = (index: number) => rows[index]
  /** Change the filter, which stands in the address. */
  const set = (changes: Readonly<Record<string, string | null>>): void => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(name)
      else next.set(name, value)
    }
    setCursor(0)
    navigate(`/runs${next.size > 0 ? `?${next.toString()}` : ''}`, { replace: true })
  }
  const isFiltered = wanted.length > 0 || all.length > 0
  const resume = useWindow((state) => state.resume)
  const place = useRef<HTMLElement>(null)
  const shown = useRef(openId)
  useEffect(() => {
    // Back in the list, the focus is on the row that was left.
    if (shown.current !== null && openId === null) place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()
    shown.current = openId
  }, [openId])
  const back = (): void => navigate(`/runs${search.size > 0 ? `?${search.toString()}` : ''}`)
  const open = (index: number): void => {
    const row = rowAt(index)
    if (row) navigate(`/runs/${row.id}${search.size > 0 ? `?${search.toString()}` : ''}`)
  }

  if (openId !== null) {
    const failure = run.error ? failureOf(run.error) : null
    if (failure !== null)
      return (
        <div className={page.scroll}>
          <FailurePanel {...sayFailure(failure)} action={{ label: 'Back to the runs', onClick: back }} />
        </div>
      )
    if (run.data === undefined) return null
    return (
      <RunPage
        report={run.data}
        timeZone={time.timeZone}
        onRetry={
          canGoOn.has(run.data.run.state) && callOutWait(run.data.run) === null
            ? (fromStep) => void resume({ ...run.data.run, fromStep })
            : undefined
        }
        acts={<RunActs run={run.data.run} onChanged={() => void run.refetch()} />}
        onClose={back}
      />
    )
  }
  const failure = list.error ? failureOf(list.error) : null
  return (
    <section ref={place} className={page.page} aria-label="Runs">
      <div className={page.top}>
        <h1 className={page.title}>Runs</h1>
        <RunTabs
          tab={tabOf(wanted)}
          onTab={(tab) => {
            set({ states: statesOf(tab).join(',') })
          }}
        />
        <span className={page.end}>
          <Link href="/bulk" className={prose.link}>
            Bulk runs
          </Link>
        </span>
        <RunFilter
          runs={all}
          text={text}
          person={person}
          kind={kind}
          onChange={set}
          onSave={() => saveText('runs.csv', csvOfRuns(rows))}
        />
        {opportunityId === null ? null : (
          <button type="button" className={styles.chip} onClick={() => set({ opportunity: null })}>
            of one deal ×
          </button>
        )}
      </div>
      {failure !== null ? (
        <div className={page.pad}>
          <FailurePanel {...sayFailure(failure)} action={{ label: 'Try again', onClick: () => void list.refetch() }} />
        </div>
      ) : list.data === undefined ? (
        <Delayed>
          <div aria-busy="true" aria-label="Reading runs" />
        </Delayed>
      ) : rows.length === 0 ? (
        <EmptyState
          icon={<IconHistory size={26} stroke={1.5} aria-hidden />}
          title={isFiltered ? 'No such run' : 'No runs yet'}
        >
          {isFiltered ? 'No run fits this filter.' : 'Each time a deal is provisioned, its steps are kept here.'}
        </EmptyState>
      ) : (
        <Grid
          label="Runs"
          columns={runColumns(time.timeZone)}
          rowCount={rows.length}
          rowAt={rowAt}
          keyOf={keyOf}
          cursor={cursor}
          sort={order}
          onCursor={setCursor}
          onOpen={open}
          onPeek={open}
          onEscape={nothing}
          onSort={(by) => setOrder({ by, descending: order.by === by ? !order.descending : by === 'startedAt' })}
          onVisible={nothing}
        />
      )}
    </section>
  )
}
