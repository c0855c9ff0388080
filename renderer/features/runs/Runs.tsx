import { useQuery } from '@tanstack/react-query'
import { IconHistory } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'

import { RunState, type RunSummary } from '#shared/domain/run'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime } from '../../data/use-status.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Grid } from '../../ui/Grid.tsx'
import { sayFailure } from '../../words/failures.ts'
import { RunActs } from './RunActs.tsx'
import { runColumns } from './run-columns.tsx'
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
  const rows = list.data ?? []
  const rowAt = useCallback((index: number) => list.data?.[index], [list.data])
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
        <div className={styles.scroll}>
          <FailurePanel
            {...sayFailure(failure)}
            details={JSON.stringify(failure, null, 2)}
            action={{ label: 'Back to the runs', onClick: back }}
          />
        </div>
      )
    if (run.data === undefined) return null
    return (
      <RunPage
        report={run.data}
        timeZone={time.timeZone}
        acts={<RunActs run={run.data.run} onChanged={() => void run.refetch()} />}
        onClose={back}
      />
    )
  }
  const failure = list.error ? failureOf(list.error) : null
  return (
    <section ref={place} className={styles.page} aria-label="Runs">
      <div className={styles.top}>
        <h1 className={styles.title}>Runs</h1>
        <RunTabs
          tab={tabOf(wanted)}
          onTab={(tab) => {
            const states = statesOf(tab)
            navigate(states.length === 0 ? '/runs' : `/runs?states=${states.join(',')}`)
          }}
        />
        <Link href="/bulk" className={styles.link} style={{ marginInlineStart: 'auto' }}>
          Bulk runs
        </Link>
        {opportunityId === null ? null : (
          <button type="button" className={styles.chip} onClick={() => navigate('/runs')}>
            of one deal ×
          </button>
        )}
      </div>
      {failure !== null ? (
        <div className={styles.scroll}>
          <FailurePanel
            {...sayFailure(failure)}
            details={JSON.stringify(failure, null, 2)}
            action={{ label: 'Try again', onClick: () => void list.refetch() }}
          />
        </div>
      ) : list.data === undefined ? (
        <Delayed>
          <div aria-busy="true" aria-label="Reading runs" />
        </Delayed>
      ) : rows.length === 0 ? (
        <EmptyState
          icon={<IconHistory size={26} stroke={1.5} aria-hidden />}
          title={wanted.length > 0 ? 'No such run' : 'No runs yet'}
        >
          {wanted.length > 0 ? 'No run is in this state.' : 'Each time a deal is provisioned, its steps are kept here.'}
        </EmptyState>
      ) : (
        <Grid
          label="Runs"
          columns={runColumns(time.timeZone)}
          rowCount={rows.length}
          rowAt={rowAt}
          keyOf={keyOf}
          cursor={cursor}
          sort={{ by: 'startedAt', descending: true }}
          onCursor={setCursor}
          onOpen={open}
          onPeek={open}
          onEscape={nothing}
          onSort={nothing}
          onVisible={nothing}
        />
      )}
    </section>
  )
}
