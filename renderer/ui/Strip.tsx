import type { ReactNode } from 'react'

import styles from './Strip.module.css'

/** One line above the page about something that is so for all of the window, with the way to see to it. */
export function Strip(props: {
  readonly tone: 'blocked' | 'attention' | 'in-flight'
  readonly icon: ReactNode
  readonly text: string
  /** Whether it is read out each time that it changes. */
  readonly spoken?: boolean
  /** Buttons, and links with the class of `strip.link`. */
  readonly children?: ReactNode
}) {
  const Line = props.spoken === false ? 'div' : 'output'
  return (
    <Line className={styles.strip} data-tone={props.tone}>
      {props.icon}
      <span className={styles.text}>{props.text}</span>
      {props.children}
    </Line>
  )
}
