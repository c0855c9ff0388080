import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconDownload, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'

import { mayRetry, type BulkRow, type BulkRowState } from '#shared/domain/bulk'
import type { Failure } from '#shared/failure'

import { useCompanion } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime } from '../../data/use-status.ts'
import { CopyableId } from '../../ui/CopyableId.tsx'
import { dayOf } from '../../ui/dates.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { Grid } from '../../ui/Grid.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { When } from '../../ui/When.tsx'
import { bulkStates, sayRemaining } from '../../words/bulk.ts'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { saveText } from '../inbox/index.ts'
import styles from './Bulk.module.css'
import { bulkColumns } from './columns.tsx'
import { bulkCsvOf } from './csv.ts'
import { RowTabs } from './RowTabs.tsx'
import { useBulk } from './use-bulk.ts'

type Tab = 'all' | 'done' | 'open' | 'not'
const tabStates: Record<Exclude<Tab, 'all'>, readonly BulkRowState[]> = {
  open: ['waiting', 'running'],
  done: ['done'],
  not: ['attention', 'refused', 'stopped', 'cancelled'],
}
const keyOf = (row: BulkRow): string => row.opportunityId
const nothing = (): void => undefined

/** One bulk run: how far it is, what can be done about it, and what became of each deal. */
export function BulkPage({ bulkId }: { readonly bulkId: string }) {
  const companion = useCompanion()
  const [, navigate] = useLocation()
  const { timeZone, today } = useOrgTime()
  const { view, failure, look } = useBulk(bulkId)
  const [tab, setTab] = useState<Tab>('all')
  const [cursor, setCursor] = useState(0)
  const [trouble, setTrouble] = useState<Failure | null>(null)
  const [cancelling, setCancelling] = useState(false)
  const heading = useFocusOnMount<HTMLHeadingElement>()
  const back = (): void => navigate('/bulk')
  useEscape(back)

  if (!view)
    return failure === null ? (
      <div aria-busy="true" aria-label="Reading the bulk run" />
    ) : (
      <div className={styles.pad}>
        <FailurePanel
          {...sayFailure(failure)}
          details={JSON.stringify(failure, null, 2)}
          action={{ label: 'Back to the bulk runs', onClick: back }}
        />
      </div>
    )
  const { summary, rows } = view
  const { counts, state } = summary
  const words = bulkStates[state]
  const ended = counts.total - counts.waiting - counts.running
  const again = rows.filter(mayRetry).length
  const shown = tab === 'all' ? rows : rows.filter((row) => tabStates[tab].includes(row.state))
  const count = (of: Exclude<Tab, 'all'>): number => tabStates[of].reduce((sum, each) => sum + counts[each], 0)

  const act = async (call: 'pause' | 'resume' | 'cancel' | 'retry'): Promise<void> => {
    setTrouble(null)
    setCancelling(false)
    try {
      await companion.bulk[call]({ bulkId })
      look()
    } catch (error) {
      setTrouble(failureOf(error))
    }
  }
  return (
    <section className={styles.page} aria-label="Bulk run">
      <header className={styles.head}>
        <div className={styles.headLine}>
          <Tooltip label="Back to the bulk runs (Esc)">
            <ActionIcon aria-label="Back to the bulk runs" onClick={back}>
              <IconChevronLeft size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <h1 ref={heading} tabIndex={-1} className={styles.name}>
            {plural(counts.total, 'deal')} in bulk
          </h1>
          <Tag tone={words.tone} title={words.meaning} soft>
            {words.word}
          </Tag>
          <span className={styles.acts}>
            {state === 'running' ? (
              <Button
                variant="default"
                leftSection={<IconPlayerPause size={14} aria-hidden />}
                onClick={() => void act('pause')}
              >
                Pause
              </Button>
            ) : null}
            {state === 'paused' || state === 'interrupted' ? (
              <Button
                leftSection={<IconPlayerPlay size={14} aria-hidden />}
                disabled={summary.settling}
                onClick={() => void act('resume')}
              >
                Resume
              </Button>
            ) : null}
            {(state === 'done' || state === 'cancelled') && again > 0 && !summary.settling ? (
              <Button variant="default" onClick={() => void act('retry')}>
                Try {plural(again, 'deal')} again
              </Button>
            ) : null}
            {state === 'running' || state === 'paused' || state === 'interrupted' ? (
              cancelling ? (
                <>
                  <Button variant="default" onClick={() => setCancelling(false)}>
                    Keep it
                  </Button>
                  <Button color="red" onClick={() => void act('cancel')}>
                    Cancel what is left
                  </Button>
                </>
              ) : (
                <Button variant="default" onClick={() => setCancelling(true)}>
                  Cancel…
                </Button>
              )
            ) : null}
            <Button
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={() => saveText(`bulk-${dayOf(new Date(summary.startedAt), timeZone)}.csv`, bulkCsvOf(rows))}
            >
              CSV
            </Button>
          </span>
        </div>
        <div className={styles.facts}>
          <span>
            {summary.startedBy}, <When moment={summary.startedAt} timeZone={timeZone} today={today} />
          </span>
          <CopyableId id={summary.id} label="bulk run ID" />
        </div>
      </header>
      <div className={styles.progress}>
        <Progress.Root size="sm" aria-label="Deals that had their turn">
          <Progress.Section value={(counts.done / counts.total) * 100} color="var(--live)" aria-label="Done" />
          <Progress.Section
            value={((ended - counts.done) / counts.total) * 100}
            color="var(--attention)"
            aria-label="Not done"
          />
        </Progress.Root>
        <output aria-live="polite">
          {summary.settling
            ? `The deals under way come to ${state === 'cancelled' ? 'the end of their step' : 'their end'}.`
            : [`${counts.done} of ${counts.total} done`, state === 'running' ? sayRemaining(summary) : words.meaning]
                .filter((part) => part !== null)
                .join(' · ')}
        </output>
      </div>
      {trouble === null && summary.failure === null ? null : (
        <div className={styles.pad}>
          {[trouble ?? summary.failure].map((why) =>
            why === null ? null : (
              <FailurePanel key={why.code} {...sayFailure(why)} details={JSON.stringify(why, null, 2)} />
            ),
          )}
        </div>
      )}
      <div className={styles.tabsLine}>
        <RowTabs
          label="Deals by result"
          current={tab}
          onTab={(id) => {
            setTab(id)
            setCursor(0)
          }}
          tabs={[
            { id: 'all', word: 'All', count: counts.total },
            { id: 'done', word: 'Done', count: count('done') },
            { id: 'open', word: 'To come', count: count('open') },
            { id: 'not', word: 'Not done', count: count('not') },
          ]}
        />
      </div>
      <Grid
        label="Deals of the bulk run"
        columns={bulkColumns}
        rowCount={shown.length}
        rowAt={(index) => shown[index]}
        keyOf={keyOf}
        cursor={Math.min(cursor, Math.max(0, shown.length - 1))}
        sort={{ by: '', descending: false }}
        onCursor={setCursor}
        onOpen={(index) => {
          const row = shown[index]
          if (row) navigate(row.runId === null ? `/inbox/${row.opportunityId}` : `/runs/${row.runId}`)
        }}
        onPeek={nothing}
        onEscape={back}
        onSort={nothing}
        onVisible={nothing}
      />
    </section>
  )
}
