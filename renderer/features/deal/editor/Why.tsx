import styles from './Editor.module.css'

/** A sentence that explains a field, or why it is not offered. */
export const Why = ({ children }: { readonly children: string }) => <p className={styles.why}>{children}</p>
