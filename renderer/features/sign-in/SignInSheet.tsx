import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'

import { useWindow, useWindowNow } from '../../data/companion.tsx'
import { useStatus } from '../../data/use-status.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { sayFailure } from '../../words/failures.ts'
import { SignInWaiting } from './SignInWaiting.tsx'
import styles from './SignIn.module.css'

const titles = {
  starting: 'Sign in to Salesforce',
  waiting: 'Sign in to Salesforce',
  failed: 'You are not signed in',
  done: 'You are signed in as somebody else',
}

/** A sign-in from its beginning to its end. Leaving it while it waits gives it up. */
export function SignInSheet() {
  const signingIn = useWindow((state) => state.signingIn)
  const { startSignIn, leaveSignIn, startSync, announce } = useWindowNow()
  const syncFailed = useWindow(({ sync }) => sync.at === 'failed')
  const queryClient = useQueryClient()
  const status = useStatus()
  const isOther = signingIn.at === 'done' && signingIn.before !== null && signingIn.before !== signingIn.username

  const arrive = useEffectEvent((username: string) => {
    announce(`Signed in to Salesforce as ${username}.`)
    void queryClient.invalidateQueries()
    if (syncFailed) void startSync()
    if (!isOther) leaveSignIn()
  })
  const username = signingIn.at === 'done' ? signingIn.username : null
  useEffect(() => {
    if (username !== null) arrive(username)
  }, [username])

  // The browser would take the wrong org's user once more, unasked.
  const onlyOther = signingIn.at === 'failed' && signingIn.failure.code === 'sign-in.other-org'
  if (signingIn.at === 'idle' || (signingIn.at === 'done' && !isOther)) return null
  return (
    <Shown title={titles[signingIn.at]} onClose={leaveSignIn}>
      {signingIn.at === 'done' ? (
        <>
          <p className={styles.p}>
            You are signed in as <strong>{signingIn.username}</strong>. Before, it was {signingIn.before}. What you may
            see and write in Salesforce may differ. Runs that stopped meanwhile are not gone on with by themselves: they
            stand under Runs.
          </p>
          <footer className={styles.actions}>
            <Button variant="default" onClick={() => void startSignIn(true)}>
              Sign in as somebody else
            </Button>
            <Button data-autofocus onClick={leaveSignIn}>
              Go on as this user
            </Button>
          </footer>
        </>
      ) : signingIn.at === 'failed' ? (
        <>
          <FailurePanel {...sayFailure(signingIn.failure)} />
          <footer className={styles.actions}>
            <Button variant="default" data-autofocus onClick={leaveSignIn}>
              Close
            </Button>
            <Button variant={onlyOther ? 'filled' : 'default'} onClick={() => void startSignIn(true)}>
              Sign in as somebody else
            </Button>
            {onlyOther ? null : <Button onClick={() => void startSignIn()}>Sign in again</Button>}
          </footer>
        </>
      ) : signingIn.at === 'waiting' ? (
        <SignInWaiting {...signingIn} orgName={status?.salesforce.org?.name ?? null} onCancel={leaveSignIn} />
      ) : (
        <div className={styles.starting} aria-busy="true" />
      )}
    </Shown>
  )
}

function Shown(props: { readonly title: string; readonly onClose: () => void; readonly children: React.ReactNode }) {
  useFocusReturn()
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size={560}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {props.children}
    </Modal>
  )
}
