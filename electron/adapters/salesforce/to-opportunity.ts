import { z } from 'zod'

import { Account, Opportunity } from '#shared/domain/opportunity'
import type { MappingFields } from '#shared/domain/profile'
import { SalesforceId } from '#shared/domain/salesforce-id'
import { ok, type Result } from '#shared/failure'

import { fromOpportunity } from './deal-columns.ts'
import type { WireRecord } from './query.ts'
import { currency, day, decimal, flag, moment, momentOrNull, parsed, pathOf, text, textAt } from './wire.ts'

const Named = z.object({ Name: text }).nullish()

const WireOpportunity = z.object({
  Id: SalesforceId,
  Name: text,
  StageName: text,
  IsWon: flag,
  IsClosed: flag,
  CloseDate: day,
  Amount: decimal,
  CurrencyIsoCode: currency,
  Type: text,
  AccountId: SalesforceId.nullish(),
  Owner: Named,
  Pricebook2Id: SalesforceId.nullish(),
  Pricebook2: Named,
  ContractId: SalesforceId.nullish(),
  Account: z.object({ Id: SalesforceId, Name: text, Website: text, LastModifiedDate: momentOrNull }).nullish(),
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
  const account = from.Account
    ? parsed(
        Account,
        {
          id: from.Account.Id,
          name: from.Account.Name ?? '',
          website: from.Account.Website,
          stiggCustomerId: textAt(record, pathOf(fields.customerId, fromOpportunity)),
          stiggCustomerUrl: textAt(record, pathOf(fields.customerUrl, fromOpportunity)),
          lastModifiedDate: from.Account.LastModifiedDate,
        },
        `Account ${from.Account.Id}`,
      )
    : ok(null)
  if (!account.ok) return account
  const opportunity = parsed(
    Opportunity,
    {
      id: from.Id,
      name: from.Name ?? '',
      stageName: from.StageName ?? '',
      isWon: from.IsWon,
      isClosed: from.IsClosed,
      closeDate: from.CloseDate,
      amount: from.Amount,
      currency: from.CurrencyIsoCode ?? orgCurrency,
      type: from.Type,
      accountId: from.AccountId ?? null,
      accountName: from.Account?.Name ?? null,
      ownerName: from.Owner?.Name ?? null,
      pricebookId: from.Pricebook2Id ?? null,
      pricebookName: from.Pricebook2?.Name ?? null,
      contractId: from.ContractId ?? null,
      subscriptionId: textAt(record, pathOf(fields.subscriptionId, fromOpportunity)),
      systemModstamp: from.SystemModstamp,
    },
    `Opportunity ${from.Id}`,
  )
  return opportunity.ok ? ok({ opportunity: opportunity.value, account: account.value }) : opportunity
}
