import type { StiggCustomer } from '../../seed/types.ts'
import { created, found } from '../http/envelope.ts'
import { pagedList } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { customerInPath, fieldOf, param, type Route } from '../http/route.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import { isOver } from '../model.ts'
import { saveSubscription } from '../passing-time.ts'
import { applyPaidUpdates } from '../provisioning.ts'
import { NoBody, parsed } from '../requests/common.ts'
import { AttachPaymentMethod, ImportCustomers, ProvisionCustomer, UpdateCustomer } from '../requests/customers.ts'
import { couponOf } from '../rules/catalog.ts'
import { ended } from '../rules/ending.ts'
import type { World } from '../world.ts'

/** Fails: `CustomerNotFound`. */
export function customerOf(world: World, id: string): StiggCustomer {
  const customer = world.tables.customers.get(id)
  if (customer === undefined) throw refusal('CustomerNotFound', `Customer "${id}" not found`)
  return customer
}

export function saveCustomer(world: World, customer: StiggCustomer): StiggCustomer {
  const saved = { ...customer, updatedAt: world.now() }
  world.tables.customers.put(saved.id, saved)
  return saved
}

/**
 * Whether links may stand on a customer: each names an integration that the environment has, of that vendor, once.
 * Either id of the integration is taken. Fails: `IntegrationNotFound`, `IntegrationValidationError`,
 * `DuplicateIntegrationNotAllowed`.
 */
export function checkLinks(world: World, links: StiggCustomer['integrations']): void {
  const vendors = new Set<string>()
  for (const { id, vendorIdentifier } of links) {
    const integration = [...world.tables.integrations.values()].find((row) => row.integrationId === id || row.id === id)
    if (integration === undefined) throw refusal('IntegrationNotFound', `Integration "${id}" not found`)
    if (integration.vendorIdentifier !== vendorIdentifier) {
      throw refusal('IntegrationValidationError', `Integration "${id}" is not of vendor ${vendorIdentifier}`)
    }
    if (vendors.has(vendorIdentifier)) {
      throw refusal('DuplicateIntegrationNotAllowed', `A customer has one ${vendorIdentifier} link at most`)
    }
    vendors.add(vendorIdentifier)
  }
}

type Changes = ReturnType<typeof UpdateCustomer.parse>

/** The fields of a request laid over a customer: absent leaves a field, null and an empty coupon clear it. */
function changed(world: World, customer: StiggCustomer, changes: Changes): StiggCustomer {
  const { couponId, integrations, ...simple } = changes
  if (couponId) {
    const coupon = couponOf(world.catalog, couponId)
    if (coupon.status === 'ARCHIVED') throw refusal('ArchivedCouponCantBeApplied', `Coupon "${couponId}" is archived`)
  }
  if (integrations !== undefined) checkLinks(world, integrations)
  return {
    ...customer,
    ...(Object.fromEntries(
      Object.entries(simple).filter(([, value]) => value !== undefined),
    ) as Partial<StiggCustomer>),
    ...(couponId === undefined ? {} : { couponId: couponId || null }),
    ...(integrations === undefined ? {} : { integrations }),
  }
}

/** A customer of whom nothing is known but the id. */
export const blank = (id: string, now: string): StiggCustomer => ({
  id,
  name: null,
  email: null,
  billingId: null,
  billingCurrency: null,
  couponId: null,
  defaultPaymentMethod: null,
  integrations: [],
  metadata: {},
  language: null,
  timezone: null,
  createdAt: now,
  updatedAt: now,
  archivedAt: null,
})

const list: Route = {
  method: 'GET',
  path: '/customers',
  scope: 'read',
  handle({ search }, world) {
    const query = Query.ofList(search, ['email', 'name', 'createdAt'])
    const email = query.text('email')
    const name = query.text('name')
    const isCreated = query.range('createdAt')
    const rows = Iterator.from(world.tables.customers.values())
      .filter((row) => (email === null || row.email === email) && (name === null || row.name === name))
      .filter((row) => isCreated(row.createdAt))
    return pagedList(
      rows,
      (row) => ({ createdAt: row.createdAt, key: row.id }),
      query.page(),
      (row) => row,
    )
  },
}

/** Creates only; an id that is taken, archived or not, is a conflict. Source: Stigg REST API, "Provision customer". */
const provision: Route = {
  method: 'POST',
  path: '/customers',
  scope: 'customers:write',
  operation: 'provisionCustomer',
  entity: ({ body }) => {
    const id = fieldOf(body, 'id')
    return id === undefined ? undefined : `customer ${id}`
  },
  handle({ body }, world) {
    const { id, defaultPaymentMethod, ...fields } = parsed(ProvisionCustomer, body)
    if (world.tables.customers.has(id)) {
      throw refusal('DuplicatedEntityNotAllowed', `Entity with the same id already exists: customer "${id}"`)
    }
    const customer = changed(world, blank(id, world.now()), fields)
    return created(saveCustomer(world, { ...customer, defaultPaymentMethod: defaultPaymentMethod ?? null }))
  },
}

const retrieve: Route = {
  method: 'GET',
  path: '/customers/:id',
  scope: 'read',
  operation: 'getCustomerByRefId',
  handle: (request, world) => {
    Query.refuseAny(request.search)
    return found(customerOf(world, param(request, 'id')))
  },
}

/** `metadata` and `integrations` replace what was there. Source: Stigg REST API, "Update a customer". */
const update: Route = {
  method: 'PATCH',
  path: '/customers/:id',
  scope: 'customers:write',
  operation: 'updateOneCustomer',
  entity: customerInPath,
  handle(request, world) {
    const changes = parsed(UpdateCustomer, request.body ?? {})
    const customer = customerOf(world, param(request, 'id'))
    return found(saveCustomer(world, changed(world, customer, changes)))
  },
}

const archive: Route = {
  method: 'POST',
  path: '/customers/:id/archive',
  scope: 'customers:write',
  operation: 'archiveCustomer',
  entity: customerInPath,
  handle(request, world) {
    parsed(NoBody, request.body)
    const customer = customerOf(world, param(request, 'id'))
    if (customer.archivedAt !== null) throw refusal('EntityIsArchivedError', `Customer "${customer.id}" is archived`)
    for (const row of world.subscriptionsOf(customer.id)) {
      if (!isOver(row)) saveSubscription(world, ended(row, world.now(), 'CustomerArchived'))
    }
    return found(saveCustomer(world, { ...customer, archivedAt: world.now() }))
  },
}

const unarchive: Route = {
  method: 'POST',
  path: '/customers/:id/unarchive',
  scope: 'customers:write',
  entity: customerInPath,
  handle(request, world) {
    parsed(NoBody, request.body)
    const customer = customerOf(world, param(request, 'id'))
    if (customer.archivedAt === null) throw badInput(`Customer "${customer.id}" is not archived`)
    return found(saveCustomer(world, { ...customer, archivedAt: null }))
  },
}

const attachPaymentMethod: Route = {
  method: 'POST',
  path: '/customers/:id/payment-method',
  scope: 'customers:write',
  entity: customerInPath,
  handle(request, world) {
    const { paymentMethodId, billingCurrency } = parsed(AttachPaymentMethod, request.body)
    const customer = customerOf(world, param(request, 'id'))
    const card = { type: 'CARD', cardLast4Digits: '4242', cardExpiryMonth: 12, cardExpiryYear: 2030 } as const
    const defaultPaymentMethod = { billingId: paymentMethodId, ...card }
    const currency = billingCurrency ?? customer.billingCurrency
    const saved = saveCustomer(world, { ...customer, defaultPaymentMethod, billingCurrency: currency })
    applyPaidUpdates(world, saved.id)
    return found(saved)
  },
}

const detachPaymentMethod: Route = {
  method: 'DELETE',
  path: '/customers/:id/payment-method',
  scope: 'customers:write',
  entity: customerInPath,
  handle(request, world) {
    const customer = customerOf(world, param(request, 'id'))
    if (customer.defaultPaymentMethod === null) {
      throw refusal('PaymentMethodNotFoundError', `Customer "${customer.id}" has no payment method`)
    }
    return found(saveCustomer(world, { ...customer, defaultPaymentMethod: null }))
  },
}

/** The only REST call that takes a customer's Salesforce id. Source: Stigg REST API, "Bulk import customers". */
const importAll: Route = {
  method: 'POST',
  path: '/customers/import',
  scope: 'customers:write',
  handle({ body }, world) {
    const { customers } = parsed(ImportCustomers, body)
    const salesforce = [...world.tables.integrations.values()].find((row) => row.vendorIdentifier === 'SALESFORCE')
    const newCustomers: string[] = []
    for (const { id, salesforceId, paymentMethodId: _method, updatedAt, ...fields } of customers) {
      const existing = world.tables.customers.get(id)
      if (existing !== undefined && updatedAt !== undefined && existing.updatedAt > updatedAt) continue
      if (existing === undefined) newCustomers.push(id)
      const base = existing ?? blank(id, world.now())
      const link = salesforce && salesforceId ? { id: salesforce.integrationId, syncedEntityId: salesforceId } : null
      const others = base.integrations.filter((row) => row.vendorIdentifier !== 'SALESFORCE')
      const integrations = link === null ? base.integrations : [...others, { ...link, vendorIdentifier: 'SALESFORCE' }]
      saveCustomer(world, { ...changed(world, base, fields), integrations })
    }
    return created({ newCustomers })
  },
}

export const customerRoutes: readonly Route[] = [
  list,
  provision,
  importAll,
  retrieve,
  update,
  archive,
  unarchive,
  attachPaymentMethod,
  detachPaymentMethod,
]
