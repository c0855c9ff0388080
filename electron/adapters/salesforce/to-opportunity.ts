import { z } from 'zod'

import { Day, type Account, type Opportunity, type PrimaryQuote } from '#shared/domain/opportunity'
import type { MappingFields } from '#shared/domain/profile'
import { ok, type Result } from '#shared/failure'

import { fromOpportunity } from './deal-columns.ts'
import type { WireRecord } from './query.ts'
import {
  currency,
  day,
  decimal,
  flag,
  moment,
  momentOrNull,
  parsed,
  pathOf,
  recordId,
  recordIdOrNull,
  text,
  textAt,
  whole,
} from './wire.ts'

const Named = z.object({ Name: text }).nullish()

const WireOpportunity = z.object({
  Id: recordId,
  Name: text,
  StageName: text,
  IsWon: flag,
  IsClosed: flag,
  CloseDate: Day,
  Amount: decimal,
  CurrencyIsoCode: currency,
  Type: text,
  AccountId: recordIdOrNull,
  Owner: Named,
  Pricebook2Id: recordIdOrNull,
  Pricebook2: Named,
  ContractId: recordIdOrNull,
  Account: z.object({ Id: recordId, Name: text, Website: text, LastModifiedDate: momentOrNull }).nullish(),
  RecordType: z.object({ DeveloperName: text }).nullish(),
  SBQQ__PrimaryQuote__c: recordIdOrNull,
  SBQQ__PrimaryQuote__r: z
    .object({
      Name: text,
      SBQQ__Type__c: text,
      SBQQ__Status__c: text,
      SBQQ__StartDate__c: day,
      SBQQ__EndDate__c: day,
      SBQQ__SubscriptionTerm__c: whole,
      SBQQ__BillingFrequency__c: text,
    })
    .nullish(),
  SystemModstamp: moment,
})
type WireOpportunity = z.infer<typeof WireOpportunity>

function quoteOf({ SBQQ__PrimaryQuote__c: id, SBQQ__PrimaryQuote__r: quote }: WireOpportunity): PrimaryQuote | null {
  if (!id || !quote) return null
  return {
    id,
    name: quote.Name ?? id,
    type: quote.SBQQ__Type__c,
    status: quote.SBQQ__Status__c,
    startDate: quote.SBQQ__StartDate__c,
    endDate: quote.SBQQ__EndDate__c,
    termMonths: quote.SBQQ__SubscriptionTerm__c,
    billingFrequency: quote.SBQQ__BillingFrequency__c,
  }
}

/**
 * Parse an opportunity's record, with the account that rides along in it.
 * @param orgCurrency lower case; used where the org has a single currency
 * Fails: `salesforce.unexpected-answer`.
 */
export function toOpportunity(
  record: WireRecord,
  fields: MappingFields,
  orgCurrency: string,
): Result<{ opportunity: Opportunity; account: Account | null }> {
  const wire = parsed(WireOpportunity, record, `Opportunity ${String(record['Id'])}`)
  if (!wire.ok) return wire
  const from = wire.value
  const account: Account | null = from.Account
    ? {
        id: from.Account.Id,
        name: from.Account.Name ?? '',
        website: from.Account.Website,
        stiggCustomerId: textAt(record, pathOf(fields.customerId, fromOpportunity)),
        stiggCustomerUrl: textAt(record, pathOf(fields.customerUrl, fromOpportunity)),
        lastModifiedDate: from.Account.LastModifiedDate,
      }
    : null
  const opportunity: Opportunity = {
    id: from.Id,
    name: from.Name ?? '',
    stageName: from.StageName ?? '',
    isWon: from.IsWon,
    isClosed: from.IsClosed,
    closeDate: from.CloseDate,
    amount: from.Amount,
    currency: from.CurrencyIsoCode ?? orgCurrency,
    type: from.Type,
    accountId: from.AccountId,
    accountName: from.Account?.Name ?? null,
    ownerName: from.Owner?.Name ?? null,
    pricebookId: from.Pricebook2Id,
    pricebookName: from.Pricebook2?.Name ?? null,
    contractId: from.ContractId,
    recordType: from.RecordType?.DeveloperName ?? null,
    quote: quoteOf(from),
    subscriptionId: textAt(record, pathOf(fields.subscriptionId, fromOpportunity)),
    systemModstamp: from.SystemModstamp,
  }
  return ok({ opportunity, account })
}
