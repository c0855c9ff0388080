import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { Run, RunSummary } from '#shared/domain/run'

import { useQueries, useWindow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { sayFailure } from '../../words/failures.ts'
import { callOutWait } from './call-out-wait.ts'
import { Evidence } from './Evidence.tsx'
import { GiveUp } from './GiveUp.tsx'

export const canGoOn: ReadonlySet<RunSummary['state']> = new Set(['attention', 'interrupted', 'waiting'])

/** Going on with a run that has not ended, or giving it up. */
export function RunActs({
  run,
  inSheet = false,
  onChanged,
}: {
  readonly run: Run
  /** In the sheet there is room for the way on alone; the evidence is on the run's page. */
  readonly inSheet?: boolean
  readonly onChanged: () => void
}) {
  const queries = useQueries()
  const [asking, setAsking] = useState(false)
  const abandon = useMutation(queries.provisioning.abandon.mutationOptions())
  if (!canGoOn.has(run.state)) {
    return (
      <>
        {inSheet ? null : <Evidence runId={run.id} />}
        {run.kind === 'mend-link' && run.state === 'done' ? <UndoMend runId={run.id} /> : null}
      </>
    )
  }
  return (
    <>
      {inSheet ? null : <Evidence runId={run.id} />}
      <Button variant="default" onClick={() => setAsking(true)}>
        Give up…
      </Button>
      <GoOn run={run} />
      {asking ? (
        <GiveUp
          run={run}
          failed={abandon.error ? sayFailure(failureOf(abandon.error)).title : null}
          onClose={() => setAsking(false)}
          onGiveUp={async (reason) => {
            try {
              await abandon.mutateAsync({ runId: run.id, reason })
              setAsking(false)
              onChanged()
            } catch {
              // Shown beside the reason, from the mutation's own error.
            }
          }}
        />
      ) : null}
    </>
  )
}

/** Restores what stood there before a mend; looked at first, like any mend. */
function UndoMend({ runId }: { readonly runId: string }) {
  const lookAtMends = useWindow(({ lookAtMends }) => lookAtMends)
  return (
    <Button variant="default" onClick={() => void lookAtMends([{ kind: 'undo', runId }])}>
      Undo the mend…
    </Button>
  )
}

/** The way on: by itself, by a person's word on the call-out, or by a review of what its answer changes. */
function GoOn({ run }: { readonly run: Run }) {
  const resume = useWindow(({ resume }) => resume)
  const review = useWindow(({ review }) => review)
  const waits = callOutWait(run)
  if (waits === 'review') {
    return <Button onClick={() => void review(run.opportunityId, run.approval.edits)}>Review with the new IDs</Button>
  }
  const isWorkflow = run.kind === 'workflow'
  if (waits === 'word') {
    return (
      <Button
        title={
          isWorkflow
            ? 'Look in Stigg first. It is sent again under the same correlation ID, and runs once more if it did run.'
            : 'Look in your application first. The call is sent again under the same idempotency key.'
        }
        onClick={() => void resume({ ...run, callOutNotDone: true })}
      >
        {isWorkflow ? 'It did not run: fire it again' : 'It was not done: call again'}
      </Button>
    )
  }
  if (run.steps.some(({ failure }) => failure?.code === 'workflow.failed')) {
    return (
      <Button
        title="It ran and failed, perhaps after a part of its work. Look in Stigg first: fired again, it runs from its beginning."
        onClick={() => void resume({ ...run, callOutNotDone: true })}
      >
        Fire it again
      </Button>
    )
  }
  return (
    <Button onClick={() => void resume(run)}>{run.state === 'waiting' ? 'Look again' : 'Go on with the run'}</Button>
  )
}
