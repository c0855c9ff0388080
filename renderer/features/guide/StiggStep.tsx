import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { KnownEnvironment, ProfileConnection } from '#shared/domain/profile-connection'
import type { Failure } from '#shared/failure'

import { useCompanion } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import { sayFailure } from '../../words/failures.ts'
import { sayEnvironmentKind, vaultWords } from '../../words/profiles.ts'
import { Facts } from './Facts.tsx'
import styles from './Guide.module.css'
import { StiggAddresses } from './StiggAddresses.tsx'

/**
 * The third step: a server key, and whose it is before it is kept. The key stands in its field alone, and not in the
 * window's state: it is cleared as soon as it was kept or refused, and when the step is left.
 */
export function StiggStep(props: {
  readonly status: WorkspaceStatus
  readonly connection: ProfileConnection
  readonly onDone: () => void
}) {
  const { connection, status } = props
  const companion = useCompanion()
  const queryClient = useQueryClient()
  const field = useRef<HTMLInputElement>(null)
  const keepButton = useRef<HTMLButtonElement>(null)
  const nameField = useRef<HTMLInputElement>(null)
  const [looked, setLooked] = useState<KnownEnvironment | null>(null)
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [empty, setEmpty] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isChanging, setChanging] = useState(false)

  const clear = (): void => {
    if (field.current) field.current.value = ''
    setLooked(null)
    setName('')
  }

  /** Back to an empty field, or, where a key is kept already, to that one. */
  const takeBack = (): void => {
    const isLookedAt = looked !== null
    clear()
    setFailure(null)
    if (isLookedAt) field.current?.focus()
    else setChanging(false)
  }
  useEscape(() => {
    if (!busy) takeBack()
  })

  const send = async (confirm: { environmentId: string; name: string | null } | null): Promise<void> => {
    const key = field.current?.value.trim() ?? ''
    setEmpty(key === '')
    if (key === '') return field.current?.focus()
    setBusy(true)
    setFailure(null)
    try {
      const { environment, isSaved } = await companion.profiles.setStiggKey({ key, confirm })
      if (isSaved) {
        clear()
        setChanging(false)
        await queryClient.invalidateQueries()
        props.onDone()
      } else setLooked(environment)
    } catch (error) {
      const why = failureOf(error)
      // What is not said of the key itself is tried again with it.
      if (isOfKey(why)) clear()
      else setLooked(null)
      setFailure(why)
      field.current?.focus()
    } finally {
      setBusy(false)
    }
  }
  const isUnnamed = looked?.type === 'UNKNOWN'
  useEffect(() => {
    if (looked === null) return
    if (looked.type === 'UNKNOWN') nameField.current?.focus()
    else keepButton.current?.focus()
  }, [looked])

  const { environment } = connection
  if (environment !== null && status.stigg.state === 'connected' && !isChanging) {
    return (
      <>
        <h2>Which Stigg environment?</h2>
        <p className={styles.lead}>The key is kept, and the profile belongs to this environment from now on.</p>
        <Facts
          facts={[
            ['Environment', environment.name],
            ['Kind', sayEnvironmentKind(environment)],
            ['API', connection.stigg.baseUrl],
          ]}
        />
        <footer className={styles.acts}>
          <Button onClick={props.onDone}>Go on</Button>
          <Button variant="default" onClick={() => setChanging(true)}>
            Use another key
          </Button>
        </footer>
      </>
    )
  }
  // That there is no key is what this step is for, and no failure.
  const isKeyThere = environment !== null && status.stigg.failure?.facts['reason'] !== 'no-key'
  const ofConnection = isKeyThere && status.stigg.state !== 'connecting' ? status.stigg.failure : null
  const said = failure ?? (looked === null ? ofConnection : null)
  return (
    <>
      <h2>Which Stigg environment?</h2>
      <p className={styles.lead}>
        A key belongs to one environment. Copy the server key in Stigg under Integrations, API keys, in the environment
        that this org goes with. It begins with “server-”.
      </p>
      {environment === null ? null : (
        <p className={styles.lead}>
          This profile belongs to <strong>{environment.name}</strong>. Enter a key of that environment.
        </p>
      )}
      {said === null ? null : <FailurePanel {...sayFailure(said)} />}
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (looked === null) void send(null)
          else if (!isUnnamed || name.trim() !== '')
            void send({ environmentId: looked.id, name: isUnnamed ? name.trim() : null })
        }}
      >
        <PasswordInput
          ref={field}
          label="Server key"
          description={vaultWords[status.vault].ofKey}
          autoComplete="off"
          spellCheck={false}
          readOnly={looked !== null}
          error={empty ? 'Enter a server key.' : null}
        />
        {looked === null ? (
          <footer className={styles.acts}>
            <Button type="submit" loading={busy}>
              Check the key
            </Button>
            {isChanging ? (
              <Button variant="default" onClick={takeBack}>
                Cancel
              </Button>
            ) : null}
          </footer>
        ) : (
          <section className={styles.found} aria-label="The key’s environment">
            {isUnnamed ? (
              <>
                <p>
                  Stigg accepts the key, but the key may not ask which environment it belongs to. Name the environment
                  yourself. It counts as production.
                </p>
                <TextInput
                  ref={nameField}
                  label="Name of the environment"
                  maxLength={80}
                  value={name}
                  onChange={({ currentTarget }) => setName(currentTarget.value)}
                />
              </>
            ) : (
              <Facts
                facts={[
                  ['Environment', looked.name],
                  ['Kind', sayEnvironmentKind(looked)],
                ]}
              />
            )}
            <footer className={styles.acts}>
              <Button
                type="submit"
                loading={busy}
                disabled={isUnnamed && name.trim() === ''}
                ref={keepButton}
                classNames={{ root: styles.named ?? '', label: styles.name ?? '' }}
              >
                {isUnnamed ? 'Keep the key' : `Keep the key of ${looked.name}`}
              </Button>
              <Button variant="default" onClick={takeBack}>
                Use another key
              </Button>
            </footer>
          </section>
        )}
        {environment === null ? <StiggAddresses connection={connection} /> : null}
      </form>
    </>
  )
}

const isOfKey = ({ code }: Failure): boolean => code.startsWith('stigg.key-') || code === 'stigg.other-environment'
