import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { environments } from '../../words/states.ts'
import styles from './Guide.module.css'
import { ReadinessView } from './ReadinessView.tsx'

/** The last step: what stands in the way, and the end of the guide. */
export function ReportStep({ status }: { readonly status: WorkspaceStatus }) {
  const queries = useQueries()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const asked = useQuery(queries.profiles.report.queryOptions({ staleTime: 60_000 }))
  const finish = useMutation(queries.profiles.finish.mutationOptions())
  const end = async (): Promise<void> => {
    try {
      await finish.mutateAsync(undefined)
      navigate('/inbox')
      await queryClient.invalidateQueries()
    } catch {
      // Shown below, from the mutation's own error.
    }
  }
  const { kind } = status.profile
  const isHarmless = kind === 'sandbox'
  const failure = finish.error ? failureOf(finish.error) : null
  return (
    <>
      <h2>What was found</h2>
      <p className={styles.lead}>
        {isHarmless
          ? 'Neither side is production: once the guide is finished, every write asks for your consent.'
          : `${environments[kind].meaning} Once the guide is finished it can only be read from, until you let it be written to in the settings.`}{' '}
        The report can be read again at any time, from the settings.
      </p>
      <ReadinessView
        report={asked.data ?? null}
        error={asked.error}
        busy={asked.isFetching}
        isGuide
        onAgain={() => void asked.refetch()}
      />
      <footer className={styles.end}>
        {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
        <Button loading={finish.isPending} onClick={() => void end()}>
          Finish, and go to the deals
        </Button>
      </footer>
    </>
  )
}
