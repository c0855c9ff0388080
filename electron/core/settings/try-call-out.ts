import type { CallOutTrial } from '#shared/contract/call-out'
import { noEdits } from '#shared/domain/draft-edits'
import { idsInFacts } from '#shared/domain/render-call-out'
import { fail, ok, type Result } from '#shared/failure'

import { callOutStepOf } from '../provisioning/call-out-step.ts'
import { fingerprintOf } from '../provisioning/identity.ts'
import type { Context } from '../provisioning/live-state.ts'
import { previewProvisioning } from '../provisioning/preview.ts'
import { scopeOf, type RunPorts } from '../provisioning/run-deal.ts'
import { newRun, planned, type RunAbout } from '../runs/new-run.ts'

/**
 * Make the call-out for a deal, marked as a trial, as a run of its own that holds nothing else. It leaves nothing to go on
 * with, whatever comes of it.
 */
export async function tryCallOut(
  { opportunityId, typed }: { readonly opportunityId: string; readonly typed: string },
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): Promise<Result<CallOutTrial>> {
  const may = ports.gateway.mayWrite()
  if (!may.ok) return may
  if (!context.profile.rules.callOut) return fail('call-out.not-set', 'The profile has no call-out')
  const preview = await previewProvisioning(
    { opportunityId, edits: noEdits },
    context,
    ports,
    { withCost: false },
    signal,
  )
  if (!preview.ok) return preview
  const { deal, draft } = preview.value
  if (!draft) {
    return fail('call-out.not-possible', 'The deal has nothing to provision', { name: deal.opportunity.name })
  }
  const made = callOutStepOf({ deal, draft }, context)
  if (!made.ok) return made
  if (!made.value) return fail('call-out.not-set', 'The profile has no call-out')
  const id = ports.ids.runId()
  // A trial of its own each time: its key is not the one that the deal's call-out will have, nor an earlier trial's.
  const step = { ...made.value, id: `trial:${id}`, trial: true }
  const requests = ports.gateway.requestsFor(step)
  const [request] = requests
  if (!request) throw new Error('A call-out has one request')
  const { opportunity, account } = deal
  const about: RunAbout = {
    id,
    kind: 'try-call-out',
    opportunityId,
    opportunityName: opportunity.name,
    accountId: account?.id ?? '',
    accountName: account?.name ?? '',
    customerId: draft.customer.id,
    steps: [planned(step, requests)],
  }
  const run = newRun(about, { fingerprint: fingerprintOf(step) }, context, ports)
  const open = ports.gateway.open(run, scopeOf(run, context), {
    by: 'typing',
    typed: typed,
    asked: [about.accountName, about.customerId],
  })
  if (!open.ok) return open
  try {
    const { heard, answer, failure } = await open.value.perform(0)
    return ok({ runId: id, request, heard, ids: answer && idsInFacts(answer.facts), failure })
  } finally {
    const isDone = open.value.run.steps.every(({ state }) => state === 'done')
    open.value.close({
      state: isDone ? 'done' : 'abandoned',
      finishedAt: ports.clock.now().toISOString(),
      ...(isDone ? {} : { abandonReason: 'A trial ends with its answer.' }),
    })
    const ended = ports.journal.get(id)
    if (ended) ports.settled(ended)
  }
}
