import type { ProvisioningPreview, ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import type { DraftEdits } from '#shared/domain/draft-edits'
import { finding } from '#shared/domain/finding'
import type { Run, RunState, Verification } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'
import { fail, ok, type Result } from '#shared/failure'

import { reporting } from '../channel.ts'
import type { Confirmation, KeyScope, OpenRun, WriteGateway } from '../gateway/write-gateway.ts'
import type { NativeFlows, Ports } from '../ports.ts'
import { newRun, planned, type RunAbout } from '../runs/new-run.ts'
import { linksOf } from './deal-links.ts'
import { planAfterCallOut } from './after-call-out.ts'
import { callOutOf, restsOnCallOut, undecidedCallOut } from './answered-call-out.ts'
import { execute, type Guard } from './execute.ts'
import { abandonRun } from './halted-run.ts'
import type { Context } from './live-state.ts'
import { previewProvisioning, type PreviewPorts } from './preview.ts'
import { isAct, verifyAct } from '../acts/verify-act.ts'
import { isOfCredits, verifyCredits } from '../credits/verify-credits.ts'
import { verifyMend } from '../links/verify-mend.ts'
import { madeBeside, overtakenAfter, overtakenBefore } from './overtaken.ts'
import type { LiveReader } from './read-live.ts'
import { verifyWorkflow } from '../workflows/verify-workflow.ts'
import { verify } from './verify/verify.ts'
import { writtenFields } from './verify/written-fields.ts'

export type RunPorts = Pick<Ports, 'salesforce' | 'stigg' | 'journal' | 'mirror' | 'clock' | 'ids' | 'readBack'> & {
  readonly reader: LiveReader
  readonly gateway: WriteGateway
  /** Flows of Stigg's own in the org, as last looked at; null where that could not be read. */
  readonly nativeFlows: () => Promise<NativeFlows | null>
  readonly standingOf: PreviewPorts['standingOf']
  /** Hear every step of every run. @returns a function that stops it */
  readonly onStep: (listen: (event: StepEvent) => void) => () => void
  /** After a run came to an end, or to a halt. */
  readonly settled: (run: Run) => void
  /** The app ends: every run stops before its next step. */
  readonly stopping: AbortSignal
}

export interface ApplyInput {
  readonly opportunityId: string
  readonly edits: DraftEdits
  readonly fingerprint: string
  readonly acknowledged: readonly string[]
  /** The bulk run that it is part of. */
  readonly bulkId?: string
  /** The account's name or the customer's ID, as the person typed it; a bulk run is confirmed as a whole. */
  readonly typed?: string
}

const confirmationOf = ({ bulkId, typed = '' }: ApplyInput, run: Run): Confirmation =>
  bulkId === undefined ? { by: 'typing', typed, asked: [run.accountName, run.customerId] } : { by: 'earlier' }

/**
 * Provision an approved deal: plan again, refuse where the plan is another than the approved one, then do it step by step.
 * Fails: `opportunity.stale`, `draft.blocked`, `draft.unacknowledged`, `access.*`, `run.busy`.
 */
export async function* applyDeal(
  input: ApplyInput,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): AsyncGenerator<StepEvent, Result<ProvisioningReport>, void> {
  const preview = await previewProvisioning(input, context, ports, { withCost: false }, signal)
  if (!preview.ok) return preview
  const approved = approve(preview.value, input)
  if (!approved.ok) return approved
  const undecided = context.profile.rules.callOut && undecidedCallOut(input.opportunityId, ports)
  if (undecided) {
    const facts = { reason: 'earlier-run', runId: undecided.id, opportunity: undecided.opportunityName }
    return fail('call-out.outcome-unknown', 'An earlier run has called, and nobody knows what came of it', facts)
  }
  const run = runOf(preview.value, input, context, ports)
  const open = ports.gateway.open(run, scopeOf(run, context), confirmationOf(input, run))
  if (!open.ok) return open
  giveWay(preview.value, ports)
  return yield* carryOut(open.value, context, ports, signal)
}

/** A run that stopped at its call-out's answer ends where another one goes on from that answer. */
function giveWay({ callOut }: ProvisioningPreview, ports: RunPorts): void {
  const before = callOut && ports.journal.get(callOut.runId)
  if (before && restsOnCallOut(before)) {
    abandonRun(before.id, 'Reviewed again with the answer of the application; another run goes on from there.', ports)
  }
}

const stale = ({ deal }: ProvisioningPreview): Result<never> =>
  fail('opportunity.stale', 'The deal or the customer is not what was approved', {
    opportunity: deal.opportunity.name,
    opportunityId: deal.opportunity.id,
  })

/** Whether what would be done now is what the person approved. */
function approve(preview: ProvisioningPreview, input: ApplyInput): Result<void> {
  const errors = preview.findings.filter(({ severity }) => severity === 'error')
  const changed = preview.fingerprint !== input.fingerprint
  if (errors.length > 0) {
    // What the person approved had no error: one that is there now came with a change.
    if (changed) return stale(preview)
    return fail('draft.blocked', 'This deal cannot be provisioned yet', {
      codes: errors.map(({ code }) => code).join(', '),
      opportunity: preview.deal.opportunity.name,
    })
  }
  if (changed) return stale(preview)
  const open = preview.findings.filter(
    ({ severity, key }) => severity === 'warning' && !input.acknowledged.includes(key),
  )
  if (open.length > 0) {
    return fail('draft.unacknowledged', 'A warning was not ticked', {
      codes: open.map(({ code }) => code).join(', '),
      opportunity: preview.deal.opportunity.name,
    })
  }
  return ok(undefined)
}

function runOf(
  { deal, draft, steps, findings, changeSet, cost, callOut, fingerprint }: ProvisioningPreview,
  { edits, acknowledged, bulkId }: ApplyInput,
  context: Context,
  ports: RunPorts,
): Run {
  const before = callOut && ports.journal.get(callOut.runId)
  const answered = before && callOutOf(before)
  const about: RunAbout = {
    kind: 'provision',
    opportunityId: deal.opportunity.id,
    opportunityName: deal.opportunity.name,
    accountId: deal.account?.id ?? '',
    accountName: deal.account?.name ?? '',
    customerId: draft?.customer.id ?? '',
    bulkId: bulkId ?? null,
    steps: steps.map(({ step, requests }) =>
      step.kind === 'call-out' && answered ? answered : planned(step, requests),
    ),
  }
  const approval = { fingerprint, edits, acknowledged: [...acknowledged], findings, changeSet, cost }
  return newRun(about, approval, context, ports)
}

export const scopeOf = (run: Run, { org, environmentId }: Context): KeyScope => ({
  orgId: org.id,
  environmentId,
  opportunityId: run.opportunityId,
})

/** Carry out the steps of a run that was let in, verify it, and report. */
export async function* carryOut(
  open: OpenRun,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
  callOutNotDone = false,
): AsyncGenerator<StepEvent, Result<ProvisioningReport>, void> {
  const { id } = open.run
  const stop = AbortSignal.any([ports.stopping, ...(signal ? [signal] : [])])
  return yield* reporting<StepEvent, Result<ProvisioningReport>>(async (report) => {
    const stopListening = ports.onStep((event) => event.runId === id && report(event))
    let end: { state: RunState; verification?: Verification } = { state: 'attention' }
    try {
      const flows = await ports.nativeFlows()
      const guard: Guard = async (record, index) => {
        const changed = record.step.kind === 'call-out' ? null : await planAfterCallOut(open, context, ports)
        // The step may be another one now.
        const { step } = open.run.steps[index] ?? record
        return changed ?? overtakenBefore(step, open.run, context, ports, flows)
      }
      const state = await execute(open, stop, guard, callOutNotDone)
      const verification =
        state === 'done' ? await verified(ports.journal.get(id) ?? open.run, open, context, ports) : null
      // Every step was answered, and something else has provisioned the deal besides: a person has to look.
      const isOvertaken = verification?.failure?.code === 'run.overtaken'
      end = verification ? { state: isOvertaken ? 'attention' : state, verification } : { state }
    } finally {
      // Whatever happened, even a defect: the run is journalled as it stands and its deal is free again.
      stopListening()
      open.close({ ...end, finishedAt: ports.clock.now().toISOString() })
    }
    const run = ports.journal.get(id)
    if (!run) return fail('run.not-found', `No run ${id}`, { run: id })
    ports.settled(run)
    return ok({ run, links: reportLinks(run, context) })
  })
}

/**
 * What a run made, read back: credits from their grants, links from both halves, an act or a workflow from its subscription,
 * everything else from the deal.
 */
function verified(run: Run, open: OpenRun, context: Context, ports: RunPorts): Promise<Verification> {
  if (run.kind === 'mend-link') return verifyMend(run, context, ports)
  if (run.kind === 'workflow') return verifyWorkflow(run, ports, ports.stopping)
  if (isOfCredits(run)) return verifyCredits(run, ports)
  return isAct(run) ? verifyAct(run, ports) : verifyRun(run, open, context, ports)
}

/** Read back what the run was to make, and compare. */
async function verifyRun(run: Run, open: OpenRun, context: Context, ports: RunPorts): Promise<Verification> {
  const steps = run.steps.map(({ step }) => step)
  const live = await ports.reader.read(run.opportunityId, context, {
    edited: run.customerId === '' ? null : run.customerId,
    callOut: null,
  })
  const at = ports.clock.now().toISOString()
  if (!live.ok) return { at, fields: verify(steps, nothingRead), failure: live.failure, findings: [] }
  const { deal, customer } = live.value
  const beside = madeBeside(run, customer?.subscriptions ?? [], context)
  return {
    at,
    fields: verify(steps, {
      customer,
      subscriptions: new Map(customer?.subscriptions.map((held) => [held.id, held])),
      fields: await alsoReturned(writtenFields(deal, context), run, open),
      tasks: await loggedTasks(run, open),
    }),
    failure: overtakenAfter(run, beside),
    findings: beside.map(({ id, planId, startDate }) =>
      finding('flow.may-provision', {
        record: { system: 'stigg', type: 'subscription', id, name: id },
        facts: { name: run.opportunityName, subscriptionId: id, planId, at: startDate },
      }),
    ),
  }
}

/**
 * What was written to fields that no deal is read with: asked for as a whole, by the step that wrote them. Where they are
 * not all there, each of them is shown as not found.
 */
async function alsoReturned(
  read: ReadonlyMap<string, Readonly<Record<string, string | null>>>,
  run: Run,
  open: OpenRun,
): Promise<ReadonlyMap<string, Readonly<Record<string, string | null>>>> {
  const all = new Map(read)
  for (const [index, { step }] of run.steps.entries()) {
    if (step.kind !== 'write-back') continue
    const unread = step.records.flatMap(({ recordId, fields }) =>
      Object.entries(fields).flatMap(([field, value]) =>
        field in (read.get(recordId) ?? {}) ? [] : [{ recordId, field, value }],
      ),
    )
    const isThere = unread.length > 0 ? await open.isThere(index) : null
    if (isThere === null) continue
    for (const { recordId, field, value } of unread) {
      all.set(recordId, { ...all.get(recordId), [field]: isThere ? value : null })
    }
  }
  return all
}

/** Whether the tasks that a run logged are there. */
async function loggedTasks(run: Run, open: OpenRun): Promise<ReadonlyMap<string, boolean | null>> {
  const found = run.steps.map(async ({ step }, index) =>
    step.kind === 'log-task' ? [[step.id, await open.isThere(index)] as const] : [],
  )
  return new Map((await Promise.all(found)).flat())
}

const nothingRead = {
  customer: null,
  subscriptions: new Map<string, never>(),
  fields: new Map<string, never>(),
  tasks: new Map<string, never>(),
}

export function reportLinks(
  run: Run,
  context: Pick<Context, 'org' | 'profile' | 'environmentId'>,
): ProvisioningReport['links'] {
  const made = run.steps.find(({ step, state }) => step.kind === 'provision-subscription' && state === 'done')?.step
  const subscriptionId = made && isProvision(made) ? made.subscriptionId : null
  const customerThere = run.steps.some(({ step, state }) => step.kind !== 'call-out' && state === 'done')
  return linksOf(
    { opportunity: { id: run.opportunityId }, account: run.accountId === '' ? null : { id: run.accountId } },
    customerThere ? run.customerId : null,
    subscriptionId,
    context,
  )
}

const isProvision = (step: Step): step is Extract<Step, { kind: 'provision-subscription' }> =>
  step.kind === 'provision-subscription'
