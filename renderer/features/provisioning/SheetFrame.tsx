import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'

import { useHeld } from '../../data/use-held.ts'
import { useStatus } from '../../data/use-status.ts'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import { environments } from '../../words/states.ts'
import styles from './Sheet.module.css'

/** The sheet that anything is written from. It covers the environment bar, so its title says where it writes to. */
export function SheetFrame(props: {
  readonly title: string
  /** While something is written it is put away by its buttons alone, and the write goes on. */
  readonly writing?: boolean
  /** What its close button says where closing hides alone what goes on behind it: "Hide; the mends go on". */
  readonly hides?: string | null
  /** False where the window knows by itself what would be lost with it. */
  readonly isHeld?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  useFocusReturn()
  useHeld(props.isHeld === false ? null : `An open sheet: ${props.title}`)
  const status = useStatus()
  const writing = props.writing ?? false
  return (
    <Drawer
      opened
      position="right"
      size={720}
      onClose={props.onClose}
      title={
        <>
          <span>{props.title}</span>
          {status === undefined ? null : (
            <span className={styles.where} data-kind={status.profile.kind}>
              {environments[status.profile.kind].word}
            </span>
          )}
        </>
      }
      closeOnClickOutside={!writing}
      classNames={{
        header: styles.header ?? '',
        title: styles.title ?? '',
        body: styles.body ?? '',
        content: styles.content ?? '',
      }}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': props.hides ?? (writing ? 'Hide; the run goes on' : 'Close') }}
    >
      {props.children}
    </Drawer>
  )
}
