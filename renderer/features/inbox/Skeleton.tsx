import type { DealRow } from '#shared/contract/opportunities'

import type { Column } from '../../ui/Grid.tsx'
import styles from './Inbox.module.css'

const rows = 18

/** The shape of the list that comes: its columns, empty. */
export function Skeleton({ columns }: { readonly columns: readonly Column<DealRow>[] }) {
  const tracks = columns.map(({ track }) => track).join(' ')
  return (
    <output className={styles.skeleton} aria-busy="true" aria-label="Reading deals">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={styles.ghosts} style={{ gridTemplateColumns: tracks }}>
          {columns.map(({ id, end }, at) => (
            <span key={id} data-end={end} style={{ width: `${82 - ((index * 13 + at * 29) % 37)}%` }} />
          ))}
        </span>
      ))}
    </output>
  )
}
