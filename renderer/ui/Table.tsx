import type { ReactNode } from 'react'

import styles from './Table.module.css'
import prose from './prose.module.css'

/** A column's heading: its words, or with what its cells are like. */
export type Heading =
  | string
  | {
      readonly title: string
      /** Its cells are numbers, which have the class `table.number`. */
      readonly isNumber?: boolean
      /** Read out alone: what stands below says it. */
      readonly isHeard?: boolean
    }

/**
 * Facts in rows, as many as there are; a list that grows is a Grid. Its children are the rows.
 * @param caption what the table is, read out alone
 * @param look `lines`: cells of several lines; `fine`: small, within something else
 */
export function Table(props: {
  readonly caption?: string
  readonly look?: 'lines' | 'fine'
  readonly columns: readonly Heading[]
  readonly children: ReactNode
}) {
  return (
    <table className={styles.table} data-look={props.look}>
      {props.caption === undefined ? null : <caption className={prose.heard}>{props.caption}</caption>}
      <thead>
        <tr>
          {props.columns.map((column) => {
            const { title, isNumber = false, isHeard = false } = typeof column === 'string' ? { title: column } : column
            return (
              <th key={title} scope="col" className={isNumber ? styles.number : undefined}>
                {isHeard ? <span className={prose.heard}>{title}</span> : title}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  )
}
