import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

import type { BulkPort } from '#core/ports'
import { BulkRow, BulkSummary } from '#shared/domain/bulk'
import { inTransaction, openDatabase, type Layout } from './open-database.ts'

const layout: Layout = {
  // FULL: what was approved in bulk is known after a power cut too.
  pragmas: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
  checksAll: true,
  migrations: [
    `CREATE TABLE bulk (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       id TEXT NOT NULL UNIQUE,
       state TEXT NOT NULL,
       started_at TEXT NOT NULL,
       finished_at TEXT,
       started_by TEXT NOT NULL,
       failure TEXT
     ) STRICT;
     CREATE TABLE bulk_row (
       bulk_id TEXT NOT NULL REFERENCES bulk (id) ON DELETE CASCADE,
       position INTEGER NOT NULL,
       opportunity_id TEXT NOT NULL,
       state TEXT NOT NULL,
       row TEXT NOT NULL,
       PRIMARY KEY (bulk_id, opportunity_id)
     ) STRICT, WITHOUT ROWID`,
  ],
}

const columns = 'id, state, started_at AS startedAt, finished_at AS finishedAt, started_by AS startedBy, failure'

const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .nullable()
    .transform((text): unknown => (text === null ? null : JSON.parse(text)))
    .pipe(schema)

const StoredRow = z.object({ row: json(BulkRow) }).transform(({ row }) => row)
const Stored = BulkSummary.pick({ id: true, state: true, startedAt: true, finishedAt: true, startedBy: true }).extend({
  failure: json(BulkSummary.shape.failure),
})

const textOf = (value: object | null): string | null => (value ? JSON.stringify(value) : null)

function bulksOver(database: DatabaseSync): BulkPort {
  const insert = database.prepare(
    'INSERT INTO bulk (id, state, started_at, finished_at, started_by, failure) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const insertRow = database.prepare(
    'INSERT INTO bulk_row (bulk_id, position, opportunity_id, state, row) VALUES (?, ?, ?, ?, ?)',
  )
  const updateRow = database.prepare('UPDATE bulk_row SET state = ?, row = ? WHERE bulk_id = ? AND opportunity_id = ?')
  const update = database.prepare('UPDATE bulk SET state = ?, finished_at = ?, failure = ? WHERE id = ?')
  const select = database.prepare(`SELECT ${columns} FROM bulk WHERE id = ?`)
  const selectIds = database.prepare('SELECT id FROM bulk ORDER BY sequence DESC LIMIT 50')
  const selectRows = database.prepare('SELECT row FROM bulk_row WHERE bulk_id = ? ORDER BY position')
  const interrupt = database.prepare(`UPDATE bulk SET state = 'interrupted' WHERE state = 'running'`)
  const haltRows = database.prepare(
    `UPDATE bulk_row SET state = 'waiting', row = json_set(row, '$.state', 'waiting') WHERE state = 'running'`,
  )

  return {
    open: ({ id, state, startedAt, finishedAt, startedBy, failure, rows }) =>
      inTransaction(database, () => {
        insert.run(id, state, startedAt, finishedAt, startedBy, textOf(failure))
        for (const [position, row] of rows.entries()) {
          insertRow.run(id, position, row.opportunityId, row.state, JSON.stringify(row))
        }
      }),
    row(bulkId, row) {
      const { changes } = updateRow.run(row.state, JSON.stringify(row), bulkId, row.opportunityId)
      if (changes === 0) throw new Error(`Bulk run ${bulkId} has no deal ${row.opportunityId}`)
    },
    settle(bulkId, { state, finishedAt, failure }) {
      const { changes } = update.run(state, finishedAt, textOf(failure), bulkId)
      if (changes === 0) throw new Error(`There is no bulk run ${bulkId}`)
    },
    get(bulkId) {
      const row = select.get(bulkId)
      return row ? { ...Stored.parse(row), rows: z.array(StoredRow).parse(selectRows.all(bulkId)) } : null
    },
    ids: () =>
      z
        .array(z.object({ id: z.string() }))
        .parse(selectIds.all())
        .map(({ id }) => id),
    markInterrupted: () =>
      inTransaction(database, () => {
        haltRows.run()
        return Number(interrupt.run().changes)
      }),
    clear: () => inTransaction(database, () => database.exec('DELETE FROM bulk')),
  }
}

export interface OpenBulks {
  readonly port: BulkPort
  /** Name of the file that an unreadable one was kept under; null where it could be read. */
  readonly keptAside: string | null
  readonly close: () => void
}

/** Open the list of bulk runs in a file, or in memory for `:memory:`. Every call is on the disk before it returns. */
export function openBulks(file: string): OpenBulks {
  const { database, keptAside } = openDatabase(file, layout)
  return { port: bulksOver(database), keptAside, close: () => database.close() }
}
