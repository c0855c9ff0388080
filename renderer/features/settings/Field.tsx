import type { ReactNode } from 'react'

import styles from './Rules.module.css'

/** A rule with its name before it. */
export const Field = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className={styles.field}>
    <span>{label}</span>
    {children}
  </div>
)
