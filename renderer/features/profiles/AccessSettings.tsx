import { Button, Radio, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { AccessLevel, Profile } from '#shared/domain/profile'
import { isAccessTyped } from '#shared/domain/profile-connection'
import { isNameTyped, shownName } from '#shared/domain/shown-name'

import { useCompanion } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import { accessChoices } from '../../words/profiles.ts'
import styles from './Profile.module.css'
import { useReadAgain } from './use-read-again.ts'

const levels = Object.keys(accessChoices) as AccessLevel[]
/** From the one that lets the least be written. */
const strictFirst: readonly AccessLevel[] = ['read-only', 'retype', 'confirm']

/**
 * What may be written with the profile. Less is in force as soon as it is chosen; more is saved, and where real customers
 * are reached its name is typed.
 */
export function AccessSettings({ profile }: { readonly profile: Profile }) {
  const companion = useCompanion()
  const readAgain = useReadAgain()
  const [chosen, setChosen] = useState<AccessLevel | null>(null)
  const [typed, setTyped] = useState('')
  const wanted = chosen ?? profile.access
  const isChanged = wanted !== profile.access
  const isTyped = isChanged && isAccessTyped(profile, wanted)
  const save = useMutation({
    mutationFn: (access: AccessLevel) => companion.profiles.setAccess({ access, typed }),
    async onSuccess() {
      await readAgain()
      setChosen(null)
      setTyped('')
    },
  })
  const failure = save.error && isChanged ? failureOf(save.error) : null
  return (
    <div className={styles.fact}>
      <span className={styles.soft} id="profile-access">
        Access
      </span>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isChanged) save.mutate(wanted)
        }}
      >
        <Radio.Group
          aria-labelledby="profile-access"
          value={wanted}
          onChange={(value) => {
            const level = levels.find((level) => level === value)
            if (level === undefined) return
            setChosen(level)
            setTyped('')
            if (strictFirst.indexOf(level) < strictFirst.indexOf(profile.access)) save.mutate(level)
          }}
        >
          {levels.map((level) => (
            <Radio
              key={level}
              size="xs"
              className={styles.level ?? ''}
              value={level}
              label={accessChoices[level].label}
              description={accessChoices[level].meaning}
            />
          ))}
        </Radio.Group>
        {isTyped ? (
          <TextInput
            size="xs"
            className={styles.wide ?? ''}
            label={`Type ${shownName(profile.name)} to let it be written to`}
            value={typed}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
          />
        ) : null}
        {isChanged ? (
          <div className={styles.acts}>
            <Button
              type="submit"
              size="xs"
              color={isTyped ? 'red' : 'indigo'}
              disabled={isTyped && !isNameTyped(typed, profile.name)}
              loading={save.isPending}
            >
              Save the access level
            </Button>
            <Button variant="subtle" color="gray" size="xs" onClick={() => setChosen(null)}>
              Discard
            </Button>
          </div>
        ) : null}
        {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      </form>
    </div>
  )
}
