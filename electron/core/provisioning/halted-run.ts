import type { Run } from '#shared/domain/run'
import { fail, ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'

/** Give a run up: what it did stays, what it did not do is never sent. Fails: `run.not-found`, `run.not-resumable`. */
export function abandonRun(
  runId: string,
  reason: string,
  ports: Pick<Ports, 'journal' | 'clock'> & { readonly settled: (run: Run) => void },
): Result<Run> {
  const run = haltedRun(runId, ports.journal)
  if (!run.ok) return run
  // The run before its steps: were the app cut off in between, a run with half of its steps given up could go on.
  ports.journal.close(runId, { state: 'abandoned', finishedAt: ports.clock.now().toISOString(), abandonReason: reason })
  for (const [index, record] of run.value.steps.entries()) {
    if (record.state !== 'done') ports.journal.step(runId, index, { ...record, state: 'abandoned' })
  }
  const abandoned = ports.journal.get(runId)
  if (!abandoned) return fail('run.not-found', `No run ${runId}`, { run: runId })
  ports.settled(abandoned)
  return ok(abandoned)
}

/** A run that stands still, as it is journalled now. Fails: `run.not-found`, `run.not-resumable`. */
export function haltedRun(runId: string, journal: Ports['journal']): Result<Run> {
  const run = journal.get(runId)
  if (!run) return fail('run.not-found', `No run ${runId}`, { run: runId })
  if (['interrupted', 'attention', 'waiting'].includes(run.state)) return ok(run)
  return fail('run.not-resumable', `Run ${runId} is ${run.state}`, { run: runId, state: run.state })
}
