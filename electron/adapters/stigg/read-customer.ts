import type { Holdings } from '#core/ports'
import { isLive, type StiggCustomer, type Subscription } from '#shared/domain/customer'
import { ok, type Result } from '#shared/failure'
import { findCustomer } from './find.ts'
import { customersOfAccount, detailsOfCustomer, query } from './graphql.ts'
import type { Http } from './http.ts'
import { allOf, restPath } from './pages.ts'
import { detailsOf } from './read-customer-state.ts'
import { cannotAsk, together, unless } from './results.ts'
import { WireHeldEntitlements, WirePromotionalEntitlement } from './wire/customers.ts'
import { WireSubscription } from './wire/subscriptions.ts'
import { dataOf } from './wire/values.ts'
import { withDetails } from './with-details.ts'

/**
 * Customers whose Salesforce integration names the account; null where the key may not ask.
 * Source: Stigg GraphQL API, `customers`, filter `salesforceId`; REST API v1, "Get customer".
 */
export async function readCustomersOfAccount(
  http: Http,
  accountId: string,
  signal?: AbortSignal,
): Promise<Result<StiggCustomer[] | null>> {
  const asked = await query(http, customersOfAccount.text, { accountId }, customersOfAccount.data, signal)
  const linked = unless(asked, cannotAsk, null)
  if (!linked.ok) return linked
  if (!linked.value) return ok(null)
  const customers: StiggCustomer[] = []
  const read = linked.value.customers.map(({ customerId }) => findCustomer(http, customerId, signal))
  for (const found of await Promise.all(read)) {
    if (!found.ok) return found
    if (found.value) customers.push(found.value)
  }
  return ok(customers)
}

/** Every subscription of a customer, whatever its state. Source: Stigg REST API v1, "List subscriptions"; GraphQL API. */
export async function readSubscriptions(
  http: Http,
  customerId: string,
  signal?: AbortSignal,
): Promise<Result<Subscription[]>> {
  const [listed, asked] = await Promise.all([
    allOf(http, ['subscriptions'], { customerId }, WireSubscription, signal),
    query(http, detailsOfCustomer.text, { customerId }, detailsOfCustomer.data, signal),
  ])
  const read = together({
    listed: unless(listed, ['stigg.not-found'], []),
    asked: unless(asked, cannotAsk, null),
  })
  if (!read.ok) return read
  const told = await detailsOf(http, read.value.asked?.subscriptions ?? null, read.value.listed, signal)
  if (!told.ok) return told
  const details = new Map(told.value.map((each) => [each.subscriptionId, each]))
  return ok(read.value.listed.map((each) => withDetails(each, details.get(each.id) ?? null)))
}

/**
 * What a customer may use: one wave of requests, and one more for each resource that a subscription in force names.
 * Source: Stigg REST API v1, "Get customer entitlements", "List promotional entitlements".
 */
export async function readHoldings(http: Http, customerId: string, signal?: AbortSignal): Promise<Result<Holdings>> {
  const pool = async (resourceId: string | null) => {
    const path = restPath(['customers', customerId, 'entitlements'], resourceId === null ? {} : { resourceId })
    const held = await http.send({ method: 'GET', path }, dataOf(WireHeldEntitlements), signal)
    return held.ok ? ok({ resourceId, ...held.value }) : held
  }
  const promotionsPath = ['customers', customerId, 'promotional-entitlements']
  const [subscriptions, promotional, whole] = await Promise.all([
    readSubscriptions(http, customerId, signal),
    allOf(http, promotionsPath, {}, WirePromotionalEntitlement, signal),
    pool(null),
  ])
  const wave = together({
    subscriptions,
    promotional: unless(promotional, ['stigg.not-found', 'stigg.not-permitted'], []),
    whole,
  })
  if (!wave.ok) return wave
  const resources = new Set(wave.value.subscriptions.filter(isLive).flatMap(({ resourceId }) => resourceId ?? []))
  const pools = [wave.value.whole]
  for (const read of await Promise.all([...resources].toSorted().map(pool))) {
    if (!read.ok) return read
    pools.push(read.value)
  }
  return ok({
    subscriptions: wave.value.subscriptions,
    promotional: wave.value.promotional.flatMap(({ status, ...each }) =>
      status === null || status === 'Active' ? [each] : [],
    ),
    pools,
  })
}
