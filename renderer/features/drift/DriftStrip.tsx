import { IconArrowsDiff } from '@tabler/icons-react'
import { Link } from 'wouter'

import { useWindow } from '../../data/companion.tsx'
import { Strip } from '../../ui/Strip.tsx'
import strip from '../../ui/Strip.module.css'
import { sayDriftFound } from '../../words/drift.ts'

/** What a check by the clock found, above every page but its own, until somebody looks or puts it away. */
export function DriftStrip({ path }: { readonly path: string }) {
  const news = useWindow((state) => state.driftNews)
  const tellDrift = useWindow((state) => state.tellDrift)
  if (news === null || path.startsWith('/drift')) return null
  return (
    <Strip
      tone="attention"
      icon={<IconArrowsDiff size={15} aria-hidden />}
      text={sayDriftFound(news.customers, news.fresh)}
      spoken={false}
    >
      <Link href="/drift" className={strip.link}>
        Show
      </Link>
      <button type="button" className={strip.link} onClick={() => tellDrift(null)}>
        Dismiss
      </button>
    </Strip>
  )
}
