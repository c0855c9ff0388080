import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'

import { useFocusReturn } from '../../ui/use-focus-return.ts'
import styles from './Runs.module.css'

/** Giving a run up asks why, and says what stays. */
export function GiveUp(props: {
  readonly accountName: string
  readonly failed: string | null
  readonly onGiveUp: (reason: string) => Promise<void>
  readonly onClose: () => void
}) {
  useFocusReturn()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const long = reason.trim().length >= 3
  const giveUp = async (): Promise<void> => {
    setBusy(true)
    await props.onGiveUp(reason.trim())
    setBusy(false)
  }
  return (
    <Modal opened onClose={props.onClose} title={`Give up the run for ${props.accountName}`} centered>
      <p className={styles.p}>
        What it did stays as it is in both services; nothing more is sent. This cannot be undone.
      </p>
      <Textarea
        label="Why"
        description="Kept with the run."
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {props.failed === null ? null : <p role="alert">{props.failed}</p>}
      <div className={styles.actions}>
        <Button variant="default" onClick={props.onClose} data-autofocus>
          Keep it
        </Button>
        <Button
          color="red"
          loading={busy}
          disabled={!long}
          title={long ? undefined : 'Say why first, in a few words.'}
          onClick={() => void giveUp()}
        >
          Give up the run
        </Button>
      </div>
    </Modal>
  )
}
