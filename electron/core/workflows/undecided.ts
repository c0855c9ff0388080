import type { Run } from '#shared/domain/run'
import type { WorkflowStep } from '#shared/domain/step'

import type { Ports } from '../ports.ts'

/**
 * A halted run of the same workflow, for the same subscription or customer, that may have been carried out: nobody fires it
 * again before a person says what came of it. A test changes nothing, and neither waits nor is waited for.
 */
export function undecidedWorkflow(wanted: WorkflowStep, { journal }: Pick<Ports, 'journal'>): Run | null {
  if (wanted.isTest) return null
  for (const { id, kind, customerId } of journal.list({ states: ['attention', 'interrupted'] })) {
    const run = kind === 'workflow' && customerId === wanted.customerId ? journal.get(id) : null
    const isOpen = run?.steps.some(
      ({ step, state }) =>
        (state === 'unknown' || state === 'sent') &&
        step.kind === 'trigger-workflow' &&
        !step.isTest &&
        step.triggerId === wanted.triggerId &&
        step.subscriptionId === wanted.subscriptionId,
    )
    if (run && isOpen) return run
  }
  return null
}
