import type { Run } from '#shared/domain/run'

import { plural } from '../../words/facts.ts'
import { sayStep } from '../../words/steps.ts'
import styles from './Runs.module.css'

const halted: ReadonlySet<Run['state']> = new Set(['attention', 'interrupted', 'waiting', 'abandoned'])

/** What a run that stopped on its way left in both services, step by step in one sentence. */
export function LeftBehind({ steps, state }: Pick<Run, 'steps' | 'state'>) {
  if (!halted.has(state)) return null
  // A step that was given up keeps what was known of it: one that was answered stands, one that was never sent does not.
  const done = steps.filter(({ state: of, answer }) => of === 'done' || (of !== 'refused' && answer !== null))
  const open = steps.filter((record) => !done.includes(record) && record.sentAt !== null && record.answeredAt === null)
  const rest = steps.length - done.length - open.length
  return (
    <p className={styles.p}>
      {done.length === 0
        ? 'It left nothing behind. '
        : `What it did stays: ${done.map(({ step }) => sayStep(step)).join('; ')}. `}
      {open.length === 0
        ? ''
        : `Whether this was done is not known: ${open.map(({ step }) => sayStep(step)).join('; ')}. `}
      {rest === 0 ? '' : `${plural(rest, 'step')} changed nothing.`}
    </p>
  )
}
