import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

import type { DraftsPort } from '#core/ports'
import { KeptEdits } from '#shared/contract/drafts'
import { openDatabase, type Layout } from './open-database.ts'

const layout: Layout = {
  pragmas: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
  checksAll: true,
  migrations: [
    `CREATE TABLE draft (
       opportunity_id TEXT PRIMARY KEY,
       edits TEXT NOT NULL,
       kept_at TEXT NOT NULL
     ) STRICT, WITHOUT ROWID`,
  ],
}

/** Edits that a later version can make nothing of are passed over: a deal is then shown as it is. */
const Row = z.object({ opportunityId: z.string(), edits: z.string(), keptAt: z.string() }).transform((row) => {
  const read = KeptEdits.safeParse({ ...row, edits: JSON.parse(row.edits) as unknown })
  return read.success ? read.data : null
})

function draftsOver(database: DatabaseSync): DraftsPort {
  const put = database.prepare('INSERT OR REPLACE INTO draft (opportunity_id, edits, kept_at) VALUES (?, ?, ?)')
  const remove = database.prepare('DELETE FROM draft WHERE opportunity_id = ?')
  const select = database.prepare(
    'SELECT opportunity_id AS opportunityId, edits, kept_at AS keptAt FROM draft ORDER BY kept_at DESC, opportunity_id',
  )
  return {
    all: () =>
      z
        .array(Row)
        .parse(select.all())
        .filter((kept) => kept !== null),
    keep: ({ opportunityId, edits, keptAt }) => void put.run(opportunityId, JSON.stringify(edits), keptAt),
    forget: (opportunityId) => void remove.run(opportunityId),
    clear: () => database.exec('DELETE FROM draft'),
  }
}

export interface OpenDrafts {
  readonly port: DraftsPort
  /** Name of the file that an unreadable one was kept under; null where it could be read. */
  readonly keptAside: string | null
  readonly close: () => void
}

/** Open the pending edits in a file, or in memory for `:memory:`. Every call is on the disk before it returns. */
export function openDrafts(file: string): OpenDrafts {
  const { database, keptAside } = openDatabase(file, layout)
  return { port: draftsOver(database), keptAside, close: () => database.close() }
}
