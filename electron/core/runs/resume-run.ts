import type { ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import { actOfRun } from '#shared/domain/act'
import { type Run, type StepRecord } from '#shared/domain/run'
import { cannotBeReadBack } from '#shared/domain/step'
import { fail, ok, type Result } from '#shared/failure'

import { mayCallAgain } from '../provisioning/answered-call-out.ts'
import { haltedRun } from '../provisioning/halted-run.ts'
import type { Context } from '../provisioning/live-state.ts'
import { previewProvisioning } from '../provisioning/preview.ts'
import { carryOut, scopeOf, type RunPorts } from '../provisioning/run-deal.ts'
import { previewAct } from '../acts/run-act.ts'
import { workflowFingerprintNow } from '../workflows/run-workflow.ts'

/**
 * Go on with a run that was interrupted, needs attention or waits for payment. Before its first write the plan is made again and has to be
 * the approved one; after it, what was begun is finished as approved.
 * Fails: `run.not-found`, `run.not-resumable`, `call-out.too-soon`, and as applyDeal does.
 */
export async function* resumeRun(
  runId: string,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
  { fromStep, callOutNotDone = false }: ResumeInput = {},
): AsyncGenerator<StepEvent, Result<ProvisioningReport>, void> {
  const halted = haltedRun(runId, ports.journal)
  if (!halted.ok) return halted
  const asked = fromStep === undefined ? halted : lookingAnew(halted.value, fromStep)
  if (!asked.ok) return asked
  const run = asked.value
  const word = callOutNotDone ? mayCallAgain(run, ports.clock.now()) : ok(undefined)
  if (!word.ok) return word
  if (run.steps.every(({ state, attempt }) => state === 'planned' && attempt === 1)) {
    const fingerprint = await fingerprintNow(run, context, ports, signal)
    if (!fingerprint.ok) return fingerprint
    if (fingerprint.value !== run.approval.fingerprint) {
      if (actOfRun(run)) {
        const facts = { name: run.opportunityName, subscriptionId: actOfRun(run)?.subscriptionId ?? '' }
        return fail('act.stale', 'The subscription is not what was approved', facts)
      }
      const { opportunityName: name } = run
      if (run.kind === 'workflow') return fail('workflow.stale', 'The subscription is not what was approved', { name })
      return fail('opportunity.stale', 'The deal or the customer is not what was approved', {
        opportunity: run.opportunityName,
        opportunityId: run.opportunityId,
      })
    }
    // While the plan was made another window may have gone on with the run, or given it up.
    const still = haltedRun(runId, ports.journal)
    if (!still.ok) return still
  }
  const open = ports.gateway.open({ ...run, state: 'running', finishedAt: null }, scopeOf(run, context), {
    by: 'earlier',
  })
  if (!open.ok) return open
  return yield* carryOut(open.value, context, ports, signal, callOutNotDone)
}

export interface ResumeInput {
  /** Index of the step from which on nothing is taken for done; every step before it has to be. */
  readonly fromStep?: number | undefined
  /** A person looked, and says that the call-out or workflow of unknown outcome was not done. */
  readonly callOutNotDone?: boolean | undefined
}

/**
 * A run whose steps from one on are not taken for done any more: each is read back before it is sent again.
 * Fails: `run.not-resumable` where a step before that one is not done, or where there is no such step.
 */
function lookingAnew(run: Run, fromStep: number): Result<Run> {
  if (fromStep >= run.steps.length || run.steps.slice(0, fromStep).some(({ state }) => state !== 'done')) {
    return fail('run.not-resumable', `Run ${run.id} cannot go on from step ${fromStep + 1}`, {
      run: run.id,
      state: run.state,
      step: String(fromStep + 1),
    })
  }
  // An answered call-out or workflow stays answered: there is nothing to look at.
  const anew = (record: StepRecord): StepRecord =>
    record.state === 'done' && !cannotBeReadBack(record.step) ? { ...record, state: 'unknown' } : record
  return ok({ ...run, steps: run.steps.map((record, index) => (index < fromStep ? record : anew(record))) })
}

/** What approves the run as things stand now: its draft, or its act, is planned anew. */
async function fingerprintNow(
  run: Run,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): Promise<Result<string>> {
  const { opportunityId, approval } = run
  if (run.kind === 'workflow') return workflowFingerprintNow(run, ports, signal)
  const act = actOfRun(run)
  const preview = act
    ? await previewAct(act, context, ports, signal)
    : run.kind === 'provision'
      ? await previewProvisioning({ opportunityId, edits: approval.edits }, context, ports, { withCost: false }, signal)
      : null
  // A call-out that is tried rests on nothing but its own request.
  if (preview === null) return ok(approval.fingerprint)
  return preview.ok ? ok(preview.value.fingerprint) : preview
}
