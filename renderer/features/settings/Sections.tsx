import type { MouseEvent } from 'react'

import styles from './Settings.module.css'

/** Where each section of the page begins: the ID of its element, and its name. */
const sections = [
  ['settings-profile', 'Profile'],
  ['settings-connection', 'Connection and mapping'],
  ['settings-defaults', 'Defaults'],
  ['settings-templates', 'Templates'],
  ['settings-return-data', 'Return data'],
  ['settings-acts', 'Cancelling'],
  ['settings-workflows', 'Workflows'],
  ['settings-drift', 'Drift'],
  ['settings-checks', 'Checks'],
  ['settings-credits', 'Top-ups and guard-rails'],
  ['settings-file', 'Export and import'],
  ['settings-call-out', 'Call-out'],
  ['settings-links', 'Links'],
  ['settings-appearance', 'Appearance'],
  ['settings-journal', 'Journal and removal'],
] as const

/** Scroll there, and let the next Tab go on from there. The page's base address would lead a bare fragment elsewhere. */
function goTo(event: MouseEvent, id: string): void {
  event.preventDefault()
  const section = document.getElementById(id)
  if (!section) return
  section.tabIndex = -1
  section.scrollIntoView({ block: 'start' })
  section.focus({ preventScroll: true })
}

/** The sections of the page, each one click away. */
export const Sections = () => (
  <nav className={styles.sections} aria-label="Sections of the settings">
    {sections.map(([id, name]) => (
      <a key={id} href={`/settings#${id}`} onClick={(event) => goTo(event, id)}>
        {name}
      </a>
    ))}
  </nav>
)
