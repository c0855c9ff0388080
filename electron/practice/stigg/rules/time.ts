import { isOver, type SubscriptionRow } from '../model.ts'
import { ended } from './ending.ts'
import { billingPeriodAt, earliest } from './periods.ts'
import { billed, type Billing } from './billing.ts'

/** What time needs to know to move a subscription on. */
export interface Passing extends Billing {
  /** Whether another subscription of the same product and resource, no trial, runs at `at` or starts then. */
  hasSuccessor(row: SubscriptionRow, at: string): boolean
}

/** When the next thing happens to a subscription by itself; null when nothing will. */
export function dueAt(row: SubscriptionRow): string | null {
  if (isOver(row)) return null
  if (row.status === 'NOT_STARTED') return earliest(row.startDate, row.cancellationDate)
  if (row.status === 'IN_TRIAL') return earliest(row.trialEndDate, row.cancellationDate, row.endDate)
  const scheduled = row.futureUpdates.flatMap((update) =>
    update.scheduleStatus === 'SCHEDULED' ? [update.scheduledExecutionTime] : [],
  )
  const periodEnd = row.details.billingPeriod === null ? null : row.currentBillingPeriodEnd
  return earliest(row.cancellationDate, row.endDate, periodEnd, ...scheduled)
}

/** The subscription as it stands at `passing.now`, everything that was due until then done in order. */
export function advanced(row: SubscriptionRow, passing: Passing): SubscriptionRow {
  let current = row
  for (let due = dueAt(current); due !== null && due <= passing.now; due = dueAt(current)) {
    current = step(current, due, passing)
  }
  return current
}

function step(row: SubscriptionRow, at: string, passing: Passing): SubscriptionRow {
  if (row.cancellationDate !== null && row.cancellationDate <= at) {
    return ended(row, at, row.details.endReason ?? 'ScheduledCancellation')
  }
  if (row.endDate !== null && row.endDate <= at) return ended(row, at, 'EXPIRED', 'EXPIRED')
  if (row.status === 'NOT_STARTED') return started(row, at, passing)
  if (row.status === 'IN_TRIAL') return afterTrial(row, at, passing)
  const isUpdateDue = row.futureUpdates.some(
    (update) => update.scheduleStatus === 'SCHEDULED' && update.scheduledExecutionTime <= at,
  )
  return isUpdateDue ? updated(row, at) : rolled(row, at)
}

function started(row: SubscriptionRow, at: string, passing: Passing): SubscriptionRow {
  if (row.trialEndDate !== null && row.trialEndDate > at) {
    const isPaid = row.pricingType === 'PAID'
    return {
      ...row,
      status: 'IN_TRIAL',
      currentBillingPeriodStart: isPaid ? at : null,
      currentBillingPeriodEnd: isPaid ? row.trialEndDate : null,
    }
  }
  return activated(row, at, 'SUBSCRIPTION_CREATION', passing)
}

function activated(row: SubscriptionRow, at: string, reason: string, passing: Passing): SubscriptionRow {
  const { billingPeriod } = row.details
  const period = billingPeriod === null ? null : billingPeriodAt(at, billingPeriod, at)
  const active: SubscriptionRow = {
    ...row,
    status: 'ACTIVE',
    billingCycleAnchor: period === null ? row.billingCycleAnchor : at,
    currentBillingPeriodStart: period?.start ?? null,
    currentBillingPeriodEnd: period?.end ?? null,
    effectiveEndDate: row.cancellationDate,
    details: { ...row.details, updatedAt: at },
  }
  return billed(active, reason, { ...passing, now: at })
}

/**
 * A trial ends by its behaviour: it goes on as a paid subscription, or it is over. It is over as well where a successor
 * has been ordered, and where it was to be charged and there is no payment method.
 */
function afterTrial(row: SubscriptionRow, at: string, passing: Passing): SubscriptionRow {
  if (passing.hasSuccessor(row, at)) return ended(row, at, 'TRIAL_CONVERTED')
  const cannotPay = row.paymentCollectionMethod === 'CHARGE' && !passing.payer?.defaultPaymentMethod
  if (row.trial?.trialEndBehavior === 'CANCEL_SUBSCRIPTION' || cannotPay) return ended(row, at, 'TRIAL_ENDED')
  return activated(row, at, 'SUBSCRIPTION_UPDATE', passing)
}

function updated(row: SubscriptionRow, at: string): SubscriptionRow {
  let changed = row
  const pending = { ...row.details.pending }
  const futureUpdates = row.futureUpdates.map((update) => {
    if (update.scheduleStatus !== 'SCHEDULED' || update.scheduledExecutionTime > at) return update
    const change = pending[update.scheduledExecutionTime]
    if (change !== undefined) {
      changed = { ...changed, ...change.wire, details: { ...changed.details, ...change.details } }
      delete pending[update.scheduledExecutionTime]
    }
    return { ...update, scheduleStatus: 'DONE' as const }
  })
  return { ...changed, futureUpdates, details: { ...changed.details, pending, updatedAt: at } }
}

/** The next billing period. Practice invoices the first period only: a story must not gain debts by waiting. */
function rolled(row: SubscriptionRow, at: string): SubscriptionRow {
  const { billingPeriod } = row.details
  if (billingPeriod === null) return row
  const period = billingPeriodAt(row.billingCycleAnchor ?? row.startDate, billingPeriod, at)
  const end = period.end > at ? period.end : billingPeriodAt(at, billingPeriod, at).end
  return { ...row, currentBillingPeriodStart: at, currentBillingPeriodEnd: end }
}
