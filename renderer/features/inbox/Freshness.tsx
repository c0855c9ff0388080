import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'

import type { Moment } from '#shared/domain/opportunity'

import { formatTime } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import prose from '../../ui/prose.module.css'
import { sayFailure } from '../../words/failures.ts'
import styles from './Inbox.module.css'
import type { Sync } from './sync-slice.ts'

/** How old the list is, and catching up: with counts while it runs, with a stop, and with what failed. */
export function Freshness(props: {
  readonly asOf: Moment | null
  readonly sync: Sync
  readonly timeZone: string
  readonly now: Date
  /** Without the words, where there is no room for them; the button's own label has them. */
  readonly short: boolean
  /** How newly won deals are looked for, and what of the share of requests is taken. */
  readonly watched: string | null
  readonly onSync: () => void
  readonly onStop: () => void
}) {
  const { sync } = props
  if (sync.at === 'running') {
    return (
      <output className={styles.fresh}>
        Reading {formatNumber(sync.read)}
        {sync.total === null ? ' deals' : ` of ${formatNumber(sync.total)}`}
        <Button variant="subtle" color="gray" size="compact-xs" onClick={props.onStop}>
          Stop
        </Button>
      </output>
    )
  }
  const age = props.asOf === null ? 'not read yet' : `as of ${formatTime(props.asOf, props.timeZone, props.now)}`
  const failed = sync.at === 'failed' ? sayFailure(sync.failure) : null
  return (
    <span className={styles.fresh}>
      {failed === null ? null : (
        <Tooltip label={`${failed.happened} ${failed.todo}`}>
          <output className={styles.failed}>
            <IconAlertTriangle size={14} aria-hidden />{' '}
            <span className={props.short ? prose.heard : undefined}>{failed.title}</span>
          </output>
        </Tooltip>
      )}
      {props.short ? null : (
        <span
          title={[props.asOf === null ? null : `${props.asOf}, from Salesforce`, props.watched]
            .filter(Boolean)
            .join('\n')}
        >
          {age}
        </span>
      )}
      <Tooltip
        multiline
        maw={340}
        label={`Catch up with Salesforce (Ctrl/Cmd+R); ${age}. ${props.watched ?? ''}`.trim()}
      >
        <ActionIcon aria-label="Catch up with Salesforce" onClick={props.onSync}>
          <IconRefresh size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </span>
  )
}
