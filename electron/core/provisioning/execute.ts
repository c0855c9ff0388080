import { type RunState, type StepRecord } from '#shared/domain/run'
import { cannotBeReadBack } from '#shared/domain/step'

import type { Failure } from '#shared/failure'

import type { OpenRun } from '../gateway/write-gateway.ts'
import { withAnswers } from './return-data.ts'

/** What of a step has to be done still, when its run goes on. */
const isOver = ({ state }: StepRecord): boolean => state === 'done' || state === 'abandoned'
/** Sent by a process that is no more, or never answered: look before sending again. */
const needsLook = ({ state }: StepRecord): boolean => ['sent', 'unknown', 'waiting'].includes(state)

/** It may have been carried out, in whole or in part: a workflow that says that it failed may have begun its work. */
const mayBeDone = ({ state, failure }: StepRecord): boolean =>
  state === 'unknown' || failure?.code === 'workflow.failed'

/** Says why a step must not be sent now; null = it may. It may put other steps in the place of those that follow. */
export type Guard = (record: StepRecord, index: number) => Promise<Failure | null>
const free: Guard = () => Promise.resolve(null)

/**
 * Carry out the steps of a run in order, from wherever it stands. The first one that is not done stops the rest, which
 * stay `planned` and are shown as not reached.
 *
 * A step whose outcome is not known is read back first; where nothing is found it is sent again under the same
 * identity and key. That is safe at any time, because each of these steps meets the record that an earlier attempt made:
 * a customer and a subscription by an ID of ours, a write-back by its values.
 * @param signal stops before the next step, never inside one
 * @param guard asked right before a step is sent for the first time
 * @param callOutNotDone a person said that the call-out or workflow of unknown outcome was not done: it is sent again
 */
export async function execute(
  open: OpenRun,
  signal?: AbortSignal,
  guard: Guard = free,
  callOutNotDone = false,
): Promise<RunState> {
  for (const index of open.run.steps.keys()) {
    const before = open.run.steps[index]
    if (!before || isOver(before)) continue
    if (signal?.aborted) return 'interrupted'
    const waitsForWord = cannotBeReadBack(before.step)
    // Nobody can read back whether it was made: that is a person's to say.
    if (waitsForWord && mayBeDone(before) && !callOutNotDone) return 'attention'
    const looked = needsLook(before) && !(waitsForWord && callOutNotDone) ? await open.lookBack(index) : before
    if (isOver(looked)) continue
    if (looked.state === 'waiting') return 'waiting'
    // The look itself failed: nothing is known, so nothing is sent.
    if (needsLook(looked) && looked.failure !== null && looked.failure !== before.failure) return 'attention'
    const stop = looked.state === 'planned' || looked.state === 'refused' ? await guard(looked, index) : null
    if (stop) {
      open.halt(index, stop)
      return 'attention'
    }
    open.fill(index, withAnswers)
    const after = await open.perform(index)
    if (after.state === 'waiting') return 'waiting'
    if (after.state !== 'done') return 'attention'
  }
  return 'done'
}
