import { CloseButton } from '@mantine/core'
import { IconAlertTriangle, IconArrowsDiff, IconTrophy } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Link } from 'wouter'

import type { NoticeCategory } from '#shared/domain/notice'

import { useWindow } from '../data/companion.tsx'
import styles from './Notices.module.css'

const icons: Readonly<Record<NoticeCategory, typeof IconTrophy>> = {
  won: IconTrophy,
  attention: IconAlertTriangle,
  drift: IconArrowsDiff,
}

/** What happened while the person was elsewhere in the window, in its corner, until it is looked at or put away. */
export function Notices({ path }: { readonly path: string }) {
  const notices = useWindow((state) => state.notices)
  const dismiss = useWindow((state) => state.dismissNotice)
  // Whoever is there already has seen it.
  useEffect(() => {
    for (const notice of notices) if (notice.path === path) dismiss(notice)
  }, [notices, path, dismiss])
  if (notices.length === 0) return null
  return (
    <section className={styles.notices} aria-label="Notices">
      {notices.map((notice) => {
        const Icon = icons[notice.category]
        return (
          <article key={notice.path} className={styles.notice} data-category={notice.category}>
            <Icon size={16} aria-hidden />
            <div>
              <h2>{notice.title}</h2>
              {notice.body === '' ? null : <p>{notice.body}</p>}
              <Link href={notice.path} onClick={() => dismiss(notice)}>
                Show
              </Link>
            </div>
            <CloseButton size="sm" aria-label={`Dismiss: ${notice.title}`} onClick={() => dismiss(notice)} />
          </article>
        )
      })}
    </section>
  )
}
