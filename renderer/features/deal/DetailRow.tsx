import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { Origin } from '#shared/domain/draft'

import { origins } from '../../words/states.ts'
import styles from './Details.module.css'

const sayOrigin = (origin: string): string => (origin in origins ? origins[origin as Origin] : origin)

/** One value: its name, the value itself, where it came from, and one click back there where it was edited. */
export function DetailRow(props: {
  readonly label: string
  readonly detail?: string
  readonly origin: string | undefined
  /** What is wrong with the value as it stands. */
  readonly problem?: string | undefined
  readonly onRevert?: (() => void) | undefined
  readonly children: ReactNode
}) {
  return (
    <div className={styles.row} data-detail={props.detail} data-edited={props.onRevert !== undefined}>
      <span className={styles.label}>{props.label}</span>
      <span className={styles.value}>
        {props.children}
        {props.problem === undefined ? null : (
          <span role="alert" className={styles.problem}>
            {props.problem}
          </span>
        )}
      </span>
      <span className={styles.origin}>
        {props.origin === undefined ? null : sayOrigin(props.origin)}
        {props.onRevert === undefined ? null : (
          <Tooltip label="Back to the value before">
            <ActionIcon size={20} aria-label={`Undo the edit of ${props.label}`} onClick={props.onRevert}>
              <IconArrowBackUp size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
    </div>
  )
}
