import { z } from 'zod'

import { ok, type Result } from '#shared/failure'

import type { SalesforceApi } from './api.ts'
import type { Soql } from './soql.ts'

/** A record as it comes: fields by API name, parents as nested records. Parsed further where it is used. */
export const WireRecord = z.record(z.string(), z.unknown())
export type WireRecord = z.infer<typeof WireRecord>

/** Source: REST API Developer Guide, "Query". */
export const QueryPage = z.object({
  totalSize: z.number().int(),
  done: z.boolean(),
  nextRecordsUrl: z.string().startsWith('/services/').optional(),
  records: z.array(WireRecord),
})
export type QueryPage = z.infer<typeof QueryPage>

export interface Query {
  readonly soql: Soql
  /** Also rows in the recycle bin. */
  readonly deletedToo?: boolean
}

const pathOf = ({ soql, deletedToo }: Query): string =>
  `/${deletedToo ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql.text)}`

/** The first page of a query. */
export const queryPage = (api: SalesforceApi, query: Query, signal?: AbortSignal): Promise<Result<QueryPage>> =>
  api.call({
    method: 'GET',
    path: pathOf(query),
    as: QueryPage,
    intent: 'read',
    timeoutMs: api.timeouts.queryMs,
    signal,
  })

/** The page that another one names as its next. */
export const nextPage = (api: SalesforceApi, next: string, signal?: AbortSignal): Promise<Result<QueryPage>> =>
  api.call({ method: 'GET', path: next, as: QueryPage, intent: 'read', timeoutMs: api.timeouts.queryMs, signal })

/** Every row of a query whose first page is here already. A cursor that ran out starts the query over, once. */
export async function rowsFrom(
  api: SalesforceApi,
  query: Query,
  first: QueryPage,
  signal?: AbortSignal,
): Promise<Result<WireRecord[]>> {
  let rows = first.records
  let next = first.nextRecordsUrl
  let restarted = false
  while (next !== undefined) {
    const page = await nextPage(api, next, signal)
    if (page.ok) {
      rows = rows.concat(page.value.records)
      next = page.value.nextRecordsUrl
      continue
    }
    if (restarted || page.failure.facts['errorCode'] !== 'INVALID_QUERY_LOCATOR') return page
    restarted = true
    const again = await queryPage(api, query, signal)
    if (!again.ok) return again
    rows = again.value.records
    next = again.value.nextRecordsUrl
  }
  return ok(rows)
}

/** Every row of a query. */
export async function queryRows(api: SalesforceApi, query: Query, signal?: AbortSignal): Promise<Result<WireRecord[]>> {
  const first = await queryPage(api, query, signal)
  return first.ok ? rowsFrom(api, query, first.value, signal) : first
}

/** Source: REST API Developer Guide, "Composite": `body` is what the request would have answered alone. */
const CompositeAnswer = z.object({
  compositeResponse: z.array(
    z.object({ referenceId: z.string(), httpStatusCode: z.number().int(), body: z.unknown().optional() }),
  ),
})

/**
 * Up to five queries in one round trip, which counts as one API request. Each comes with its own result, so that one
 * object that the user may not see does not take the others along.
 */
export async function queriesAtOnce<Queries extends Readonly<Record<string, Query>>>(
  api: SalesforceApi,
  queries: Queries,
  signal?: AbortSignal,
): Promise<Result<{ [Name in keyof Queries]: Result<QueryPage> }>> {
  const named = Object.entries(queries)
  if (named.length > 5) throw new RangeError('a composite request holds at most five queries')
  const answer = await api.call({
    method: 'POST',
    path: '/composite',
    body: (version) => ({
      allOrNone: false,
      collateSubrequests: false,
      compositeRequest: named.map(([name, query]) => ({
        method: 'GET',
        url: `/services/data/v${version}${pathOf(query)}`,
        referenceId: name,
      })),
    }),
    as: CompositeAnswer,
    intent: 'read',
    timeoutMs: api.timeouts.queryMs,
    signal,
  })
  if (!answer.ok) return answer
  const byName = new Map(answer.value.compositeResponse.map((part) => [part.referenceId, part]))
  const results = named.map(([name]) => {
    const part = byName.get(name)
    return [name, pageOf(api, part?.httpStatusCode ?? 0, part?.body)] as const
  })
  // One entry per name, as mapped above; Object.fromEntries forgets the names.
  return ok(Object.fromEntries(results) as { [Name in keyof Queries]: Result<QueryPage> })
}

function pageOf(api: SalesforceApi, status: number, body: unknown): Result<QueryPage> {
  const page = status === 200 ? QueryPage.safeParse(body) : null
  if (page?.success) return ok(page.data)
  return { ok: false, failure: api.failures.fromBody(body, status, 'read') }
}
