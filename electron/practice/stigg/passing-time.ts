import { randomUUID } from 'node:crypto'
import { credit, expire, renewCredits } from './credit-ledger.ts'
import { isOver, isRunning, isTrial, type GrantRow, type SubscriptionRow } from './model.ts'
import { advanced } from './rules/time.ts'
import { decideProvision } from './rules/provision.ts'
import type { World } from './world.ts'

/** Keep a subscription, with the credits that it brings or takes away. */
export function saveSubscription(world: World, row: SubscriptionRow): SubscriptionRow {
  world.tables.subscriptions.put(row.id, row)
  renewCredits(world, row, world.now())
  return row
}

/**
 * Do everything that was due by the practice clock: starts, ends of trials, cancellations, scheduled updates, billing
 * periods, credits. To be called first in every transaction, so that nobody ever reads a state that time has passed by.
 */
export function letTimePass(world: World): void {
  for (const id of world.dueSubscriptions()) {
    const row = world.tables.subscriptions.get(id)
    if (row !== undefined) moveOn(world, row)
  }
  for (const id of world.dueGrants()) {
    const grant = world.tables.grants.get(id)
    if (grant !== undefined) moveGrantOn(world, grant)
  }
  for (const id of world.duePromotions()) {
    const promotion = world.tables.promotions.get(id)
    if (promotion !== undefined) {
      world.tables.promotions.put(id, { ...promotion, status: 'Expired', updatedAt: world.now() })
    }
  }
}

function moveOn(world: World, row: SubscriptionRow): void {
  const now = world.now()
  const moved = advanced(row, {
    now,
    catalog: world.catalog,
    payer: world.tables.customers.get(row.payingCustomerId ?? row.customerId),
    newId: (prefix) => world.newId(prefix),
    hasSuccessor: (trial, at) =>
      world
        .subscriptionsOf(trial.customerId)
        .some((other) => succeeds(other, trial) && (isRunning(other) || (!isOver(other) && other.startDate <= at))),
  })
  saveSubscription(world, moved)
  if (isOver(moved) && !isOver(row)) downgradeAfter(world, moved)
}

const succeeds = (other: SubscriptionRow, trial: SubscriptionRow): boolean =>
  other.id !== trial.id &&
  !isTrial(other) &&
  other.pricingType !== 'FREE' &&
  other.details.productId === trial.details.productId &&
  other.resourceId === trial.resourceId

/**
 * What a product wants when a subscription ends: the plan to go down to, unless something else of the product runs or
 * the end was asked to take the access away. Source: Stigg REST API, Product, `productSettings`.
 */
export function downgradeAfter(world: World, row: SubscriptionRow): void {
  const settings = world.catalog.product(row.details.productId)?.productSettings
  if (settings?.subscriptionEndSetup !== 'DOWNGRADE_TO_FREE' || !settings.downgradePlanId) return
  if (
    row.details.revokesAtEnd ||
    row.planId === settings.downgradePlanId ||
    row.cancelReason === 'UPGRADE_OR_DOWNGRADE'
  )
    return
  const customer = world.tables.customers.get(row.customerId)
  const isOther = (other: SubscriptionRow): boolean =>
    other.id !== row.id && other.details.productId === row.details.productId && other.resourceId === row.resourceId
  const others = world.subscriptionsOf(row.customerId).filter((other) => isOther(other) && !isOver(other))
  if (others.length > 0 || customer === undefined || customer.archivedAt !== null) return
  const decision = decideProvision(
    { customerId: row.customerId, planId: settings.downgradePlanId, resourceId: row.resourceId },
    {
      now: world.now(),
      customer,
      payer: customer,
      subscriptions: others,
      isIdTaken: false,
      hasBillingIntegration: world.hasBilling(),
      catalog: world.catalog,
      newId: (prefix) => world.newId(prefix),
    },
  )
  if (decision.kind === 'provisioned') saveSubscription(world, decision.subscription)
}

function moveGrantOn(world: World, grant: GrantRow): void {
  const now = world.now()
  if (grant.status === 'SCHEDULED' && (grant.expireAt === null || grant.expireAt > now)) {
    credit(world, { ...grant, status: 'ACTIVE', updatedAt: now }, grant.effectiveAt)
    return
  }
  if (grant.expireAt === null) return
  expire(world, grant, grant.expireAt)
  if (grant.grantType !== 'RECURRING') return
  for (const subscription of world.subscriptionsOf(grant.customerId)) {
    if (isRunning(subscription)) renewCredits(world, subscription, now)
  }
}

/** An id for things that nobody reads. */
export const newUuid = (): string => randomUUID()

/** Give every running subscription of the seed the credits of its present cycle. */
export function renewAllCredits(world: World): void {
  for (const subscription of world.tables.subscriptions.values()) {
    if (isRunning(subscription)) renewCredits(world, subscription, world.now())
  }
}
