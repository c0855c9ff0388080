import type { Collection, RecordStore } from '../record-store.ts'

/** Ids of rows by something that they hold. Kept in step with every change of the collection, undone ones too. */
export interface RowIndex {
  idsOf(key: string): readonly string[]
}

export function createRowIndex<Row extends object>(
  store: RecordStore,
  collection: Collection<Row>,
  rows: () => Iterable<readonly [string, Row]>,
  keyOf: (row: Row) => string,
): RowIndex {
  const index = new Map<string, Set<string>>()
  const add = (id: string, row: Row): void => {
    const key = keyOf(row)
    const ids = index.get(key) ?? new Set()
    index.set(key, ids.add(id))
  }
  const fill = (): void => {
    index.clear()
    for (const [id, row] of rows()) add(id, row)
  }
  collection.watch((id, before, after) => {
    if (before !== undefined) index.get(keyOf(before))?.delete(id)
    if (after !== undefined) add(id, after)
  })
  store.onStartOver(fill)
  fill()
  return { idsOf: (key) => [...(index.get(key) ?? [])] }
}

/** Ids of rows that something will happen to by itself, by when. */
export interface DueIndex {
  /** Ids of rows that are due at `now`, the earliest first. */
  due(now: string): readonly string[]
}

export function createDueIndex<Row extends object>(
  store: RecordStore,
  collection: Collection<Row>,
  rows: () => Iterable<readonly [string, Row]>,
  dueOf: (row: Row) => string | null,
): DueIndex {
  const dues = new Map<string, string>()
  const note = (id: string, row: Row | undefined): void => {
    const due = row === undefined ? null : dueOf(row)
    if (due === null) dues.delete(id)
    else dues.set(id, due)
  }
  const fill = (): void => {
    dues.clear()
    for (const [id, row] of rows()) note(id, row)
  }
  collection.watch((id, _before, after) => note(id, after))
  store.onStartOver(fill)
  fill()
  return {
    due: (now) => {
      const found: [string, string][] = []
      for (const [id, at] of dues) if (at <= now) found.push([at, id])
      return found.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)).map(([, id]) => id)
    },
  }
}
