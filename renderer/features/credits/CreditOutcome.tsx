import { Button } from '@mantine/core'

import type { Run } from '#shared/domain/run'

import { Outcome } from '../provisioning/Outcome.tsx'
import sheet from '../provisioning/Sheet.module.css'
import { SheetEnd } from '../provisioning/SheetParts.tsx'

/** What came of a grant or a void, and what was read back. */
export function CreditOutcome(props: {
  readonly run: Run
  readonly timeZone: string
  /** Look at voiding what was granted; null where there is nothing to take back. */
  readonly onUndo: (() => void) | null
  readonly onRun: () => void
  readonly onClose: () => void
}) {
  const { run } = props
  const done = run.kind === 'void-grant' ? 'The grant is void.' : 'The credits are granted.'
  return (
    <div className={sheet.parts}>
      <Outcome run={run} done={done} timeZone={props.timeZone} />
      <SheetEnd onClose={props.onClose} onRun={props.onRun}>
        {props.onUndo === null ? null : (
          <Button variant="default" onClick={props.onUndo}>
            Undo: void this grant…
          </Button>
        )}
      </SheetEnd>
    </div>
  )
}
