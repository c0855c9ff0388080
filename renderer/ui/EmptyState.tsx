import type { ReactNode } from 'react'

import styles from './EmptyState.module.css'

/** Why there is nothing here, and the one thing to do about it. */
export function EmptyState(props: {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <output className={styles.empty}>
      <span className={styles.icon}>{props.icon}</span>
      <h2>{props.title}</h2>
      {props.children === undefined ? null : <p>{props.children}</p>}
      {props.action}
    </output>
  )
}
