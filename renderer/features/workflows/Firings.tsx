import { Button } from '@mantine/core'
import { Link } from 'wouter'

import { formatTime } from '../../ui/dates.ts'
import { Tag } from '../../ui/Tag.tsx'
import prose from '../../ui/prose.module.css'
import { sayFailure } from '../../words/failures.ts'
import { runStates } from '../../words/states.ts'
import { sayReadBack } from '../../words/workflows.ts'
import type { Firing } from './slice.ts'
import styles from './Workflows.module.css'

/** What was fired here from this window: under way, or with its end, each with its run. */
export function Firings(props: {
  readonly firings: readonly Firing[]
  readonly timeZone: string
  readonly onForget: (runId: string) => void
}) {
  if (props.firings.length === 0) return null
  const time = (moment: string): string => formatTime(moment, props.timeZone, new Date(moment))
  return (
    <ul className={styles.underWay} aria-label="Fired from here">
      {props.firings.map((firing) => (
        <li key={firing.runId}>
          {firing.at === 'waiting' ? (
            <>
              <Tag tone="in-flight">Under way</Tag>
              <span>{firing.record?.state === 'done' ? 'Answered; read back.' : 'Waiting for the answer.'}</span>
            </>
          ) : firing.at === 'settled' ? (
            <>
              <Tag tone={runStates[firing.run.state].tone}>{runStates[firing.run.state].word}</Tag>
              <span>{sayReadBack(firing.run, time) ?? runStates[firing.run.state].meaning}</span>
            </>
          ) : (
            <>
              <Tag tone="attention">Not fired</Tag>
              <span>{sayFailure(firing.failure).title}.</span>
            </>
          )}
          <Link href={`/runs/${firing.runId}`} className={prose.link}>
            Show the run
          </Link>
          {firing.at === 'waiting' ? null : (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => props.onForget(firing.runId)}>
              Put away
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
