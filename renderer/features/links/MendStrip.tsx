import { Button } from '@mantine/core'

import type { MendProgress } from '#shared/contract/links'

import styles from './Mend.module.css'
import type { MendItem } from './mend-slice.ts'
import { sayProgress } from './MendProgressList.tsx'

/** The mends that go on behind, or that have ended since their sheet was put away. */
export const MendStrip = (props: {
  readonly items: readonly MendItem[]
  readonly progress: Readonly<Record<number, MendProgress>>
  readonly ended: boolean
  readonly onShow: () => void
}) => (
  <section className={styles.strip} aria-label="Mending links">
    <output aria-live="polite">{sayProgress(props.items, props.progress, props.ended)}</output>
    <Button size="compact-xs" variant="default" onClick={props.onShow}>
      Show
    </Button>
  </section>
)
