import type { CreditGrant } from '#shared/domain/credit-grant'
import { toNumber } from '#shared/domain/decimal'
import type { StepAnswer } from '#shared/domain/run'
import type { CreditStep } from '#shared/domain/step'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import type { Http } from './http.ts'
import { grantMetadata } from './marker.ts'
import { grantsFor } from './read-credits.ts'
import type { made } from './step-answer.ts'
import { found } from './step-answer.ts'
import { said } from './subscription-body.ts'

type GrantStep = Extract<CreditStep, { kind: 'grant-credits' }>

/**
 * A grant as Stigg is asked for it. Whether the call waits for the payment is always said: Stigg's default is to wait,
 * and an invoice is paid days later. Source: Stigg REST API v1, "Create a credit grant".
 */
export function grantBody({ grant, marker }: GrantStep): Record<string, unknown> {
  const { type, cost, collection } = grant
  const isCollected = type === 'PAID' && (collection === 'CHARGE' || collection === 'INVOICE')
  return said({
    customerId: grant.customerId,
    currencyId: grant.currencyId,
    amount: toNumber(grant.amount),
    displayName: grant.displayName,
    grantType: type,
    resourceId: grant.resourceId,
    comment: grant.comment,
    effectiveAt: grant.effectiveAt,
    expireAt: grant.expireAt,
    priority: grant.priority,
    paymentCollectionMethod: type === 'PAID' ? collection : null,
    cost: type === 'PAID' && cost ? { amount: toNumber(cost.amount), currency: cost.currency } : null,
    awaitPaymentConfirmation: isCollected ? collection === 'CHARGE' : null,
    metadata: grantMetadata(marker),
  })
}

/** What a grant says of itself. One whose invoice is open can be used by nobody yet. */
export const toldOf = (held: CreditGrant, as: typeof made): StepAnswer => ({
  ...as(held.id, { status: held.status, amount: held.granted }),
  checkoutUrl: held.status === 'PAYMENT_PENDING' ? (held.invoice?.paymentUrl ?? '') : null,
})

const isOf = ({ marker }: GrantStep, held: CreditGrant): boolean =>
  held.marker?.family === marker.family && held.marker.ordinal === marker.ordinal && held.marker.orgId === marker.orgId

/** Look in the list for what a step makes: a grant by its marker, a void by the grant's state. */
export async function findCreditWork(
  http: Http,
  step: CreditStep,
  signal?: AbortSignal,
): Promise<Result<StepAnswer | null>> {
  const listed = await grantsFor(http, step.kind === 'grant-credits' ? step.grant : step, signal)
  if (!listed.ok) return listed
  const held = listed.value.find((each) =>
    step.kind === 'grant-credits' ? isOf(step, each) : each.id === step.grantId && each.status === 'VOIDED',
  )
  return ok(held ? toldOf(held, found) : null)
}
