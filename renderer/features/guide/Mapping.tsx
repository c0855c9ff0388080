import { useLocation } from 'wouter'

import { useStatus } from '../../data/use-status.ts'
import page from '../../ui/page.module.css'
import styles from './Guide.module.css'
import { MappingStep } from './MappingStep.tsx'

/** The mapping of the guide, at any time later. */
export function Mapping() {
  const status = useStatus()
  const [, navigate] = useLocation()
  if (status === undefined) return null
  return (
    <section className={page.page} aria-label="Mapping">
      <header className={page.top}>
        <h1 className={page.title}>Mapping</h1>
      </header>
      <div className={styles.alone}>
        <MappingStep status={status} onDone={() => navigate('/readiness')} />
      </div>
    </section>
  )
}
