import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { useCompanion } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { sayFailure } from '../../words/failures.ts'
import styles from './Profile.module.css'
import { RemoveProfile } from './RemoveProfile.tsx'

/** Everything that was done with the profile as one file, and the way to take the profile off this machine. */
export function JournalSettings({ status: { profile } }: { readonly status: WorkspaceStatus }) {
  const companion = useCompanion()
  const [removing, setRemoving] = useState(false)
  const exported = useMutation({
    mutationFn: () => companion.profiles.exportJournal(),
    onSuccess: (file) => saveFile({ ...file, mediaType: 'application/json' }),
  })
  const failure = exported.error ? failureOf(exported.error) : null
  return (
    <>
      <p className={styles.note}>
        The journal holds every run of this profile with its requests and answers. It holds no secret.
      </p>
      {failure === null ? null : <FailurePanel {...sayFailure(failure)} />}
      <div className={styles.acts}>
        <Button variant="default" size="xs" loading={exported.isPending} onClick={() => exported.mutate()}>
          Export the journal
        </Button>
        {profile.kind === 'practice' ? null : (
          <Button variant="default" color="red" size="xs" onClick={() => setRemoving(true)}>
            Remove this profile…
          </Button>
        )}
      </div>
      {removing ? <RemoveProfile profile={profile} onClose={() => setRemoving(false)} /> : null}
    </>
  )
}
