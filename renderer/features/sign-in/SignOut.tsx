import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useStatus } from '../../data/use-status.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { sayFailure } from '../../words/failures.ts'
import { signedOutWords } from '../../words/signing-in.ts'
import styles from './SignIn.module.css'

/** Signing out says first what comes of it, and afterwards which of it happened. */
export function SignOut({ onClose }: { readonly onClose: () => void }) {
  useFocusReturn()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const status = useStatus()
  const signOut = useMutation(
    queries.workspace.signOut.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.workspace.status.key() }),
    }),
  )
  const failure = signOut.error ? failureOf(signOut.error) : (signOut.data?.failure ?? null)
  const username = status?.salesforce.org?.username
  return (
    <Modal opened onClose={onClose} title="Sign out of Salesforce" size={520} centered>
      {signOut.data === undefined ? (
        <p className={styles.p}>
          The session {username === undefined ? '' : `of ${username} `}is ended at Salesforce and forgotten here. Deals
          can then be looked at as they were last read; nothing can be read anew or provisioned, and the drift check
          rests, until somebody signs in. Stigg stays connected. Nothing that was written is undone.
        </p>
      ) : (
        <output className={styles.p}>{signedOutWords[signOut.data.atSalesforce]}</output>
      )}
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      <footer className={styles.actions}>
        {signOut.data === undefined ? (
          <>
            <Button variant="default" data-autofocus onClick={onClose}>
              Cancel
            </Button>
            <Button color="red" loading={signOut.isPending} onClick={() => signOut.mutate(undefined)}>
              Sign out
            </Button>
          </>
        ) : (
          <Button variant="default" data-autofocus onClick={onClose}>
            Close
          </Button>
        )}
      </footer>
    </Modal>
  )
}
