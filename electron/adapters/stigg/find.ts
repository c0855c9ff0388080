import type { StiggCustomer, Subscription } from '#shared/domain/customer'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import { query, subscriptionDetails } from './graphql.ts'
import type { Http } from './http.ts'
import { restPath } from './pages.ts'
import { cannotAsk, together, unless } from './results.ts'
import { WireCustomer } from './wire/customers.ts'
import { WireSubscription } from './wire/subscriptions.ts'
import { dataOf } from './wire/values.ts'
import { withDetails } from './with-details.ts'

/** Null where there is none. */
export async function findCustomer(
  http: Http,
  id: string,
  signal?: AbortSignal,
): Promise<Result<StiggCustomer | null>> {
  const path = restPath(['customers', id])
  return unless(await http.send({ method: 'GET', path }, dataOf(WireCustomer), signal), ['stigg.not-found'], null)
}

/** Null where there is none. The details are left out where the key may not ask GraphQL. */
export async function findSubscription(
  http: Http,
  id: string,
  signal?: AbortSignal,
): Promise<Result<Subscription | null>> {
  const path = restPath(['subscriptions', id])
  const [found, details] = await Promise.all([
    http.send({ method: 'GET', path }, dataOf(WireSubscription), signal),
    query(http, subscriptionDetails.text, { id }, subscriptionDetails.data, signal),
  ])
  const read = together({
    found: unless(found, ['stigg.not-found'], null),
    details: unless(details, cannotAsk, null),
  })
  if (!read.ok) return read
  return ok(read.value.found && withDetails(read.value.found, read.value.details?.getSubscription ?? null))
}
