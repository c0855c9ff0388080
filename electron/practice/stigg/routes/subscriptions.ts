import { created, found } from '../http/envelope.ts'
import { pagedList } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { customerInBody, param, subscriptionInPath, type Route } from '../http/route.ts'
import { cancelSubscription, provisionSubscription, subscriptionOf, updateSubscription } from '../provisioning.ts'
import { parsed } from '../requests/common.ts'
import { PreviewSubscription } from '../requests/subscriptions.ts'
import { previewOf } from '../rules/preview.ts'
import { listedSubscription, shownSubscription } from '../views.ts'

const subscriptionStatuses = ['NOT_STARTED', 'IN_TRIAL', 'ACTIVE', 'PAYMENT_PENDING', 'CANCELED', 'EXPIRED']

/** Source: Stigg REST API, "List subscriptions". */
const list: Route = {
  method: 'GET',
  path: '/subscriptions',
  scope: 'read',
  operation: 'subscriptions',
  handle({ search }, world) {
    const query = Query.ofList(search, ['customerId', 'planId', 'resourceId', 'status', 'pricingType', 'createdAt'])
    const customerId = query.text('customerId')
    const planId = query.text('planId')
    const resourceId = query.text('resourceId')
    const statuses = query.list('status', subscriptionStatuses)
    const pricingTypes = query.list('pricingType', ['FREE', 'PAID', 'CUSTOM'])
    const isCreated = query.range('createdAt')
    const all = customerId === null ? world.tables.subscriptions.values() : world.subscriptionsOf(customerId)
    const rows = Iterator.from(all).filter(
      (row) =>
        (planId === null || row.planId === planId) &&
        (resourceId === null || row.resourceId === resourceId) &&
        (statuses === null || statuses.includes(row.status)) &&
        (pricingTypes === null || pricingTypes.includes(row.pricingType)) &&
        isCreated(row.createdAt),
    )
    return pagedList(rows, (row) => ({ createdAt: row.createdAt, key: row.id }), query.page(), listedSubscription)
  },
}

const provision: Route = {
  method: 'POST',
  path: '/subscriptions',
  scope: 'subscriptions:write',
  operation: 'provisionSubscription',
  entity: customerInBody,
  handle: ({ body }, world) => created(provisionSubscription(world, body)),
}

const preview: Route = {
  method: 'POST',
  path: '/subscriptions/preview',
  scope: 'read',
  operation: 'previewSubscription',
  handle({ body }, world) {
    const order = parsed(PreviewSubscription, body)
    return found(
      previewOf(order, {
        now: world.now(),
        customer: world.tables.customers.get(order.customerId),
        subscriptions: world.subscriptionsOf(order.customerId),
        catalog: world.catalog,
      }),
    )
  },
}

const retrieve: Route = {
  method: 'GET',
  path: '/subscriptions/:id',
  scope: 'read',
  operation: 'getSubscription',
  handle(request, world) {
    Query.refuseAny(request.search)
    return found(shownSubscription(subscriptionOf(world, param(request, 'id'))))
  },
}

const update: Route = {
  method: 'PATCH',
  path: '/subscriptions/:id',
  scope: 'subscriptions:write',
  operation: 'updateOneSubscription',
  entity: subscriptionInPath,
  handle: (request, world) => found(shownSubscription(updateSubscription(world, param(request, 'id'), request.body))),
}

const cancel: Route = {
  method: 'POST',
  path: '/subscriptions/:id/cancel',
  scope: 'subscriptions:write',
  operation: 'cancelSubscription',
  entity: subscriptionInPath,
  handle: (request, world) => found(shownSubscription(cancelSubscription(world, param(request, 'id'), request.body))),
}

export const subscriptionRoutes: readonly Route[] = [list, provision, preview, retrieve, update, cancel]
