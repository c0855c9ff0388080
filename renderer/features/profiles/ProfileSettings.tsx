import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { useCompanion, useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useHeld } from '../../data/use-held.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { sayKind, vaultWords } from '../../words/profiles.ts'
import { environments } from '../../words/states.ts'
import { AccessSettings } from './AccessSettings.tsx'
import { kindIcons } from './icons.ts'
import styles from './Profile.module.css'
import kinds from './Switcher.module.css'
import { useReadAgain } from './use-read-again.ts'

/** What the profile is called, what it is and why, what may be written with it, and how its secrets are kept. */
export function ProfileSettings({ status }: { readonly status: WorkspaceStatus }) {
  const queries = useQueries()
  const { profile, vault } = status
  const connection = useQuery(queries.profiles.connection.queryOptions()).data
  const Icon = kindIcons[profile.kind]
  return (
    <>
      <Name key={profile.name} name={profile.name} />
      <div className={styles.fact}>
        <span className={styles.soft}>Kind</span>
        <div>
          <span className={kinds.kind} data-kind={profile.kind}>
            <Icon size={13} aria-hidden />
            {environments[profile.kind].word}
          </span>{' '}
          <span className={styles.soft}>{environments[profile.kind].meaning}</span>
          <ul className={styles.why}>
            {(connection === undefined ? [] : sayKind(profile.kind, connection)).map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </div>
      </div>
      <AccessSettings profile={profile} />
      <div className={styles.fact}>
        <span className={styles.soft}>Secrets</span>
        <span>
          {vaultWords[vault].word} <span className={styles.soft}>{vaultWords[vault].meaning}</span>
        </span>
      </div>
    </>
  )
}

function Name({ name }: { readonly name: string }) {
  const companion = useCompanion()
  const readAgain = useReadAgain()
  const [typed, setTyped] = useState(name)
  const rename = useMutation({
    mutationFn: (wanted: string) => companion.profiles.rename({ name: wanted }),
    onSuccess: readAgain,
  })
  const wanted = typed.trim()
  const isChanged = wanted !== name
  useHeld(isChanged ? 'A name of the profile that was not saved' : null)
  const failure = rename.error ? failureOf(rename.error) : null
  return (
    <form
      className={styles.fact}
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged && wanted !== '') rename.mutate(wanted)
      }}
    >
      <span className={styles.soft}>Name</span>
      <div className={styles.line}>
        <TextInput
          size="xs"
          aria-label="Name of the profile"
          className={styles.wide ?? ''}
          maxLength={80}
          value={typed}
          error={wanted === '' ? 'A profile has a name.' : null}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
        {isChanged ? (
          <Button type="submit" size="xs" disabled={wanted === ''} loading={rename.isPending}>
            Rename
          </Button>
        ) : null}
        {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      </div>
    </form>
  )
}
