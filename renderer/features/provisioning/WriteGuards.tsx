import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'

import { Keys } from '../../ui/Keys.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { MixedPair } from './MixedPair.tsx'
import styles from './Sheet.module.css'
import type { Guards } from './use-write-guards.ts'

/** What is ticked and typed before a write; the last thing above the footer. Draws nothing where nothing is asked. */
export function WriteGuards({ guards }: { readonly guards: Guards }) {
  return (
    <>
      <MixedPair pair={guards.pair} />
      {guards.toType === null ? null : (
        <TextInput
          mt="sm"
          maw={360}
          label={`Type ${guards.toType} to confirm`}
          value={guards.typed}
          onChange={(event) => guards.setTyped(event.currentTarget.value)}
        />
      )}
    </>
  )
}

/** Cancel, what is missing, and the one button that is named after the act; Ctrl/Cmd+Enter presses it. */
export function WriteFooter(props: {
  readonly guards: Guards
  /** What the button does: "Grant 50 API credits". */
  readonly label: string
  /** Whether it takes something away, which makes the button red, as production does. */
  readonly takesAway?: boolean
  /** Has to become true while it is written, unless the footer goes away: only then can the button be pressed once more. */
  readonly busy?: boolean
  /** Gets what was typed. */
  readonly onWrite: (typed: string) => void
  readonly onCancel: () => void
  /** What leaving without writing is called, where Cancel could be taken for the act itself. */
  readonly leave?: string
  /** Other ways to leave, beside Cancel. */
  readonly children?: ReactNode
}) {
  const { guards, busy = false } = props
  const { because } = guards
  // The safe way out has the focus first: Enter alone never writes.
  const first = useFocusOnMount<HTMLButtonElement>()
  // The second click of a double click comes before anything is drawn again.
  const pressed = useRef(false)
  useEffect(() => {
    if (!busy) pressed.current = false
  }, [busy])
  const write = (): void => {
    if (because !== null || busy || pressed.current) return
    pressed.current = true
    props.onWrite(guards.typed)
  }
  useHotkeys('mod+enter', write, { enableOnFormTags: true, preventDefault: true })
  return (
    <footer className={styles.footer}>
      <Button variant="default" ref={first} data-autofocus onClick={props.onCancel}>
        {props.leave ?? 'Cancel'}
      </Button>
      {props.children}
      <span className={styles.because} aria-live="polite">
        {because}
      </span>
      <Button
        disabled={because !== null}
        title={because ?? undefined}
        loading={busy}
        color={props.takesAway === true || guards.isProduction ? 'red' : 'indigo'}
        rightSection={because === null ? <Keys keys={['mod', 'enter']} /> : null}
        onClick={write}
      >
        {props.label}
      </Button>
    </footer>
  )
}
