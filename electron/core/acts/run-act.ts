import type { ActPreview } from '#shared/contract/acts'
import type { ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import { obstacleToAct, stepOfAct, type Act } from '#shared/domain/act'
import type { Deal } from '#shared/domain/opportunity'
import type { Run } from '#shared/domain/run'
import { fail, ok, type Result } from '#shared/failure'

import { fingerprintOf } from '../provisioning/identity.ts'
import type { Context } from '../provisioning/live-state.ts'
import { carryOut, scopeOf, type RunPorts } from '../provisioning/run-deal.ts'
import { newRun, planned } from '../runs/new-run.ts'

interface Looked {
  readonly preview: ActPreview
  readonly deal: Deal
}

/**
 * Look at a subscription as it is now, and at what an act would do to it. Writes nothing.
 * Fails: `act.not-possible`, and as LiveReader.read does.
 */
async function look(act: Act, context: Context, ports: RunPorts, signal?: AbortSignal): Promise<Result<Looked>> {
  const live = await ports.reader.read(act.opportunityId, context, { edited: null, callOut: null }, signal)
  if (!live.ok) return live
  const { deal, customer } = live.value
  const now = ports.clock.now().toISOString()
  const held = customer?.subscriptions.find(({ id }) => id === act.subscriptionId) ?? null
  const obstacle = obstacleToAct(act, held, now)
  if (!held || obstacle !== null) {
    const facts = { obstacle: obstacle ?? 'gone', subscriptionId: act.subscriptionId, name: deal.opportunity.name }
    return fail('act.not-possible', 'The subscription is not as it has to be', facts)
  }
  const plan = context.catalog.plans.find(({ id }) => id === held.planId)
  const planName = plan?.name ?? held.planId
  const step = stepOfAct(act, held, plan?.productId ?? '', planName)
  const fingerprint = fingerprintOf({ step, held })
  const requests = [...ports.gateway.requestsFor(step)]
  return ok({ deal, preview: { act, planName, subscription: held, step, requests, fingerprint, readAt: now } })
}

/** What an act would do. Fails as `look` does. */
export async function previewAct(
  act: Act,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): Promise<Result<ActPreview>> {
  const looked = await look(act, context, ports, signal)
  return looked.ok ? ok(looked.value.preview) : looked
}

/** Do what was approved, where the subscription still is as it was then. Fails also: `opportunity.stale`, `access.read-only`, `run.busy`. */
export async function* applyAct(
  { act, fingerprint }: { readonly act: Act; readonly fingerprint: string },
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): AsyncGenerator<StepEvent, Result<ProvisioningReport>, void> {
  const looked = await look(act, context, ports, signal)
  if (!looked.ok) return looked
  const { preview, deal } = looked.value
  if (preview.fingerprint !== fingerprint) {
    const { id, name } = deal.opportunity
    return fail('opportunity.stale', 'The subscription is not what was approved', {
      opportunity: name,
      opportunityId: id,
    })
  }
  const run = runOf(preview, deal, context, ports)
  const open = ports.gateway.open(run, scopeOf(run, context))
  if (!open.ok) return open
  return yield* carryOut(open.value, context, ports, signal)
}

const runOf = (
  { act, step, requests, subscription, fingerprint }: ActPreview,
  { opportunity, account }: Deal,
  context: Context,
  ports: RunPorts,
): Run =>
  newRun(
    {
      kind: act.kind,
      opportunityId: opportunity.id,
      opportunityName: opportunity.name,
      accountId: account?.id ?? '',
      accountName: account?.name ?? '',
      customerId: subscription.customerId,
      steps: [planned(step, requests)],
    },
    { fingerprint },
    context,
    ports,
  )
