import { type Run } from '#shared/domain/run'
import { cannotBeReadBack } from '#shared/domain/step'

/**
 * What a halted run waits for on account of its call-out, or of its workflow: a person's word on whether it was done, or a review of what its
 * answer changes. Null = neither.
 */
export function callOutWait({ steps }: Pick<Run, 'steps'>): 'word' | 'review' | null {
  if (steps.some(({ step, state }) => cannotBeReadBack(step) && state === 'unknown')) return 'word'
  return steps.some(({ failure }) => failure?.code === 'call-out.plan-changed') ? 'review' : null
}
