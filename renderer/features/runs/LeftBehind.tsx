import type { Run } from '#shared/domain/run'

import { sayLeftBehind } from '../../words/left-behind.ts'
import styles from './Runs.module.css'

const halted: ReadonlySet<Run['state']> = new Set(['attention', 'interrupted', 'waiting', 'abandoned'])

/** What a run that stopped on its way left in both services, in one line above its steps. */
export function LeftBehind({ steps, state }: Pick<Run, 'steps' | 'state'>) {
  return halted.has(state) ? <p className={styles.p}>{sayLeftBehind(steps)}</p> : null
}
