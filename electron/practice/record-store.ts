import { DatabaseSync } from 'node:sqlite'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { createTable, type Table } from './record-table.ts'

/** Told after each change in memory, also when a transaction is undone. `undefined` means "no row". */
export type RowListener<Row extends object> = (id: string, before: Row | undefined, after: Row | undefined) => void

/** Rows by id. Rows are immutable values that JSON can carry; a change is a new row under the same id. */
export interface Collection<Row extends object> {
  readonly size: number
  get(id: string): Row | undefined
  has(id: string): boolean
  /** Seed order, then insertion. A row deleted and put again within one transaction keeps its place. */
  values(): IterableIterator<Row>
  put(id: string, row: Row): void
  delete(id: string): void
  /** Follow every change, for an index kept beside the rows. Not called for rows that are already there. */
  watch(listener: RowListener<Row>): void
}

export interface CollectionOptions {
  /** Kept by `startOver`: for what is not part of the story, such as sign-ins and chosen ports. */
  readonly keep?: boolean
}

export interface RecordStore {
  /** Why the file was not read, in a sentence for a person, when it had to be moved aside. */
  readonly notice: string | undefined
  /**
   * The rows of `seed`, with what was changed since on top. Asking again for a name gives the same collection.
   * @param seed re-read by `startOver`, so prefer something that can be iterated twice over a generator
   */
  collection<Row extends object>(
    name: string,
    seed?: Iterable<readonly [string, Row]>,
    options?: CollectionOptions,
  ): Collection<Row>
  /**
   * All puts and deletes of `work` are durable together before this returns, or none when it throws. A call within a
   * call is undone alone when it throws, and becomes durable with the outermost. `work` must be synchronous.
   */
  transaction<T>(work: () => T): T
  /** Every collection back to its seed, but for those opened with `keep`; then the listeners are called. */
  startOver(): void
  onStartOver(listener: () => void): void
  close(): void
}

/** Another process holds the file. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse'
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS change (
  collection TEXT NOT NULL, id TEXT NOT NULL, row TEXT, place INTEGER, PRIMARY KEY (collection, id)) WITHOUT ROWID`

/**
 * Open the state that both simulators keep: in memory for speed, changes against the seed in SQLite (WAL), so that a
 * kill loses nothing that was answered. A damaged file is moved aside as `<file>-damaged-<n>` and `notice` says so.
 * Throws `StoreInUse` when another process has the file open.
 * @param file a path, or `:memory:`
 */
export function openRecordStore(file: string): RecordStore {
  const { database, notice } = openDatabase(file)
  const tables = new Map<string, Table>()
  const startedOver: (() => void)[] = []
  const touched: { table: Table; id: string; undo: () => void }[] = []
  let depth = 0
  let place = lastPlace(database)
  const write = database.prepare(
    `INSERT INTO change (collection, id, row, place) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET row = excluded.row, place = coalesce(excluded.place, place)`,
  )

  const undoTo = (mark: number) => {
    for (const step of touched.splice(mark).reverse()) step.undo()
  }

  /** Write the last state of each touched row, once, in one SQLite transaction. */
  const commit = () => {
    if (touched.length === 0) return
    const done = new Map<Table, Set<string>>()
    database.exec('BEGIN IMMEDIATE')
    try {
      for (const { table, id } of touched) {
        const seen = done.get(table) ?? new Set()
        if (seen.has(id)) continue
        done.set(table, seen.add(id))
        const row = table.get(id)
        write.run(table.name, id, row === undefined ? null : JSON.stringify(row), table.isNew(id) ? ++place : null)
      }
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
    for (const [table] of done) table.settle()
    touched.length = 0
  }

  const transaction = <T>(work: () => T): T => {
    const mark = touched.length
    depth++
    try {
      const result = work()
      if (result instanceof Promise) throw new TypeError('A transaction cannot wait')
      if (depth === 1) commit()
      return result
    } catch (error) {
      undoTo(mark)
      if (depth === 1) for (const table of tables.values()) table.settle()
      throw error
    } finally {
      depth--
    }
  }

  const change = (table: Table, id: string, row: object | undefined) => {
    const apply = () => void touched.push({ table, id, undo: table.set(id, row) })
    if (depth === 0) transaction(apply)
    else apply()
  }

  return {
    notice,
    collection<Row extends object>(
      name: string,
      seed: Iterable<readonly [string, Row]> = [],
      options: CollectionOptions = {},
    ) {
      const table = tables.get(name) ?? createTable({ name, seed, keep: options.keep ?? false, database, change })
      tables.set(name, table)
      // The name stands for one row type throughout; the store cannot see it.
      return table.collection as unknown as Collection<Row>
    },
    transaction,
    startOver() {
      if (depth > 0) throw new Error('Starting over cannot be part of a transaction')
      const kept = JSON.stringify([...tables.values()].filter((table) => table.keep).map((table) => table.name))
      database.prepare('DELETE FROM change WHERE collection NOT IN (SELECT value FROM json_each(?))').run(kept)
      for (const table of tables.values()) if (!table.keep) table.reload()
      for (const listener of startedOver) listener()
    },
    onStartOver: (listener) => void startedOver.push(listener),
    close: () => database.close(),
  }
}

function lastPlace(database: DatabaseSync): number {
  return Number(database.prepare('SELECT coalesce(max(place), 0) AS place FROM change').get()?.['place'] ?? 0)
}

function openDatabase(file: string): { database: DatabaseSync; notice: string | undefined } {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  try {
    return { database: prepare(file), notice: undefined }
  } catch (error) {
    if (file === ':memory:') throw error
    const reason = error instanceof Error ? error.message : String(error)
    if (/locked|busy/i.test(reason)) throw new StoreInUse(`${file} is in use by another process`, { cause: error })
    if (!/malformed|not a database|no such column|damaged/i.test(reason)) throw error
    const aside = moveAside(file)
    return {
      database: prepare(file),
      notice: `The practice data could not be read (${reason}); it was kept as ${aside}, and the story starts anew.`,
    }
  }
}

function prepare(file: string): DatabaseSync {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    database.exec(SCHEMA)
    const verdict = database.prepare('PRAGMA quick_check').get()?.['quick_check']
    if (verdict !== 'ok') throw new Error(`damaged: ${String(verdict)}`)
    database.exec(`SELECT collection, id, row, place FROM change LIMIT 1`)
    const broken = database.prepare('SELECT id FROM change WHERE row IS NOT NULL AND NOT json_valid(row) LIMIT 1').get()
    if (broken) throw new Error(`damaged: row ${String(broken['id'])} is not JSON`)
    // The exclusive lock is taken by the first write, not by the pragma.
    database.exec('BEGIN IMMEDIATE; COMMIT')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function moveAside(file: string): string {
  let n = 1
  while (existsSync(`${file}-damaged-${n}`)) n++
  const aside = `${file}-damaged-${n}`
  renameSync(file, aside)
  for (const part of ['-wal', '-shm']) if (existsSync(file + part)) renameSync(file + part, aside + part)
  return aside
}
