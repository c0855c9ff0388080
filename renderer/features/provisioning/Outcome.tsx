import { IconCircleCheckFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { Run } from '#shared/domain/run'

import { Tag } from '../../ui/Tag.tsx'
import { sayLeftBehind } from '../../words/left-behind.ts'
import { runStates } from '../../words/states.ts'
import { StepList, Verified } from '../runs/index.ts'
import styles from './Sheet.module.css'

/** What came of a run, in one sentence; what was read back; and its steps. */
export function Outcome(props: {
  readonly run: Run
  /** What is so where the run is done: "The credits are granted." */
  readonly done: string
  readonly timeZone: string
  /** Links to what was written, or what to know besides. */
  readonly children?: ReactNode
}) {
  const { run } = props
  return (
    <div className={styles.scroll}>
      <Came run={run} done={props.done} />
      {props.children}
      {run.verification === null ? null : (
        <>
          <h3>Read back</h3>
          <Verified verification={run.verification} timeZone={props.timeZone} />
        </>
      )}
      <h3>Steps</h3>
      <StepList records={run.steps} timeZone={props.timeZone} ended />
    </div>
  )
}

/** What came of a run in one sentence: that it is done, what became of its steps, or the state that it is in. */
export function Came({ run, done }: { readonly run: Run; readonly done: string }) {
  const words = runStates[run.state]
  return (
    <output className={styles.outcome}>
      {run.state === 'done' ? (
        <IconCircleCheckFilled size={18} aria-hidden />
      ) : (
        <Tag tone={words.tone}>{words.word}</Tag>
      )}
      <span>{run.state === 'done' ? done : run.state === 'attention' ? sayLeftBehind(run.steps) : words.meaning}</span>
    </output>
  )
}
