import { Button, Progress } from '@mantine/core'
import { IconDownload, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
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
import page from '../../ui/page.module.css'
import { RecordHead } from '../../ui/RecordHead.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import { When } from '../../ui/When.tsx'
import { bulkStates, sayRemaining } from '../../words/bulk.ts'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { saveText } from '../inbox/index.ts'
import styles from './Bulk.module.css'
import { BulkRows } from './BulkRows.tsx'
import { bulkColumns } from './columns.tsx'
import { bulkCsvOf } from './csv.ts'
import { useBulk } from './use-bulk.ts'

const tabOf: Record<BulkRowState, 'done' | 'open' | 'not'> = {
  waiting: 'open',
  running: 'open',
  done: 'done',
  attention: 'not',
  refused: 'not',
  stopped: 'not',
  cancelled: 'not',
}
const keyOf = (row: BulkRow): string => row.opportunityId

/** One bulk run: how far it is, what can be done about it, and what became of each deal. */
export function BulkPage({ bulkId }: { readonly bulkId: string }) {
  const companion = useCompanion()
  const [, navigate] = useLocation()
  const { timeZone, today } = useOrgTime()
  const { view, failure, look } = useBulk(bulkId)
  const [trouble, setTrouble] = useState<Failure | null>(null)
  const [cancelling, setCancelling] = useState(false)
  const back = (): void => navigate('/bulk')
  useEscape(back)

  if (!view)
    return failure === null ? (
      <div aria-busy="true" aria-label="Reading the bulk run" />
    ) : (
      <div className={page.pad}>
        <FailurePanel {...sayFailure(failure)} action={{ label: 'Back to the bulk runs', onClick: back }} />
      </div>
    )
  const { summary, rows } = view
  const { counts, state } = summary
  const words = bulkStates[state]
  const ended = counts.total - counts.waiting - counts.running
  const again = rows.filter(mayRetry).length

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
    <section className={page.page} aria-label="Bulk run">
      <RecordHead
        back={{ to: 'the bulk runs', byKey: true, onBack: back }}
        name={`${plural(counts.total, 'deal')} in bulk`}
        beside={
          <Tag tone={words.tone} title={words.meaning} soft>
            {words.word}
          </Tag>
        }
        acts={
          <>
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
          </>
        }
      >
        <span>
          {summary.startedBy}, <When moment={summary.startedAt} timeZone={timeZone} today={today} />
        </span>
        <CopyableId id={summary.id} label="bulk run ID" />
      </RecordHead>
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
        <div className={page.pad}>
          {[trouble ?? summary.failure].map((why) =>
            why === null ? null : <FailurePanel key={why.code} {...sayFailure(why)} />,
          )}
        </div>
      )}
      <BulkRows
        label="Deals of the bulk run"
        columns={bulkColumns}
        rows={rows}
        keyOf={keyOf}
        tabsLabel="Deals by result"
        tabs={[
          { id: 'done', word: 'Done' },
          { id: 'open', word: 'To come' },
          { id: 'not', word: 'Not done' },
        ]}
        tabOf={(row) => tabOf[row.state]}
        onOpen={(row) => navigate(row.runId === null ? `/inbox/${row.opportunityId}` : `/runs/${row.runId}`)}
        onBack={back}
      />
    </section>
  )
}
