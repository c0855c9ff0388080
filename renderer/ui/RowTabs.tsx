import { formatNumber } from './numbers.ts'
import styles from './tabs.module.css'

/** What a list is narrowed to: counts are tabs. A tab without a count is its word alone. */
export function RowTabs<Id extends string>(props: {
  readonly label: string
  readonly tabs: readonly { readonly id: Id; readonly word: string; readonly count?: number }[]
  readonly current: Id
  readonly onTab: (id: Id) => void
}) {
  return (
    <fieldset className={styles.tabs} aria-label={props.label}>
      {props.tabs.map(({ id, word, count }) => (
        <button
          key={id}
          type="button"
          className={styles.tab}
          aria-pressed={props.current === id}
          onClick={() => props.onTab(id)}
        >
          {word} {count === undefined ? null : <span className={styles.count}>{formatNumber(count)}</span>}
        </button>
      ))}
    </fieldset>
  )
}
