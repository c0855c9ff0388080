import type { Run, Verification, VerifiedField } from '#shared/domain/run'
import type { WorkflowStep } from '#shared/domain/step'
import { expectedFields } from '#shared/domain/workflow-expectation'
import type { Result } from '#shared/failure'

import type { Ports, WorkflowCustomer } from '../ports.ts'
import { judge, rowsOf } from '../provisioning/verify/comparison.ts'
import { hashOf } from './hash-of-held.ts'

const stepOf = ({ steps }: Run): WorkflowStep | null => {
  const step = steps[0]?.step
  return step?.kind === 'trigger-workflow' ? step : null
}

/**
 * Read the subscription that a workflow was to change until it has, or until the time for that has passed: a workflow that
 * answers at once does its work later. One that was only tested changes nothing, and is looked at once.
 * @param stopping ends the waiting; what was seen last counts
 */
export async function verifyWorkflow(
  run: Run,
  { stigg, clock, readBack }: Pick<Ports, 'stigg' | 'clock' | 'readBack'>,
  stopping: AbortSignal,
): Promise<Verification> {
  const step = stepOf(run)
  const at = () => clock.now().toISOString()
  if (step === null || step.subscriptionId === null || step.expects.kind === 'nothing') {
    return { at: at(), fields: [], failure: null, findings: [] }
  }
  for (let waitedMs = 0; ; waitedMs += readBack.everyMs) {
    const read = await stigg.workflowCustomer(run.customerId)
    const fields = fieldsOf(step, read)
    const isSeen = read.ok && fields.every(({ result }) => result === 'same')
    if (isSeen || step.isTest || stopping.aborted || waitedMs >= readBack.forMs) {
      return { at: at(), fields, failure: read.ok ? null : read.failure, findings: [] }
    }
    await readBack.wait(readBack.everyMs, stopping)
  }
}

function fieldsOf(step: WorkflowStep, read: Result<WorkflowCustomer | null>): VerifiedField[] {
  const all = read.ok ? (read.value?.subscriptions ?? []) : []
  const subscription = all.find(({ id }) => id === step.subscriptionId) ?? null
  const differs = subscription !== null && hashOf(subscription) !== step.heldBefore
  const row = rowsOf(`Subscription ${step.subscriptionId}`, read.ok)
  if (step.isTest) return [judge(row('Subscription', 'as it was', differs ? 'changed' : 'as it was'))]
  const expected = expectedFields(step.expects, step.payload, { subscription, all, differs })
  return expected.map(({ field, expected: wanted, found }) => judge(row(field, wanted, found)))
}
