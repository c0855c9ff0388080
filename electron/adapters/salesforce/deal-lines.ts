import type { OpportunityLine } from '#shared/domain/opportunity'
import type { LineScope } from '#core/ports'
import { ok, type Result } from '#shared/failure'

import { queryRows, type WireRecord } from './query.ts'
import type { OrgContext } from './org-context.ts'
import { ids, soql } from './soql.ts'
import { createStandardPrices, standardPriceQuery } from './standard-prices.ts'
import { toLine, toLineOfQuote } from './to-line.ts'
import { textAt, valueAt } from './wire.ts'

/** Records of lines, and what else is needed to read them. Grows while a run of reading goes on. */
export interface LineReading extends LineScope {
  readonly standardPrices: ReturnType<typeof createStandardPrices>
  /** Products whose standard prices have been asked for. */
  readonly pricedProducts: Set<string>
  readonly bookOfEntry: Map<string, string>
}

export const createLineReading = ({ fields, lineSource }: LineScope): LineReading => ({
  fields,
  lineSource,
  standardPrices: createStandardPrices(),
  pricedProducts: new Set(),
  bookOfEntry: new Map(),
})

/** Record IDs in one condition: with their escapes 300 stay below what the address of a request may hold. */
export const idsPerQuery = 300

export function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
}

const entryIdPath = 'SBQQ__QuoteLine__r.SBQQ__PricebookEntryId__c'

/** Read what the lines point to and what is not known yet: standard prices, and entries named in a text field alone. */
export async function readAround(
  { api, schema }: OrgContext,
  lines: readonly WireRecord[],
  quoteLines: readonly WireRecord[],
  reading: LineReading,
  signal?: AbortSignal,
): Promise<Result<void>> {
  const products = distinct([
    ...lines.map((record) => textAt(record, 'Product2.Id')),
    ...quoteLines.map((record) => textAt(record, 'SBQQ__Product__r.Id')),
  ]).filter((product) => !reading.pricedProducts.has(product))
  for (const chunk of chunksOf(products, idsPerQuery)) {
    const query = { soql: standardPriceQuery(schema, soql`Product2Id IN ${ids(chunk)}`) }
    const rows = await queryRows(api, query, signal)
    if (!rows.ok) return rows
    reading.standardPrices.add(rows.value)
    for (const product of chunk) reading.pricedProducts.add(product)
  }
  if (schema.has('SBQQ__QuoteLine__c', 'SBQQ__PricebookEntry__c')) return ok(undefined)
  const entries = distinct([
    ...lines.map((record) => textAt(record, entryIdPath)),
    ...quoteLines.map((record) => textAt(record, 'SBQQ__PricebookEntryId__c')),
  ]).filter((entry) => !reading.bookOfEntry.has(entry))
  for (const chunk of chunksOf(entries, idsPerQuery)) {
    const query = { soql: soql`SELECT Id, Pricebook2Id FROM PricebookEntry WHERE Id IN ${ids(chunk)}` }
    const rows = await queryRows(api, query, signal)
    if (!rows.ok) return rows
    for (const row of rows.value) reading.bookOfEntry.set(String(row['Id']), String(row['Pricebook2Id']))
  }
  return ok(undefined)
}

const distinct = (texts: readonly (string | null)[]): string[] => [...new Set(texts.filter((text) => text !== null))]

/** The lines of one deal: its opportunity products or the lines of its primary quote, whichever the profile wants first. */
export function linesOf(
  lines: readonly WireRecord[],
  quoteLines: readonly WireRecord[],
  currency: string,
  { fields, lineSource, standardPrices, bookOfEntry }: LineReading,
): Result<OpportunityLine[]> {
  const around = { fields, currency, standardPrices, bookOfEntry }
  const parsed: OpportunityLine[] = []
  const results = countsQuote(lineSource, lines, quoteLines)
    ? quoteLines.map((line) => toLineOfQuote(line, around))
    : lines.map((line) => toLine(line, around))
  for (const result of results) {
    if (!result.ok) return result
    parsed.push(result.value)
  }
  return ok(parsed)
}

/** Whether a deal's lines are those of its quote. */
export const countsQuote = (
  lineSource: LineScope['lineSource'],
  lines: readonly WireRecord[],
  quoteLines: readonly WireRecord[],
): boolean => (lineSource === 'quote' ? quoteLines.length > 0 : lines.length === 0)

/** Records by the opportunity that they belong to. */
export function byOpportunity(records: readonly WireRecord[], path: string): Map<string, WireRecord[]> {
  return Map.groupBy(records, (record) => String(valueAt(record, path)))
}
