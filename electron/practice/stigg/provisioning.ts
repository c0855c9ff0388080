import { downgradeAfter, saveSubscription } from './passing-time.ts'
import { isOver, type SubscriptionRow } from './model.ts'
import { CancelSubscription, ProvisionSubscription, UpdateSubscription } from './requests/subscriptions.ts'
import { parsed } from './requests/common.ts'
import { decideCancellation } from './rules/cancel.ts'
import { decideProvision } from './rules/provision.ts'
import { decideUpdate } from './rules/update.ts'
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
    hasBillingIntegration: world.environment.hasBillingIntegration,
    catalog: world.catalog,
    newId: world.newId,
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
  const updated = decideUpdate(subscriptionOf(world, id), changes, {
    now: world.now(),
    catalog: world.catalog,
    hasBillingIntegration: world.environment.hasBillingIntegration,
    newId: world.newId,
  })
  return saveSubscription(world, updated)
}

export function cancelSubscription(world: World, id: string, body: unknown): SubscriptionRow {
  const request = parsed(CancelSubscription, body ?? {})
  const row = subscriptionOf(world, id)
  const product = world.catalog.product(row.details.productId)
  const cancelled = saveSubscription(world, decideCancellation(row, request, product, world.now()))
  if (isOver(cancelled)) downgradeAfter(world, cancelled)
  return cancelled
}
