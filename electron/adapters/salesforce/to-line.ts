import { z } from 'zod'

import type { OpportunityLine, QuoteLine } from '#shared/domain/opportunity'
import type { MappingFields } from '#shared/domain/profile'
import { ok, type Result } from '#shared/failure'

import { fromLine, fromQuoteLine } from './deal-columns.ts'
import type { WireRecord } from './query.ts'
import type { StandardPrices } from './standard-prices.ts'
import {
  day,
  decimal,
  flag,
  parsed,
  pathOf,
  recordId,
  recordIdOrNull,
  text,
  textAt,
  whole,
  type Route,
} from './wire.ts'

const WireProduct = z.object({ Id: recordId, Name: text, ProductCode: text, IsActive: flag })

const WireQuoteLine = z.object({
  Id: recordId,
  SBQQ__Quantity__c: decimal,
  SBQQ__PriorQuantity__c: decimal,
  SBQQ__SegmentIndex__c: whole,
  SBQQ__EffectiveStartDate__c: day,
  SBQQ__EffectiveEndDate__c: day,
  SBQQ__StartDate__c: day,
  SBQQ__EndDate__c: day,
  SBQQ__BillingFrequency__c: text,
  SBQQ__SubscriptionTerm__c: whole,
  SBQQ__PricebookEntryId__c: text,
  SBQQ__PricebookEntry__r: z.object({ Pricebook2Id: recordIdOrNull }).nullish(),
  SBQQ__Quote__r: z
    .object({
      SBQQ__Type__c: text,
      SBQQ__StartDate__c: day,
      SBQQ__EndDate__c: day,
      SBQQ__BillingFrequency__c: text,
      SBQQ__SubscriptionTerm__c: whole,
    })
    .nullish(),
})
type WireQuoteLine = z.infer<typeof WireQuoteLine>

const WireLine = z.object({
  Id: recordId,
  Product2: WireProduct,
  Quantity: decimal,
  UnitPrice: decimal,
  ListPrice: decimal,
  Discount: decimal,
  TotalPrice: decimal,
  Description: text,
  ServiceDate: day,
  SortOrder: whole,
  PricebookEntry: z.object({ Pricebook2Id: recordIdOrNull }).nullish(),
  SBQQ__QuoteLine__r: WireQuoteLine.nullish(),
})

const WireQuoteLineAlone = WireQuoteLine.extend({
  SBQQ__Product__r: WireProduct,
  SBQQ__NetPrice__c: decimal,
  SBQQ__ListPrice__c: decimal,
  SBQQ__NetTotal__c: decimal,
  SBQQ__Number__c: whole,
})

/** What lines are read against: the chosen fields, the deal's currency, and prices that stand elsewhere. */
export interface LineSurroundings {
  readonly fields: MappingFields
  readonly currency: string
  readonly standardPrices: StandardPrices
  /** Price book by entry, for quote lines that name their entry in a text field alone. */
  readonly bookOfEntry: ReadonlyMap<string, string>
}

/** Parse an opportunity's product. Fails: `salesforce.unexpected-answer`. */
export function toLine(record: WireRecord, around: LineSurroundings): Result<OpportunityLine> {
  const what = `OpportunityLineItem ${String(record['Id'])}`
  const wire = parsed(WireLine, record, what)
  if (!wire.ok) return wire
  const from = wire.value
  return ok({
    id: from.Id,
    ...productOf(from.Product2, around),
    ...mappingOf(record, around.fields, fromLine),
    quantity: from.Quantity ?? '0',
    unitPrice: from.UnitPrice,
    listPrice: from.ListPrice,
    discountPercent: from.Discount,
    totalPrice: from.TotalPrice,
    description: from.Description,
    serviceDate: from.ServiceDate,
    sortOrder: from.SortOrder,
    pricebookId: from.PricebookEntry?.Pricebook2Id ?? null,
    quote: from.SBQQ__QuoteLine__r ? quoteOf(from.SBQQ__QuoteLine__r, around) : null,
  })
}

/**
 * Parse a line of the primary quote that has no opportunity product. Its net price is after discount and proration, so
 * no discount is left to apply. Fails: `salesforce.unexpected-answer`.
 */
export function toLineOfQuote(record: WireRecord, around: LineSurroundings): Result<OpportunityLine> {
  const what = `SBQQ__QuoteLine__c ${String(record['Id'])}`
  const wire = parsed(WireQuoteLineAlone, record, what)
  if (!wire.ok) return wire
  const from = wire.value
  const quote = quoteOf(from, around)
  return ok({
    id: from.Id,
    ...productOf(from.SBQQ__Product__r, around),
    ...mappingOf(record, around.fields, fromQuoteLine),
    quantity: from.SBQQ__Quantity__c ?? '0',
    unitPrice: from.SBQQ__NetPrice__c,
    listPrice: from.SBQQ__ListPrice__c,
    discountPercent: null,
    totalPrice: from.SBQQ__NetTotal__c,
    description: null,
    serviceDate: quote.startDate,
    sortOrder: from.SBQQ__Number__c,
    pricebookId: quote.pricebookId,
    quote,
  })
}

const productOf = (product: z.infer<typeof WireProduct>, { standardPrices, currency }: LineSurroundings) => ({
  productId: product.Id,
  productName: product.Name ?? '',
  productCode: product.ProductCode,
  productActive: product.IsActive,
  standardPriceActive: standardPrices.has(product.Id, currency),
})

/** Each value of the line beats the product's. */
function mappingOf(
  record: WireRecord,
  { lineType, lineId, productType, productId }: MappingFields,
  route: Route,
): Pick<OpportunityLine, 'stiggType' | 'stiggId' | 'mappedOn'> {
  const onLine = { type: textAt(record, pathOf(lineType, route)), id: textAt(record, pathOf(lineId, route)) }
  const onProduct = { type: textAt(record, pathOf(productType, route)), id: textAt(record, pathOf(productId, route)) }
  const line = onLine.type !== null || onLine.id !== null
  const product = onProduct.type !== null || onProduct.id !== null
  return {
    stiggType: onLine.type ?? onProduct.type,
    stiggId: onLine.id ?? onProduct.id,
    mappedOn: line ? 'line' : product ? 'product' : 'none',
  }
}

/** Dates, term and frequency of the line itself before those of its quote. */
function quoteOf(from: WireQuoteLine, { bookOfEntry }: LineSurroundings): QuoteLine {
  const quote = from.SBQQ__Quote__r
  const entryId = from.SBQQ__PricebookEntryId__c
  return {
    quoteLineId: from.Id,
    quoteType: quote?.SBQQ__Type__c ?? null,
    quantity: from.SBQQ__Quantity__c,
    priorQuantity: from.SBQQ__PriorQuantity__c,
    segmentIndex: from.SBQQ__SegmentIndex__c,
    startDate: from.SBQQ__EffectiveStartDate__c ?? from.SBQQ__StartDate__c ?? quote?.SBQQ__StartDate__c ?? null,
    endDate: from.SBQQ__EffectiveEndDate__c ?? from.SBQQ__EndDate__c ?? quote?.SBQQ__EndDate__c ?? null,
    billingFrequency: from.SBQQ__BillingFrequency__c ?? quote?.SBQQ__BillingFrequency__c ?? null,
    subscriptionTermMonths: from.SBQQ__SubscriptionTerm__c ?? quote?.SBQQ__SubscriptionTerm__c ?? null,
    pricebookId: from.SBQQ__PricebookEntry__r?.Pricebook2Id ?? (entryId && bookOfEntry.get(entryId)) ?? null,
  }
}
