import { Textarea } from '@mantine/core'

import type { PayloadProblem } from '#shared/domain/workflow-payload'

import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import prose from '../../ui/prose.module.css'
import { sayPayloadProblem } from '../../words/workflows.ts'
import styles from './Workflows.module.css'

/** The payload as JSON text, each mistake with its place. */
export function PayloadEditor(props: {
  readonly text: string
  readonly problems: readonly PayloadProblem[]
  readonly onChange: (text: string) => void
}) {
  const { problems } = props
  const first = useFocusOnMount<HTMLTextAreaElement>()
  return (
    <Textarea
      ref={first}
      aria-label="Payload as JSON"
      classNames={{ input: prose.code ?? '' }}
      rows={14}
      spellCheck={false}
      value={props.text}
      error={
        problems.length === 0
          ? null
          : problems.map((problem) => (
              <span key={`${problem.pointer} ${problem.why}`} className={styles.problem}>
                {sayPayloadProblem(problem)}
              </span>
            ))
      }
      onChange={({ currentTarget: { value } }) => props.onChange(value)}
    />
  )
}
