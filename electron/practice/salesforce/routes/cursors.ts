import type { PracticeClock } from '../../clock.ts'
import type { RecordStore } from '../../record-store.ts'
import { makeId } from '../ids.ts'

/** What a query found, and how it goes on. */
interface NewCursor {
  readonly soql: string
  readonly userId: string
  readonly withDeleted: boolean
  /** Rows a page. */
  readonly size: number
  /** The child relationship whose rows these are, or null for the statement's own. */
  readonly child: string | null
}

/** A query's result, remembered so that it can be read on. */
interface Cursor extends NewCursor {
  readonly totalSize: number
  /** The ids of the page that begins at a row. */
  page(from: number): string[]
}

export interface Cursors {
  /** Yields the locator's first part. */
  keep(cursor: NewCursor, ids: readonly string[]): string
  find(id: string): Cursor | undefined
}

/** Source: SOQL and SOSL Reference, limits of query cursors: two days. */
const LIFE_MS = 2 * 24 * 3_600_000
const PREFIX = '01g'
const ID_LENGTH = 18

interface Kept extends NewCursor {
  readonly id: string
  /** Ids in one string, as there may be a hundred thousand. */
  readonly ids: string
  readonly at: number
}

/** Cursors in the store, so that they outlive a restart. */
export function createCursors(store: RecordStore, clock: PracticeClock): Cursors {
  const kept = store.collection<Kept>('salesforce.cursors')
  const counter = store.collection<{ readonly last: number }>('salesforce.counters')
  return {
    keep: (cursor, ids) =>
      store.transaction(() => {
        const at = clock.now().getTime()
        for (const old of kept.values()) if (at - old.at > LIFE_MS) kept.delete(old.id)
        const last = (counter.get(PREFIX)?.last ?? 0) + 1
        counter.put(PREFIX, { last })
        const id = makeId(PREFIX, last)
        kept.put(id, { ...cursor, id, ids: ids.join(''), at })
        return id
      }),
    find(id) {
      const found = kept.get(id)
      if (!found || clock.now().getTime() - found.at > LIFE_MS) return undefined
      const { ids, size } = found
      const page = (from: number) => ids.slice(from * ID_LENGTH, (from + size) * ID_LENGTH).match(/.{18}/g) ?? []
      return { ...found, totalSize: ids.length / ID_LENGTH, page }
    },
  }
}
