import type { LinkCustomer } from '#shared/domain/link-states'
import { ok, type Result } from '#shared/failure'

import type { Http } from './http.ts'
import { pagesOf } from './pages.ts'
import { WireCustomer } from './wire/customers.ts'

/** Every customer that is not archived, page by page (100 rows). Source: Stigg REST API v1, list customers. */
export async function* linkCustomers(
  http: Http,
  signal?: AbortSignal,
): AsyncGenerator<Result<readonly LinkCustomer[]>> {
  for await (const page of pagesOf(http, ['customers'], {}, WireCustomer, signal, true)) {
    if (!page.ok) {
      yield page
      return
    }
    yield ok(
      page.value.flatMap(({ id, name, email, archived, salesforceAccountId }) =>
        archived ? [] : [{ id, name, email, accountId: salesforceAccountId }],
      ),
    )
  }
}
