import { Button, Checkbox, Progress } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo } from 'react'
import { useLocation } from 'wouter'

import { totalsOf, verdictsOf, warningsOf, type BulkVerdict } from '#shared/domain/bulk-totals'
import type { FindingCode } from '#shared/domain/finding'

import { useWindow, useWindowNow } from '../../data/companion.tsx'
import { useOrgTime, useStatus } from '../../data/use-status.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import page from '../../ui/page.module.css'
import { RecordHead } from '../../ui/RecordHead.tsx'
import prose from '../../ui/prose.module.css'
import { useEscape } from '../../ui/use-escape.ts'
import { When } from '../../ui/When.tsx'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { findingWords } from '../../words/findings.ts'
import styles from './Bulk.module.css'
import { BulkRows } from './BulkRows.tsx'
import { checkColumns, type JudgedRow } from './columns.tsx'
import { Confirm } from './Confirm.tsx'
import { Totals } from './Totals.tsx'

const tabOf: Record<BulkVerdict['kind'], 'go' | 'agree' | 'not'> = {
  ready: 'go',
  warned: 'agree',
  blocked: 'not',
  unread: 'not',
  nothing: 'not',
  begun: 'not',
  after: 'not',
}
const keyOf = ({ row }: JudgedRow): string => row.opportunityId
const noCodes: ReadonlySet<FindingCode> = new Set()

/** Many deals read live before any of them is provisioned: what goes, what does not and why, and what it comes to. */
export function BulkCheckPage() {
  const [, navigate] = useLocation()
  const status = useStatus()
  const { timeZone } = useOrgTime()
  const check = useWindow(({ bulkCheck }) => bulkCheck)
  const chosen = useWindow(({ chosen }) => chosen)
  const deals = useWindow(({ bulkDeals }) => bulkDeals)
  const { checkDeals, stopCheck, tickCode, startBulk, clearChosen } = useWindowNow()

  const back = useCallback(() => {
    stopCheck()
    navigate('/inbox')
  }, [stopCheck, navigate])
  useEscape(back)
  // What was chosen is checked as soon as somebody comes here with another choice.
  useEffect(() => {
    const ids = [...chosen.keys()]
    if (ids.length > 0 && ids.join() !== deals.join()) void checkDeals(ids)
  }, [chosen, deals, checkDeals])

  const rows = useMemo(() => (check.at === 'checking' || check.at === 'deciding' ? check.rows : []), [check])
  const ticked = check.at === 'deciding' ? check.ticked : noCodes
  const judged = useMemo(() => {
    const verdicts = verdictsOf(rows, ticked)
    return rows.map((row): JudgedRow => ({ row, verdict: verdicts.get(row.opportunityId) ?? { kind: 'unread' } }))
  }, [rows, ticked])
  const going = judged.filter(({ verdict }) => verdict.kind === 'ready').map(({ row }) => row)
  const warnings = warningsOf(rows)
  const wanted = check.at === 'checking' ? check.total : deals.length

  const start = async (typedCount: number | null): Promise<void> => {
    const id = await startBulk(typedCount)
    if (id === null) return
    clearChosen()
    navigate(`/bulk/${id}`)
    stopCheck()
  }

  if (check.at === 'start' && chosen.size === 0)
    return (
      <EmptyState
        icon={<IconRefresh size={26} stroke={1.5} aria-hidden />}
        title="No deals are selected"
        action={<Button onClick={back}>Back to the inbox</Button>}
      >
        Select deals in the inbox, then check and provision them together.
      </EmptyState>
    )
  return (
    <section className={page.page} aria-label="Check deals">
      <RecordHead
        back={{ to: 'the inbox', byKey: true, onBack: back }}
        name={`Check ${plural(wanted, 'deal')}`}
        beside={
          check.at === 'deciding' ? (
            <span className={prose.soft}>
              read live, <When moment={check.readAt} timeZone={timeZone} />
            </span>
          ) : null
        }
        acts={
          check.at === 'deciding' || check.at === 'failed' ? (
            <Button
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={() => void checkDeals(deals)}
            >
              Check again
            </Button>
          ) : null
        }
      />
      {check.at === 'failed' ? (
        <div className={page.pad}>
          <FailurePanel {...sayFailure(check.failure)} />
        </div>
      ) : (
        <>
          <Totals totals={totalsOf(going)} of={wanted} />
          {check.at === 'checking' ? (
            <div className={styles.progress}>
              <Progress value={(rows.length / Math.max(1, wanted)) * 100} aria-label="Deals read" size="sm" />
              <output>
                Read {rows.length} of {wanted}. Nothing is written.
              </output>
            </div>
          ) : null}
          {check.at === 'deciding' && warnings.length > 0 ? (
            <fieldset className={styles.warnings}>
              <legend>Warnings to agree to, for every deal that has them</legend>
              {warnings.map(({ code, deals: has }) => (
                <Checkbox
                  key={code}
                  label={
                    <>
                      {findingWords[code].title} <span className={prose.soft}>{plural(has, 'deal')}</span>
                    </>
                  }
                  description={findingWords[code].remedy}
                  checked={ticked.has(code)}
                  onChange={(event) => tickCode(code, event.currentTarget.checked)}
                />
              ))}
            </fieldset>
          ) : null}
          <BulkRows
            label="Deals to check"
            columns={checkColumns}
            rows={judged}
            keyOf={keyOf}
            tabsLabel="Deals by what becomes of them"
            tabs={[
              { id: 'go', word: 'Go' },
              { id: 'agree', word: 'To agree' },
              { id: 'not', word: 'Do not go' },
            ]}
            tabOf={({ verdict }) => tabOf[verdict.kind]}
            onOpen={({ row }) => navigate(`/inbox/${row.opportunityId}`)}
            onBack={back}
          />
          {check.at === 'deciding' ? (
            <Confirm
              totals={totalsOf(going)}
              left={judged.length - going.length}
              status={status}
              starting={check.starting}
              refused={check.refused}
              onCancel={back}
              onStart={(typedCount) => void start(typedCount)}
            />
          ) : null}
        </>
      )}
    </section>
  )
}
