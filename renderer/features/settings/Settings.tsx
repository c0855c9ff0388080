import { useMantineColorScheme } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { useQueries, useWindowNow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useStatus } from '../../data/use-status.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import styles from './Settings.module.css'
import { SettingsView } from './SettingsView.tsx'
import { StartOver } from './StartOver.tsx'

/** What this profile is connected to and how, and how the window looks. */
export function Settings() {
  const queries = useQueries()
  const queryClient = useQueryClient()
  const status = useStatus()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { startSignIn, askSignOut } = useWindowNow()
  const [asking, setAsking] = useState(false)
  const reconnect = useMutation(queries.workspace.reconnect.mutationOptions())
  const startOver = useMutation(queries.workspace.startOver.mutationOptions())
  if (status === undefined) return null

  const readAgain = async (): Promise<void> => {
    try {
      queryClient.setQueryData(queries.workspace.status.queryKey(), await reconnect.mutateAsync(undefined))
    } catch {
      // Shown below, from the mutation's own error.
    }
  }
  const beginAnew = async (): Promise<void> => {
    try {
      queryClient.setQueryData(queries.workspace.status.queryKey(), await startOver.mutateAsync(undefined))
      setAsking(false)
      await queryClient.invalidateQueries()
    } catch {
      setAsking(false)
    }
  }
  const error = reconnect.error ?? startOver.error
  const failure = error ? failureOf(error) : null
  return (
    <>
      {failure === null ? null : (
        <div className={styles.pad}>
          <FailurePanel {...sayFailure(failure)} />
        </div>
      )}
      <SettingsView
        status={status}
        scheme={colorScheme}
        reconnecting={reconnect.isPending}
        onScheme={setColorScheme}
        onReconnect={() => void readAgain()}
        onSignIn={() => void startSignIn()}
        onSignOut={() => askSignOut(true)}
        onStartOver={() => setAsking(true)}
      />
      {asking ? (
        <StartOver busy={startOver.isPending} onStartOver={() => void beginAnew()} onClose={() => setAsking(false)} />
      ) : null}
    </>
  )
}
