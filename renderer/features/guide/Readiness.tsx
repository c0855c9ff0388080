import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'

import { useQueries } from '../../data/companion.tsx'
import page from '../../ui/page.module.css'
import styles from './Guide.module.css'
import { ReadinessView } from './ReadinessView.tsx'

/** The report of the guide, at any time later. */
export function Readiness() {
  const queries = useQueries()
  const asked = useQuery(queries.profiles.report.queryOptions({ staleTime: 60_000 }))
  return (
    <section className={page.page} aria-label="Readiness">
      <header className={page.top}>
        <h1 className={page.title}>Readiness</h1>
        <Link href="/mapping" className={styles.leave}>
          Choose other fields
        </Link>
      </header>
      <div className={styles.alone}>
        <ReadinessView
          report={asked.data ?? null}
          error={asked.error}
          busy={asked.isFetching}
          isGuide={false}
          onAgain={() => void asked.refetch()}
        />
      </div>
    </section>
  )
}
