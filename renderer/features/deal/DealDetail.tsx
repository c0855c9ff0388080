import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'

import { useQueries, useWindow, useWindowNow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useOrgTime, useStatus } from '../../data/use-status.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import page from '../../ui/page.module.css'
import { sayFailure } from '../../words/failures.ts'
import styles from './Deal.module.css'
import { DealView } from './DealView.tsx'
import { editsOf } from './slice.ts'

const pauseMs = 350

/** One deal, read live, with its edits; every edit is previewed again while the values before stay in sight. */
export function DealDetail(props: {
  readonly opportunityId: string
  readonly takeFocus: boolean
  readonly onClose: () => void
}) {
  const { opportunityId, onClose } = props
  const queries = useQueries()
  const status = useStatus()
  const time = useOrgTime()
  const [, navigate] = useLocation()
  const edits = useWindow((state) => editsOf(state, opportunityId))
  const recalledAt = useWindow(({ recalled }) => recalled[opportunityId] ?? null)
  const window = useWindowNow()
  const catalog = useQuery(queries.catalog.get.queryOptions({ staleTime: Infinity }))
  const [settledEdits] = useDebouncedValue(edits, pauseMs)
  const preview = useQuery(
    queries.provisioning.preview.queryOptions({
      input: { opportunityId, edits: settledEdits },
      placeholderData: keepPreviousData,
    }),
  )

  const loaded = preview.data !== undefined

  useEscape(onClose)

  if (preview.error && !loaded) {
    const failure = failureOf(preview.error)
    return (
      <div className={page.scroll}>
        <FailurePanel
          {...sayFailure(failure)}
          action={{ label: 'Back to the list', onClick: onClose }}
          other={{ label: 'Read again', onClick: () => void preview.refetch() }}
        />
      </div>
    )
  }
  if (!loaded || status === undefined) {
    return (
      <Delayed>
        <output className={styles.skeleton} aria-busy="true" aria-label="Reading the deal">
          {[46, 72, 30, 94, 93, 92, 91, 60, 59].map((width) => (
            <span key={width} style={{ width: `${width}%` }} />
          ))}
        </output>
      </Delayed>
    )
  }
  return (
    <section className={page.page} aria-label={preview.data.deal.opportunity.name}>
      <DealView
        preview={preview.data}
        status={status}
        edits={edits}
        recalledAt={recalledAt}
        refreshing={preview.isFetching || settledEdits !== edits}
        failure={preview.error ? failureOf(preview.error) : null}
        takeFocus={props.takeFocus}
        {...time}
        catalog={catalog.data ?? null}
        onReview={() => void window.review(opportunityId, edits)}
        onRun={(runId) => navigate(`/runs/${runId}`)}
        onRuns={() => navigate(`/runs?opportunity=${opportunityId}`)}
        onRefresh={() => void preview.refetch()}
        onClose={onClose}
        onEmail={(email) => window.editEmail(opportunityId, email)}
        onRevertEmail={() => window.revertEmail(opportunityId)}
        onEdit={(productId, change) => window.editSubscription(opportunityId, productId, change)}
        onRevert={(productId, field) => window.revertField(opportunityId, productId, field)}
        onRevertEntry={(productId, field, key) => window.revertEntry(opportunityId, productId, field, key)}
        onCustomer={(change) => window.editCustomer(opportunityId, change)}
        onRevertCustomer={(field) => window.revertCustomer(opportunityId, field)}
        onSegment={(stiggId, index) => window.chooseSegment(opportunityId, stiggId, index)}
        onRevertSegment={(stiggId) => window.revertSegment(opportunityId, stiggId)}
        onDiscard={() => window.discardEdits(opportunityId)}
      />
    </section>
  )
}
