import type { ActPreview } from '#shared/contract/acts'
import type { ProvisioningReport, StepEvent } from '#shared/contract/provisioning'
import { obstacleToAct, stepOfAct, type Act } from '#shared/domain/act'
import { consequencesOfAct } from '#shared/domain/act-consequences'
import type { CustomerState } from '#shared/domain/customer'
import type { Run } from '#shared/domain/run'
import { fail, ok, type Result } from '#shared/failure'

import { fingerprintOf } from '../provisioning/identity.ts'
import type { Context } from '../provisioning/live-state.ts'
import type { RunPorts } from '../provisioning/run-deal.ts'
import { newRun, planned } from '../runs/new-run.ts'
import { runReviewed } from '../runs/run-reviewed.ts'

interface Looked {
  readonly preview: ActPreview
  readonly live: CustomerState
}

/**
 * Look at a subscription as it is now, and at what an act would do to it. Writes nothing.
 * Fails: `act.not-possible`, `stigg.*`.
 */
async function look(act: Act, context: Context, ports: RunPorts, signal?: AbortSignal): Promise<Result<Looked>> {
  const { customerId, subscriptionId } = act
  const read = await ports.stigg.customerState({ customerId, accountId: null, email: null, marker: null }, signal)
  if (!read.ok) return read
  const live = read.value
  const now = ports.clock.now().toISOString()
  const held = live.subscriptions.find(({ id }) => id === subscriptionId) ?? null
  const customerName = live.customer?.name ?? customerId
  const obstacle = obstacleToAct(act, held, now)
  if (!held || obstacle !== null) {
    const facts = { obstacle: obstacle ?? 'gone', subscriptionId, name: customerName }
    return fail('act.not-possible', 'The subscription is not as it has to be', facts)
  }
  const { catalog } = context
  const plan = catalog.plans.find(({ id }) => id === held.planId)
  const planName = plan?.name ?? held.planId
  const step = stepOfAct(act, held, plan?.productId ?? '', planName)
  const preview: ActPreview = {
    act,
    planName,
    customerName,
    subscription: held,
    consequences: consequencesOfAct(act, { held, live, catalog, now }),
    step,
    requests: [...ports.gateway.requestsFor(step)],
    fingerprint: fingerprintOf({ step, held }),
    readAt: now,
  }
  return ok({ preview, live })
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

export interface ApplyAct {
  readonly act: Act
  readonly fingerprint: string
  readonly typed: string
}

/**
 * Do what was approved, where the subscription still is as it was then.
 * Fails also: `act.stale`, `access.unconfirmed`, `access.read-only`, `run.busy`.
 */
export const applyAct = (
  { act, fingerprint, typed }: ApplyAct,
  context: Context,
  ports: RunPorts,
  signal?: AbortSignal,
): AsyncGenerator<StepEvent, Result<ProvisioningReport>, void> =>
  runReviewed(
    {
      look: () => look(act, context, ports, signal),
      approve: ({ preview }) => {
        if (preview.fingerprint === fingerprint) return ok(undefined)
        const facts = { name: preview.customerName, subscriptionId: act.subscriptionId }
        return fail('act.stale', 'The subscription is not what was approved', facts)
      },
      runOf: (looked) => runOf(looked, context, ports),
      typed,
      asked: ({ preview }) => [preview.customerName, act.customerId],
    },
    context,
    ports,
    signal,
  )

function runOf({ preview, live }: Looked, context: Context, ports: RunPorts): Run {
  const { act, step, requests, fingerprint, consequences, customerName } = preview
  const deal = act.opportunityId === null ? null : ports.mirror.get(act.opportunityId)
  return newRun(
    {
      kind: act.kind,
      opportunityId: act.opportunityId ?? '',
      opportunityName: deal?.opportunity.name ?? customerName,
      accountId: deal?.account?.id ?? live.customer?.salesforceAccountId ?? '',
      accountName: deal?.account?.name ?? customerName,
      customerId: act.customerId,
      steps: [planned(step, requests)],
    },
    { fingerprint, changeSet: { rows: [], consequences } },
    context,
    ports,
  )
}
