import type { ChangeRow } from '#shared/domain/change-set'

import { sayChanges } from '../../words/changes.ts'
import styles from './Deal.module.css'

/** All changes as sentences: what was sold each on its own, what the plan brings along in one line below. */
export function ChangeSentences({ rows }: { readonly rows: readonly ChangeRow[] }) {
  const { own, withPlan } = sayChanges(rows)
  if (own.length + withPlan.length === 0)
    return <p>Nothing that a customer would notice: what was sold is what Stigg holds.</p>
  return (
    <>
      <ul className={styles.sentences}>
        {own.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {withPlan.length === 0 ? null : <p className={styles.along}>With the plan come {listed(withPlan)}.</p>}
    </>
  )
}

/** "a", "a and b", "a, b and c". */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
