import type { StiggProduct } from '../../seed/types.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import { isTrial, type SubscriptionRow } from '../model.ts'
import type { CancelSubscription } from '../requests/subscriptions.ts'
import { ended, rescheduled } from './ending.ts'
import { checkNotOver, withCancellation } from './update.ts'

/**
 * The subscription after a cancellation: over at once, or with its end set for later and its status as it was. Without
 * a time the product's own default holds, and immediately where that cannot be.
 * Fails: `SubscriptionAlreadyCanceledOrExpired`, `TrialMustBeCancelledImmediately`, `SubscriptionDoesNotHaveBillingPeriod`
 * (custom and free plans have no billing period to end), `InvalidCancellationDate`, `BadUserInput`.
 * Source: Stigg REST API, "Cancel subscription".
 */
export function decideCancellation(
  row: SubscriptionRow,
  request: CancelSubscription,
  product: StiggProduct | undefined,
  now: string,
): SubscriptionRow {
  checkNotOver(row)
  const time = request.cancellationTime ?? defaultTime(row, product)
  const revokesAtEnd = request.cancellationAction === 'REVOKE_ENTITLEMENTS'
  const marked: SubscriptionRow = { ...row, details: { ...row.details, revokesAtEnd } }
  if (request.endDate !== undefined && time !== 'SPECIFIC_DATE') throw badInput('endDate goes with SPECIFIC_DATE only')
  if (time === 'IMMEDIATE') return ended(marked, now, 'Immediate')
  if (isTrial(row)) throw refusal('TrialMustBeCancelledImmediately', 'A trial can only be cancelled immediately')
  if (time === 'SPECIFIC_DATE') {
    if (request.endDate === undefined) throw badInput('endDate is required with SPECIFIC_DATE')
    return withCancellation(marked, request.endDate, now)
  }
  if (row.pricingType !== 'PAID' || row.currentBillingPeriodEnd === null) {
    throw refusal('SubscriptionDoesNotHaveBillingPeriod', `Subscription "${row.id}" has no billing period`)
  }
  return rescheduled(marked, row.currentBillingPeriodEnd, 'ScheduledCancellation')
}

function defaultTime(row: SubscriptionRow, product: StiggProduct | undefined): CancelSubscription['cancellationTime'] {
  const time = product?.productSettings.subscriptionCancellationTime ?? 'IMMEDIATE'
  const hasPeriod = row.currentBillingPeriodEnd !== null && row.pricingType === 'PAID' && !isTrial(row)
  return time === 'END_OF_BILLING_PERIOD' && hasPeriod ? time : 'IMMEDIATE'
}
