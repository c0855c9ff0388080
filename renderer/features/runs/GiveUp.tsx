import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'

import type { Run } from '#shared/domain/run'

import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { sayLeftBehind } from '../../words/left-behind.ts'
import styles from './Runs.module.css'

/** Giving a run up asks why, and says what stays. */
export function GiveUp(props: {
  readonly run: Run
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
    <Modal opened onClose={props.onClose} title={`Give up the run for ${props.run.accountName}`} centered>
      <p className={styles.p}>
        {sayLeftBehind(props.run.steps)} Nothing more is sent for this run. Giving it up cannot be undone.
      </p>
      <Textarea
        label="Why"
        description="A few words, which are kept with the run."
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {props.failed === null ? null : <p role="alert">{props.failed}</p>}
      <div className={styles.actions}>
        <Button variant="default" onClick={props.onClose} data-autofocus>
          Keep the run
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
