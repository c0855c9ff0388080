import type { DealScope, MirrorDeal } from '#core/ports'
import { ok, type Result } from '#shared/failure'

import { hasPrimaryQuotes } from './deal-columns.ts'
import { byOpportunity, chunksOf, idsPerQuery, linesOf, readAround, type LineReading } from './deal-lines.ts'
import { linesWhere, quoteLinesWhere } from './deal-queries.ts'
import type { OrgContext } from './org-context.ts'
import { queriesAtOnce, rowsFrom, type Query, type WireRecord } from './query.ts'
import { ids, soql, type Soql } from './soql.ts'
import { standardPriceQuery } from './standard-prices.ts'
import { toOpportunity } from './to-opportunity.ts'
import { textAt } from './wire.ts'

const queriesPerRequest = 5
/** Opportunities completed at once: their lines fit the queries of one composite request. */
export const pageSize = queriesPerRequest * idsPerQuery

/**
 * Records of opportunities to deals with their lines. One request for a small page, and more only where there are many
 * lines, deals whose lines stand in their quote alone, or products that were not met before.
 * What cannot be read is left out and logged: one odd record must not keep all others from the mirror.
 */
export async function completeDeals(
  context: OrgContext,
  records: readonly WireRecord[],
  scope: DealScope,
  reading: LineReading,
  signal?: AbortSignal,
): Promise<Result<MirrorDeal[]>> {
  const found = await linesFor(context, records, reading, signal)
  if (!found.ok) return found
  const { lines, quoteLines } = found.value
  const around = await readAround(context, lines, quoteLines, reading, signal)
  if (!around.ok) return around

  const linesBy = byOpportunity(lines, 'OpportunityId')
  const quoteLinesBy = byOpportunity(quoteLines, 'SBQQ__Quote__r.SBQQ__Opportunity2__c')
  const toDeal = (record: WireRecord): Result<MirrorDeal> => {
    const parsed = toOpportunity(record, scope.fields, context.currency)
    if (!parsed.ok) return parsed
    const { id, currency } = parsed.value.opportunity
    const dealLines = linesOf(linesBy.get(id) ?? [], quoteLinesBy.get(id) ?? [], currency, reading)
    return dealLines.ok ? ok({ ...parsed.value, lines: dealLines.value }) : dealLines
  }
  return ok(
    records.flatMap((record) => {
      const deal = toDeal(record)
      if (deal.ok) return [deal.value]
      context.log.warn('A deal could not be read and is left out', {
        opportunityId: record['Id'],
        reason: deal.failure.message,
      })
      return []
    }),
  )
}

interface FoundLines {
  readonly lines: readonly WireRecord[]
  readonly quoteLines: readonly WireRecord[]
}

type Kind = 'lines' | 'quoteLines' | 'prices'

/** Everything that is known to be needed from the opportunities alone, five queries to a request. */
async function linesFor(
  context: OrgContext,
  records: readonly WireRecord[],
  reading: LineReading,
  signal?: AbortSignal,
): Promise<Result<FoundLines>> {
  const { api, schema } = context
  const opportunities = chunksOf(
    records.map((record) => String(record['Id'])),
    idsPerQuery,
  )
  const quotes = chunksOf(hasPrimaryQuotes(schema) ? quotesThatCount(records, reading) : [], idsPerQuery)
  const small = opportunities.length === 1 && quotes.length <= 1
  const prices = (products: Soql) => ['prices', { soql: standardPriceQuery(schema, products) }] as const
  const wanted: (readonly [Kind, Query])[] = [
    ...opportunities.flatMap((chunk) => {
      const theirs = soql`OpportunityId IN ${ids(chunk)}`
      const query = ['lines', { soql: linesWhere(schema, reading.fields, theirs) }] as const
      if (!small) return [query]
      return [query, prices(soql`Product2Id IN (SELECT Product2Id FROM OpportunityLineItem WHERE ${theirs})`)]
    }),
    ...quotes.flatMap((chunk) => {
      const theirs = soql`SBQQ__Quote__c IN ${ids(chunk)}`
      const query = ['quoteLines', { soql: quoteLinesWhere(schema, reading.fields, theirs) }] as const
      if (!small) return [query]
      return [query, prices(soql`Product2Id IN (SELECT SBQQ__Product__c FROM SBQQ__QuoteLine__c WHERE ${theirs})`)]
    }),
  ]
  const found: Record<Kind, WireRecord[][]> = { lines: [], quoteLines: [], prices: [] }
  for (const group of chunksOf(wanted, queriesPerRequest)) {
    const pages = await queriesAtOnce(
      api,
      Object.fromEntries(group.map(([kind, query], index) => [`${kind}${index}`, query])),
      signal,
    )
    if (!pages.ok) return pages
    for (const [index, [kind, query]] of group.entries()) {
      const page = pages.value[`${kind}${index}`]
      if (!page) continue
      const rows = page.ok ? await rowsFrom(api, query, page.value, signal) : page
      if (!rows.ok) return rows
      found[kind].push(rows.value)
    }
  }
  const [lines, quoteLines] = [found.lines.flat(), found.quoteLines.flat()]
  if (small) {
    reading.standardPrices.add(found.prices.flat())
    for (const line of lines) reading.pricedProducts.add(textAt(line, 'Product2.Id') ?? '')
    for (const line of quoteLines) reading.pricedProducts.add(textAt(line, 'SBQQ__Product__r.Id') ?? '')
  }
  return ok({ lines, quoteLines })
}

/** Primary quotes of the deals whose lines are read from them: all, or those that have no products of their own. */
const quotesThatCount = (records: readonly WireRecord[], { lineSource }: LineReading): string[] =>
  records
    .filter((record) => lineSource === 'quote' || record['HasOpportunityLineItem'] !== true)
    .map((record) => textAt(record, 'SBQQ__PrimaryQuote__c'))
    .filter((quote) => quote !== null)
