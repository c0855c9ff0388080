import type { SalesforceRow, SalesforceValue } from '../../seed/types.ts'
import type { Org } from './org.ts'

type Derive = (row: SalesforceRow, org: Org) => SalesforceValue

const num = (value: unknown): number => (typeof value === 'number' ? value : 0)
const round2 = (value: number) => Math.round((value + Number.EPSILON) * 100) / 100
const get = (org: Org, object: string, id: unknown) => (typeof id === 'string' ? org.table(object).get(id) : undefined)
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Lines of a deal that are not deleted. */
export function linesOf(org: Org, opportunityId: string): SalesforceRow[] {
  const table = org.table('OpportunityLineItem')
  const found: SalesforceRow[] = []
  for (const id of table.idsWhere('OpportunityId', opportunityId)) {
    const line = table.get(id)
    if (line && line['IsDeleted'] !== true) found.push(line)
  }
  return found
}

function stageOf(row: SalesforceRow, org: Org): SalesforceRow | undefined {
  for (const stage of org.table('OpportunityStage').values())
    if (stage['ApiName'] === row['StageName'] || stage['MasterLabel'] === row['StageName']) return stage
  return undefined
}

const amount: Derive = (row, org) => {
  const lines = linesOf(org, row.Id)
  if (lines.length === 0) return row['Amount'] ?? null
  return round2(lines.reduce((sum, line) => sum + totalPrice(line), 0))
}

function subtotal(line: SalesforceRow): number {
  return round2(num(line['UnitPrice']) * num(line['Quantity']))
}
function totalPrice(line: SalesforceRow): number {
  return round2(num(line['UnitPrice']) * num(line['Quantity']) * (1 - num(line['Discount']) / 100))
}

const entryOf = (row: SalesforceRow, org: Org) => get(org, 'PricebookEntry', row['PricebookEntryId'])
const productIdOf = (row: SalesforceRow, org: Org) => row['Product2Id'] ?? entryOf(row, org)?.['Product2Id'] ?? null
const productOf = (row: SalesforceRow, org: Org) => get(org, 'Product2', productIdOf(row, org))
const probability: Derive = (row, org) => row['Probability'] ?? stageOf(row, org)?.['DefaultProbability'] ?? null
const quarterOf = (row: SalesforceRow) => Math.ceil(Number(String(row['CloseDate']).slice(5, 7)) / 3)
const fullName: Derive = (row) =>
  text(row['LastName']) === null
    ? text(row['Name'])
    : [row['FirstName'], row['LastName']].filter((part) => text(part) !== null).join(' ')

/** Last day of a term of whole months that begins on a day: the day before the same day that many months later. */
function contractEnd(row: SalesforceRow): string | null {
  const start = text(row['StartDate'])
  const term = row['ContractTerm']
  if (start === null || typeof term !== 'number') return text(row['EndDate'])
  const [year = 0, month = 1, day = 1] = start.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + term, day - 1)).toISOString().slice(0, 10)
}

/**
 * Fields that are worked out on reading and so can never be stale. By object, then by field.
 * Source: Object Reference, field descriptions of each object.
 */
const DERIVED: Readonly<Record<string, Readonly<Record<string, Derive>>>> = {
  Opportunity: {
    IsClosed: (row, org) => stageOf(row, org)?.['IsClosed'] ?? false,
    IsWon: (row, org) => stageOf(row, org)?.['IsWon'] ?? false,
    Probability: probability,
    ForecastCategoryName: (row, org) =>
      row['ForecastCategoryName'] ?? stageOf(row, org)?.['ForecastCategoryName'] ?? null,
    ForecastCategory: (row, org) => {
      const name = String(row['ForecastCategoryName'] ?? stageOf(row, org)?.['ForecastCategoryName'] ?? 'Pipeline')
      return name === 'Commit' ? 'Forecast' : name.replaceAll(' ', '')
    },
    Amount: amount,
    ExpectedRevenue: (row, org) => {
      const total = amount(row, org)
      return total === null ? null : round2((num(total) * num(probability(row, org))) / 100)
    },
    TotalOpportunityQuantity: (row, org) => {
      const lines = linesOf(org, row.Id)
      return lines.length === 0
        ? (row['TotalOpportunityQuantity'] ?? null)
        : lines.reduce((sum, line) => sum + num(line['Quantity']), 0)
    },
    HasOpportunityLineItem: (row, org) => linesOf(org, row.Id).length > 0,
    FiscalQuarter: (row) => (row['CloseDate'] ? quarterOf(row) : null),
    FiscalYear: (row) => (row['CloseDate'] ? Number(String(row['CloseDate']).slice(0, 4)) : null),
    Fiscal: (row) => (row['CloseDate'] ? `${String(row['CloseDate']).slice(0, 4)} ${quarterOf(row)}` : null),
    LastStageChangeDate: (row) => row['LastStageChangeDate'] ?? row.CreatedDate,
  },
  OpportunityLineItem: {
    Subtotal: subtotal,
    TotalPrice: totalPrice,
    ListPrice: (row, org) => entryOf(row, org)?.['UnitPrice'] ?? row['ListPrice'] ?? null,
    Product2Id: productIdOf,
    ProductCode: (row, org) => productOf(row, org)?.['ProductCode'] ?? null,
    Name: (row, org) =>
      [get(org, 'Opportunity', row['OpportunityId'])?.['Name'], productOf(row, org)?.['Name']]
        .filter((part) => text(part) !== null)
        .join(' ')
        .slice(0, 376),
    CurrencyIsoCode: (row, org) =>
      get(org, 'Opportunity', row['OpportunityId'])?.['CurrencyIsoCode'] ?? org.seed.org.corporateCurrency,
    HasRevenueSchedule: () => false,
    HasQuantitySchedule: () => false,
    HasSchedule: () => false,
  },
  OpportunityContactRole: {
    CurrencyIsoCode: (row, org) =>
      get(org, 'Opportunity', row['OpportunityId'])?.['CurrencyIsoCode'] ?? org.seed.org.corporateCurrency,
  },
  PricebookEntry: {
    Name: (row, org) => productOf(row, org)?.['Name'] ?? null,
    ProductCode: (row, org) => productOf(row, org)?.['ProductCode'] ?? null,
  },
  Contact: { Name: fullName },
  User: { Name: fullName },
  Contract: {
    EndDate: contractEnd,
    StatusCode: (row) =>
      row['Status'] === 'Activated' ? 'Activated' : row['Status'] === 'In Approval Process' ? 'InApproval' : 'Draft',
  },
  Task: {
    IsClosed: (row) => row['Status'] === 'Completed',
    IsHighPriority: (row) => row['Priority'] === 'High',
    AccountId: (row, org) => {
      const what = text(row['WhatId']) ?? ''
      return what.startsWith('001') ? what : text(get(org, 'Opportunity', what)?.['AccountId'])
    },
    CompletedDateTime: (row) => (row['Status'] === 'Completed' ? row.LastModifiedDate : null),
    TaskSubtype: (row) => row['TaskSubtype'] ?? 'Task',
  },
  SBQQ__QuoteLine__c: {
    SBQQ__ProductCode__c: (row, org) =>
      row['SBQQ__ProductCode__c'] ?? get(org, 'Product2', row['SBQQ__Product__c'])?.['ProductCode'] ?? null,
    SBQQ__ProductName__c: (row, org) =>
      row['SBQQ__ProductName__c'] ?? get(org, 'Product2', row['SBQQ__Product__c'])?.['Name'] ?? null,
  },
}

export const deriveOf = (object: string, field: string): Derive | undefined => DERIVED[object]?.[field]
