import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { RunSummary } from '#shared/domain/run'

import { useQueries, useWindow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { sayFailure } from '../../words/failures.ts'
import { Evidence } from './Evidence.tsx'
import { GiveUp } from './GiveUp.tsx'

export const canGoOn: ReadonlySet<RunSummary['state']> = new Set(['attention', 'interrupted', 'waiting'])

/** Going on with a run that has not ended, or giving it up. */
export function RunActs({ run, onChanged }: { readonly run: RunSummary; readonly onChanged: () => void }) {
  const queries = useQueries()
  const resume = useWindow(({ resume }) => resume)
  const [asking, setAsking] = useState(false)
  const abandon = useMutation(queries.provisioning.abandon.mutationOptions())
  if (!canGoOn.has(run.state)) return <Evidence runId={run.id} />
  return (
    <>
      <Evidence runId={run.id} />
      <Button variant="default" onClick={() => setAsking(true)}>
        Give up…
      </Button>
      <Button onClick={() => void resume(run)}>{run.state === 'waiting' ? 'Look again' : 'Go on with the run'}</Button>
      {asking ? (
        <GiveUp
          accountName={run.accountName}
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
