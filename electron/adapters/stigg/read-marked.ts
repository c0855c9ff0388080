import type { MarkedSubscription } from '#core/ports'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import type { Http } from './http.ts'
import { pagesOf } from './pages.ts'
import { WireSubscription } from './wire/subscriptions.ts'

/**
 * Subscriptions of every state that carry a marker of the org, once for the deal that made them and once for each that
 * amended them in place, page by page as Stigg lists all it has: REST cannot
 * filter by metadata. Ends after the first failure. Source: Stigg REST API v1, "List subscriptions".
 */
export async function* markedSubscriptions(
  http: Http,
  orgId: string,
  signal?: AbortSignal,
): AsyncGenerator<Result<readonly MarkedSubscription[]>> {
  for await (const page of pagesOf(http, ['subscriptions'], {}, WireSubscription, signal, true)) {
    if (!page.ok) {
      yield page
      return
    }
    yield ok(
      page.value.flatMap(({ id, customerId, planId, status, marker, amendments }): MarkedSubscription[] =>
        [marker, ...amendments.map((amendment) => ({ ...amendment, generation: 1 }))].flatMap((left) =>
          left?.orgId === orgId ? [{ subscriptionId: id, customerId, planId, status, marker: left }] : [],
        ),
      ),
    )
  }
}
