import { downgradeAfter, saveSubscription } from './passing-time.ts'
import { isOver, type SubscriptionRow } from './model.ts'
import { CancelSubscription, ProvisionSubscription, UpdateSubscription } from './requests/subscriptions.ts'
import { parsed } from './requests/common.ts'
import { decideCancellation } from './rules/cancel.ts'
import { decideProvision } from './rules/provision.ts'
import { decideUpdate, laidOver } from './rules/update.ts'
import { refusal } from './http/stigg-error.ts'
import { shownEntitlements, shownSubscription } from './views.ts'
import type { World } from './world.ts'

/** Fails: `SubscriptionNotFound`. */
export function subscriptionOf(world: World, id: string): SubscriptionRow {
  const row = world.tables.subscriptions.get(id)
  if (row === undefined) throw refusal('SubscriptionNotFound', `Subscription "${id}" not found`)
  return row
}

/**
 * Carry out an order and give what REST answers to it. An order that waits for a payment method leaves a checkout
 * behind and nothing else. Source: Stigg REST API, "Provision subscription".
 */
export function provisionSubscription(world: World, body: unknown): object {
  const order = parsed(ProvisionSubscription, body)
  const { customers, subscriptions } = world.tables
  const payerId = order.payingCustomerId ?? order.customerId
  const decision = decideProvision(order, {
    now: world.now(),
    customer: customers.get(order.customerId),
    payer: customers.get(payerId),
    subscriptions: world.subscriptionsOf(order.customerId),
    isIdTaken: order.id !== undefined && subscriptions.has(order.id),
    hasBillingIntegration: world.hasBilling(),
    catalog: world.catalog,
    newId: (prefix) => world.newId(prefix),
  })
  if (decision.kind === 'payment-required') {
    const id = world.newId('cs_')
    const waiting = { ...order, id: decision.id }
    const createdAt = world.now()
    world.tables.checkouts.put(id, { id, subscriptionId: decision.id, order: waiting, createdAt, completedAt: null })
    return {
      id: decision.id,
      status: 'PAYMENT_REQUIRED',
      subscription: null,
      entitlements: null,
      checkoutUrl: `${world.urls.app}/checkout/${id}`,
      checkoutBillingId: id,
    }
  }
  for (const replaced of decision.replaced) saveSubscription(world, replaced)
  const subscription = saveSubscription(world, decision.subscription)
  const customer = customers.get(order.customerId)
  return {
    id: subscription.id,
    status: 'SUCCESS',
    isScheduled: subscription.status === 'NOT_STARTED',
    subscription: shownSubscription(subscription),
    entitlements:
      customer === undefined ? [] : shownEntitlements(world, { customer, resourceId: subscription.resourceId }),
  }
}

export function updateSubscription(world: World, id: string, body: unknown): SubscriptionRow {
  const changes = parsed(UpdateSubscription, body ?? {})
  const row = subscriptionOf(world, id)
  const updated = decideUpdate(row, changes, {
    now: world.now(),
    payer: world.tables.customers.get(row.payingCustomerId ?? row.customerId),
    catalog: world.catalog,
    hasBillingIntegration: world.hasBilling(),
    newId: (prefix) => world.newId(prefix),
  })
  return saveSubscription(world, updated)
}

/** The body may be `{}`, but it must be there. */
export function cancelSubscription(world: World, id: string, body: unknown): SubscriptionRow {
  const request = parsed(CancelSubscription, body)
  const row = subscriptionOf(world, id)
  const product = world.catalog.product(row.details.productId)
  const cancelled = saveSubscription(world, decideCancellation(row, request, product, world.now()))
  if (isOver(cancelled)) downgradeAfter(world, cancelled)
  return cancelled
}

const doneUpdate = (update: SubscriptionRow['futureUpdates'][number]) => ({
  ...update,
  scheduleStatus: 'DONE' as const,
})

/** Updates that waited for a payment take effect once their customer can pay. */
export function applyPaidUpdates(world: World, customerId: string): void {
  for (const row of world.subscriptionsOf(customerId)) {
    const waiting = row.futureUpdates.filter(({ scheduleStatus }) => scheduleStatus === 'PENDING_PAYMENT')
    if (waiting.length === 0 || isOver(row)) continue
    const times = new Set(waiting.map(({ scheduledExecutionTime }) => scheduledExecutionTime))
    const paid = Object.entries(row.details.pending).filter(([time]) => times.has(time))
    const changed = paid.reduce((current, [, change]) => laidOver(current, change), row)
    const pending = Object.fromEntries(Object.entries(row.details.pending).filter(([time]) => !times.has(time)))
    const futureUpdates = row.futureUpdates.map((update) => (waiting.includes(update) ? doneUpdate(update) : update))
    saveSubscription(world, { ...changed, futureUpdates, details: { ...changed.details, pending } })
  }
}
