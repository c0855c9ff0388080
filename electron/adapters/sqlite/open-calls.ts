import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

import type { CallsPort, ClockPort, NewDealsPort } from '#core/ports'
import { bucketOf, keptBuckets, type CallBucket } from '#shared/domain/api-calls'
import { inTransaction, openDatabase, type Layout } from './open-database.ts'

const layout: Layout = {
  // What a process that is killed has written stays; only a power cut may cost the last calls.
  pragmas: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL',
  checksAll: true,
  migrations: [
    `CREATE TABLE calls (started_at INTEGER PRIMARY KEY, calls INTEGER NOT NULL) STRICT;
     CREATE TABLE new_deal (opportunity_id TEXT PRIMARY KEY, found_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  ],
}

/** New deals beyond these are no news any more: the oldest are let go. */
const mostNewDeals = 1_000

const Bucket = z.object({ startedAt: z.number(), calls: z.number() })

function callsOver(database: DatabaseSync, clock: ClockPort): CallsPort {
  const select = database.prepare('SELECT started_at AS startedAt, calls FROM calls ORDER BY started_at')
  const count = database.prepare(
    'INSERT INTO calls VALUES (?, 1) ON CONFLICT (started_at) DO UPDATE SET calls = calls + 1',
  )
  const put = database.prepare('INSERT INTO calls VALUES (?, ?)')
  const listeners = new Set<(at: 'began' | 'ended') => void>()
  const now = () => clock.now().getTime()
  let held: readonly CallBucket[] = z.array(Bucket).parse(select.all())

  /** Once in ten minutes: what is past goes, and what a clock that ran ahead wrote is dated now. */
  function tidy(): void {
    const kept = keptBuckets(held, now())
    inTransaction(database, () => {
      database.exec('DELETE FROM calls')
      for (const { startedAt, calls } of kept) put.run(startedAt, calls)
    })
    held = kept
  }
  tidy()

  return {
    began() {
      const startedAt = bucketOf(now())
      if (held.at(-1)?.startedAt !== startedAt) tidy()
      count.run(startedAt)
      const last = held.at(-1)
      held =
        last?.startedAt === startedAt
          ? [...held.slice(0, -1), { startedAt, calls: last.calls + 1 }]
          : [...held, { startedAt, calls: 1 }]
      for (const listen of listeners) listen('began')
    },
    ended() {
      for (const listen of listeners) listen('ended')
    },
    buckets: () => held,
    watch(listen) {
      listeners.add(listen)
      return () => void listeners.delete(listen)
    },
  }
}

function newDealsOver(database: DatabaseSync): NewDealsPort {
  const select = database.prepare('SELECT opportunity_id AS id FROM new_deal ORDER BY found_at DESC, opportunity_id')
  const put = database.prepare('INSERT OR REPLACE INTO new_deal VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM new_deal WHERE opportunity_id = ?')
  const ids = () => select.all().map(({ id }) => String(id))
  return {
    ids,
    add: (opportunityIds, foundAt) =>
      inTransaction(database, () => {
        for (const id of opportunityIds) put.run(id, foundAt)
        for (const id of ids().slice(mostNewDeals)) remove.run(id)
      }),
    remove: (opportunityIds) =>
      inTransaction(database, () => {
        for (const id of opportunityIds) remove.run(id)
      }),
    clear: () => database.exec('DELETE FROM new_deal'),
  }
}

export interface OpenCalls {
  readonly port: CallsPort
  readonly newDeals: NewDealsPort
  /** Name of the file that an unreadable one was kept under; null where it could be read. */
  readonly keptAside: string | null
  readonly close: () => void
}

/** Open what the watch keeps in a file, or in memory for `:memory:`. */
export function openCalls(file: string, clock: ClockPort): OpenCalls {
  const { database, keptAside } = openDatabase(file, layout)
  return {
    port: callsOver(database, clock),
    newDeals: newDealsOver(database),
    keptAside,
    close: () => database.close(),
  }
}
