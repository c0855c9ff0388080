import { existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Primary result codes of SQLite. Source: SQLite, "Result and Error Codes". */
const [busy, locked, corrupt, notADatabase] = [5, 6, 11, 26]

const codeOf = (error: unknown): number | null => {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  // The low byte of an extended code is the primary one.
  return error.errcode & 0xff
}

export const isBusy = (error: unknown): boolean => [busy, locked].some((code) => code === codeOf(error))
export const isDamaged = (error: unknown): boolean => [corrupt, notADatabase].some((code) => code === codeOf(error))

/** The file was written by a version of the app that came later. */
class TooNew extends Error {
  override readonly name = 'TooNew'
}

export interface Layout {
  /** Each brings the file from the version of its index to the next; the version is `user_version`. */
  readonly migrations: readonly string[]
  /** Run at every opening, before all else. */
  readonly pragmas: string
  /** Read the whole file for damage before it is used. */
  readonly checksAll: boolean
}

export interface OpenDatabase {
  readonly database: DatabaseSync
  /** Name of the file that an unreadable one was kept under; null where the file could be read. */
  readonly keptAside: string | null
}

/** All of `work` becomes durable together, or none of it. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

const numberOf = (database: DatabaseSync, pragma: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0)

function migrate(database: DatabaseSync, migrations: readonly string[]): void {
  const version = numberOf(database, 'user_version')
  if (version > migrations.length) throw new TooNew(`The file is of version ${version}`)
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    inTransaction(database, () => database.exec(`${migration}; PRAGMA user_version = ${index + 1}`))
  }
}

function check(database: DatabaseSync): void {
  const row = database.prepare('PRAGMA quick_check(1)').get()
  const verdict = row?.quick_check
  if (verdict !== 'ok') throw Object.assign(new Error(String(verdict)), { errcode: corrupt })
}

function open(file: string, { migrations, pragmas, checksAll }: Layout): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true })
  try {
    database.exec(pragmas)
    if (checksAll) check(database)
    migrate(database, migrations)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Rename a file and what SQLite keeps beside it to a name that is free. @returns the new name of the file */
export function moveAside(file: string): string {
  let count = 1
  while (existsSync(`${file}.unreadable-${count}`)) count++
  const aside = `${file}.unreadable-${count}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  }
  return path.basename(aside)
}

/**
 * Open a database and bring it to the newest layout. A file that is damaged, is no database or was written by a later
 * version is moved aside, never overwritten, and a new one is begun. Any other failure of the file system is thrown.
 */
export function openDatabase(file: string, layout: Layout): OpenDatabase {
  try {
    return { database: open(file, layout), keptAside: null }
  } catch (error) {
    if (!isDamaged(error) && !(error instanceof TooNew)) throw error
    const keptAside = moveAside(file)
    return { database: open(file, layout), keptAside }
  }
}
