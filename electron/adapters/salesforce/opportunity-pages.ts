import type { DealScope } from '#core/ports'
import { fail, ok, type Result } from '#shared/failure'

import { pageSize } from './complete-deals.ts'
import type { LineReading } from './deal-lines.ts'
import { opportunitiesWhere } from './deal-queries.ts'
import type { OrgContext } from './org-context.ts'
import { queryPage, rowsFrom, type QueryPage, type WireRecord } from './query.ts'
import { id, moment, soql, type Soql } from './soql.ts'

/** One read of many deals: what it reads from, what it wants, and what it has learned so far. */
export interface SyncRun {
  readonly context: OrgContext
  readonly scope: DealScope
  readonly reading: LineReading
  readonly signal: AbortSignal | undefined
}

export const stampOf = (record: WireRecord): string => String(record['SystemModstamp'])

/**
 * A page of opportunities by (SystemModstamp, Id). The first comparison alone would do; it is there so that the index
 * on SystemModstamp is used. Source: SOQL and SOSL Reference, "ORDER BY", "LIMIT".
 */
export function pageQuery({ context, scope }: SyncRun, conditions: readonly Soql[], after: WireRecord | null): Soql {
  const stamp = after ? moment(stampOf(after)) : null
  const behind =
    after && stamp
      ? [
          soql`SystemModstamp >= ${stamp}`,
          soql`SystemModstamp > ${stamp} OR (SystemModstamp = ${stamp} AND Id > ${id(String(after['Id']))})`,
        ]
      : []
  const opportunities = opportunitiesWhere(context.schema, scope.fields, ...conditions, ...behind)
  return soql`${opportunities} ORDER BY SystemModstamp ASC, Id ASC LIMIT ${pageSize}`
}

/** All rows of a page: Salesforce may deliver wide rows in smaller portions. */
export const rowsOfPage = (run: SyncRun, query: Soql, first: QueryPage): Promise<Result<WireRecord[]>> =>
  rowsFrom(run.context.api, { soql: query }, first, run.signal)

async function fetchPage(run: SyncRun, conditions: readonly Soql[], after: WireRecord): Promise<Result<WireRecord[]>> {
  const query = pageQuery(run, conditions, after)
  const first = await queryPage(run.context.api, { soql: query }, run.signal)
  const rows = first.ok ? await rowsOfPage(run, query, first.value) : first
  if (!rows.ok) return rows
  const last = rows.value.at(-1)
  if (last && last['Id'] === after['Id'] && stampOf(last) === stampOf(after)) {
    return fail('salesforce.unexpected-answer', 'A page begins where the one before it began')
  }
  return ok(rows.value)
}

/** The first page and all that follow. The next one is on its way while the caller works on the one before. */
export async function* pagesFrom(
  run: SyncRun,
  conditions: readonly Soql[],
  first: readonly WireRecord[],
): AsyncGenerator<Result<readonly WireRecord[]>, void> {
  let page: Result<readonly WireRecord[]> = ok(first)
  for (;;) {
    if (!page.ok) {
      yield page
      return
    }
    const last = page.value.at(-1)
    const next = page.value.length === pageSize && last ? fetchPage(run, conditions, last) : null
    // A caller who stops early never asks for it; its failure is then nobody's.
    next?.catch(() => undefined)
    yield page
    if (!next) return
    page = await next
  }
}
