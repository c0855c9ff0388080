import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconAlertHexagon } from '@tabler/icons-react'

import styles from './FailurePanel.module.css'
import { HelpLink } from './HelpLink.tsx'

/** What went wrong: what happened, whether anything was changed, what to do, and the button that does it. */
export function FailurePanel(props: {
  readonly title: string
  readonly happened: string
  readonly changed: string
  readonly todo: string
  /** Where it is explained; left out where nothing could be opened. */
  readonly helpPath?: string | undefined
  /** Technical text without secrets, to be copied into a report. */
  readonly details: string
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined
  /** A second way on. */
  readonly other?: { readonly label: string; readonly onClick: () => void } | undefined
}) {
  const clipboard = useClipboard({ timeout: 1400 })
  return (
    <section className={styles.panel} role="alert">
      <IconAlertHexagon size={18} aria-hidden className={styles.icon} />
      <div className={styles.body}>
        <h2>{props.title}</h2>
        <p>
          {props.happened} <strong>{props.changed}</strong> {props.todo}
        </p>
        <div className={styles.actions}>
          {props.action ? (
            <Button variant="default" onClick={props.action.onClick}>
              {props.action.label}
            </Button>
          ) : null}
          {props.other ? (
            <Button variant="default" onClick={props.other.onClick}>
              {props.other.label}
            </Button>
          ) : null}
          <Button
            variant="subtle"
            color="gray"
            className={props.action || props.other ? '' : (styles.flush ?? '')}
            onClick={() => clipboard.copy(props.details)}
          >
            {clipboard.copied ? 'Copied' : 'Copy details'}
          </Button>
          {props.helpPath === undefined ? null : (
            <HelpLink href={props.helpPath} about={props.title} id={props.helpPath} word />
          )}
        </div>
      </div>
    </section>
  )
}
