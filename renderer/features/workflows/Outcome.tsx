import type { Run } from '#shared/domain/run'

import { formatTime } from '../../ui/dates.ts'
import { sayReadBack } from '../../words/workflows.ts'
import { Came } from '../provisioning/Outcome.tsx'
import sheet from '../provisioning/Sheet.module.css'
import { SheetEnd } from '../provisioning/SheetParts.tsx'
import { Answers, StepList, Verified } from '../runs/index.ts'

/** What came of a workflow: whether it ran, its whole answer, and what was seen of its work. */
export function Outcome(props: {
  readonly run: Run
  readonly timeZone: string
  readonly onRun: () => void
  readonly onClose: () => void
}) {
  const { run } = props
  const record = run.steps[0]
  const isTest = record?.step.kind === 'trigger-workflow' && record.step.isTest
  const readBack = sayReadBack(run, (moment) => formatTime(moment, props.timeZone, new Date(moment)))
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        <Came run={run} done={isTest ? 'The test run was answered.' : 'The workflow has answered.'} />
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
      <SheetEnd onClose={props.onClose} onRun={props.onRun} />
    </div>
  )
}
