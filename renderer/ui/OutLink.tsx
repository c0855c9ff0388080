import { IconArrowUpRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import styles from './OutLink.module.css'

/** A link that leaves the window for a record of one of the services. */
export function OutLink({
  href,
  children,
  title,
}: {
  readonly href: string
  readonly children: ReactNode
  readonly title?: string | undefined
}) {
  return (
    <a className={styles.link} href={href} target="_blank" rel="noreferrer" title={title ?? href}>
      {children}
      <IconArrowUpRight size={13} aria-hidden />
    </a>
  )
}
