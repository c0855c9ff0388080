import { canonicalJson } from '#shared/domain/canonical'
import type { CallOutIds } from '#shared/domain/call-out'
import { idsInFacts } from '#shared/domain/render-call-out'
import { type Run, type StepRecord } from '#shared/domain/run'
import { cannotBeReadBack, type CallOutStep } from '#shared/domain/step'
import { fail, ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'

/** A call-out that was answered already, in a run of this machine. */
export interface AnsweredCallOut {
  readonly runId: string
  readonly record: StepRecord
  readonly ids: CallOutIds
}

/**
 * The answer to a deal's call-out where the very same call was answered in an earlier run: it is used again, and the call
 * is not made a second time.
 */
export function answeredCallOut(
  opportunityId: string,
  step: CallOutStep,
  { journal }: Pick<Ports, 'journal'>,
): AnsweredCallOut | null {
  for (const { id, kind } of journal.list({ opportunityId })) {
    const run = kind === 'provision' ? journal.get(id) : null
    const record = run && callOutOf(run)
    if (record?.state !== 'done' || record.answer === null) continue
    return record.step.kind === 'call-out' && callKeyOf(record.step) === callKeyOf(step)
      ? { runId: id, record, ids: idsInFacts(record.answer.facts) }
      : null
  }
  return null
}

/** What makes a call-out the same one: all but how long its answer is waited for. */
export const callKeyOf = ({ call: { timeoutSeconds: _waited, ...call } }: CallOutStep): string => canonicalJson(call)

/** The record of a run's call-out; null where it has none. */
export const callOutOf = ({ steps }: Pick<Run, 'steps'>): StepRecord | null =>
  steps.find(({ step }) => step.kind === 'call-out') ?? null

/** Whether a run's call-out was answered and nothing was sent after it: what follows is planned with its answer. */
export const restsOnCallOut = ({ steps }: Pick<Run, 'steps'>): boolean =>
  callOutOf({ steps })?.state === 'done' &&
  steps.every(({ step, state, attempt }) => step.kind === 'call-out' || (state === 'planned' && attempt === 1))

/** A halted run of the deal whose call-out may have been done: nobody may call again before a person says that it was not. */
export function undecidedCallOut(opportunityId: string, { journal }: Pick<Ports, 'journal'>): Run | null {
  for (const { id, kind } of journal.list({ opportunityId, states: ['attention', 'interrupted'] })) {
    const run = kind === 'provision' ? journal.get(id) : null
    const state = run && callOutOf(run)?.state
    if (state === 'unknown' || state === 'sent') return run
  }
  return null
}

/** The first request may still be on its way for this long, so nobody can know yet that it was not done. */
const stillOnItsWayMs = 60_000

/** Whether a person's word that the call-out or workflow was not done can count yet. Fails: `call-out.too-soon`, `workflow.too-soon`. */
export function mayCallAgain(run: Run, now: Date): Result<void> {
  const record = run.steps.find(({ step }) => cannotBeReadBack(step))
  // One that was answered is on its way no more.
  const sentAt = record?.answeredAt === null ? record.sentAt : null
  const leftMs = sentAt === null ? 0 : Date.parse(sentAt) + stillOnItsWayMs - now.getTime()
  if (leftMs <= 0) return ok(undefined)
  const code = record?.step.kind === 'trigger-workflow' ? 'workflow.too-soon' : 'call-out.too-soon'
  return fail(code, 'The request may still be on its way', { seconds: String(Math.ceil(leftMs / 1000)) })
}
