import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'

import type { MendLook } from '#shared/contract/links'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import { typedForMends } from '#shared/domain/link-mend'

import { Keys } from '../../ui/Keys.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import { MixedPair } from '../provisioning/MixedPair.tsx'
import sheet from '../provisioning/Sheet.module.css'
import { useMixedPair } from '../provisioning/use-mixed-pair.ts'
import { Wire } from '../runs/index.ts'
import { MendChanges } from './MendChanges.tsx'
import styles from './Mend.module.css'

/** What a person agrees to: each value before and after, the exact requests, and one button. */
export function MendReview(props: {
  readonly looks: readonly MendLook[]
  readonly status: WorkspaceStatus | undefined
  readonly onApply: (typed: string | null) => void
  readonly onCancel: () => void
}) {
  const { looks, status } = props
  const first = useFocusOnMount<HTMLButtonElement>()
  const [typed, setTyped] = useState('')
  const pair = useMixedPair(status)
  const previews = looks.flatMap(({ preview }) => preview ?? [])
  const failed = looks.flatMap(({ mend, failure }) => (failure ? [{ mend, failure }] : []))
  const profile = status?.profile
  const wanted = profile
    ? typedForMends(
        profile,
        previews.map(({ name }) => name),
      )
    : null
  const because =
    profile?.access === 'read-only'
      ? 'This profile is read-only.'
      : previews.length === 0
        ? 'None of them can be mended.'
        : pair.isMixed && !pair.isConfirmed
          ? 'Confirm the mixed pair.'
          : wanted !== null && typed.trim() !== wanted
            ? `Type ${wanted}.`
            : null
  const apply = (): void => {
    if (because === null) props.onApply(wanted === null ? null : typed.trim())
  }
  useHotkeys('mod+enter', apply, { enableOnFormTags: true, preventDefault: true })
  const undoes = looks.every(({ mend }) => mend.kind === 'undo')
  const requests = previews.flatMap((preview) => preview.requests)
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        {failed.length === 0 ? null : (
          <section className={sheet.final} aria-label="Left out">
            <h3>{previews.length === 0 ? 'This cannot be done' : `${plural(failed.length, 'link')} left out`}</h3>
            <ul>
              {failed.map(({ mend, failure }) => (
                <li key={JSON.stringify(mend)}>{sayFailure(failure).happened}</li>
              ))}
            </ul>
          </section>
        )}
        {previews.length === 0 ? null : (
          <>
            <h3>What is changed</h3>
            {previews.map((preview) => (
              <MendChanges key={preview.fingerprint} preview={preview} />
            ))}
            <p className={styles.soft}>
              Each value is written only where it still is what stands here as before.{' '}
              {undoes ? 'The undo is a run of its own.' : 'Each mend can be undone afterwards.'}
            </p>
            <h3>What is sent</h3>
            <Wire requests={requests} />
          </>
        )}
        <MixedPair pair={pair} />
        {wanted === null || profile?.access === 'read-only' ? null : (
          <TextInput
            mt="sm"
            maw={360}
            label={`Type ${wanted} to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </div>
      <footer className={sheet.footer}>
        <Button variant="default" ref={first} data-autofocus onClick={props.onCancel}>
          Cancel
        </Button>
        <span className={sheet.because} aria-live="polite">
          {because}
        </span>
        <Button
          disabled={because !== null}
          color={profile?.kind === 'production' ? 'red' : 'indigo'}
          rightSection={because === null ? <Keys keys={['mod', 'enter']} /> : null}
          onClick={apply}
        >
          {undoes ? `Undo ${plural(previews.length, 'mend')}` : `Mend ${plural(previews.length, 'link')}`}
        </Button>
      </footer>
    </div>
  )
}
