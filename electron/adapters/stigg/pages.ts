import type { z } from 'zod'

import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import type { Http } from './http.ts'
import { pageOf } from './wire/values.ts'
import type { Page } from './wire/values.ts'

export type Query = Readonly<Record<string, string>>

/** The largest page that Stigg gives. Source: Stigg REST API, pagination. */
const pageSize = '100'

/** A REST path under `/api/v1`; the parts are percent-encoded, customer IDs may hold `@` and `|`. */
export const restPath = (parts: readonly string[], query: Query = {}): string => {
  const path = ['/api/v1', ...parts.map((part) => encodeURIComponent(part))].join('/')
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}

/** The pages of a list, in the order of the service. Ends after the first failure. */
export async function* pagesOf<S extends z.ZodType>(
  http: Http,
  parts: readonly string[],
  query: Query,
  item: S,
  signal?: AbortSignal,
  inBackground = false,
): AsyncGenerator<Result<z.output<S>[]>> {
  const answer = pageOf(item)
  let after: string | null = null
  do {
    const path = restPath(parts, { limit: pageSize, ...query, ...(after === null ? {} : { after }) })
    const page: Result<Page<z.output<S>>> = await http.send({ method: 'GET', path, inBackground }, answer, signal)
    if (!page.ok) {
      yield page
      return
    }
    yield ok(page.value.items)
    // A page without items ends the list as well, whatever its cursor says.
    after = page.value.items.length === 0 ? null : page.value.next
  } while (after !== null)
}

/** A whole list. */
export async function allOf<S extends z.ZodType>(
  http: Http,
  parts: readonly string[],
  query: Query,
  item: S,
  signal?: AbortSignal,
  inBackground = false,
): Promise<Result<z.output<S>[]>> {
  const items: z.output<S>[] = []
  for await (const page of pagesOf(http, parts, query, item, signal, inBackground)) {
    if (!page.ok) return page
    items.push(...page.value)
  }
  return ok(items)
}
