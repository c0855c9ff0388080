import { Button, Progress } from '@mantine/core'

import type { StepRecord } from '#shared/domain/run'

import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { plural } from '../../words/facts.ts'
import { StepList } from '../runs/index.ts'
import styles from './Sheet.module.css'

/** The steps as they happen. The one under way is never cut off; the sheet may be put away meanwhile. */
export function Applying(props: {
  readonly records: readonly StepRecord[]
  readonly timeZone: string
  readonly stopping: boolean
  readonly onStop: () => void
  readonly onHide: () => void
}) {
  const first = useFocusOnMount<HTMLButtonElement>()
  const done = props.records.filter(({ state }) => state === 'done' || state === 'waiting').length
  const far = `${done} of ${plural(props.records.length, 'step')} done`
  return (
    <div className={styles.parts}>
      <div className={styles.scroll}>
        <Progress
          size={3}
          value={props.records.length === 0 ? 0 : (100 * done) / props.records.length}
          aria-label={far}
        />
        <span className={styles.progress} aria-hidden>
          {far}
        </span>
        <StepList records={props.records} timeZone={props.timeZone} ended={false} />
      </div>
      <footer className={styles.footer}>
        <Button variant="default" ref={first} data-autofocus onClick={props.onHide}>
          Hide, and go on
        </Button>
        <span className={styles.because}>{props.stopping ? 'The step under way is finished first.' : null}</span>
        <Button variant="default" disabled={props.stopping} onClick={props.onStop}>
          {props.stopping ? 'Stopping after this step' : 'Stop after this step'}
        </Button>
      </footer>
    </div>
  )
}
