import { unmarkedOf } from '#shared/domain/native-flow'
import type { Subscription } from '#shared/domain/customer'
import type { Run } from '#shared/domain/run'
import type { Step } from '#shared/domain/step'
import { failure, type Failure } from '#shared/failure'

import type { Ports } from '../ports.ts'
import type { Context } from './live-state.ts'

/** Subscriptions that the person knew of when they approved: those that are replaced, ended or changed. */
const knownTo = ({ approval, steps }: Run): ReadonlySet<string> =>
  new Set([
    ...approval.changeSet.consequences.flatMap((known) => ('subscriptionId' in known ? [known.subscriptionId] : [])),
    ...steps.flatMap(({ step }) =>
      'subscriptionId' in step && step.subscriptionId !== null ? [step.subscriptionId] : [],
    ),
  ])

/** What came into force beside the run: of its products, made by nobody who leaves our mark, unknown at approval. */
export function madeBeside(run: Run, held: readonly Subscription[], { catalog }: Pick<Context, 'catalog'>) {
  const known = knownTo(run)
  const sold = run.steps.flatMap(({ step }) => soldBy(step, held))
  return sold
    .flatMap((each) => unmarkedOf(held, each, run.accountId, catalog))
    .filter(({ id, startDate }) => !known.has(id) && startDate.slice(0, 10) >= run.startedAt.slice(0, 10))
}

function soldBy(step: Step, held: readonly Subscription[]) {
  if (step.kind === 'provision-subscription') {
    return [{ productId: step.productId, resourceId: step.request.resourceId }]
  }
  if (step.kind !== 'amend-subscription') return []
  const amended = held.find(({ id }) => id === step.subscriptionId)
  return [{ productId: step.productId, resourceId: amended?.resourceId ?? null }]
}

/**
 * Look, right before a subscription is made or changed, whether something else has just made one: a flow of the org that
 * ran at the same moment. Costs a read, so it is asked where a flow is active or may be.
 * @returns the failure that stops the run before the step; null where the way is free, or where Stigg could not be asked,
 * which the step itself will meet
 */
export async function overtakenBefore(
  step: Step,
  run: Run,
  context: Context,
  { stigg }: Pick<Ports, 'stigg'>,
  flows: { readonly state: 'active' | 'none' | 'unknown' } | null,
): Promise<Failure | null> {
  if (flows?.state !== 'active') return null
  if (step.kind !== 'provision-subscription' && step.kind !== 'amend-subscription') return null
  const state = await stigg.customerState({
    customerId: run.customerId,
    accountId: run.accountId,
    email: null,
    marker: { orgId: context.org.id, opportunityId: run.opportunityId },
  })
  if (!state.ok) return null
  const [beside] = madeBeside(run, state.value.subscriptions, context)
  return overtakenAfter(run, beside ? [beside] : [])
}

/** What a person is told where something else provisioned the deal besides; null where nothing did. */
export const overtakenAfter = (
  run: Run,
  [beside]: readonly { readonly id: string; readonly planId: string }[],
): Failure | null =>
  beside
    ? failure('run.overtaken', 'Something else provisioned the deal at the same moment', {
        opportunity: run.opportunityName,
        subscriptionId: beside.id,
        planId: beside.planId,
      })
    : null
