import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import styles from './Sheet.module.css'

/** The shape of what comes, while both services are read for it. */
export const SheetReading = ({ label }: { readonly label: string }) => (
  <output className={styles.skeleton} aria-busy="true" aria-label={label}>
    <span />
    <span />
    <span />
  </output>
)

/** The foot of a sheet in which nothing is left to agree to: the way out, which has the focus, and the run itself. */
export function SheetEnd(props: {
  readonly onClose: () => void
  /** What leaving is called, where something goes on behind. */
  readonly leave?: string
  /** Left out where there is no run. */
  readonly onRun?: () => void
  /** What else can be done, at the far end. */
  readonly children?: ReactNode
}) {
  const first = useFocusOnMount<HTMLButtonElement>()
  return (
    <footer className={styles.footer}>
      <Button variant="default" ref={first} data-autofocus onClick={props.onClose}>
        {props.leave ?? 'Close'}
      </Button>
      {props.onRun === undefined ? null : (
        <Button variant="subtle" color="gray" onClick={props.onRun}>
          Show the run
        </Button>
      )}
      {props.children === undefined ? null : (
        <>
          <span className={styles.because} />
          {props.children}
        </>
      )}
    </footer>
  )
}
