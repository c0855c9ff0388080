import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'

import { SortKey, type DealRow } from '#shared/contract/opportunities'
import type { Failure } from '#shared/failure'

import { useCompanion, useQueries, useWindow, useWindowNow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime, useStatus } from '../../data/use-status.ts'
import { formatTime } from '../../ui/dates.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Grid } from '../../ui/Grid.tsx'
import page from '../../ui/page.module.css'
import prose from '../../ui/prose.module.css'
import { fact } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { sayUse, sayWatch } from '../../words/watch.ts'
import { columnsInRoom } from './column-ids.ts'
import { columnsFor } from './columns.tsx'
import { csvOf } from './csv.ts'
import { allDeals, saveText } from './export.ts'
import { FilterBar } from './FilterBar.tsx'
import { Freshness } from './Freshness.tsx'
import styles from './Inbox.module.css'
import { NoDeals, whyEmpty } from './NoDeals.tsx'
import { queryOf } from './query-of.ts'
import { defaultView, noFilter } from './slice.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { Skeleton } from './Skeleton.tsx'
import { StateTabs } from './StateTabs.tsx'
import { useDeals } from './use-deals.ts'
import { useSelection } from './use-selection.ts'
import { useWatchStatus } from '../watch/use-watch-status.ts'

const DealDetail = lazy(() => import('../deal/index.ts').then(({ DealDetail }) => ({ default: DealDetail })))

const keyOf = (row: DealRow): string => row.id
const looksLikeRecord = (text: string): boolean => /^(https?:\/\/|stigg-companion:)/.test(text.trim())

/** The list of won deals, and the open deal beside it (wide windows) or over it. */
export function Inbox({ openId }: { readonly openId: string | null }) {
  const companion = useCompanion()
  const queries = useQueries()
  const status = useStatus()
  const { timeZone, today, now } = useOrgTime()
  const watch = useWatchStatus()
  const [, navigate] = useLocation()
  const asking = new URLSearchParams(useSearch()).get('search')
  const peeking = useHistoryState<{ peek?: boolean } | null>()?.peek === true
  const wide = useMediaQuery('(min-width: 1400px)', true, { getInitialValueInEffect: false }) ?? true
  const vast = useMediaQuery('(min-width: 1700px)', true, { getInitialValueInEffect: false }) ?? true
  const roomy = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false }) ?? true
  const tight = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false }) ?? false
  const filter = useWindow(({ filter }) => filter)
  const profileId = status?.profile.id ?? ''
  const view = useWindow(({ views }) => views[profileId]) ?? defaultView
  const { narrow, clearFilter, arrange, moveCursor, keepScroll, startSync, stopSync, clearChosen, startSignIn } =
    useWindowNow()
  const cursor = useWindow(({ cursor }) => cursor)
  const sync = useWindow(({ sync }) => sync)
  const [scrollTop] = useState(useWindowNow().scrollTop)
  // Kept when the list goes, not at every step of scrolling: the window's state is written to disk with each change.
  const reached = useRef(scrollTop)
  const onScrolled = useCallback((top: number) => {
    reached.current = top
  }, [])
  useEffect(() => () => keepScroll(reached.current), [keepScroll])
  const [exporting, setExporting] = useState(false)
  const [trouble, setTrouble] = useState<Failure | null>(null)
  const list = useRef<HTMLDivElement>(null)

  // A link that fits several deals leads here with what to look for; it becomes the search that the person sees.
  useEffect(() => {
    if (asking === null) return
    narrow({ ...noFilter, search: asking })
    navigate('/inbox', { replace: true })
  }, [asking, narrow, navigate])

  const [settledSearch] = useDebouncedValue(filter.search, 90)
  const asked = useMemo(
    () => queryOf({ ...filter, search: settledSearch }, view, today),
    [filter, settledSearch, view, today],
  )
  const { head, error, stale, rowAt, onVisible } = useDeals(asked)
  const facets = useQuery(queries.opportunities.facets.queryOptions({ staleTime: 60_000 })).data

  const beside = openId !== null && (wide || peeking)
  const room = beside ? (vast ? 'roomy beside' : 'narrow beside') : tight ? 'narrow' : roomy ? 'wide' : 'medium'
  const edits = useWindow((state) => state.edits)
  const columns = useMemo(
    () => columnsFor(columnsInRoom(view.columns, room), today, new Set(Object.keys(edits)), new Set(watch?.newDeals)),
    [room, view.columns, today, edits, watch?.newDeals],
  )

  const focusList = useCallback(() => list.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), [])
  const open = useCallback(
    (index: number, peek = false) => {
      const row = rowAt(index)
      if (row) navigate(`/inbox/${row.id}`, peek ? { state: { peek: true } } : {})
    },
    [rowAt, navigate],
  )
  const close = useCallback(() => {
    navigate('/inbox')
    // The focus went with the deal. A frame may be late: what was opened meanwhile keeps it.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) focusList()
    })
  }, [navigate, focusList])
  const onCursor = useCallback((index: number) => moveCursor(index, rowAt(index)?.id ?? null), [moveCursor, rowAt])
  const onOpen = useCallback((index: number) => open(index), [open])
  const onPeek = useCallback(
    (index: number) => (openId !== null && rowAt(index)?.id === openId ? close() : open(index, true)),
    [open, close, openId, rowAt],
  )
  const onSort = (columnId: string): void => {
    const by = SortKey.safeParse(columnId)
    if (!by.success) return
    const again = view.sort.by === by.data
    arrange(profileId, { sort: { by: by.data, descending: again ? !view.sort.descending : by.data !== 'name' } })
  }
  /** Do something that may fail; why it did stands above the list until the next try. */
  const attempt = useCallback(async (act: () => Promise<unknown>): Promise<void> => {
    setTrouble(null)
    try {
      await act()
    } catch (error) {
      setTrouble(failureOf(error))
    }
  }, [])
  const chosen = useWindow(({ chosen }) => chosen)
  const choice = useSelection(asked, { rowAt, head }, cursor.index, attempt)
  const goTo = async (text: string): Promise<void> => {
    const target = await companion.links.resolve({ text })
    narrow({ search: '' })
    navigate(target.path)
  }
  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      // The search is left before a deal that is open beside it.
      event.preventDefault()
      if (filter.search === '') focusList()
      else narrow({ search: '' })
    } else if (event.key === 'Enter' && looksLikeRecord(filter.search)) {
      void attempt(() => goTo(filter.search))
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      focusList()
    }
  }
  const exportAll = async (): Promise<void> => {
    setExporting(true)
    try {
      saveText(`deals-${today}.csv`, csvOf(await allDeals(companion, asked)))
    } finally {
      setExporting(false)
    }
  }

  const freshness = (
    <Freshness
      asOf={head?.asOf ?? null}
      sync={sync}
      timeZone={timeZone}
      now={now}
      short={beside && !vast}
      watched={watch ? `${sayWatch(watch, (moment) => formatTime(moment, timeZone, now))} ${sayUse(watch)}.` : null}
      onSync={() => void startSync()}
      onStop={stopSync}
    />
  )
  const failure = error ? failureOf(error) : null
  const total = head?.total ?? 0
  return (
    <div
      className={styles.split}
      data-open={openId !== null}
      data-over={openId !== null && !beside}
      data-peek={peeking && !wide}
    >
      <section className={styles.inbox} aria-label="Inbox" inert={openId !== null && !beside} ref={list}>
        <div className={`${page.top} ${styles.top}`}>
          <h1 className={beside ? prose.heard : page.title}>Inbox</h1>
          <StateTabs counts={head?.counts} state={filter.state} onState={(state) => narrow({ state })} />
          {beside ? null : freshness}
        </div>
        <FilterBar
          filter={filter}
          stages={facets?.stages ?? []}
          owners={facets?.owners ?? []}
          columns={view.columns}
          exporting={exporting}
          beside={beside ? freshness : null}
          onNarrow={narrow}
          onClear={() => narrow({ search: '', stages: [], owners: [], closed: 'any' })}
          onSearchKey={onSearchKey}
          onColumns={(ids) => arrange(profileId, { columns: ids })}
          onExport={() => void attempt(exportAll)}
        />
        {trouble === null ? null : (
          <div className={page.pad}>
            <FailurePanel {...sayFailure(trouble)} action={{ label: 'Dismiss', onClick: () => setTrouble(null) }} />
          </div>
        )}
        {failure !== null && head === undefined ? (
          <div className={page.pad}>
            <FailurePanel {...sayFailure(failure)} />
          </div>
        ) : head === undefined || status === undefined ? (
          <Delayed>
            <Skeleton columns={columns} />
          </Delayed>
        ) : total === 0 && !stale ? (
          <NoDeals
            why={whyEmpty(filter, head.asOf, status)}
            filter={filter}
            missing={fact(status.salesforce.failure?.facts ?? {}, ['object', 'field', 'fields'], 'what is needed')}
            onClear={clearFilter}
            onSync={() => void startSync()}
            onConnect={() =>
              void (status.salesforce.state === 'signed-out'
                ? startSignIn()
                : attempt(() => companion.workspace.reconnect()))
            }
            signedOut={status.salesforce.state === 'signed-out'}
            onAll={() => narrow({ state: null })}
          />
        ) : (
          <Grid
            label="Won deals"
            columns={columns}
            rowCount={total}
            rowAt={rowAt}
            keyOf={keyOf}
            cursor={Math.min(cursor.index, Math.max(0, total - 1))}
            openKey={openId}
            sort={view.sort}
            initialScrollTop={scrollTop}
            choice={choice}
            onCursor={onCursor}
            onOpen={onOpen}
            onPeek={onPeek}
            onEscape={close}
            onSort={onSort}
            onVisible={onVisible}
            onScrolled={onScrolled}
          />
        )}
        {chosen.size === 0 ? null : (
          <SelectionBar
            chosen={chosen}
            total={total}
            onAll={choice.onAll}
            onClear={() => {
              clearChosen()
              focusList()
            }}
            onCheck={() => navigate('/bulk/new')}
          />
        )}
      </section>
      {openId === null ? null : (
        <Suspense fallback={<div className={styles.detail} />}>
          <div className={styles.detail}>
            <DealDetail key={openId} opportunityId={openId} takeFocus={!peeking} onClose={close} />
          </div>
        </Suspense>
      )}
    </div>
  )
}
