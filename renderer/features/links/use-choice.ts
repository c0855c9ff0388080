import { useCallback, useMemo, useState } from 'react'

import type { LinkRow } from '#shared/domain/link-states'

import type { GridChoice } from '../../ui/Grid.tsx'
import { accountNames, customerNames } from './list.ts'

const none: ReadonlySet<string> = new Set()

/** Choosing pairs in the list; what was chosen stays chosen while the list is narrowed otherwise. */
export function useChoice(rows: readonly LinkRow[], cursor: number) {
  const [chosen, setChosen] = useState(none)
  const [anchor, setAnchor] = useState<number | null>(null)
  const clear = useCallback(() => setChosen(none), [])
  const choice = useMemo((): GridChoice<LinkRow> => {
    const add = (some: readonly LinkRow[]): void => setChosen((now) => new Set([...now, ...some.map(({ key }) => key)]))
    return {
      isChosen: ({ key }) => chosen.has(key),
      nameOf: (row) => accountNames(row) || customerNames(row),
      extent: chosen.size === 0 ? 'none' : rows.every(({ key }) => chosen.has(key)) ? 'all' : 'some',
      onToggle(index) {
        const key = rows[index]?.key
        if (key === undefined) return
        setAnchor(index)
        setChosen((now) => {
          const next = new Set(now)
          if (!next.delete(key)) next.add(key)
          return next
        })
      },
      onStretch(index) {
        const from = anchor ?? cursor
        add(rows.slice(Math.min(from, index), Math.max(from, index) + 1))
      },
      onAll: () => add(rows),
      onNone: clear,
    }
  }, [rows, cursor, chosen, anchor, clear])
  return { chosen, choice, clear }
}
