import type { CreditGrant } from '#shared/domain/credit-grant'
import type { Run, Verification } from '#shared/domain/run'
import type { CreditStep } from '#shared/domain/step'

import type { Ports } from '../ports.ts'
import { instant, judge, rowsOf, type Comparison } from '../provisioning/verify/comparison.ts'

type CreditRun = Run & { readonly kind: 'grant-credits' | 'void-grant' }

export const isOfCredits = (run: Run): run is CreditRun => run.kind === 'grant-credits' || run.kind === 'void-grant'

/** Read back the grant that a run made or voided, and compare. */
export async function verifyCredits(run: Run, { stigg, clock }: Pick<Ports, 'stigg' | 'clock'>): Promise<Verification> {
  const state = await stigg.creditState(run.customerId)
  const at = clock.now().toISOString()
  const grants = state.ok ? (state.value?.grants ?? []) : null
  const compared = run.steps.flatMap(({ step, answer }) =>
    step.kind === 'grant-credits' || step.kind === 'void-grant'
      ? comparisonsOf(step, grants?.find(({ id }) => id === answer?.recordId) ?? null, grants !== null)
      : [],
  )
  return { at, fields: compared.map(judge), failure: state.ok ? null : state.failure, findings: [] }
}

const inForce = 'not void'

function comparisonsOf(step: CreditStep, held: CreditGrant | null, readable: boolean): Comparison[] {
  if (step.kind === 'void-grant') {
    return [rowsOf(`Grant ${step.name}`, readable)('Status', 'VOIDED', held?.status ?? null)]
  }
  const { grant } = step
  const row = rowsOf(`Grant ${grant.displayName}`, readable)
  const { resourceId, effectiveAt, expireAt, priority, comment, cost } = grant
  return [
    row('Customer’s currency', grant.currencyId, held?.currencyId ?? null),
    // Somebody may have voided it while it waited for its payment.
    row('State', inForce, held === null ? null : held.status === 'VOIDED' ? 'VOIDED' : inForce),
    row('Amount', grant.amount, held?.granted ?? null),
    row('Type', grant.type, held?.type ?? null),
    row('Name', grant.displayName, held?.name ?? null),
    ...(resourceId === null ? [] : [row('Resource', resourceId, held?.resourceId ?? null)]),
    ...(effectiveAt === null ? [] : [row('Effective', instant(effectiveAt), instant(held?.effectiveAt ?? null))]),
    ...(expireAt === null ? [] : [row('Expires', instant(expireAt), instant(held?.expireAt ?? null))]),
    ...(priority === null ? [] : [row('Priority', String(priority), held ? String(held.priority) : null)]),
    ...(comment === null ? [] : [row('Comment', comment, held?.comment ?? null)]),
    ...(cost === null ? [] : [row('Cost', cost.amount, held?.cost?.amount ?? null)]),
  ]
}
