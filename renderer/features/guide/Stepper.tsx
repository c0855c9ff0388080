import { IconCheck, IconLock } from '@tabler/icons-react'

import { stepWords } from '../../words/guide.ts'
import styles from './Guide.module.css'
import type { Step, StepId } from './steps.ts'

const states = { done: 'done', open: 'to do', locked: 'not reachable yet' } as const

/** The steps of the guide, with how each stands; those that can be gone to are buttons. */
export const Stepper = (props: {
  readonly steps: readonly Step[]
  readonly current: StepId
  readonly onGo: (id: StepId) => void
}) => (
  <nav aria-label="Steps" className={styles.stepper}>
    <ol>
      {props.steps.map(({ id, state }, index) => (
        <li key={id}>
          <button
            type="button"
            disabled={state === 'locked'}
            data-state={state}
            aria-current={id === props.current ? 'step' : undefined}
            onClick={() => props.onGo(id)}
          >
            <span className={styles.number} aria-hidden>
              {state === 'done' ? <IconCheck size={14} /> : state === 'locked' ? <IconLock size={13} /> : index + 1}
            </span>
            <span>
              <strong>{stepWords[id].word}</strong>
              <small>{stepWords[id].meaning}</small>
            </span>
            <span className={styles.heard}>, {states[state]}</span>
          </button>
        </li>
      ))}
    </ol>
  </nav>
)
