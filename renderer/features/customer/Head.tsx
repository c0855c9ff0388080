import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'

import { Name } from '../../ui/Name.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import styles from './Customer.module.css'

/** Which record it is, what can be done about it, and when it was read. */
export function Head(props: {
  readonly name: string
  readonly beside?: ReactNode
  readonly acts?: ReactNode
  readonly children?: ReactNode
  /** "10:42"; null while nothing was read. */
  readonly readAt: string | null
  readonly refreshing: boolean
  readonly onRefresh: () => void
}) {
  const [, navigate] = useLocation()
  const heading = useFocusOnMount<HTMLHeadingElement>()
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <Tooltip label="Back to the customers">
          <ActionIcon aria-label="Back to the customers" onClick={() => navigate('/customers')}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <h1 ref={heading} tabIndex={-1} className={styles.name} title={props.name}>
          <Name>{props.name}</Name>
        </h1>
        {props.beside}
        <span className={styles.acts}>{props.acts}</span>
      </div>
      <div className={styles.facts}>
        {props.children}
        <span className={styles.read}>
          {props.refreshing ? 'reading…' : props.readAt === null ? null : `read at ${props.readAt}`}
          <Tooltip label="Read everything again">
            <ActionIcon
              size={22}
              aria-label="Read everything again"
              disabled={props.refreshing}
              onClick={props.onRefresh}
            >
              <IconRefresh size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
    </header>
  )
}
