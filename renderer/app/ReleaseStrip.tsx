import { IconCircleArrowUp } from '@tabler/icons-react'
import { Link } from 'wouter'

import { useWindow } from '../data/companion.tsx'
import { OutLink } from '../ui/OutLink.tsx'
import { sayAvailable } from '../words/updates.ts'
import styles from './Notices.module.css'

/** A newer version can be had: said once for each, until it is put away. */
export function ReleaseStrip() {
  const release = useWindow((state) => state.newRelease)
  const tellRelease = useWindow((state) => state.tellRelease)
  if (release === null) return null
  return (
    <div className={styles.strip}>
      <IconCircleArrowUp size={15} aria-hidden />
      <span>{sayAvailable(release)}</span>
      <OutLink href={release.url}>Download</OutLink>
      <Link href="/settings#settings-updates">What is new</Link>
      <button type="button" onClick={() => tellRelease(null)}>
        Dismiss
      </button>
    </div>
  )
}
