import { keepPreviousData, useQueries as useManyQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'

import type { DealPage, DealRow } from '#shared/contract/opportunities'

import { useQueries } from '../../data/companion.tsx'
import type { DealsAsked } from './query-of.ts'

const pageSize = 200

/** The pages that a stretch of rows lies on, without the first, which is always held. */
export function pagesOf(first: number, last: number, total: number): readonly number[] {
  const lastPage = Math.max(0, Math.ceil(total / pageSize) - 1)
  const from = Math.max(1, Math.floor(first / pageSize))
  const to = Math.min(lastPage, Math.floor(last / pageSize))
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}

export interface Deals {
  /** Total, counts and age; kept from the question before while a new answer is on its way. */
  readonly head: DealPage | undefined
  readonly error: Error | null
  /** True while the rows shown answer an older question. */
  readonly stale: boolean
  readonly rowAt: (index: number) => DealRow | undefined
  readonly onVisible: (first: number, last: number) => void
}

/** Deals of any number, read page by page as they come into sight, so that End is one read away. */
export function useDeals(asked: DealsAsked): Deals {
  const queries = useQueries()
  const [visible, setVisible] = useState({ first: 0, last: 0 })
  const page = (index: number) =>
    queries.opportunities.list.queryOptions({ input: { ...asked, offset: index * pageSize, limit: pageSize } })

  const head = useQuery({ ...page(0), placeholderData: keepPreviousData })
  const numbers = pagesOf(visible.first, visible.last, head.data?.total ?? 0)
  const others = useManyQueries({
    queries: numbers.map((number) => page(number)),
    combine: (results) => results.map(({ data }) => data),
  })

  const pages = useMemo(() => {
    const known = new Map<number, readonly DealRow[]>()
    if (head.data) known.set(0, head.data.rows)
    numbers.forEach((number, index) => {
      const rows = others[index]?.rows
      if (rows) known.set(number, rows)
    })
    return known
    // `numbers` is a fresh array each time; its content follows from what is listed.
  }, [head.data, others, numbers])

  const rowAt = useCallback((index: number) => pages.get(Math.floor(index / pageSize))?.[index % pageSize], [pages])
  const onVisible = useCallback((first: number, last: number) => {
    // Pages alone matter: rows within the same pages change nothing.
    setVisible((now) =>
      Math.floor(now.first / pageSize) === Math.floor(first / pageSize) &&
      Math.floor(now.last / pageSize) === Math.floor(last / pageSize)
        ? now
        : { first, last },
    )
  }, [])
  return { head: head.data, error: head.error, stale: head.isPlaceholderData, rowAt, onVisible }
}
