import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

import type { JournalPort } from '#core/ports'
import { Run, RunState, RunSummary, StepRecord } from '#shared/domain/run'
import { inTransaction, openDatabase } from './open-database.ts'
import type { Layout } from './open-database.ts'

const layout: Layout = {
  // FULL: with WAL, the log is on the disk before a call returns, so what was sent is known after a power cut too.
  pragmas: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
  checksAll: true,
  migrations: [
    `CREATE TABLE run (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       id TEXT NOT NULL UNIQUE,
       kind TEXT NOT NULL,
       state TEXT NOT NULL,
       opportunity_id TEXT NOT NULL,
       opportunity_name TEXT NOT NULL,
       account_id TEXT NOT NULL,
       account_name TEXT NOT NULL,
       customer_id TEXT NOT NULL,
       started_at TEXT NOT NULL,
       finished_at TEXT,
       started_by TEXT NOT NULL,
       approval TEXT NOT NULL,
       verification TEXT,
       abandon_reason TEXT
     ) STRICT;
     CREATE INDEX run_by_opportunity ON run (opportunity_id, sequence);
     CREATE INDEX run_by_state ON run (state, sequence);
     CREATE TABLE step (
       run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
       position INTEGER NOT NULL,
       state TEXT NOT NULL,
       attempt INTEGER NOT NULL,
       sent_at TEXT,
       answered_at TEXT,
       step TEXT NOT NULL,
       requests TEXT NOT NULL,
       answer TEXT,
       failure TEXT,
       PRIMARY KEY (run_id, position)
     ) STRICT, WITHOUT ROWID`,
    `ALTER TABLE run ADD COLUMN bulk_id TEXT;
     CREATE INDEX run_by_bulk ON run (bulk_id, sequence) WHERE bulk_id IS NOT NULL;
     ALTER TABLE step ADD COLUMN heard TEXT NOT NULL DEFAULT '[]'`,
  ],
}

const summaryColumns = `id, kind, state, opportunity_id AS opportunityId, opportunity_name AS opportunityName,
  account_id AS accountId, account_name AS accountName, customer_id AS customerId, started_at AS startedAt,
  finished_at AS finishedAt, started_by AS startedBy, bulk_id AS bulkId`

/** A column of JSON; null stays null. */
const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .nullable()
    .transform((text): unknown => (text === null ? null : JSON.parse(text)))
    .pipe(schema)

const RunRow = RunSummary.extend({
  approval: json(Run.shape.approval),
  verification: json(Run.shape.verification),
  abandonReason: Run.shape.abandonReason,
})

const StepRow = StepRecord.extend({
  step: json(StepRecord.shape.step),
  requests: json(StepRecord.shape.requests),
  answer: json(StepRecord.shape.answer),
  failure: json(StepRecord.shape.failure),
  heard: json(StepRecord.shape.heard),
})

const LatestRow = z.object({ opportunityId: z.string(), runId: z.string(), state: RunState })

const textOf = (value: object | null | undefined): string | null => (value ? JSON.stringify(value) : null)

function journalOver(database: DatabaseSync): JournalPort {
  const insertRun = database.prepare(
    `INSERT INTO run (id, kind, state, opportunity_id, opportunity_name, account_id, account_name, customer_id,
       started_at, finished_at, started_by, approval, verification, abandon_reason, bulk_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const putStep = database.prepare(
    `INSERT INTO step (run_id, position, state, attempt, sent_at, answered_at, step, requests, answer, failure, heard)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET state = excluded.state, attempt = excluded.attempt, sent_at = excluded.sent_at,
       answered_at = excluded.answered_at, step = excluded.step, requests = excluded.requests,
       answer = excluded.answer, failure = excluded.failure, heard = excluded.heard`,
  )
  const closeRun = database.prepare(
    `UPDATE run SET state = ?, finished_at = ?, verification = coalesce(?, verification),
       abandon_reason = coalesce(?, abandon_reason) WHERE id = ?`,
  )
  const moveRun = database.prepare('UPDATE run SET customer_id = ? WHERE id = ?')
  const selectRun = database.prepare(
    `SELECT ${summaryColumns}, approval, verification, abandon_reason AS abandonReason FROM run WHERE id = ?`,
  )
  const selectSteps = database.prepare(
    `SELECT state, attempt, sent_at AS sentAt, answered_at AS answeredAt, step, requests, answer, failure, heard
     FROM step WHERE run_id = ? ORDER BY position`,
  )
  const interrupt = database.prepare(`UPDATE run SET state = 'interrupted' WHERE state = 'running'`)
  const latest = database.prepare(
    `SELECT opportunity_id AS opportunityId, id AS runId, state FROM run
     WHERE sequence IN (SELECT max(sequence) FROM run WHERE kind NOT IN ('try-call-out', 'grant-credits', 'void-grant', 'mend-link') GROUP BY opportunity_id)`,
  )

  const step = (runId: string, index: number, record: StepRecord): void => {
    const { state, attempt, sentAt, answeredAt, answer, failure, heard } = record
    const { changes } = putStep.run(
      runId,
      index,
      state,
      attempt,
      sentAt,
      answeredAt,
      JSON.stringify(record.step),
      JSON.stringify(record.requests),
      textOf(answer),
      textOf(failure),
      JSON.stringify(heard),
    )
    if (changes === 0) throw new Error(`Step ${index} of run ${runId} was not kept`)
  }
  return {
    open: (run) =>
      inTransaction(database, () => {
        insertRun.run(
          run.id,
          run.kind,
          run.state,
          run.opportunityId,
          run.opportunityName,
          run.accountId,
          run.accountName,
          run.customerId,
          run.startedAt,
          run.finishedAt,
          run.startedBy,
          JSON.stringify(run.approval),
          textOf(run.verification),
          run.abandonReason,
          run.bulkId,
        )
        for (const [index, record] of run.steps.entries()) step(run.id, index, record)
      }),
    step,
    replan: (runId, customerId, steps) =>
      inTransaction(database, () => {
        moveRun.run(customerId, runId)
        for (const [index, record] of steps.entries()) step(runId, index, record)
      }),
    close(runId, { state, finishedAt, verification, abandonReason }) {
      const { changes } = closeRun.run(state, finishedAt, textOf(verification), abandonReason ?? null, runId)
      if (changes === 0) throw new Error(`There is no run ${runId}`)
    },
    get(runId) {
      const row = selectRun.get(runId)
      return row ? { ...RunRow.parse(row), steps: z.array(StepRow).parse(selectSteps.all(runId)) } : null
    },
    list({ states, opportunityId, limit }) {
      const where = ['TRUE']
      if (states?.length) where.push(`state IN (${states.map(() => '?').join(', ')})`)
      if (opportunityId !== undefined) where.push('opportunity_id = ?')
      const sql = `SELECT ${summaryColumns} FROM run WHERE ${where.join(' AND ')} ORDER BY sequence DESC LIMIT ?`
      const values = [...(states ?? []), ...(opportunityId === undefined ? [] : [opportunityId]), limit ?? -1]
      return z.array(RunSummary).parse(database.prepare(sql).all(...values))
    },
    markInterrupted: () => Number(interrupt.run().changes),
    latestByOpportunity() {
      const rows = z.array(LatestRow).parse(latest.all())
      return new Map(rows.map(({ opportunityId, runId, state }) => [opportunityId, { runId, state }]))
    },
    clear: () => inTransaction(database, () => database.exec('DELETE FROM run')),
  }
}

export interface OpenJournal {
  readonly port: JournalPort
  /** Name of the file that an unreadable journal was kept under; null where it could be read. */
  readonly keptAside: string | null
  readonly close: () => void
}

/**
 * Open the journal of runs in a file, or in memory for `:memory:`. Every call is on the disk before it returns. A file that cannot be read is kept under
 * another name, never overwritten, and a new journal is begun.
 */
export function openJournal(file: string): OpenJournal {
  const { database, keptAside } = openDatabase(file, layout)
  return { port: journalOver(database), keptAside, close: () => database.close() }
}
