import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { failureOf } from '../../data/failure-of.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { FailurePanel } from '../../ui/FailurePanel.tsx'
import { sayFailure } from '../../words/failures.ts'
import styles from './Customer.module.css'

/**
 * One part of the page, read by itself: its failure stands in its place, and what was known before stays below it.
 * @param rows how many lines its skeleton has
 */
export function Part<T>(props: {
  readonly title: string
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch' | 'isFetching'>
  readonly rows?: number
  readonly beside?: ReactNode
  readonly children: (data: T) => ReactNode
}) {
  const { title, query } = props
  const failure = query.error ? failureOf(query.error) : null
  return (
    <section className={styles.part} aria-label={title} aria-busy={query.isFetching}>
      <div className={styles.partHead}>
        <h2>{title}</h2>
        {props.beside}
      </div>
      {failure === null ? null : (
        <FailurePanel {...sayFailure(failure)} action={{ label: 'Read again', onClick: () => void query.refetch() }} />
      )}
      {query.data !== undefined ? (
        props.children(query.data)
      ) : failure === null ? (
        <Delayed>
          <output className={styles.skeleton} aria-label={`Reading: ${title}`}>
            {Array.from({ length: props.rows ?? 3 }, (_, index) => (
              <i key={index} />
            ))}
          </output>
        </Delayed>
      ) : null}
    </section>
  )
}
