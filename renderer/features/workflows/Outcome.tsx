import { Button } from '@mantine/core'
import { IconCircleCheckFilled } from '@tabler/icons-react'

import type { Run } from '#shared/domain/run'

import { formatTime } from '../../ui/dates.ts'
import { Tag } from '../../ui/Tag.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { runStates } from '../../words/states.ts'
import { sayReadBack } from '../../words/workflows.ts'
import sheet from '../provisioning/Sheet.module.css'
import { Answers, StepList, Verified } from '../runs/index.ts'

/** What came of a workflow: whether it ran, its whole answer, and what was seen of its work. */
export function Outcome(props: {
  readonly run: Run
  readonly timeZone: string
  readonly onRun: () => void
  readonly onClose: () => void
}) {
  const first = useFocusOnMount<HTMLButtonElement>()
  const { run } = props
  const words = runStates[run.state]
  const record = run.steps[0]
  const isTest = record?.step.kind === 'trigger-workflow' && record.step.isTest
  const readBack = sayReadBack(run, (moment) => formatTime(moment, props.timeZone, new Date(moment)))
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        <output className={sheet.outcome}>
          {run.state === 'done' ? (
            <IconCircleCheckFilled size={18} aria-hidden />
          ) : (
            <Tag tone={words.tone}>{words.word}</Tag>
          )}
          <span>
            {run.state !== 'done'
              ? words.meaning
              : isTest
                ? 'The test run was answered.'
                : 'The workflow has answered.'}
          </span>
        </output>
        {readBack === null ? null : (
          <>
            <h3>Read back</h3>
            <p>{readBack}</p>
            {run.verification === null || run.verification.fields.length === 0 ? null : (
              <Verified verification={run.verification} timeZone={props.timeZone} />
            )}
          </>
        )}
        <h3>The answer</h3>
        {record === undefined || record.heard.length === 0 ? (
          <p>None was heard.</p>
        ) : (
          <Answers heard={record.heard} open />
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
