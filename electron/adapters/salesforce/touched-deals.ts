import type { Watermark } from '#core/ports'
import { ok, type Result } from '#shared/failure'

import { hasPrimaryQuotes } from './deal-columns.ts'
import { idsPerQuery } from './deal-lines.ts'
import { queriesAtOnce, rowsFrom, type Query, type QueryPage, type WireRecord } from './query.ts'
import type { OrgContext } from './org-context.ts'
import type { OrgSchema } from './org-schema.ts'
import { ids, moment, soql, type Soql } from './soql.ts'
import { textAt } from './wire.ts'

/*
 * What moves a deal without moving the opportunity's own stamp: its product was mapped anew, its account was linked, a
 * line was edited in a field that does not count towards the amount. These records are listed along with the changed
 * opportunities, in the same round trip, and only those that were not seen before lead to deals.
 */

/** Stamps of records that were dealt with, so that the overlap of the next run does not bring their deals again. */
export type SeenStamps = Map<string, string>

export const touchedQueries = (from: Soql) =>
  ({
    accounts: { soql: soql`SELECT Id, SystemModstamp FROM Account WHERE SystemModstamp >= ${from}` },
    products: { soql: soql`SELECT Id, SystemModstamp FROM Product2 WHERE SystemModstamp >= ${from}` },
    lines: {
      soql: soql`SELECT Id, OpportunityId, SystemModstamp FROM OpportunityLineItem WHERE SystemModstamp >= ${from} AND Opportunity.SystemModstamp < ${from}`,
    },
  }) satisfies Record<string, Query>

export interface Touched {
  /** Conditions on Opportunity that pick the deals, one per cause; null where there are too many to be listed. */
  readonly conditions: readonly Soql[] | null
  /** Of everything that was listed, the stamps to remember once the deals are dealt with. */
  readonly stamps: SeenStamps
  readonly latest: string | null
}

/** Longer lists are not read to their end: what they touch is everything. */
const longestList = 20_000

/** The rows of one of the lists; null where it is too long. */
export async function touchedRows(
  { api }: OrgContext,
  query: Query,
  first: QueryPage,
  signal?: AbortSignal,
): Promise<Result<WireRecord[] | null>> {
  return first.totalSize > longestList ? ok(null) : rowsFrom(api, query, first, signal)
}

/** Sort what was listed into conditions. What was seen before is left out; of the rest there may be too much to follow. */
export function touchedFrom(
  schema: OrgSchema,
  lists: Readonly<Record<'accounts' | 'products' | 'lines', readonly WireRecord[] | null>>,
  seen: ReadonlyMap<string, string>,
): Touched {
  const rows = Object.values(lists).flatMap((list) => list ?? [])
  const stamps: SeenStamps = new Map(rows.map((row) => [String(row['Id']), String(row['SystemModstamp'])]))
  const latest = [...stamps.values()].toSorted().at(-1) ?? null
  const { accounts: changedAccounts, products: changedProducts, lines: changedLines } = lists
  if (!changedAccounts || !changedProducts || !changedLines) return { conditions: null, stamps, latest }
  const fresh = (list: readonly WireRecord[]) =>
    list.filter((row) => seen.get(String(row['Id'])) !== String(row['SystemModstamp']))
  const idsOf = (records: readonly WireRecord[], path: string) => [
    ...new Set(records.map((record) => textAt(record, path)).filter((id) => id !== null)),
  ]
  const accounts = idsOf(fresh(changedAccounts), 'Id')
  const products = idsOf(fresh(changedProducts), 'Id')
  const opportunities = idsOf(fresh(changedLines), 'OpportunityId')
  if (Math.max(accounts.length, products.length, opportunities.length) > idsPerQuery) {
    return { conditions: null, stamps, latest }
  }
  return {
    conditions: [
      ...(accounts.length > 0 ? [soql`AccountId IN ${ids(accounts)}`] : []),
      ...(products.length > 0
        ? [soql`Id IN (SELECT OpportunityId FROM OpportunityLineItem WHERE Product2Id IN ${ids(products)})`]
        : []),
      ...(products.length > 0 && hasPrimaryQuotes(schema)
        ? [
            soql`SBQQ__PrimaryQuote__c IN (SELECT SBQQ__Quote__c FROM SBQQ__QuoteLine__c WHERE SBQQ__Product__c IN ${ids(products)})`,
          ]
        : []),
      ...(opportunities.length > 0 ? [soql`Id IN ${ids(opportunities)}`] : []),
    ],
    stamps,
    latest,
  }
}

/**
 * The records that the conditions pick, each once; null where one of them picks more than fit a page.
 * @param atMost the limit that `select` sets: as many rows as that may be only the first of more
 */
export async function recordsTouched(
  { api }: OrgContext,
  conditions: readonly Soql[],
  select: (condition: Soql) => Soql,
  atMost: number,
  signal?: AbortSignal,
): Promise<Result<WireRecord[] | null>> {
  if (conditions.length === 0) return ok([])
  const queries = Object.fromEntries(
    conditions.map((condition, index) => [`touched${index}`, { soql: select(condition) }]),
  )
  const pages = await queriesAtOnce(api, queries, signal)
  if (!pages.ok) return pages
  const byId = new Map<string, WireRecord>()
  for (const page of Object.values(pages.value)) {
    if (!page.ok) return page
    if (!page.value.done || page.value.records.length >= atMost) return ok(null)
    for (const row of page.value.records) byId.set(String(row['Id']), row)
  }
  return ok([...byId.values()])
}

/** Where an incremental read begins: a row becomes visible at commit, later than its stamp says. */
const overlapMs = 5 * 60_000
export const startOf = ({ modstamp }: Watermark): Soql =>
  moment(new Date(Date.parse(modstamp) - overlapMs).toISOString())
