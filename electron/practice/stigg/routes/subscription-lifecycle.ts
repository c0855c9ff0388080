import { randomUUID } from 'node:crypto'
import { created, found } from '../http/envelope.ts'
import { param, subscriptionInPath, type Route, type StiggRequest } from '../http/route.ts'
import { refusal, StiggError } from '../http/stigg-error.ts'
import { isOver, type SubscriptionRow } from '../model.ts'
import { saveSubscription } from '../passing-time.ts'
import { provisionSubscription, subscriptionOf } from '../provisioning.ts'
import { NoBody, parsed } from '../requests/common.ts'
import {
  ChargeUsage,
  DelegateSubscription,
  ImportSubscriptions,
  MigrateSubscription,
  TransferSubscription,
} from '../requests/subscriptions.ts'
import { planOf } from '../rules/catalog.ts'
import { checkCustomer } from '../rules/order.ts'
import { checkNotOver, withdrawn } from '../rules/update.ts'
import { settleSubscription } from '../settling.ts'
import { usageKey } from '../model.ts'
import { shownSubscription } from '../views.ts'
import type { World } from '../world.ts'

const named = (request: StiggRequest, world: World): SubscriptionRow => subscriptionOf(world, param(request, 'id'))
const saved = (world: World, row: SubscriptionRow): object =>
  shownSubscription(saveSubscription(world, { ...row, details: { ...row.details, updatedAt: world.now() } }))

/** A change of one subscription, by POST below its path. */
const action = (
  name: string,
  handle: (request: StiggRequest, world: World) => object,
  operation?: Route['operation'],
): Route => ({
  method: 'POST',
  path: `/subscriptions/:id/${name}`,
  scope: 'subscriptions:write',
  ...(operation === undefined ? {} : { operation }),
  entity: subscriptionInPath,
  handle: (request, world) => found(handle(request, world)),
})

/** To the latest version of the plan. Fails: `SubscriptionAlreadyOnLatestPlanError`, `ScheduledMigrationAlreadyExistsError`. */
function migrated(request: StiggRequest, world: World): object {
  const { subscriptionMigrationTime } = parsed(MigrateSubscription, request.body ?? {})
  const row = named(request, world)
  checkNotOver(row)
  const { versionNumber } = planOf(world.catalog, row.planId)
  if (row.details.planVersion >= versionNumber) {
    throw refusal('SubscriptionAlreadyOnLatestPlanError', `Subscription "${row.id}" is on the latest version`)
  }
  const at = row.currentBillingPeriodEnd
  if (subscriptionMigrationTime !== 'END_OF_BILLING_PERIOD' || at === null) {
    return saved(world, { ...row, details: { ...row.details, planVersion: versionNumber } })
  }
  const isMigration = (update: SubscriptionRow['futureUpdates'][number]): boolean =>
    update.subscriptionScheduleType === 'MIGRATE_TO_LATEST' && update.scheduleStatus === 'SCHEDULED'
  if (row.futureUpdates.some(isMigration)) {
    throw refusal('ScheduledMigrationAlreadyExistsError', `Subscription "${row.id}" already waits for its migration`)
  }
  const scheduled = {
    scheduledExecutionTime: at,
    scheduleStatus: 'SCHEDULED',
    subscriptionScheduleType: 'MIGRATE_TO_LATEST',
    targetPackage: { id: row.planId },
  } as const
  const kept = withdrawn(row, 'SCHEDULED')
  const pending = { ...kept.details.pending, [at]: { wire: {}, details: { planVersion: versionNumber } } }
  return saved(world, {
    ...kept,
    futureUpdates: [...kept.futureUpdates, scheduled],
    details: { ...kept.details, pending },
  })
}

/** To another resource of a product with several subscriptions. Fails: `UnsupportedParameter`, `TooManySubscriptionsPerCustomer`. */
function transferred(request: StiggRequest, world: World): object {
  const { destinationResourceId: resourceId } = parsed(TransferSubscription, request.body)
  const row = named(request, world)
  checkNotOver(row)
  if (world.catalog.product(row.details.productId)?.multipleSubscriptions !== true) {
    throw refusal(
      'UnsupportedParameter',
      'Only subscriptions of a product with several subscriptions can be transferred',
    )
  }
  const isThere = (other: SubscriptionRow): boolean =>
    other.id !== row.id &&
    !isOver(other) &&
    other.details.productId === row.details.productId &&
    other.resourceId === resourceId
  if (world.subscriptionsOf(row.customerId).some(isThere)) {
    throw refusal('TooManySubscriptionsPerCustomer', `Resource "${resourceId}" has a subscription of this product`)
  }
  return saved(world, { ...row, resourceId })
}

/** Another customer pays. Fails: `CustomerNotFound`, `EntityIsArchivedError`. */
function delegated(request: StiggRequest, world: World): object {
  const { targetCustomerId } = parsed(DelegateSubscription, request.body)
  const row = named(request, world)
  checkNotOver(row)
  const { id } = checkCustomer(world.tables.customers.get(targetCustomerId))
  return saved(world, { ...row, payingCustomerId: id === row.customerId ? null : id })
}

/** Take back what waits. Fails: `FutureUpdateNotFound`. A scheduled cancellation is no update and stays. */
const dropUpdates = (path: string, status: 'SCHEDULED' | 'PENDING_PAYMENT'): Route => ({
  method: 'DELETE',
  path: `/subscriptions/:id/future-update/${path}`,
  scope: 'subscriptions:write',
  entity: subscriptionInPath,
  handle(request, world) {
    const row = named(request, world)
    if (!row.futureUpdates.some(({ scheduleStatus }) => scheduleStatus === status)) {
      throw refusal('FutureUpdateNotFound', `Subscription "${row.id}" has no such update`)
    }
    saved(world, withdrawn(row, status))
    return found({ id: row.id })
  },
})

/** What metered features of the plan have been used for; the practice billing provider makes no invoice of it. */
function usageCharged(request: StiggRequest, world: World): object {
  const { untilDate } = parsed(ChargeUsage, request.body ?? {})
  const row = named(request, world)
  if (row.currentBillingPeriodStart === null) {
    throw refusal('SubscriptionDoesNotHaveBillingPeriod', `Subscription "${row.id}" has no billing period`)
  }
  const metered = world.catalog.planCharges(row.planId).filter(({ billingModel }) => billingModel === 'USAGE_BASED')
  const featureIds = [...new Set(metered.flatMap(({ featureId }) => (featureId === null ? [] : [featureId])))]
  return {
    subscriptionId: row.id,
    periodStart: row.currentBillingPeriodStart,
    periodEnd: untilDate ?? world.now(),
    invoiceBillingId: null,
    usageCharged: featureIds.map((featureId) => {
      const usage = world.tables.usage.get(usageKey(row.customerId, row.resourceId, featureId))
      return { featureId, usageAmount: usage?.value ?? 0 }
    }),
  }
}

/** Each one that can be made is made at once; those that cannot are left out, as a task's report would say. */
const importAll: Route = {
  method: 'POST',
  path: '/subscriptions/import',
  scope: 'subscriptions:write',
  handle({ body }, world) {
    const { subscriptions } = parsed(ImportSubscriptions, body)
    for (const { endDate, ...order } of subscriptions) {
      if (world.tables.subscriptions.has(order.id)) continue
      const whole = { ...order, trialOverrideConfiguration: { isTrial: false }, paymentCollectionMethod: 'NONE' }
      try {
        world.store.transaction(() =>
          provisionSubscription(world, endDate === undefined ? whole : { ...whole, cancellationDate: endDate }),
        )
      } catch (error) {
        // An import answers with its task alone; what one row lacks does not stop the others.
        if (!(error instanceof StiggError)) throw error
      }
    }
    return created({ taskId: randomUUID() })
  },
}

/** Source: Stigg REST API, "Subscriptions". */
export const subscriptionLifecycleRoutes: readonly Route[] = [
  importAll,
  action('migrate', migrated, 'migrateSubscriptionToLatest'),
  action('transfer', transferred),
  action('delegate', delegated),
  action('invoice/paid', (request, world) => {
    parsed(NoBody, request.body)
    return { id: settleSubscription(world, param(request, 'id')).id }
  }),
  action('usage/sync', (request, world) => {
    parsed(NoBody, request.body)
    const row = named(request, world)
    if (row.billingId === null) throw refusal('SubscriptionNoBillingId', `Subscription "${row.id}" has no billing id`)
    return { triggered: true }
  }),
  action('usage/charge', usageCharged),
  dropUpdates('schedule', 'SCHEDULED'),
  dropUpdates('pending-payment', 'PENDING_PAYMENT'),
]
