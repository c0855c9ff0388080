import { refuseWrite } from '../errors.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import { linesOf } from './derived.ts'
import type { Org } from './org.ts'

export type Fields = { [field: string]: string | number | boolean | null }

/** What an object's own rules make of the fields that a request wants to write; they may change them, or refuse. */
export type WriteRule = (org: Org, fields: Fields, before: SalesforceRow | undefined) => void

const integrity = (message: string, fields: readonly string[] = []) =>
  refuseWrite('FIELD_INTEGRITY_EXCEPTION', message, fields)

/** Source: Object Reference, "Opportunity", usage notes of Amount, Pricebook2Id and CurrencyIsoCode. */
const opportunity: WriteRule = (org, fields, before) => {
  const hasLines = before !== undefined && linesOf(org, before.Id).length > 0
  if (hasLines) {
    delete fields['Amount']
    delete fields['TotalOpportunityQuantity']
    for (const name of ['Pricebook2Id', 'CurrencyIsoCode'])
      if (name in fields && fields[name] !== (before[name] ?? null))
        throw integrity(
          name === 'Pricebook2Id'
            ? 'The opportunity has opportunity products; its price book cannot be changed'
            : 'The opportunity has opportunity products; its currency cannot be changed',
          [name],
        )
  }
  const stage = fields['StageName']
  if (stage === undefined || stage === before?.['StageName']) return
  fields['LastStageChangeDate'] = org.stamp()
  if (!('Probability' in fields)) fields['Probability'] = null
  if (!('ForecastCategoryName' in fields)) fields['ForecastCategoryName'] = null
}

/** Source: Object Reference, "OpportunityLineItem", usage notes of PricebookEntryId, UnitPrice and TotalPrice. */
const opportunityLineItem: WriteRule = (org, fields, before) => {
  if (fields['UnitPrice'] != null && fields['TotalPrice'] != null)
    throw integrity('Specify only one of these fields: UnitPrice, TotalPrice', ['TotalPrice'])
  const opportunityId = String(fields['OpportunityId'] ?? before?.['OpportunityId'])
  const deal = org.table('Opportunity').get(opportunityId)
  if (!before) {
    if (fields['PricebookEntryId'] == null) fields['PricebookEntryId'] = entryFor(org, deal, fields['Product2Id'])
    const entry = org.table('PricebookEntry').get(String(fields['PricebookEntryId']))
    checkEntry(org, deal, entry)
    fields['Product2Id'] = entry?.['Product2Id'] ?? null
    if (fields['UnitPrice'] == null && fields['TotalPrice'] == null) fields['UnitPrice'] = entry?.['UnitPrice'] ?? null
    if (fields['UnitPrice'] == null && fields['TotalPrice'] == null)
      throw refuseWrite('REQUIRED_FIELD_MISSING', 'Required fields are missing: [UnitPrice]', ['UnitPrice'])
  }
  if (fields['TotalPrice'] != null) {
    const quantity = Number(fields['Quantity'] ?? before?.['Quantity'] ?? 1)
    const discount = Number(fields['Discount'] ?? before?.['Discount'] ?? 0)
    const factor = quantity * (1 - discount / 100)
    fields['UnitPrice'] = factor === 0 ? 0 : Math.round((Number(fields['TotalPrice']) / factor) * 100) / 100
  }
  delete fields['TotalPrice']
}

/** The active entry of the deal's price book, in its currency, for a product. */
function entryFor(org: Org, deal: SalesforceRow | undefined, product: unknown): string {
  const entries = org.table('PricebookEntry')
  for (const id of entries.idsWhere('Product2Id', product ?? '')) {
    const entry = entries.get(id)
    if (!entry || entry['IsActive'] !== true) continue
    if (entry['Pricebook2Id'] === (deal?.['Pricebook2Id'] ?? standardBook(org))) return id
  }
  throw refuseWrite('REQUIRED_FIELD_MISSING', 'Required fields are missing: [PricebookEntryId]', ['PricebookEntryId'])
}

function checkEntry(org: Org, deal: SalesforceRow | undefined, entry: SalesforceRow | undefined): void {
  const book = deal?.['Pricebook2Id']
  if (entry && book != null && entry['Pricebook2Id'] !== book)
    throw integrity(
      'field integrity exception: PricebookEntryId (pricebook entry is in a different pricebook than the one assigned to the opportunity)',
      ['PricebookEntryId'],
    )
  const corporate = org.seed.org.corporateCurrency
  if (entry && (entry['CurrencyIsoCode'] ?? corporate) !== (deal?.['CurrencyIsoCode'] ?? corporate))
    throw integrity(
      'field integrity exception: PricebookEntryId (pricebook entry currency does not match opportunity currency)',
      ['PricebookEntryId'],
    )
  if (entry && entry['IsActive'] !== true)
    throw integrity('field integrity exception: PricebookEntryId (pricebook entry is inactive)', ['PricebookEntryId'])
}

function standardBook(org: Org): string | undefined {
  for (const book of org.table('Pricebook2').values()) if (book['IsStandard'] === true) return book.Id
  return undefined
}

/** Source: Object Reference, "PricebookEntry": a product needs its standard price first, and one entry per currency. */
const pricebookEntry: WriteRule = (org, fields, before) => {
  if (before) return
  const entries = org.table('PricebookEntry')
  const corporate = org.seed.org.corporateCurrency
  const currency = fields['CurrencyIsoCode'] ?? corporate
  const same: SalesforceRow[] = []
  for (const id of entries.idsWhere('Product2Id', fields['Product2Id'])) {
    const entry = entries.get(id)
    if (entry && entry['IsDeleted'] !== true && (entry['CurrencyIsoCode'] ?? corporate) === currency) same.push(entry)
  }
  if (same.some((entry) => entry['Pricebook2Id'] === fields['Pricebook2Id']))
    throw refuseWrite('DUPLICATE_VALUE', 'This price definition already exists in this price book', [])
  const standard = standardBook(org)
  if (fields['Pricebook2Id'] !== standard && !same.some((entry) => entry['Pricebook2Id'] === standard))
    throw refuseWrite('STANDARD_PRICE_NOT_DEFINED', 'No standard price defined for this product', [])
}

export const WRITE_RULES: Readonly<Record<string, WriteRule>> = {
  Opportunity: opportunity,
  OpportunityLineItem: opportunityLineItem,
  PricebookEntry: pricebookEntry,
}
