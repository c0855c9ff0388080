import { Button, Modal, Radio, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { isNameTyped, shownName } from '#shared/domain/shown-name'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { sayFailure } from '../../words/failures.ts'
import styles from './Guide.module.css'

/** The two ways out of a guide that is not finished: later, or not at all. */
export function Leave({ id, name }: { readonly id: string; readonly name: string }) {
  const queries = useQueries()
  const [asking, setAsking] = useState(false)
  const open = useMutation(queries.profiles.open.mutationOptions())
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={open.isPending}
        // Every window is told, and loads again.
        onClick={() => open.mutate({ id: 'practice', stopRuns: true })}
      >
        Continue later
      </Button>
      <p className={styles.soft}>Goes to the practice workspace. What you did here is kept.</p>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={styles.flush ?? ''}
        onClick={() => setAsking(true)}
      >
        Remove this profile…
      </Button>
      {open.error ? <p role="alert">{sayFailure(failureOf(open.error)).happened}</p> : null}
      {asking ? <PutAway id={id} name={name} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function PutAway(props: { readonly id: string; readonly name: string; readonly onClose: () => void }) {
  useFocusReturn()
  const queries = useQueries()
  const remove = useMutation(queries.profiles.remove.mutationOptions())
  const [typed, setTyped] = useState('')
  const [journal, setJournal] = useState<'keep' | 'delete'>('delete')
  const failure = remove.error ? failureOf(remove.error) : null
  return (
    <Modal opened onClose={props.onClose} title="Remove this profile" centered>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          remove.mutate({ id: props.id, typed, journal })
        }}
      >
        <p>
          The session is ended at Salesforce, and the key and everything else of this profile is deleted from this
          machine. Nothing in Salesforce or Stigg is changed.
        </p>
        {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
        <Radio.Group
          label="Its journal"
          value={journal}
          onChange={(value) => setJournal(value === 'keep' ? 'keep' : 'delete')}
        >
          <div className={styles.radios}>
            <Radio value="delete" label="Delete it" description="It holds nothing while nothing was provisioned" />
            <Radio value="keep" label="Keep it in a folder of its own" />
          </div>
        </Radio.Group>
        <TextInput
          data-autofocus
          label={`Type ${shownName(props.name)} to remove it`}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <footer className={styles.answers}>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red" disabled={!isNameTyped(typed, props.name)} loading={remove.isPending}>
            Remove the profile
          </Button>
        </footer>
      </form>
    </Modal>
  )
}
