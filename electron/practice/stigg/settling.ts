import { credit } from './credit-ledger.ts'
import { refusal } from './http/stigg-error.ts'
import type { GrantRow, SubscriptionRow } from './model.ts'
import { saveSubscription } from './passing-time.ts'
import { subscriptionOf } from './provisioning.ts'
import type { World } from './world.ts'

/**
 * The latest invoice of a subscription is paid. Fails: `SubscriptionNotFound`, `MissingBillingInvoiceError`,
 * `BillingInvoiceStatusError` unless it is open. Source: Stigg REST API, "Mark invoice as paid".
 */
export function settleSubscription(world: World, subscriptionId: string): SubscriptionRow {
  const row = subscriptionOf(world, subscriptionId)
  if (row.latestInvoice === null) throw refusal('MissingBillingInvoiceError', `Subscription "${row.id}" has no invoice`)
  checkOpen(row.latestInvoice.status)
  return saveSubscription(world, {
    ...row,
    latestInvoice: { ...row.latestInvoice, status: 'PAID', amountDue: 0, requiresAction: false },
    paymentCollection: 'NOT_REQUIRED',
    status: row.status === 'PAYMENT_PENDING' ? 'ACTIVE' : row.status,
  })
}

/** The invoice of a paid grant is paid, and its credits can be used. Fails: as above, `CreditGrantNotFound`. */
export function settleGrant(world: World, grantId: string): GrantRow {
  const grant = world.tables.grants.get(grantId)
  if (grant === undefined) throw refusal('CreditGrantNotFound', `Credit grant "${grantId}" not found`)
  if (grant.latestInvoice === null)
    throw refusal('MissingBillingInvoiceError', `Credit grant "${grantId}" has no invoice`)
  checkOpen(grant.latestInvoice.status)
  const now = world.now()
  const paid: GrantRow = {
    ...grant,
    latestInvoice: { ...grant.latestInvoice, status: 'PAID', updatedAt: now },
    paymentCollection: 'NOT_REQUIRED',
    updatedAt: now,
  }
  if (grant.status !== 'PAYMENT_PENDING') {
    world.tables.grants.put(paid.id, paid)
    return paid
  }
  if (grant.effectiveAt <= now) return credit(world, { ...paid, status: 'ACTIVE' }, now)
  const scheduled: GrantRow = { ...paid, status: 'SCHEDULED' }
  world.tables.grants.put(scheduled.id, scheduled)
  return scheduled
}

function checkOpen(status: string): void {
  if (status !== 'OPEN') throw refusal('BillingInvoiceStatusError', `The invoice is ${status}, it must be OPEN`)
}
