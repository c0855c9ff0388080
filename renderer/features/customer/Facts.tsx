import type { ReactNode } from 'react'

import styles from './Customer.module.css'

/** Facts under their names, side by side as far as there is room; those that are not there are left out. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ReactNode, isWide?: boolean])[]
}) {
  return (
    <dl className={styles.factList}>
      {facts.map(([name, value, isWide]) =>
        value === null || value === false || value === '' ? null : (
          <div key={name} data-wide={isWide}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
