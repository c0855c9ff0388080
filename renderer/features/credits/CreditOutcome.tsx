import { Button } from '@mantine/core'
import { IconCircleCheckFilled } from '@tabler/icons-react'

import type { Run } from '#shared/domain/run'

import { Tag } from '../../ui/Tag.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { runStates } from '../../words/states.ts'
import sheet from '../provisioning/Sheet.module.css'
import { StepList, Verified } from '../runs/index.ts'

/** What came of a grant or a void, and what was read back. */
export function CreditOutcome(props: {
  readonly run: Run
  readonly timeZone: string
  readonly onRun: () => void
  readonly onClose: () => void
}) {
  const first = useFocusOnMount<HTMLButtonElement>()
  const { run } = props
  const words = runStates[run.state]
  const done = run.kind === 'void-grant' ? 'The grant is void.' : 'The credits are granted.'
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        <output className={sheet.outcome}>
          {run.state === 'done' ? (
            <IconCircleCheckFilled size={18} aria-hidden />
          ) : (
            <Tag tone={words.tone}>{words.word}</Tag>
          )}
          <span>{run.state === 'done' ? done : words.meaning}</span>
        </output>
        {run.verification === null ? null : (
          <>
            <h3>Read back</h3>
            <Verified verification={run.verification} timeZone={props.timeZone} />
          </>
        )}
        <h3>Steps</h3>
        <StepList records={run.steps} timeZone={props.timeZone} ended />
      </div>
      <footer className={sheet.footer}>
        <Button variant="default" ref={first} data-autofocus onClick={props.onClose}>
          Close
        </Button>
        <Button variant="subtle" color="gray" onClick={props.onRun}>
          Show the run
        </Button>
      </footer>
    </div>
  )
}
