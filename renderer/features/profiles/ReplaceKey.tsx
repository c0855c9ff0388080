import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { KnownEnvironment } from '#shared/domain/profile-connection'

import { useCompanion, useWindowNow } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useHeld } from '../../data/use-held.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { sayEnvironmentKind } from '../../words/profiles.ts'
import styles from './Profile.module.css'
import { useReadAgain } from './use-read-again.ts'

/** Hand over another server key: first whose it is, then, once that was agreed to, it is kept. It is never shown again. */
export function ReplaceKey(props: { readonly environment: KnownEnvironment | null; readonly onClose: () => void }) {
  const companion = useCompanion()
  const { announce } = useWindowNow()
  const readAgain = useReadAgain()
  const [key, setKey] = useState('')
  const [name, setName] = useState('')
  const look = useMutation({ mutationFn: () => companion.profiles.setStiggKey({ key, confirm: null }) })
  const found = look.data?.environment ?? null
  // A key that may not ask: a person names its environment, once.
  const isNamedHere = found !== null && found.type === 'UNKNOWN' && props.environment === null
  const keep = useMutation({
    mutationFn: (environment: KnownEnvironment) =>
      companion.profiles.setStiggKey({
        key,
        confirm: {
          environmentId: environment.id,
          name: isNamedHere ? name.trim() : (props.environment?.name ?? null),
        },
      }),
    async onSuccess() {
      setKey('')
      announce('The key is kept')
      await readAgain()
      props.onClose()
    },
  })
  useHeld(key === '' ? null : 'A Stigg key that was typed and not kept')
  const error = keep.error ?? look.error
  const failure = error ? failureOf(error) : null
  return (
    <form
      className={styles.form}
      aria-label="Stigg key"
      onSubmit={(event) => {
        event.preventDefault()
        if (found === null) look.mutate()
        else if (!isNamedHere || name.trim() !== '') keep.mutate(found)
      }}
    >
      <PasswordInput
        size="xs"
        label="Stigg server key"
        description="In Stigg under Integrations, API keys. It begins with “server-”."
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={key}
        onChange={({ currentTarget: { value } }) => {
          setKey(value)
          look.reset()
          keep.reset()
        }}
      />
      {found === null ? null : (
        <output>
          This key is of{' '}
          <strong>{found.type === 'UNKNOWN' ? (props.environment?.name ?? found.id) : found.name}</strong>
          {found.type === 'UNKNOWN'
            ? '. It may not ask what that environment is, so it counts as production.'
            : ` (${sayEnvironmentKind(found).replace(/^./, (first) => first.toLowerCase())}).`}
        </output>
      )}
      {isNamedHere ? (
        <TextInput
          size="xs"
          label="What the environment is called"
          maxLength={80}
          value={name}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
      ) : null}
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      <div className={styles.acts}>
        {found === null ? (
          <Button type="submit" size="xs" disabled={key.trim() === ''} loading={look.isPending}>
            Check the key
          </Button>
        ) : (
          <Button type="submit" size="xs" disabled={isNamedHere && name.trim() === ''} loading={keep.isPending}>
            Keep this key
          </Button>
        )}
        <Button variant="subtle" color="gray" size="xs" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
