import type { EntitledTo } from '#core/ports'
import type { HeldBy } from '#shared/domain/drift/tally'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import { detailsOfCustomer, query } from './graphql.ts'
import type { Http } from './http.ts'
import { allOf, restPath } from './pages.ts'
import { cannotAsk, together, unless } from './results.ts'
import { WireEntitledTo, WirePromotionalEntitlement } from './wire/customers.ts'
import { WireSubscription } from './wire/subscriptions.ts'
import { dataOf } from './wire/values.ts'
import { withDetails } from './with-details.ts'

/**
 * What a customer may use in effect: one call, behind those that a person waits for.
 * Source: Stigg REST API v1, "Get customer entitlements".
 */
export const readEntitledTo = (http: Http, customerId: string, signal?: AbortSignal): Promise<Result<EntitledTo>> =>
  http.send(
    { method: 'GET', path: restPath(['customers', customerId, 'entitlements']), inBackground: true },
    dataOf(WireEntitledTo),
    signal,
  )

/**
 * Why a customer may use it: every subscription, over or not, and what was promised by hand. Three calls side by side.
 * Values that GraphQL alone tells are left open where the key may not ask.
 */
export async function readHeldBy(http: Http, customerId: string, signal?: AbortSignal): Promise<Result<HeldBy>> {
  const [subscriptions, promotional, details] = await Promise.all([
    allOf(http, ['subscriptions'], { customerId }, WireSubscription, signal, true),
    allOf(http, ['customers', customerId, 'promotional-entitlements'], {}, WirePromotionalEntitlement, signal, true),
    query(http, detailsOfCustomer.text, { customerId }, detailsOfCustomer.data, signal, true),
  ])
  const read = together({
    subscriptions: unless(subscriptions, ['stigg.not-found'], []),
    promotional: unless(promotional, ['stigg.not-found', 'stigg.not-permitted'], []),
    details: unless(details, cannotAsk, null),
  })
  if (!read.ok) return read
  const byId = new Map((read.value.details?.subscriptions ?? []).map((each) => [each.subscriptionId, each]))
  return ok({
    subscriptions: read.value.subscriptions.map((each) => withDetails(each, byId.get(each.id) ?? null)),
    promotional: read.value.promotional.flatMap(({ status, ...each }) =>
      status === null || status === 'Active' ? [each] : [],
    ),
  })
}
