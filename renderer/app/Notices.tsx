import { CloseButton } from '@mantine/core'
import { IconAlertTriangle, IconArrowsDiff, IconTrophy } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Link } from 'wouter'

import type { Notice, NoticeCategory } from '#shared/domain/notice'

import { useWindow } from '../data/companion.tsx'
import type { Provisioning } from '../features/provisioning/slice.ts'
import styles from './Notices.module.css'

const icons: Readonly<Record<NoticeCategory, typeof IconTrophy>> = {
  won: IconTrophy,
  attention: IconAlertTriangle,
  drift: IconArrowsDiff,
}

/** The run that the sheet is about, where one has begun. */
function runIn(provisioning: Provisioning): string | null {
  if (provisioning.at === 'applying') return provisioning.runId
  return provisioning.at === 'settled' ? provisioning.report.run.id : null
}

/** What happened while the person was elsewhere in the window, in its corner, until it is looked at or put away. */
export function Notices({ path }: { readonly path: string }) {
  const notices = useWindow((state) => state.notices)
  const dismiss = useWindow((state) => state.dismissNotice)
  const inSheet = useWindow(({ sheetOpen, provisioning }) => (sheetOpen ? runIn(provisioning) : null))
  // Whoever is there already, or has the run in front of them, has seen it.
  const isSeen = (notice: Notice): boolean => notice.path === path || notice.path === `/runs/${inSheet}`
  const seen = notices.find(isSeen)
  useEffect(() => {
    if (seen) dismiss(seen)
  }, [seen, dismiss])
  const unseen = notices.filter((notice) => !isSeen(notice))
  if (unseen.length === 0) return null
  return (
    <section className={styles.notices} aria-label="Notices">
      {unseen.map((notice) => {
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
