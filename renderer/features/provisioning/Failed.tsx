import type { Failure } from '#shared/failure'

import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import styles from './Sheet.module.css'
import { SheetEnd } from './SheetParts.tsx'

/** Why nothing could be decided or done, and the way on. */
export function Failed(props: {
  readonly failure: Failure
  /** Null where the way on lies with the run, not with a new preview. */
  readonly onAgain: (() => void) | null
  readonly onClose: () => void
}) {
  return (
    <div className={styles.parts}>
      <div className={styles.scroll}>
        <FailurePanel
          {...sayFailure(props.failure)}
          action={props.onAgain === null ? undefined : { label: 'Review again', onClick: props.onAgain }}
        />
      </div>
      <SheetEnd onClose={props.onClose} />
    </div>
  )
}
