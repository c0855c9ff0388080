import { IconPlugConnectedX } from '@tabler/icons-react'

import styles from './SessionLost.module.css'

const reasons = {
  'no-token': 'This tab was opened without a start link.',
  refused: 'The start link was used already, or is older than a minute.',
  gone: 'The companion that served this page is no longer running.',
  expired: 'The companion was started anew since this tab was opened.',
}

/** A whole, calm page for a tab that has no way in: why, and how to get in again. */
export function SessionLost({ why }: { readonly why: keyof typeof reasons }) {
  return (
    <main className={styles.page}>
      <IconPlugConnectedX size={28} stroke={1.5} aria-hidden />
      <h1>This tab is not connected to the companion</h1>
      <p>{reasons[why]}</p>
      <ol>
        <li>
          Go to the terminal where the companion runs, or start it with <code>npm start</code>.
        </li>
        <li>Open the address that it prints. It works once, within a minute.</li>
      </ol>
      <p className={styles.soft}>Nothing is lost: runs go on and are kept by the companion, not by this tab.</p>
    </main>
  )
}
