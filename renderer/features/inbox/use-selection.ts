import { useCallback, useMemo } from 'react'

import type { DealRow } from '#shared/contract/opportunities'

import { useCompanion, useWindow, useWindowNow } from '../../data/companion.tsx'
import type { GridChoice } from '../../ui/Grid.tsx'
import { allDeals, dealsBetween } from './export.ts'
import type { DealsAsked } from './query-of.ts'
import type { Deals } from './use-deals.ts'

/** Choosing deals in the list: what the grid needs for it. */
export function useSelection(
  asked: DealsAsked,
  { rowAt, head }: Pick<Deals, 'rowAt' | 'head'>,
  cursor: number,
  attempt: (act: () => Promise<unknown>) => Promise<void>,
): GridChoice<DealRow> {
  const companion = useCompanion()
  const chosen = useWindow(({ chosen }) => chosen)
  const anchor = useWindow(({ anchor }) => anchor)
  const { toggleDeal, chooseStretch, chooseDeals, clearChosen } = useWindowNow()
  const total = head?.total ?? 0

  const onAll = useCallback(
    () => void attempt(async () => chooseDeals(await allDeals(companion, asked))),
    [attempt, chooseDeals, companion, asked],
  )
  const onToggle = useCallback(
    (index: number) => {
      const row = rowAt(index)
      if (row) toggleDeal(row, index)
    },
    [rowAt, toggleDeal],
  )
  const onStretch = useCallback(
    (index: number) => {
      const from = anchor?.index ?? cursor
      const [first, last] = [Math.min(from, index), Math.max(from, index)]
      const rows = Array.from({ length: last - first + 1 }, (_, n) => rowAt(first + n))
      const known = rows.filter((row) => row !== undefined)
      if (known.length === rows.length) return chooseStretch(known, from)
      // Part of the stretch was never in sight: read it.
      void attempt(async () => chooseStretch(await dealsBetween(companion, asked, first, last), from))
    },
    [anchor, cursor, rowAt, chooseStretch, attempt, companion, asked],
  )
  return useMemo(
    () => ({
      isChosen: (row) => chosen.has(row.id),
      nameOf: (row) => row.name,
      extent: chosen.size === 0 ? 'none' : chosen.size >= total ? 'all' : 'some',
      onToggle,
      onStretch,
      onAll,
      onNone: clearChosen,
    }),
    [chosen, total, onToggle, onStretch, onAll, clearChosen],
  )
}
