import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'

import { stiggCloud, type SalesforceTarget } from '#shared/domain/profile-connection'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import styles from './Guide.module.css'
import { SalesforceForm } from './SalesforceForm.tsx'
import { StepFrame } from './StepFrame.tsx'
import { emptyInput } from './salesforce-input.ts'
import { stepsOf } from './steps.ts'

/** The first step of the guide, while another profile is still open: it makes the profile, and the window goes there. */
export function NewConnection({ back }: { readonly back: { readonly label: string; readonly href: string } }) {
  const queries = useQueries()
  const create = useMutation(queries.profiles.create.mutationOptions())
  const make = async (salesforce: SalesforceTarget, name: string): Promise<void> => {
    try {
      // The window is told that another profile is open, and loads again.
      await create.mutateAsync({ name, salesforce, stigg: stiggCloud })
    } catch {
      // Shown below, from the mutation's own error.
    }
  }
  const failure = create.error ? failureOf(create.error) : null
  return (
    <StepFrame
      title="Connect your org"
      steps={stepsOf(null, null, false)}
      current="salesforce"
      onGo={() => undefined}
      leave={
        <Link href={back.href} className={styles.leave}>
          {back.label}
        </Link>
      }
    >
      <h2>Which Salesforce org?</h2>
      <p className={styles.lead}>Each profile pairs one Salesforce org with one Stigg environment.</p>
      <SalesforceForm
        start={emptyInput}
        name=""
        label="Go on to the sign-in"
        busy={create.isPending || create.isSuccess}
        failure={failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
        onDone={(target, name) => void make(target, name)}
      />
    </StepFrame>
  )
}
