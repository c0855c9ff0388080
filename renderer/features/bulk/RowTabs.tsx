import { formatNumber } from '../../ui/numbers.ts'
import styles from './Bulk.module.css'

/** Rows by what became of them: counts are tabs. */
export function RowTabs<Id extends string>(props: {
  readonly label: string
  readonly tabs: readonly { readonly id: Id; readonly word: string; readonly count: number }[]
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
          {word} <span className={styles.count}>{formatNumber(count)}</span>
        </button>
      ))}
    </fieldset>
  )
}
