import { useEffect, useState } from 'react'

import sheet from '../provisioning/Sheet.module.css'
import { SheetEnd } from '../provisioning/SheetParts.tsx'
import { StepList } from '../runs/index.ts'
import type { Firing } from './slice.ts'

/** Seconds since a moment, counted on while this is shown. */
function useSeconds(since: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(ticking)
  }, [])
  return Math.max(0, Math.floor((now - since) / 1000))
}

/** While the answer is out, or the subscription is read back: how long already, and the way to leave it. */
export function Waiting(props: {
  readonly firing: Extract<Firing, { at: 'waiting' }>
  readonly timeZone: string
  readonly onRun: () => void
  readonly onHide: () => void
}) {
  const { record, since } = props.firing
  const seconds = useSeconds(since)
  const isAnswered = record?.state === 'done'
  return (
    <div className={sheet.parts}>
      <div className={sheet.scroll}>
        <p>
          <output>
            {isAnswered
              ? 'The workflow has answered. The subscription is read until it has changed.'
              : 'Stigg may take up to a minute to answer.'}
          </output>{' '}
          <span aria-hidden>{seconds} s</span>
        </p>
        <p>You can hide this and go on with other work: the run goes on, and is found under Runs.</p>
        {record === null ? null : <StepList records={[record]} timeZone={props.timeZone} ended={false} />}
      </div>
      <SheetEnd leave="Hide" onClose={props.onHide} onRun={props.onRun} />
    </div>
  )
}
