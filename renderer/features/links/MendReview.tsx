import type { MendLook } from '#shared/contract/links'
import type { WorkspaceStatus } from '#shared/contract/workspace'
import { typedForMends } from '#shared/domain/link-mend'

import prose from '../../ui/prose.module.css'
import { plural } from '../../words/facts.ts'
import { sayFailure } from '../../words/failures.ts'
import sheet from '../provisioning/Sheet.module.css'
import { useWriteGuards } from '../provisioning/use-write-guards.ts'
import { WriteFooter, WriteGuards } from '../provisioning/WriteGuards.tsx'
import { Wire } from '../runs/index.ts'
import { MendChanges } from './MendChanges.tsx'

/** What a person agrees to: each value before and after, the exact requests, and one button. */
export function MendReview(props: {
  readonly looks: readonly MendLook[]
  readonly status: WorkspaceStatus | undefined
  readonly onApply: (typed: string | null) => void
  readonly onCancel: () => void
}) {
  const { looks, status } = props
  const previews = looks.flatMap(({ preview }) => preview ?? [])
  const failed = looks.flatMap(({ mend, failure }) => (failure ? [{ mend, failure }] : []))
  const profile = status?.profile
  const wanted = profile
    ? typedForMends(
        profile,
        previews.map(({ name }) => name),
      )
    : null
  const guards = useWriteGuards({
    status,
    retype: wanted ?? '',
    asksToType: wanted !== null,
    missing: previews.length === 0 ? 'None of them can be mended.' : null,
  })
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
            <p className={prose.soft}>
              Each value is written only where it still is what stands here as before.{' '}
              {undoes ? 'The undo is a run of its own.' : 'Each mend can be undone afterwards.'}
            </p>
            <h3>What is sent</h3>
            <Wire requests={requests} />
          </>
        )}
        <WriteGuards guards={guards} />
      </div>
      <WriteFooter
        guards={guards}
        label={undoes ? `Undo ${plural(previews.length, 'mend')}` : `Mend ${plural(previews.length, 'link')}`}
        onWrite={(typed) => props.onApply(wanted === null ? null : typed.trim())}
        onCancel={props.onCancel}
      />
    </div>
  )
}
