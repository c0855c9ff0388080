import type { Collection } from '../../record-store.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import { createSortedIndex, createValueIndex, type SortedIndex, type ValueIndex } from './index-of.ts'

/** The rows of one object, with indexes that are made when they are first asked for and follow every change. */
export interface RowTable {
  readonly size: number
  get(id: string): SalesforceRow | undefined
  values(): IterableIterator<SalesforceRow>
  put(row: SalesforceRow): void
  /** Ids of rows whose field holds the value. */
  idsWhere(field: string, value: unknown): ReadonlySet<string>
  /** Rows by SystemModstamp, then Id, from a stamp (`2026-11-18T16:20:31`) on. */
  byStamp(from: string): IterableIterator<SalesforceRow>
  /** Rows by Id, from an id on. */
  byId(from: string): IterableIterator<SalesforceRow>
}

/** The part of a date-time that tells two instants apart: UTC, to the second. */
export const stampOf = (value: string | number | boolean | null | undefined): string => String(value ?? '').slice(0, 19)

export function createRowTable(rows: Collection<SalesforceRow>): RowTable {
  const byField = new Map<string, ValueIndex>()
  const sorted = new Map<'stamp' | 'id', SortedIndex>()
  rows.watch((id, before, after) => {
    for (const index of byField.values()) index.change(id, before, after)
    for (const index of sorted.values()) index.change(id, before, after)
  })

  const order = (kind: 'stamp' | 'id') => {
    const known = sorted.get(kind)
    if (known) return known
    const keyOf =
      kind === 'id' ? (row: SalesforceRow) => row.Id : (row: SalesforceRow) => stampOf(row.SystemModstamp) + row.Id
    const made = createSortedIndex(rows.values(), keyOf)
    sorted.set(kind, made)
    return made
  }

  return {
    get size() {
      return rows.size
    },
    get: (id) => rows.get(id),
    values: () => rows.values(),
    put: (row) => rows.put(row.Id, row),
    idsWhere(field, value) {
      let index = byField.get(field)
      if (!index) {
        index = createValueIndex(rows.values(), field)
        byField.set(field, index)
      }
      return index.ids(value)
    },
    byStamp: (from) => order('stamp').from(from),
    byId: (from) => order('id').from(from),
  }
}
