import type { DatabaseSync } from 'node:sqlite'
import type { Collection, RowListener } from './record-store.ts'

type Row = object

/** The store's own side of a collection. */
export interface Table {
  readonly name: string
  readonly keep: boolean
  readonly collection: Collection<Row>
  get(id: string): Row | undefined
  /** Put a row, or remove it with `undefined`, in memory alone. Yields what undoes it. */
  set(id: string, row: Row | undefined): () => void
  /** Whether the row took a place at the end since the last `settle`. */
  isNew(id: string): boolean
  /** The changes so far are final. */
  settle(): void
  /** Read seed and changes again, telling listeners about each row that differs. */
  reload(): void
}

interface TableOptions {
  readonly name: string
  readonly keep: boolean
  readonly seed: Iterable<readonly [string, Row]>
  readonly database: DatabaseSync
  /** Called for each put and delete: records what undoes it, and commits when no transaction is open. */
  readonly change: (table: Table, id: string, row: Row | undefined) => void
}

export function createTable({ name, keep, seed, database, change }: TableOptions): Table {
  const listeners: RowListener<Row>[] = []
  const fresh = new Set<string>()
  /** Deleted, but still holding their place in `rows` until the transaction is over. */
  const hidden = new Set<string>()
  const again = isSingleUse(seed) ? [...seed] : seed
  let rows = load(database, name, again)

  const get = (id: string) => (hidden.has(id) ? undefined : rows.get(id))
  const tell = (id: string, before: Row | undefined, after: Row | undefined) => {
    for (const listener of listeners) listener(id, before, after)
  }

  const place = (id: string, row: Row | undefined) => {
    const before = get(id)
    if (row === undefined) {
      if (before !== undefined) hidden.add(id)
    } else {
      if (!rows.has(id)) fresh.add(id)
      hidden.delete(id)
      rows.set(id, row)
    }
    tell(id, before, row)
  }

  const table: Table = {
    name,
    keep,
    get,
    set(id, row) {
      const before = get(id)
      const wasThere = rows.has(id)
      const underlying = rows.get(id)
      place(id, row)
      return () => {
        place(id, before)
        if (wasThere && underlying !== undefined) rows.set(id, underlying)
        if (wasThere) return
        fresh.delete(id)
        hidden.delete(id)
        rows.delete(id)
      }
    },
    isNew: (id) => fresh.has(id) && !hidden.has(id),
    settle() {
      for (const id of hidden) rows.delete(id)
      hidden.clear()
      fresh.clear()
    },
    reload() {
      const before = rows
      rows = load(database, name, again)
      for (const [id, row] of before) if (rows.get(id) !== row) tell(id, row, rows.get(id))
      for (const [id, row] of rows) if (!before.has(id)) tell(id, undefined, row)
    },
    collection: {
      get size() {
        return rows.size - hidden.size
      },
      get,
      has: (id) => get(id) !== undefined,
      *values() {
        for (const [id, row] of rows) if (!hidden.has(id)) yield row
      },
      put: (id, row) => change(table, id, row),
      delete: (id) => {
        if (get(id) !== undefined) change(table, id, undefined)
      },
      watch: (listener) => void listeners.push(listener),
    },
  }
  return table
}

function isSingleUse(seed: Iterable<unknown>): boolean {
  const iterator: unknown = seed[Symbol.iterator]()
  return iterator === seed
}

/** The seed's rows with the changes on file on top; rows added later follow in the order they were added. */
function load(database: DatabaseSync, name: string, seed: Iterable<readonly [string, Row]>): Map<string, Row> {
  const rows = new Map(seed)
  const changes = database.prepare('SELECT id, row, place FROM change WHERE collection = ? ORDER BY place')
  const forget = database.prepare('DELETE FROM change WHERE collection = ? AND id = ?')
  for (const { id, row, place } of changes.all(name)) {
    const key = String(id)
    // A deletion needs remembering only for what the seed would bring back.
    if (row === null && !rows.has(key)) forget.run(name, key)
    if (row === null || place !== null) rows.delete(key)
    if (row !== null) rows.set(key, parseRow(String(row)))
  }
  return rows
}

/** What stands in the file was written by `commit`, and was checked to be JSON when the file was opened. */
const parseRow = (text: string) => JSON.parse(text) as Row
