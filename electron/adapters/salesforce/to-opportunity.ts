import { z } from 'zod'

import { Day, type Account, type Opportunity } from '#shared/domain/opportunity'
import type { MappingFields } from '#shared/domain/profile'
import { ok, type Result } from '#shared/failure'

import { fromOpportunity } from './deal-columns.ts'
import type { WireRecord } from './query.ts'
import {
  currency,
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
  SystemModstamp: moment,
})

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
    recordType: null,
    quote: null,
    subscriptionId: textAt(record, pathOf(fields.subscriptionId, fromOpportunity)),
    systemModstamp: from.SystemModstamp,
  }
  return ok({ opportunity, account })
}
