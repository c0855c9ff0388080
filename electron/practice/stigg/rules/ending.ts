import type { SubscriptionRow } from '../model.ts'
import { earliest } from './periods.ts'

/** The subscription as it is once it has ended at `at`. An open invoice of it stays open. */
export function ended(
  row: SubscriptionRow,
  at: string,
  cancelReason: string,
  status: 'CANCELED' | 'EXPIRED' = 'CANCELED',
): SubscriptionRow {
  return {
    ...row,
    status,
    cancelReason,
    endDate: at,
    effectiveEndDate: at,
    cancellationDate: status === 'EXPIRED' ? row.cancellationDate : at,
    futureUpdates: row.futureUpdates.map((update) =>
      update.scheduleStatus === 'SCHEDULED' || update.scheduleStatus === 'PENDING_PAYMENT'
        ? { ...update, scheduleStatus: 'CANCELED' as const }
        : update,
    ),
    details: { ...row.details, updatedAt: at, endReason: null, pending: {} },
  }
}

/** The subscription with its end set for a later moment; an earlier one that was set before stays. */
export function endingAt(row: SubscriptionRow, at: string, endReason: string): SubscriptionRow {
  if (row.cancellationDate !== null && row.cancellationDate <= at) return row
  return rescheduled(row, at, endReason)
}

/** The subscription with its end moved to `at`, or taken back when that is null. The status stays as it is. */
export function rescheduled(row: SubscriptionRow, at: string | null, endReason: string | null): SubscriptionRow {
  const trialEnd = row.trial?.trialEndBehavior === 'CANCEL_SUBSCRIPTION' ? row.trialEndDate : null
  return {
    ...row,
    cancellationDate: at,
    effectiveEndDate: earliest(at, trialEnd),
    details: { ...row.details, endReason: at === null ? null : endReason },
  }
}
