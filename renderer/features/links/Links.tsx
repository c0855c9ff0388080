import { Button, TextInput } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'

import { LinkState, type LinkRow } from '#shared/domain/link-states'

import { useWindow, useWindowNow } from '../../data/companion.tsx'
import { useNow } from '../../data/use-now.ts'
import { useOrgTime, useStatus } from '../../data/use-status.ts'
import { formatTime } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Grid } from '../../ui/Grid.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import page from '../../ui/page.module.css'
import { RowTabs } from '../../ui/RowTabs.tsx'
import { sayFailure } from '../../words/failures.ts'
import { linkStates } from '../../words/links.ts'
import { linkColumns } from './columns.tsx'
import { arranged, type LinkOrder } from './list.ts'
import styles from './Links.module.css'
import { MendBar } from './MendBar.tsx'
import { PairDetail } from './PairDetail.tsx'
import { useChoice } from './use-choice.ts'

const keyOf = ({ key }: LinkRow): string => key
const nothing = (): void => undefined
const none: readonly LinkRow[] = []

/** Every account and customer with the state of the pair, and the way to mend one or many. */
export function Links() {
  const time = useOrgTime()
  const now = useNow()
  const links = useWindow((state) => state.links)
  const reading = useWindow((state) => state.reading)
  const { readLinks, stopReading, lookAtMends } = useWindowNow()
  const [tab, setTab] = useState<LinkState | 'all'>('all')
  const [text, setText] = useState('')
  const [order, setOrder] = useState<LinkOrder>({ by: 'state', descending: false })
  const [cursor, setCursor] = useState(0)
  const [openKey, setOpenKey] = useState<string | null>(null)
  // What was read before stays until it is read again; the first look reads by itself.
  const isUnread = links === null
  useEffect(() => {
    if (isUnread) void readLinks()
  }, [isUnread, readLinks])

  const all = links?.rows ?? none
  // Typing is never held up by a long list.
  const wanted = useDeferredValue(text)
  const rows = useMemo(
    () => arranged(all, { state: tab === 'all' ? null : tab, text: wanted, order }),
    [all, tab, wanted, order],
  )
  const { chosen, choice, clear } = useChoice(rows, cursor)
  const selected = useMemo(() => all.filter(({ key }) => chosen.has(key)), [all, chosen])
  // What was mended is no longer what was chosen.
  const isMended = useWindow(({ mending }) => mending.at === 'ended')
  useEffect(() => {
    if (isMended) clear()
  }, [isMended, clear])
  const readOnly = useStatus()?.profile.access === 'read-only'
  const open = all.find(({ key }) => key === openKey)
  const failure = reading.at === 'failed' ? reading.failure : null
  const show = (index: number): void => setOpenKey(rows[index]?.key ?? null)
  return (
    <section className={page.page} aria-label="Links">
      <div className={page.top}>
        <h1 className={page.title}>Links</h1>
        <RowTabs
          label="Links by state"
          tabs={[
            { id: 'all' as const, word: 'All', count: all.length },
            ...LinkState.options.map((id) => ({
              id,
              word: linkStates[id].word,
              count: links?.report.counts[id] ?? 0,
            })),
          ]}
          current={tab}
          onTab={(next) => {
            setTab(next)
            setCursor(0)
          }}
        />
        <div className={page.end}>
          <TextInput
            aria-label="Find links"
            placeholder="Find"
            size="xs"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setCursor(0)
            }}
          />
          {reading.at === 'running' ? (
            <output>
              Read {formatNumber(reading.accounts)} accounts, {formatNumber(reading.customers)} customers
            </output>
          ) : (
            <span>
              {links === null ? 'not read yet' : `as of ${formatTime(links.report.asOf, time.timeZone, now)}`}
            </span>
          )}
          {reading.at === 'running' ? (
            <Button variant="default" size="compact-sm" onClick={stopReading}>
              Stop
            </Button>
          ) : (
            <Button variant="default" size="compact-sm" onClick={() => void readLinks()}>
              Refresh
            </Button>
          )}
        </div>
      </div>
      {failure === null ? null : (
        <div className={page.pad}>
          <FailurePanel {...sayFailure(failure)} action={{ label: 'Try again', onClick: () => void readLinks() }} />
        </div>
      )}
      <div className={styles.middle}>
        <div className={styles.list}>
          {rows.length > 0 ? (
            <Grid
              label="Links"
              columns={linkColumns}
              rowCount={rows.length}
              rowAt={(index) => rows[index]}
              keyOf={keyOf}
              cursor={cursor}
              openKey={openKey}
              sort={order}
              choice={choice}
              onCursor={setCursor}
              onOpen={show}
              onPeek={show}
              onEscape={() => setOpenKey(null)}
              onSort={(by) => setOrder({ by, descending: order.by === by && !order.descending })}
              onVisible={nothing}
            />
          ) : failure !== null && links === null ? null : links === null ? (
            <NotRead isReading={reading.at === 'running'} />
          ) : (
            <EmptyState
              icon={<IconLink size={26} stroke={1.5} aria-hidden />}
              title={all.length === 0 ? 'No accounts and no customers' : 'No such pair'}
            >
              {all.length === 0 ? 'Both services are empty still.' : 'No pair fits this filter.'}
            </EmptyState>
          )}
          {selected.length > 0 ? (
            <MendBar rows={selected} readOnly={readOnly} onClear={clear} onMend={(mends) => void lookAtMends(mends)} />
          ) : null}
        </div>
        {open ? (
          <PairDetail
            row={open}
            readOnly={readOnly}
            onMend={(mend) => void lookAtMends([mend])}
            onClose={() => setOpenKey(null)}
          />
        ) : null}
      </div>
    </section>
  )
}

/** The list before it was ever read: on its way, or stopped. */
function NotRead({ isReading }: { readonly isReading: boolean }) {
  return isReading ? (
    <output className={styles.skeleton} aria-busy="true" aria-label="Reading accounts and customers">
      <span />
      <span />
      <span />
      <span />
      <span />
    </output>
  ) : (
    <EmptyState icon={<IconLink size={26} stroke={1.5} aria-hidden />} title="Not read yet">
      The reading was stopped before its end. Refresh begins anew.
    </EmptyState>
  )
}
