import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'

import type { WorkflowCall } from '#shared/domain/workflow'

import { useQueries, useWindow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useStatus } from '../../data/use-status.ts'
import { Failed } from '../provisioning/Failed.tsx'
import { SheetFrame } from '../provisioning/SheetFrame.tsx'
import { SheetReading } from '../provisioning/SheetParts.tsx'
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
  const failure =
    firing?.at === 'failed' ? firing.failure : preview.error && !preview.isFetching ? failureOf(preview.error) : null
  const title =
    firing?.at === 'settled'
      ? 'What came of it'
      : isWaiting
        ? 'Waiting for the answer'
        : (preview.data?.workflow.name ?? 'Review')
  return (
    <SheetFrame title={title} hides={isWaiting ? 'Hide; the run goes on' : null} onClose={props.onClose}>
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
        <Failed failure={failure} onAgain={() => void preview.refetch()} onClose={props.onClose} />
      ) : preview.data === undefined || preview.isFetching ? (
        <SheetReading label="Reading the customer" />
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
    </SheetFrame>
  )
}
