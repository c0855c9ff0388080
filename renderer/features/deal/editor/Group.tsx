import { IconChevronRight } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'

import styles from './Editor.module.css'

/** Fields that belong together, under a line that says what they come to; opened to be edited. */
export function Group(props: {
  readonly title: string
  /** What its fields say, in a few words; shown while it is closed. */
  readonly summary: string
  /** Whether something in it was edited. */
  readonly edited: boolean
  readonly startsOpen?: boolean
  readonly children: ReactNode
}) {
  const [open, setOpen] = useState(props.startsOpen === true)
  const id = useId()
  return (
    <div className={styles.group} data-group={props.title}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={id}
        data-edited={props.edited}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={14} aria-hidden className={styles.chevron} />
        <strong>{props.title}</strong>
        {open ? null : <span className={styles.summary}>{props.summary}</span>}
        {props.edited ? <em>edited</em> : null}
      </button>
      <div id={id} hidden={!open}>
        {props.children}
      </div>
    </div>
  )
}
