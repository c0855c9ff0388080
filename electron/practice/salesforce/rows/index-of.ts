import type { SalesforceRow } from '../../seed/types.ts'

/** Ids by the value of one field, kept in step with every change. Text is compared without regard to case. */
export interface ValueIndex {
  ids(value: unknown): ReadonlySet<string>
  change(id: string, before: SalesforceRow | undefined, after: SalesforceRow | undefined): void
}

const NONE: ReadonlySet<string> = new Set()

export function createValueIndex(rows: Iterable<SalesforceRow>, field: string): ValueIndex {
  const byValue = new Map<unknown, Set<string>>()
  const keyOf = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)
  const add = (id: string, value: unknown) => {
    if (value === undefined || value === null) return
    const key = keyOf(value)
    const known = byValue.get(key)
    if (known) known.add(id)
    else byValue.set(key, new Set([id]))
  }
  for (const row of rows) add(row.Id, row[field])
  return {
    ids: (value) => byValue.get(keyOf(value)) ?? NONE,
    change(id, before, after) {
      if (before?.[field] === after?.[field]) return
      if (before) byValue.get(keyOf(before[field]))?.delete(id)
      if (after) add(id, after[field])
    },
  }
}

/** Rows in ascending order of a key that tells any two rows apart. */
export interface SortedIndex {
  /** Every row whose key is at least `from`, in order. */
  from(from: string): IterableIterator<SalesforceRow>
  change(id: string, before: SalesforceRow | undefined, after: SalesforceRow | undefined): void
}

export function createSortedIndex(rows: Iterable<SalesforceRow>, keyOf: (row: SalesforceRow) => string): SortedIndex {
  const entries = [...rows].map((row) => ({ key: keyOf(row), row })).sort((a, b) => compare(a.key, b.key))
  const place = (key: string) => {
    let low = 0
    let high = entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((entries[middle]?.key ?? '') < key) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    *from(from) {
      for (let i = place(from); i < entries.length; i++) {
        const entry = entries[i]
        if (entry) yield entry.row
      }
    },
    change(_id, before, after) {
      if (before) {
        const key = keyOf(before)
        const at = place(key)
        if (entries[at]?.key === key) entries.splice(at, 1)
      }
      if (after) {
        const key = keyOf(after)
        entries.splice(place(key), 0, { key, row: after })
      }
    },
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
