import { credit, record } from '../credit-ledger.ts'
import { created, found } from '../http/envelope.ts'
import { pagedList } from '../http/paging.ts'
import { Query } from '../http/query.ts'
import { customerInBody, param, type Route } from '../http/route.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import type { GrantRow } from '../model.ts'
import { NoBody, parsed } from '../requests/common.ts'
import { CreateGrant } from '../requests/credits.ts'
import { currencyOf } from '../rules/catalog.ts'
import { checkCustomer } from '../rules/order.ts'
import { addDays } from '../rules/periods.ts'
import { shownGrant } from '../views.ts'
import type { World } from '../world.ts'
import { customerOf } from './customers.ts'

/** Where a grant says no priority. Stigg documents no default. */
const defaultPriority = 10
const providerTermsDays = 30

/**
 * The grant that a request makes, before its credits are usable. Promotional grants cost nothing; a paid one is charged
 * at once, or waits for its invoice, or is settled outside of Stigg.
 * Fails: `CustomerNotFound`, `EntityIsArchivedError`, `CustomCurrencyNotFound`, `CustomerResourceNotFound`,
 * `ExpireAtMustBeLaterThanEffectiveAtError`, `BillingIntegrationMissing`, `PaymentMethodNotFoundError`, `CustomerHasNoEmailAddress`, `BadUserInput`.
 * Source: Stigg REST API, "Create a credit grant".
 */
function grantFrom(request: CreateGrant, world: World): GrantRow {
  const now = world.now()
  const customer = checkCustomer(world.tables.customers.get(request.customerId))
  const currency = currencyOf(world.catalog, request.currencyId)
  if (currency.archivedAt !== null)
    throw refusal('EntityIsArchivedError', `Custom currency "${currency.id}" is archived`)
  const { resourceId } = request
  if (resourceId !== undefined && !world.subscriptionsOf(customer.id).some((row) => row.resourceId === resourceId)) {
    throw refusal('CustomerResourceNotFound', `Customer "${customer.id}" has no resource "${resourceId}"`)
  }
  const effectiveAt = request.effectiveAt ?? now
  if (request.expireAt !== undefined && request.expireAt <= effectiveAt) {
    throw refusal('ExpireAtMustBeLaterThanEffectiveAtError', 'expireAt must be later than effectiveAt')
  }
  const isPaid = request.grantType === 'PAID'
  if (isPaid && request.cost === undefined) throw badInput('cost is required for a PAID grant')
  const method = isPaid ? (request.paymentCollectionMethod ?? 'NONE') : 'NONE'
  if (method !== 'NONE' && !world.hasBilling()) {
    throw refusal('BillingIntegrationMissing', 'No billing integration is connected to this environment')
  }
  if (method === 'CHARGE' && customer.defaultPaymentMethod === null) {
    throw refusal('PaymentMethodNotFoundError', `Customer "${customer.id}" has no payment method`)
  }
  if (method === 'INVOICE' && !customer.email) {
    throw refusal('CustomerHasNoEmailAddress', `Customer "${customer.id}" has no email address to send the invoice to`)
  }
  const isPending = method === 'INVOICE' && request.billingInformation?.isInvoicePaid !== true
  const invoice = method === 'NONE' ? null : invoiceFor(request, world, isPending)
  return {
    id: world.newId('cred-grant-'),
    displayName: request.displayName,
    amount: request.amount,
    consumedAmount: 0,
    grantType: request.grantType,
    status: isPending ? 'PAYMENT_PENDING' : effectiveAt > now ? 'SCHEDULED' : 'ACTIVE',
    priority: request.priority ?? defaultPriority,
    effectiveAt,
    expireAt: request.expireAt ?? null,
    voidedAt: null,
    cost:
      isPaid && request.cost !== undefined ? request.cost : { amount: 0, currency: request.cost?.currency ?? 'usd' },
    comment: request.comment ?? null,
    customerId: request.customerId,
    currencyId: request.currencyId,
    resourceId: request.resourceId ?? null,
    sourceType: null,
    paymentCollection: isPending ? 'PROCESSING' : 'NOT_REQUIRED',
    invoiceId: invoice?.billingId ?? null,
    latestInvoice: invoice,
    metadata: request.metadata ?? {},
    syncStates: null,
    createdAt: now,
    updatedAt: now,
    subscriptionId: null,
  }
}

function invoiceFor(request: CreateGrant, world: World, isOpen: boolean): NonNullable<GrantRow['latestInvoice']> {
  const now = world.now()
  const billingId = world.newId('in_')
  const total = request.cost?.amount ?? 0
  return {
    billingId,
    status: isOpen ? 'OPEN' : 'PAID',
    billingReason: 'MANUAL',
    createdAt: now,
    updatedAt: now,
    currency: request.cost?.currency ?? null,
    dueDate: addDays(now, request.billingInformation?.invoiceDaysUntilDue ?? providerTermsDays),
    errorMessage: null,
    paymentUrl: isOpen ? `https://billing.example.test/pay/${billingId}` : null,
    pdfUrl: null,
    requiresAction: false,
    subTotal: total,
    tax: 0,
    total,
  }
}

const create: Route = {
  method: 'POST',
  path: '/credits/grants',
  scope: 'customers:write',
  operation: 'createCreditGrant',
  entity: customerInBody,
  handle({ body }, world) {
    const grant = grantFrom(parsed(CreateGrant, body), world)
    if (grant.status === 'ACTIVE') return created(shownGrant(credit(world, grant, world.now())))
    world.tables.grants.put(grant.id, grant)
    return created(shownGrant(grant))
  },
}

/** Without a resource, the grants of none. Source: Stigg REST API, "List credit grants". */
const list: Route = {
  method: 'GET',
  path: '/credits/grants',
  scope: 'read',
  operation: 'creditGrants',
  handle({ search }, world) {
    const query = Query.ofList(search, ['customerId', 'currencyId', 'resourceId', 'createdAt'])
    const customer = customerOf(world, query.required('customerId'))
    const currencyId = query.text('currencyId')
    const resourceId = query.text('resourceId')
    const isCreated = query.range('createdAt')
    const rows = world
      .grantsOf(customer.id)
      .filter((row) => row.resourceId === resourceId && (currencyId === null || row.currencyId === currencyId))
      .filter((row) => isCreated(row.createdAt))
    return pagedList(rows, ({ createdAt, id }) => ({ createdAt, key: id }), query.page(), shownGrant)
  },
}

const voidGrant: Route = {
  method: 'POST',
  path: '/credits/grants/:id/void',
  scope: 'customers:write',
  operation: 'voidCreditGrant',
  entity(request, world) {
    const grant = world.tables.grants.get(param(request, 'id'))
    return grant === undefined ? undefined : `customer ${grant.customerId}`
  },
  handle(request, world) {
    parsed(NoBody, request.body)
    const id = param(request, 'id')
    const grant = world.tables.grants.get(id)
    if (grant === undefined) throw refusal('CreditGrantNotFound', `Credit grant "${id}" not found`)
    if (grant.status === 'VOIDED') throw refusal('CreditGrantAlreadyVoided', `Credit grant "${id}" is already voided`)
    if (grant.grantType === 'OVERDRAFT' || grant.status === 'EXPIRED') {
      throw refusal('CreditGrantCannotBeVoided', `Credit grant "${id}" cannot be voided`)
    }
    const now = world.now()
    const isInvoiceOpen = grant.latestInvoice?.status === 'OPEN'
    const latestInvoice =
      grant.latestInvoice !== null && isInvoiceOpen
        ? { ...grant.latestInvoice, status: 'CANCELED' as const, updatedAt: now }
        : grant.latestInvoice
    const paymentCollection = isInvoiceOpen ? 'NOT_REQUIRED' : grant.paymentCollection
    const voided: GrantRow = {
      ...grant,
      status: 'VOIDED',
      voidedAt: now,
      updatedAt: now,
      latestInvoice,
      paymentCollection,
    }
    world.tables.grants.put(id, voided)
    const unused = grant.amount - grant.consumedAmount
    if (grant.status === 'ACTIVE' && unused > 0) record(world, voided, 'CREDITS_VOIDED', unused, now)
    return found(shownGrant(voided))
  },
}

export const grantRoutes: readonly Route[] = [list, create, voidGrant]
