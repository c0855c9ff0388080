import { Button, Radio, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { Profile } from '#shared/domain/profile'
import { isNameTyped, shownName } from '#shared/domain/shown-name'

import { useCompanion, useWindowNow, useWindowStore } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { loadAgain } from '../../data/load-again.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { sayFailure } from '../../words/failures.ts'
import { removalWords } from '../../words/profiles.ts'
import sheet from '../provisioning/Sheet.module.css'
import { SheetFrame } from '../provisioning/SheetFrame.tsx'
import styles from './Profile.module.css'

type Journal = 'keep' | 'export' | 'delete'
const journals: Record<Journal, string> = {
  keep: 'Keep it on this machine, in a folder of its own',
  export: 'Save it as a file, then delete it here',
  delete: 'Delete it',
}

/** What goes, what is revoked and what stays, before anything of it happens; and afterwards what came of it. */
export function RemoveProfile({ profile, onClose }: { readonly profile: Profile; readonly onClose: () => void }) {
  const companion = useCompanion()
  const store = useWindowStore()
  const { setRemoving, keepViewsOf } = useWindowNow()
  const [journal, setJournal] = useState<Journal>('keep')
  const [typed, setTyped] = useState('')
  // Nobody can tell whether a file arrived, or whether its dialog was left: deleting is another act.
  const save = useMutation({
    mutationFn: () => companion.profiles.exportJournal(),
    onSuccess: (file) => saveFile({ ...file, mediaType: 'application/json' }),
  })
  const remove = useMutation({
    mutationFn() {
      // The page loads again as soon as another profile is open; what came of it is read first.
      setRemoving(true)
      return companion.profiles.remove({
        id: profile.id,
        typed,
        journal: journal === 'keep' ? 'keep' : 'delete',
      })
    },
    onSuccess: () => keepViewsOf(Object.keys(store.getState().views).filter((id) => id !== profile.id)),
    async onError() {
      setRemoving(false)
      // It may have made way for the practice workspace already: then this page is of no profile that is open.
      const { current } = await companion.profiles.list().catch(() => ({ current: null }))
      if (current !== profile.id) loadAgain(store.getState())
    },
  })
  const leave = (): void => {
    setRemoving(false)
    loadAgain(store.getState())
  }
  const error = remove.error ?? save.error
  const failure = error ? failureOf(error) : null
  const isJournalSafe = journal !== 'export' || save.isSuccess
  const isTyped = isNameTyped(typed, profile.name)
  if (remove.data) {
    return (
      <SheetFrame title={`${profile.name} was removed`} writing onClose={leave}>
        <div className={sheet.parts}>
          <div className={sheet.scroll}>
            <output>
              <p className={styles.note}>
                Its settings, secrets and deals are deleted from this machine.{' '}
                {remove.data.isRevoked
                  ? 'Salesforce confirmed that the session is void.'
                  : 'Salesforce did not confirm that the session is void: end it there, in Setup under Session Management, or under OAuth Connected Apps of the user.'}
              </p>
              <p className={styles.note}>
                {remove.data.journalFolder === null ? (
                  journal === 'export' ? (
                    'The journal is deleted here.'
                  ) : (
                    'The journal is deleted.'
                  )
                ) : (
                  <>
                    The journal is kept in <span className={styles.mono}>{remove.data.journalFolder}</span>.
                  </>
                )}
              </p>
              <Stays />
            </output>
          </div>
          <footer className={sheet.footer}>
            <span className={sheet.because} />
            <Button data-autofocus onClick={leave}>
              Go to the practice workspace
            </Button>
          </footer>
        </div>
      </SheetFrame>
    )
  }
  return (
    <SheetFrame title={`Remove ${profile.name}`} writing={remove.isPending} onClose={onClose}>
      <form
        className={sheet.parts}
        onSubmit={(event) => {
          event.preventDefault()
          if (isTyped && isJournalSafe && !remove.isPending) remove.mutate()
        }}
      >
        <div className={sheet.scroll}>
          <h3 className={styles.heading}>Deleted from this machine</h3>
          <List of={removalWords.here} />
          <h3 className={styles.heading}>Revoked</h3>
          <List of={removalWords.revoked} />
          <Stays />
          <Radio.Group
            label="The journal of what was done"
            size="xs"
            mt="md"
            value={journal}
            onChange={(value) => setJournal(value === 'export' || value === 'delete' ? value : 'keep')}
          >
            {(Object.keys(journals) as Journal[]).map((choice) => (
              <Radio key={choice} size="xs" mt={6} value={choice} label={journals[choice]} />
            ))}
          </Radio.Group>
          {journal === 'export' ? (
            <div className={styles.acts}>
              <Button variant="default" size="xs" loading={save.isPending} onClick={() => save.mutate()}>
                Save the journal as a file
              </Button>
              {save.isSuccess ? <output>Look whether the file is there before you remove the profile.</output> : null}
            </div>
          ) : null}
          <TextInput
            size="xs"
            mt="md"
            className={styles.wide ?? ''}
            label={`Type ${shownName(profile.name)} to remove it`}
            value={typed}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
          />
          {failure === null ? null : (
            <div className={styles.failed}>
              <FailurePanel {...sayFailure(failure)} />
            </div>
          )}
        </div>
        <footer className={sheet.footer}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <span className={sheet.because} />
          <Button type="submit" color="red" disabled={!isTyped || !isJournalSafe} loading={remove.isPending}>
            Remove the profile
          </Button>
        </footer>
      </form>
    </SheetFrame>
  )
}

const Stays = () => (
  <>
    <h3 className={styles.heading}>Stays in both services</h3>
    <List of={removalWords.stays} />
  </>
)

const List = ({ of: lines }: { readonly of: readonly string[] }) => (
  <ul className={styles.list}>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)
