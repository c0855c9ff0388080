import { canonicalJson } from '#shared/domain/canonical'
import type { CallOutIds } from '#shared/domain/call-out'
import { idsInFacts } from '#shared/domain/render-call-out'
import type { CallOutStep, Run, StepRecord } from '#shared/domain/run'

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
    return canonicalJson(record.step) === canonicalJson(step)
      ? { runId: id, record, ids: idsInFacts(record.answer.facts) }
      : null
  }
  return null
}

/** The record of a run's call-out; null where it has none. */
export const callOutOf = ({ steps }: Pick<Run, 'steps'>): StepRecord | null =>
  steps.find(({ step }) => step.kind === 'call-out') ?? null

/** Whether a run's call-out was answered and nothing was sent after it: what follows is planned with its answer. */
export const restsOnCallOut = ({ steps }: Pick<Run, 'steps'>): boolean =>
  callOutOf({ steps })?.state === 'done' &&
  steps.every(({ step, state, attempt }) => step.kind === 'call-out' || (state === 'planned' && attempt === 1))
