import { DatabaseSync } from 'node:sqlite'

import type { Run } from '#shared/domain/run'

/** The layout that version 1 of a journal's file had. Never to be changed: such files lie on people's disks. */
const layout = `CREATE TABLE run (
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
     ) STRICT, WITHOUT ROWID`

/** Write a run as version 1 wrote it: without the fields that came later. */
export function writeVersion1(file: string, run: Run): void {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; ${layout}; PRAGMA user_version = 1`)
  const { findings: _findings, ...approval } = run.approval
  database
    .prepare('INSERT INTO run VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
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
      JSON.stringify(approval),
      null,
      run.abandonReason,
    )
  for (const [index, { step, requests, state, attempt, sentAt, answeredAt }] of run.steps.entries()) {
    database
      .prepare('INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)')
      .run(run.id, index, state, attempt, sentAt, answeredAt, older(step), JSON.stringify(requests))
  }
  database.close()
}

/** The step without what version 1 did not know. */
function older(step: Run['steps'][number]['step']): string {
  const since = new Set(['metadata', 'minimumSpend', 'maximumSpend', 'discount', 'billingCycleAnchor', 'proration'])
  const more = new Set(['payingCustomerId', 'hasSoftLimit', 'resetPeriod'])
  return JSON.stringify(step, (key, value: unknown) => (since.has(key) || more.has(key) ? undefined : value))
}
