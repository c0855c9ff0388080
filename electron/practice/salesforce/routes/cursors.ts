import type { PracticeClock } from '../../clock.ts'
import type { RecordStore } from '../../record-store.ts'
import { makeId } from '../ids.ts'

/** A query's result, remembered so that it can be read on. */
export interface Cursor {
  readonly soql: string
  readonly userId: string
  readonly withDeleted: boolean
  /** Rows a page. */
  readonly size: number
  readonly ids: readonly string[]
  /** The child relationship whose rows these are, or null for the statement's own. */
  readonly child: string | null
}

export interface Cursors {
  /** Yields the locator's first part. */
  keep(cursor: Cursor): string
  find(id: string): Cursor | undefined
}

/** Source: SOQL and SOSL Reference, limits of query cursors: two days. */
const LIFE_MS = 2 * 24 * 3_600_000
const PREFIX = '01g'

interface Kept extends Omit<Cursor, 'ids'> {
  /** Ids in one string, as there may be a hundred thousand. */
  readonly ids: string
  readonly at: number
}

/** Cursors in the store, so that they outlive a restart. */
export function createCursors(store: RecordStore, clock: PracticeClock): Cursors {
  const kept = store.collection<Kept>('salesforce.cursors')
  let last = 0
  for (const id of [...kept.values()].map((cursor) => cursor.at)) last = Math.max(last, id)
  return {
    keep({ ids, ...cursor }) {
      const at = clock.now().getTime()
      last = Math.max(last + 1, at)
      const id = makeId(PREFIX, last)
      store.transaction(() => {
        for (const old of expired(kept, at)) kept.delete(old)
        kept.put(id, { ...cursor, ids: ids.join(''), at: last })
      })
      return id
    },
    find(id) {
      const found = kept.get(id)
      if (!found || clock.now().getTime() - found.at > LIFE_MS) return undefined
      return { ...found, ids: found.ids.match(/.{18}/g) ?? [] }
    },
  }
}

function expired(kept: { values(): IterableIterator<Kept> }, now: number): string[] {
  return [...kept.values()].filter(({ at }) => now - at > LIFE_MS).map(({ at }) => makeId(PREFIX, at))
}
