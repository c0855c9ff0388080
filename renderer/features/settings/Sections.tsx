import { useEffect, type MouseEvent } from 'react'
import { useLocationProperty } from 'wouter/use-browser-location'

import { useStatus } from '../../data/use-status.ts'
import styles from './Settings.module.css'

/** Where each section of the page begins: the ID of its element, and its name. */
const sections = [
  ['settings-profile', 'Profile'],
  ['settings-connection', 'Connections'],
  ['settings-addresses', 'Addresses and key'],
  ['settings-mapping', 'Mapping fields'],
  ['settings-defaults', 'Defaults'],
  ['settings-templates', 'Templates'],
  ['settings-return-data', 'Return data'],
  ['settings-acts', 'Cancelling'],
  ['settings-workflows', 'Workflows'],
  ['settings-drift', 'Drift'],
  ['settings-watch', 'Watching Salesforce'],
  ['settings-checks', 'Checks'],
  ['settings-credits', 'Top-ups and guard-rails'],
  ['settings-file', 'Export and import'],
  ['settings-call-out', 'Call-out'],
  ['settings-links', 'Links'],
  ['settings-notifications', 'Notifications'],
  ['settings-updates', 'Updates'],
  ['settings-network', 'Network'],
  ['settings-appearance', 'Appearance'],
  ['settings-journal', 'Journal and removal'],
  ['settings-diagnostics', 'Diagnostics'],
] as const

/** Scroll there, and let the next Tab go on from there. The page's base address would lead a bare fragment elsewhere. */
function goTo(id: string): void {
  const section = document.getElementById(id)
  if (!section) return
  section.tabIndex = -1
  section.scrollIntoView({ block: 'start' })
  section.focus({ preventScroll: true })
}

/** The section that a link from elsewhere in the window leads to. */
function useSectionOfAddress(): void {
  const hash = useLocationProperty(() => window.location.hash)
  useEffect(() => {
    if (hash !== '') goTo(hash.slice(1))
  }, [hash])
}

/** The sections of the page, each one click away. */
export function Sections() {
  useSectionOfAddress()
  const isPractice = useStatus()?.profile.kind === 'practice'
  const go = (event: MouseEvent, id: string): void => {
    event.preventDefault()
    goTo(id)
  }
  return (
    <nav className={styles.sections} aria-label="Sections of the settings">
      {sections.map(([id, name]) =>
        isPractice && id === 'settings-addresses' ? null : (
          <a key={id} href={`/settings#${id}`} onClick={(event) => go(event, id)}>
            {name}
          </a>
        ),
      )}
    </nav>
  )
}
