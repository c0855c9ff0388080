import type { DealScope, MirrorDeal } from '#core/ports'
import { ok, type Result } from '#shared/failure'

import { hasPrimaryQuotes } from './deal-columns.ts'
import { byOpportunity, chunksOf, idsPerQuery, linesOf, readAround, type LineReading } from './deal-lines.ts'
import { linesWhere, quoteLinesWhere } from './deal-queries.ts'
import type { OrgContext } from './org-context.ts'
import { queriesAtOnce, rowsFrom, type WireRecord } from './query.ts'
import { ids, soql } from './soql.ts'
import { standardPriceQuery } from './standard-prices.ts'
import { toOpportunity } from './to-opportunity.ts'
import { textAt } from './wire.ts'

/** Opportunities completed at once: their lines fit the five queries of one composite request. */
export const pageSize = 5 * idsPerQuery
const queriesPerRequest = 5

/**
 * Records of opportunities to deals with their lines. One request for lines (and, for a small page, standard prices),
 * more only where lines fill several pages or products are new. What cannot be read is left out and logged.
 */
export async function completeDeals(
  context: OrgContext,
  records: readonly WireRecord[],
  scope: DealScope,
  reading: LineReading,
  signal?: AbortSignal,
): Promise<Result<MirrorDeal[]>> {
  const lines = await linesOfAll(context, idsOf(records), reading, signal)
  if (!lines.ok) return lines
  const quoteLines = await linesOfQuotes(context, records, lines.value, reading, signal)
  if (!quoteLines.ok) return quoteLines
  const around = await readAround(context, lines.value, quoteLines.value, reading, signal)
  if (!around.ok) return around

  const linesBy = byOpportunity(lines.value, 'OpportunityId')
  const quoteLinesBy = byOpportunity(quoteLines.value, 'SBQQ__Quote__r.SBQQ__Opportunity2__c')
  return ok(
    records.flatMap((record) => {
      const id = String(record['Id'])
      const parsed = toOpportunity(record, scope.fields, context.currency)
      const dealLines = parsed.ok
        ? linesOf(linesBy.get(id) ?? [], quoteLinesBy.get(id) ?? [], parsed.value.opportunity.currency, reading)
        : parsed
      if (parsed.ok && dealLines.ok) return [{ ...parsed.value, lines: dealLines.value }]
      const failed = parsed.ok ? (dealLines.ok ? null : dealLines.failure) : parsed.failure
      context.log.warn('A deal could not be read and is left out', { opportunityId: id, reason: failed?.message })
      return []
    }),
  )
}

const idsOf = (records: readonly WireRecord[]): string[] => records.map((record) => String(record['Id']))

async function linesOfAll(
  context: OrgContext,
  opportunityIds: readonly string[],
  reading: LineReading,
  signal?: AbortSignal,
): Promise<Result<WireRecord[]>> {
  const { api, schema } = context
  const chunks = chunksOf(opportunityIds, idsPerQuery)
  const small = chunks.length === 1
  let found: WireRecord[] = []
  for (const group of chunksOf(chunks, queriesPerRequest)) {
    const queries = Object.fromEntries([
      ...group.map(
        (chunk, index) =>
          [
            `lines${index}`,
            { soql: linesWhere(schema, reading.fields, soql`OpportunityId IN ${ids(chunk)}`) },
          ] as const,
      ),
      ...(small ? [['prices', { soql: pricesOf(context, group[0] ?? []) }] as const] : []),
    ])
    const pages = await queriesAtOnce(api, queries, signal)
    if (!pages.ok) return pages
    for (const [name, query] of Object.entries(queries)) {
      const page = pages.value[name]
      if (!page) continue
      const rows = page.ok ? await rowsFrom(api, query, page.value, signal) : page
      if (!rows.ok) return rows
      if (name === 'prices') reading.standardPrices.add(rows.value)
      else found = found.concat(rows.value)
    }
  }
  if (small) for (const line of found) reading.pricedProducts.add(textAt(line, 'Product2.Id') ?? '')
  return ok(found)
}

const pricesOf = ({ schema }: OrgContext, opportunityIds: readonly string[]) =>
  standardPriceQuery(
    schema,
    soql`Product2Id IN (SELECT Product2Id FROM OpportunityLineItem WHERE OpportunityId IN ${ids(opportunityIds)})`,
  )

/** Lines of primary quotes, for the deals that have a quote and no products. */
async function linesOfQuotes(
  { api, schema }: OrgContext,
  records: readonly WireRecord[],
  lines: readonly WireRecord[],
  { fields }: LineReading,
  signal?: AbortSignal,
): Promise<Result<WireRecord[]>> {
  if (!hasPrimaryQuotes(schema)) return ok([])
  const withLines = new Set(lines.map((line) => textAt(line, 'OpportunityId')))
  const quotes = records
    .filter((record) => !withLines.has(String(record['Id'])))
    .map((record) => textAt(record, 'SBQQ__PrimaryQuote__c'))
    .filter((quote) => quote !== null)
  let found: WireRecord[] = []
  for (const group of chunksOf(chunksOf(quotes, idsPerQuery), queriesPerRequest)) {
    const queries = Object.fromEntries(
      group.map((chunk, index) => [
        `quotes${index}`,
        { soql: quoteLinesWhere(schema, fields, soql`SBQQ__Quote__c IN ${ids(chunk)}`) },
      ]),
    )
    const pages = await queriesAtOnce(api, queries, signal)
    if (!pages.ok) return pages
    for (const [name, query] of Object.entries(queries)) {
      const page = pages.value[name]
      if (!page) continue
      const rows = page.ok ? await rowsFrom(api, query, page.value, signal) : page
      if (!rows.ok) return rows
      found = found.concat(rows.value)
    }
  }
  return ok(found)
}
