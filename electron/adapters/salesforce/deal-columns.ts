import type { MappingFields } from '#shared/domain/profile'

import type { OrgSchema } from './org-schema.ts'
import { pathOf, type Route } from './wire.ts'

/*
 * Which fields are asked for. One that is unknown or hidden fails a whole query, so everything that an org may lack is
 * asked for only where describe shows it. The fields of the mapping are always asked for: without them a deal would
 * look unmapped instead of unreadable.
 */

/** How objects are reached from the one that is queried. */
export const fromOpportunity: Route = { Opportunity: '', Account: 'Account.' }
export const fromLine: Route = {
  OpportunityLineItem: '',
  PricebookEntry: 'PricebookEntry.',
  Product2: 'Product2.',
  SBQQ__QuoteLine__c: 'SBQQ__QuoteLine__r.',
}
export const fromQuoteLine: Route = { SBQQ__QuoteLine__c: '', Product2: 'SBQQ__Product__r.' }

type Column = readonly [path: string, object: string, field: string]

const visible = (schema: OrgSchema, columns: readonly Column[]): string[] =>
  columns.filter(([, object, field]) => schema.has(object, field)).map(([path]) => path)

const own = (object: string, names: readonly string[]): Column[] => names.map((name) => [name, object, name])

const chosen = (refs: readonly (string | null)[]): string[] => refs.filter((path) => path !== null)

/** Currency is a field of each record only where the org has several. */
export const isMultiCurrency = (schema: OrgSchema): boolean => schema.has('Opportunity', 'CurrencyIsoCode')
/** Opportunity products know their quote line, and the user may see both. */
const hasQuoteLines = (schema: OrgSchema): boolean =>
  schema.has('OpportunityLineItem', 'SBQQ__QuoteLine__c') && schema.has('SBQQ__QuoteLine__c', 'SBQQ__Quote__c')
export const hasPrimaryQuotes = (schema: OrgSchema): boolean =>
  schema.has('Opportunity', 'SBQQ__PrimaryQuote__c') && schema.has('SBQQ__QuoteLine__c', 'SBQQ__Product__c')

/** What the primary quote says of the deal as a whole. */
const primaryQuoteColumns: readonly Column[] = [
  'Name',
  'SBQQ__Type__c',
  'SBQQ__Status__c',
  'SBQQ__StartDate__c',
  'SBQQ__EndDate__c',
  'SBQQ__SubscriptionTerm__c',
  'SBQQ__BillingFrequency__c',
].map((name) => [`SBQQ__PrimaryQuote__r.${name}`, 'SBQQ__Quote__c', name])

/** The opportunity with what is shown of its account, owner and price book. */
export function opportunityColumns(schema: OrgSchema, fields: MappingFields): string[] {
  return [
    'Id',
    'Name',
    'StageName',
    'IsWon',
    'IsClosed',
    'CloseDate',
    'SystemModstamp',
    ...visible(schema, [
      ...own('Opportunity', ['Amount', 'CurrencyIsoCode', 'Type', 'AccountId', 'Pricebook2Id', 'ContractId']),
      ...own('Opportunity', ['HasOpportunityLineItem', 'SBQQ__PrimaryQuote__c']),
      ['RecordType.DeveloperName', 'Opportunity', 'RecordTypeId'],
      ...(hasPrimaryQuotes(schema) ? primaryQuoteColumns : []),
      ['Owner.Name', 'Opportunity', 'OwnerId'],
      ['Pricebook2.Name', 'Opportunity', 'Pricebook2Id'],
      ['Account.Id', 'Opportunity', 'AccountId'],
      ['Account.Name', 'Opportunity', 'AccountId'],
      ['Account.Website', 'Account', 'Website'],
      ['Account.LastModifiedDate', 'Account', 'LastModifiedDate'],
    ]),
    ...chosen(
      [fields.subscriptionId, fields.customerId, fields.customerUrl].map((ref) => pathOf(ref, fromOpportunity)),
    ),
  ]
}

/** What CPQ says about a line; `prefix` leads to the quote line. */
function quoteColumns(schema: OrgSchema, prefix: string): string[] {
  const line = 'SBQQ__QuoteLine__c'
  const quote = 'SBQQ__Quote__c'
  const ofLine = (name: string, field: string): Column => [prefix + name, line, field]
  const ofQuote = (name: string): Column => [`${prefix}SBQQ__Quote__r.${name}`, quote, name]
  return [
    `${prefix}Id`,
    ...visible(schema, [
      ...[
        'SBQQ__Quantity__c',
        'SBQQ__PriorQuantity__c',
        'SBQQ__SegmentIndex__c',
        'SBQQ__BillingFrequency__c',
        'SBQQ__EffectiveStartDate__c',
        'SBQQ__EffectiveEndDate__c',
        'SBQQ__StartDate__c',
        'SBQQ__EndDate__c',
        'SBQQ__SubscriptionTerm__c',
        'SBQQ__PricebookEntryId__c',
      ].map((name) => ofLine(name, name)),
      ofLine('SBQQ__PricebookEntry__r.Pricebook2Id', 'SBQQ__PricebookEntry__c'),
      ...['SBQQ__Type__c', 'SBQQ__StartDate__c', 'SBQQ__EndDate__c'].map(ofQuote),
      ...['SBQQ__BillingFrequency__c', 'SBQQ__SubscriptionTerm__c'].map(ofQuote),
    ]),
  ]
}

const productColumns = (prefix: string): string[] =>
  ['Id', 'Name', 'ProductCode', 'IsActive'].map((name) => `${prefix}.${name}`)

const mappingRefs = ({ productType, productId, lineType, lineId }: MappingFields) => [
  productType,
  productId,
  lineType,
  lineId,
]

/** An opportunity's product with its price book entry, its mapping, and its quote line where CPQ is in use. */
export function lineColumns(schema: OrgSchema, fields: MappingFields): string[] {
  return [
    'Id',
    'OpportunityId',
    'Quantity',
    'PricebookEntry.Pricebook2Id',
    ...productColumns('Product2'),
    ...visible(
      schema,
      own('OpportunityLineItem', [
        'UnitPrice',
        'ListPrice',
        'Discount',
        'TotalPrice',
        'Description',
        'ServiceDate',
        'SortOrder',
        'CurrencyIsoCode',
      ]),
    ),
    ...chosen(mappingRefs(fields).map((ref) => pathOf(ref, fromLine))),
    ...(hasQuoteLines(schema) ? quoteColumns(schema, 'SBQQ__QuoteLine__r.') : []),
  ]
}

/** A line of the primary quote, for deals whose quote was never copied into opportunity products. */
export function quoteLineColumns(schema: OrgSchema, fields: MappingFields): string[] {
  const names = ['SBQQ__NetPrice__c', 'SBQQ__ListPrice__c', 'SBQQ__NetTotal__c', 'SBQQ__Number__c', 'CurrencyIsoCode']
  return [
    'SBQQ__Quote__r.SBQQ__Opportunity2__c',
    ...productColumns('SBQQ__Product__r'),
    ...visible(schema, own('SBQQ__QuoteLine__c', names)),
    ...chosen(mappingRefs(fields).map((ref) => pathOf(ref, fromQuoteLine))),
    ...quoteColumns(schema, ''),
  ]
}
