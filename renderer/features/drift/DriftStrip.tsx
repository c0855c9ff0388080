import { IconArrowsDiff } from '@tabler/icons-react'
import { Link } from 'wouter'

import { useWindow } from '../../data/companion.tsx'
import { sayDriftFound } from '../../words/drift.ts'
import styles from './Drift.module.css'

/** What a check by the clock found, above every page but its own, until somebody looks or puts it away. */
export function DriftStrip({ path }: { readonly path: string }) {
  const news = useWindow((state) => state.driftNews)
  const tellDrift = useWindow((state) => state.tellDrift)
  if (news === null || path.startsWith('/drift')) return null
  return (
    <div className={styles.strip}>
      <IconArrowsDiff size={15} aria-hidden />
      <span>{sayDriftFound(news.customers, news.fresh)}</span>
      <Link href="/drift">Show</Link>
      <button type="button" onClick={() => tellDrift(null)}>
        Dismiss
      </button>
    </div>
  )
}
