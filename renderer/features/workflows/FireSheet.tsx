import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'

import type { WorkflowCall } from '#shared/domain/workflow'

import { useQueries, useWindow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useHeld } from '../../data/use-held.ts'
import { useStatus } from '../../data/use-status.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { sayFailure } from '../../words/failures.ts'
import { environments } from '../../words/states.ts'
import sheet from '../provisioning/Sheet.module.css'
import { FireReview } from './FireReview.tsx'
import { Outcome } from './Outcome.tsx'
import { Waiting } from './Waiting.tsx'

/** Where a workflow is looked at, agreed to, waited for, and seen to its end. Closing it while it waits hides it alone. */
export function FireSheet(props: {
  readonly call: WorkflowCall
  readonly planName: string | null
  readonly timeZone: string
  readonly onClose: () => void
}) {
  useFocusReturn()
  const queries = useQueries()
  const status = useStatus()
  const [, navigate] = useLocation()
  const fireWorkflow = useWindow((state) => state.fireWorkflow)
  const firings = useWindow((state) => state.firings)
  // A look is a live read: each sheet makes one of its own, and one again where it is asked to.
  const preview = useQuery(
    queries.workflows.preview.queryOptions({
      input: { call: props.call },
      retry: false,
      gcTime: 0,
      staleTime: Infinity,
      refetchOnMount: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    }),
  )
  const firing = preview.data ? firings[preview.data.runId] : undefined
  const isWaiting = firing?.at === 'waiting'
  const lookAgain = (): void => void preview.refetch()
  const failure =
    firing?.at === 'failed' ? firing.failure : preview.error && !preview.isFetching ? failureOf(preview.error) : null
  const title =
    firing?.at === 'settled'
      ? 'What came of it'
      : isWaiting
        ? 'Waiting for the answer'
        : (preview.data?.workflow.name ?? 'Review')
  useHeld(`An open sheet: ${title}`)
  return (
    <Drawer
      opened
      position="right"
      size={720}
      onClose={props.onClose}
      title={
        <>
          <span>{title}</span>
          {status === undefined ? null : (
            <span className={sheet.where} data-kind={status.profile.kind}>
              {environments[status.profile.kind].word}
            </span>
          )}
        </>
      }
      classNames={{
        header: sheet.header ?? '',
        title: sheet.title ?? '',
        body: sheet.body ?? '',
        content: sheet.content ?? '',
      }}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': isWaiting ? 'Hide; the run goes on' : 'Close' }}
    >
      {firing?.at === 'settled' ? (
        <Outcome
          run={firing.run}
          timeZone={props.timeZone}
          onRun={() => navigate(`/runs/${firing.runId}`)}
          onClose={props.onClose}
        />
      ) : firing?.at === 'waiting' ? (
        <Waiting
          firing={firing}
          timeZone={props.timeZone}
          onRun={() => navigate(`/runs/${firing.runId}`)}
          onHide={props.onClose}
        />
      ) : failure !== null ? (
        <div className={sheet.parts}>
          <div className={sheet.scroll}>
            <FailurePanel
              {...sayFailure(failure)}
              details={JSON.stringify(failure, null, 2)}
              action={{ label: 'Review again', onClick: lookAgain }}
            />
          </div>
          <footer className={sheet.footer}>
            <Button variant="default" onClick={props.onClose}>
              Close
            </Button>
          </footer>
        </div>
      ) : preview.data === undefined || preview.isFetching ? (
        <output className={sheet.skeleton} aria-busy="true" aria-label="Reading the customer">
          <span />
          <span />
          <span />
        </output>
      ) : (
        <FireReview
          key={preview.data.runId}
          preview={preview.data}
          planName={props.planName}
          status={status}
          timeZone={props.timeZone}
          onFire={(typed) => {
            if (preview.data) void fireWorkflow(preview.data, typed)
          }}
          onCancel={props.onClose}
        />
      )}
    </Drawer>
  )
}
