import { ActionIcon, Tooltip } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { ReactNode, Ref } from 'react'

import { BackButton } from './BackButton.tsx'
import styles from './RecordHead.module.css'
import { useFocusOnMount } from './use-focus-on-mount.ts'

/** The head of a page about one thing: the way back, its name, what can be done with it, and what is known of it. */
export function RecordHead(props: {
  readonly back: Parameters<typeof BackButton>[0]
  readonly name: ReactNode
  /** The whole name, where it may be cut. */
  readonly title?: string
  /** Left out, the name takes the focus as the page opens. */
  readonly heading?: Ref<HTMLHeadingElement>
  /** Its state, beside its name. */
  readonly beside?: ReactNode
  readonly acts?: ReactNode
  /** The facts below its name. */
  readonly children?: ReactNode
}) {
  const focused = useFocusOnMount<HTMLHeadingElement>()
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <BackButton {...props.back} />
        <h1 ref={props.heading ?? focused} tabIndex={-1} className={styles.name} title={props.title}>
          {props.name}
        </h1>
        {props.beside}
        <span className={styles.acts}>{props.acts}</span>
      </div>
      {props.children === undefined ? null : <div className={styles.facts}>{props.children}</div>}
    </header>
  )
}

/** When what is shown was read, and the way to read it again. */
export function ReadAgain(props: {
  /** What the button does: "Read the deal again". */
  readonly label: string
  /** The keys that do the same. */
  readonly keys?: string
  /** "10:42"; null while nothing was read. */
  readonly at: string | null
  /** The moment of it, in full. */
  readonly moment?: string
  readonly refreshing: boolean
  readonly onRead: () => void
}) {
  const { label, refreshing } = props
  return (
    <span className={styles.read}>
      <span title={props.moment}>{refreshing ? 'refreshing…' : props.at === null ? null : `read at ${props.at}`}</span>
      <Tooltip label={props.keys === undefined ? label : `${label} (${props.keys})`}>
        <ActionIcon size={22} aria-label={label} disabled={refreshing} onClick={props.onRead}>
          <IconRefresh size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </span>
  )
}
