import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useState } from 'react'

import { useTicking } from './use-ticking.ts'
import { sayUnmarked } from '../../words/sign-in.ts'
import { loginHostWords, partsOf, sayRemaining } from '../../words/signing-in.ts'
import styles from './SignIn.module.css'

/** How long nothing has to come back before it is said what that may mean. */
const hintAfterMs = 20_000

/** While the browser is waited for: what for, how long, the address once more, and what it means when nothing comes. */
export function SignInWaiting(props: {
  readonly authorizeUrl: string
  readonly waitsUntil: string
  readonly strays: number
  /** An error that came home without saying which sign-in it is of. */
  readonly unmarked: { readonly error: string; readonly description: string } | null
  /** The org that the profile belongs to, where it is known. */
  readonly orgName: string | null
  readonly onCancel: () => void
}) {
  const now = useTicking(1000)
  const [began] = useState(now)
  const clipboard = useClipboard({ timeout: 1400 })
  const { host, redirectUri } = partsOf(props.authorizeUrl)
  const facts = props.unmarked === null ? {} : { ...props.unmarked, redirectUri }
  const isLate = now - began >= hintAfterMs
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <p className={styles.p}>
        {props.orgName === null ? 'Salesforce' : <strong>{props.orgName}</strong>} asks you to sign in, in the browser
        page that has opened. Come back here afterwards; this window goes on by itself.
      </p>
      <dl className={styles.facts}>
        <dt>Page</dt>
        <dd>
          {host} <span className={styles.soft}>{loginHostWords(host)}</span>
        </dd>
        <dt>Waiting</dt>
        <dd role="timer" aria-live="off">
          {sayRemaining(Date.parse(props.waitsUntil) - now)}
        </dd>
      </dl>
      <div className={styles.row}>
        <Button
          component="a"
          href={props.authorizeUrl}
          target="_blank"
          rel="noreferrer"
          variant="default"
          size="compact-sm"
          data-autofocus
        >
          Open the page again
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => clipboard.copy(props.authorizeUrl)}>
          {clipboard.copied ? 'Copied' : 'Copy its address'}
        </Button>
      </div>
      {props.unmarked === null ? null : (
        <output className={styles.note}>
          An error came back that does not say which sign-in it is of. If the page shows one, too: {sayUnmarked(facts)}
        </output>
      )}
      {props.strays === 0 || props.unmarked !== null ? null : (
        <output className={styles.note}>
          An answer came from a sign-in that is not this one, and was left out. Finish in the page that this window
          opened last.
        </output>
      )}
      <details
        className={styles.details}
        open={isLate || isOpen}
        onToggle={(event) => setIsOpen(event.currentTarget.open)}
      >
        <summary>Salesforce shows an error page, and nothing comes back?</summary>
        <div aria-live="polite">
          <p>
            Some errors never leave Salesforce’s own page, so this window cannot see them. Look at its text, then
            cancel:
          </p>
          <ul>
            <li>
              <em>App must be installed</em>, or <em>blocked</em>: an administrator has to install or approve the app,
              in Setup under Connected Apps OAuth Usage.
            </li>
            <li>
              <em>Client identifier invalid</em>: the consumer key is wrong, or less than ten minutes old. It can be
              corrected in the guide, under Salesforce org, or in the settings, under Addresses and key.
            </li>
            <li>
              <em>redirect_uri must match</em>: the administrator registers <code>{redirectUri}</code>.
            </li>
            <li>
              <em>Cross-org</em>, or the login page does not know you: this page is for {loginHostWords(host)}. A
              sandbox has a login page of its own.
            </li>
            <li>
              <em>User is inactive</em>, or <em>login attempts exceeded</em>: ask the administrator, or wait an hour.
            </li>
          </ul>
        </div>
      </details>
      <footer className={styles.actions}>
        <Button variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
      </footer>
    </>
  )
}
