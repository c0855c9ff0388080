import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { ProfileConnection } from '#shared/domain/profile-connection'

import { useQueries, useWindow } from '../../data/companion.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { vaultWords } from '../../words/profiles.ts'
import { Facts } from './Facts.tsx'
import styles from './Guide.module.css'

/** The second step: sign in, and see who and where one is. */
export function SignInStep(props: {
  readonly status: WorkspaceStatus
  readonly connection: ProfileConnection
  /** A sign-in begins: its outcome is shown here, whatever is next. */
  readonly onStart: () => void
  readonly onDone: () => void
}) {
  const { salesforce } = props.status
  const { salesforce: target, org: bound } = props.connection
  const isUnderWay = useWindow(({ signingIn }) => signingIn.at === 'starting' || signingIn.at === 'waiting')
  const startSignIn = useWindow(({ startSignIn }) => startSignIn)
  // Somebody who is in already means another user, whoever the browser remembers.
  const start = (switchUser: boolean): void => {
    props.onStart()
    void startSignIn(switchUser)
  }
  const { org, state } = salesforce
  const queries = useQueries()
  const queryClient = useQueryClient()
  const reconnect = useMutation(
    queries.workspace.reconnect.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.workspace.status.key() }),
    }),
  )
  // Nobody has signed in yet: that is what this step is for, and no failure.
  const said = state === 'signed-out' || bound === null ? null : salesforce.failure
  const { ofSession } = vaultWords[props.status.vault]
  const isIn = org !== null && state === 'connected'
  return (
    <>
      <h2>Sign in to Salesforce</h2>
      {said === null ? null : (
        <FailurePanel
          {...sayFailure(said)}
          action={{ label: 'Try again', onClick: () => reconnect.mutate(undefined) }}
        />
      )}
      {isIn ? (
        <>
          <p className={styles.lead}>You are signed in. The profile belongs to this org from now on.</p>
          <Facts
            facts={[
              ['Org', org.name],
              ['Kind', org.isSandbox ? 'Sandbox' : 'Production'],
              ['User', `${org.userName} (${org.username})`],
              ['Address', org.lightningUrl],
              ['Session', vaultWords[props.status.vault].keeps],
            ]}
          />
          <footer className={styles.acts}>
            <Button data-autofocus onClick={props.onDone}>
              Go on
            </Button>
            <Button variant="default" loading={isUnderWay} onClick={() => start(true)}>
              Sign in as somebody else
            </Button>
          </footer>
        </>
      ) : (
        <>
          <p className={styles.lead}>
            Your browser opens {new URL(target.loginUrl).host}. Sign in there as usual, and come back here. The
            companion never sees your password.
          </p>
          {bound === null ? null : (
            <p className={styles.lead}>
              This profile belongs to <strong>{bound.name}</strong>. The last user was {bound.username}.
            </p>
          )}
          {ofSession === null ? null : <p>{ofSession}</p>}
          <footer className={styles.acts}>
            <Button
              variant={said === null ? 'filled' : 'default'}
              loading={isUnderWay || reconnect.isPending || state === 'connecting'}
              onClick={() => start(false)}
            >
              Open the browser and sign in
            </Button>
          </footer>
        </>
      )}
    </>
  )
}
