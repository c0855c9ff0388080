import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import type { ProfileConnection, SalesforceTarget } from '#shared/domain/profile-connection'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { Facts } from './Facts.tsx'
import styles from './Guide.module.css'
import { inputOf } from './salesforce-input.ts'
import { SalesforceForm } from './SalesforceForm.tsx'

/** The first step of a profile that is there: its org can be changed until somebody has signed in. */
export function OrgStep(props: { readonly connection: ProfileConnection; readonly onDone: () => void }) {
  const { salesforce, stigg, org } = props.connection
  const queries = useQueries()
  const change = useMutation(queries.profiles.setConnection.mutationOptions())
  const keep = async (target: SalesforceTarget): Promise<void> => {
    if (JSON.stringify(target) === JSON.stringify(salesforce)) return props.onDone()
    try {
      // The profile is opened anew, and the window loads again.
      await change.mutateAsync({ salesforce: target, stigg })
    } catch {
      // Shown below, from the mutation's own error.
    }
  }
  const failure = change.error ? failureOf(change.error) : null
  if (org !== null) {
    return (
      <>
        <h2>Which Salesforce org?</h2>
        <p className={styles.lead}>
          This profile belongs to {org.name} since somebody signed in there. For another org, remove this profile and
          make a new one.
        </p>
        <Facts
          facts={[
            ['Login address', salesforce.loginUrl],
            [
              'Consumer key',
              <code key="key" className={styles.code}>
                {salesforce.clientId}
              </code>,
            ],
            ['Callback ports', salesforce.redirectPorts.join(', ')],
          ]}
        />
        <footer className={styles.acts}>
          <Button onClick={props.onDone}>Go on</Button>
        </footer>
      </>
    )
  }
  return (
    <>
      <h2>Which Salesforce org?</h2>
      <p className={styles.lead}>Nobody has signed in yet, so all of it can still be changed.</p>
      <SalesforceForm
        start={inputOf(salesforce)}
        name={null}
        label="Go on to the sign-in"
        busy={change.isPending || change.isSuccess}
        failure={failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
        onDone={(target) => void keep(target)}
      />
    </>
  )
}
