import type { Watermark } from '#core/ports'
import { ok, type Result } from '#shared/failure'

import { pageSize } from './complete-deals.ts'
import { inScope } from './deal-queries.ts'
import { pageQuery, rowsOfPage, stampOf, type SyncRun } from './opportunity-pages.ts'
import { queriesAtOnce, rowsFrom, type WireRecord } from './query.ts'
import { soql } from './soql.ts'
import { recordsTouched, startOf, touchedFrom, touchedQueries, touchedRows, type SeenStamps } from './touched-deals.ts'

export interface Changes {
  /** The first page of changed opportunities, in scope or not. */
  readonly changed: readonly WireRecord[]
  readonly deletedIds: readonly string[]
  /** Opportunities in scope that something near them touched; null = too many to follow. */
  readonly touched: readonly WireRecord[] | null
  readonly stamps: SeenStamps
  /** The greatest stamp among all that was listed. */
  readonly latest: string | null
}

/**
 * What changed since a watermark, in one round trip: opportunities, deletions, and records near deals that touch them;
 * a second one for the opportunities touched, where there are any.
 */
export async function listChanges(run: SyncRun, since: Watermark, seen: SeenStamps): Promise<Result<Changes>> {
  const { context, scope, signal } = run
  const from = startOf(since)
  const changedQuery = pageQuery(run, [soql`SystemModstamp >= ${from}`], null)
  const deletedQuery = {
    soql: soql`SELECT Id, SystemModstamp FROM Opportunity WHERE IsDeleted = ${true} AND SystemModstamp >= ${from}`,
    deletedToo: true,
  }
  const nearQueries = touchedQueries(from)
  const pages = await queriesAtOnce(
    context.api,
    { changed: { soql: changedQuery }, deleted: deletedQuery, ...nearQueries },
    signal,
  )
  if (!pages.ok) return pages
  const { changed, deleted, accounts, products, lines } = pages.value
  if (!changed.ok) return changed
  if (!deleted.ok) return deleted
  const accountRows = accounts.ok ? await touchedRows(context, nearQueries.accounts, accounts.value, signal) : accounts
  if (!accountRows.ok) return accountRows
  const productRows = products.ok ? await touchedRows(context, nearQueries.products, products.value, signal) : products
  if (!productRows.ok) return productRows
  const lineRows = lines.ok ? await touchedRows(context, nearQueries.lines, lines.value, signal) : lines
  if (!lineRows.ok) return lineRows
  const changedRows = await rowsOfPage(run, changedQuery, changed.value)
  if (!changedRows.ok) return changedRows
  const deletedRows = await rowsFrom(context.api, deletedQuery, deleted.value, signal)
  if (!deletedRows.ok) return deletedRows

  const near = touchedFrom(
    context.schema,
    { accounts: accountRows.value, products: productRows.value, lines: lineRows.value },
    seen,
  )
  const touched = near.conditions
    ? await recordsTouched(
        context,
        near.conditions,
        (condition) => pageQuery(run, [inScope(scope), condition], null),
        pageSize,
        signal,
      )
    : ok(null)
  if (!touched.ok) return touched
  const stamps = [...changedRows.value, ...deletedRows.value].map(stampOf)
  return ok({
    changed: changedRows.value,
    deletedIds: deletedRows.value.map((row) => String(row['Id'])),
    touched: touched.value,
    stamps: near.stamps,
    latest: [...stamps, ...near.stamps.values()].toSorted().at(-1) ?? null,
  })
}
