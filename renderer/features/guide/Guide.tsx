import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { Leave } from './Leave.tsx'
import { MappingStep } from './MappingStep.tsx'
import { OrgStep } from './OrgStep.tsx'
import { ReportStep } from './ReportStep.tsx'
import { SignInStep } from './SignInStep.tsx'
import { StepFrame } from './StepFrame.tsx'
import { StiggStep } from './StiggStep.tsx'
import { nextStep, stepsOf, type StepId } from './steps.ts'

/** The guide of a profile that is not finished: one step in view, each that can be reached a click away. */
export function Guide({ status }: { readonly status: WorkspaceStatus }) {
  const queries = useQueries()
  const [isMapped, setMapped] = useState(false)
  const [chosen, setChosen] = useState<StepId | null>(null)
  const asked = useQuery(queries.profiles.connection.queryOptions())
  const connection = asked.data
  if (asked.error) {
    const failure = failureOf(asked.error)
    return <FailurePanel {...sayFailure(failure)} />
  }
  if (connection === undefined || connection === null) return <div aria-busy="true" />

  const steps = stepsOf(connection, status, isMapped)
  const current = chosen ?? nextStep(steps)
  /** Go on: to the step that is next by itself. */
  const goOn = (): void => setChosen(null)
  const mapped = (): void => {
    setMapped(true)
    setChosen(steps.at(-1)?.state === 'locked' ? 'stigg' : 'report')
  }
  return (
    <StepFrame
      title={`Set up ${status.profile.name}`}
      steps={steps}
      current={current}
      onGo={setChosen}
      leave={<Leave id={status.profile.id} name={status.profile.name} />}
    >
      {current === 'salesforce' ? (
        <OrgStep connection={connection} onDone={() => setChosen('sign-in')} />
      ) : current === 'sign-in' ? (
        <SignInStep status={status} connection={connection} onStart={() => setChosen('sign-in')} onDone={goOn} />
      ) : current === 'stigg' ? (
        <StiggStep status={status} connection={connection} onDone={goOn} />
      ) : current === 'mapping' ? (
        <MappingStep status={status} onDone={mapped} />
      ) : (
        <ReportStep status={status} />
      )}
    </StepFrame>
  )
}
