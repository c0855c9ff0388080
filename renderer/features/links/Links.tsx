import { Button, TextInput } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'

import { LinkState, type LinkRow } from '#shared/domain/link-states'

import { useWindow } from '../../data/companion.tsx'
import { useNow } from '../../data/use-now.ts'
import { useOrgTime } from '../../data/use-status.ts'
import { formatTime } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Grid } from '../../ui/Grid.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { sayFailure } from '../../words/failures.ts'
import { linkStates } from '../../words/links.ts'
import { RowTabs } from '../bulk/RowTabs.tsx'
import { linkColumns } from './columns.tsx'
import { arranged, type LinkOrder } from './list.ts'
import styles from './Links.module.css'
import { PairDetail } from './PairDetail.tsx'

const keyOf = ({ key }: LinkRow): string => key
const nothing = (): void => undefined
const none: readonly LinkRow[] = []

/** Every account and customer with the state of the pair. Reads; it changes nothing. */
export function Links() {
  const time = useOrgTime()
  const now = useNow()
  const links = useWindow((state) => state.links)
  const reading = useWindow((state) => state.reading)
  const readLinks = useWindow((state) => state.readLinks)
  const stopReading = useWindow((state) => state.stopReading)
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
  const rows = useMemo(() => arranged(all, { state: tab === 'all' ? null : tab, text, order }), [all, tab, text, order])
  const open = all.find(({ key }) => key === openKey)
  const failure = reading.at === 'failed' ? reading.failure : null
  const show = (index: number): void => setOpenKey(rows[index]?.key ?? null)
  return (
    <section className={styles.page} aria-label="Links">
      <div className={styles.top}>
        <h1 className={styles.title}>Links</h1>
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
        <div className={styles.end}>
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
              Read again
            </Button>
          )}
        </div>
      </div>
      {failure === null ? null : (
        <div className={styles.scroll}>
          <FailurePanel
            {...sayFailure(failure)}
            details={JSON.stringify(failure, null, 2)}
            action={{ label: 'Try again', onClick: () => void readLinks() }}
          />
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
              onCursor={setCursor}
              onOpen={show}
              onPeek={show}
              onEscape={() => setOpenKey(null)}
              onSort={(by) => setOrder({ by, descending: order.by === by && !order.descending })}
              onVisible={nothing}
            />
          ) : links === null ? null : (
            <EmptyState
              icon={<IconLink size={26} stroke={1.5} aria-hidden />}
              title={all.length === 0 ? 'No accounts and no customers' : 'No such pair'}
            >
              {all.length === 0 ? 'Both services are empty still.' : 'No pair fits this filter.'}
            </EmptyState>
          )}
        </div>
        {open ? <PairDetail row={open} onClose={() => setOpenKey(null)} /> : null}
      </div>
    </section>
  )
}
