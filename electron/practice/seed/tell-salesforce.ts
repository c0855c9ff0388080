import type { SeedContext } from './context.ts'
import { stamps } from './people.ts'
import { entryKey, listPrice } from './products.ts'
import type { AccountStory, DealStory } from './story.ts'
import { quoteRows, quotedTerms } from './tell-quote.ts'
import { subscriptionId } from './tell-stigg.ts'
import type { SalesforceRow } from './types.ts'

export interface RowBook {
  add(object: string, row: SalesforceRow): void
  has(object: string, id: string): boolean
}

/** The id that the account's customer has in Stigg, where its story names one. */
const stiggIdOf = (context: SeedContext, account: AccountStory) =>
  account.stiggId === 'own' ? context.id('Account', account.key) : account.stiggId

/** An account with its contacts; a second telling of the same account adds nothing. */
export function tellAccount(
  context: SeedContext,
  book: RowBook,
  account: AccountStory & { readonly mergedInto?: string },
  owner = context.id('User', 'grace'),
): void {
  const id = context.id('Account', account.key)
  if (book.has('Account', id)) return
  const since = -(account.since ?? 120)
  const stiggId = stiggIdOf(context, account)
  const made = stamps(context, since, since / 4)
  const currency = account.currency ?? 'USD'
  book.add('Account', {
    Id: id,
    ...made,
    Name: account.name,
    Type: stiggId === undefined ? 'Prospect' : 'Customer',
    Industry: account.industry,
    Website: `https://www.${account.domain}`,
    BillingCity: account.city,
    BillingCountry: account.country,
    OwnerId: owner,
    CurrencyIsoCode: currency,
    Stigg_Customer_ID__c: stiggId ?? null,
    Stigg_Customer_URL__c:
      stiggId === undefined ? null : `${context.stiggAppUrl}/customers/${encodeURIComponent(stiggId)}`,
    MasterRecordId: account.mergedInto === undefined ? null : context.id('Account', account.mergedInto),
    IsDeleted: account.mergedInto !== undefined,
  })
  account.contacts.forEach((contact, index) => {
    book.add('Contact', {
      Id: context.id('Contact', `${account.key}:${index + 1}`),
      ...made,
      AccountId: account.mergedInto === undefined ? id : context.id('Account', account.mergedInto),
      FirstName: contact.first,
      LastName: contact.last,
      Title: contact.title,
      Email: contact.email,
      IsEmailBounced: contact.bounced === true,
      EmailBouncedDate: contact.bounced === true ? context.stamp(-40) : null,
      HasOptedOutOfEmail: false,
      OwnerId: owner,
      CurrencyIsoCode: currency,
    })
  })
}

/** A deal with its account, lines, contact roles and quote. */
export function tellDeal(context: SeedContext, book: RowBook, deal: DealStory): void {
  const id = context.id('Opportunity', deal.key)
  const owner = context.id('User', deal.owner)
  const currency = deal.currency ?? 'USD'
  const priceBook = deal.priceBook ?? 'standard'
  if (deal.account) tellAccount(context, book, deal.account, owner)
  const stage = deal.stage ?? 'Closed Won'
  const isClosed = stage.startsWith('Closed')
  const minute = (context.random(deal.key)() * 9) / 24
  const changed = isClosed ? -deal.closedDaysAgo + minute - 0.4 : -2 - minute * 20
  const made = stamps(context, Math.min(changed - 30, -35), Math.min(changed, -0.02))
  const quote = deal.quote && context.id('SBQQ__Quote__c', deal.key)

  book.add('Opportunity', {
    Id: id,
    ...made,
    Name: deal.name,
    AccountId: deal.account ? context.id('Account', deal.account.key) : null,
    RecordTypeId: context.id('RecordType', deal.type === undefined ? 'New_Business' : 'Existing_Business'),
    StageName: stage,
    LastStageChangeDate: made.LastModifiedDate,
    CloseDate: context.day(-deal.closedDaysAgo),
    Type: deal.type ?? 'New Customer',
    NextStep: deal.nextStep ?? null,
    LeadSource: 'Web',
    Pricebook2Id: deal.lines.length === 0 ? null : context.id('Pricebook2', priceBook),
    OwnerId: owner,
    CurrencyIsoCode: currency,
    Amount: deal.lines.length === 0 ? 40_000 : null,
    ContractId: deal.quote?.contractSince === undefined ? null : context.id('Contract', deal.key),
    Stigg_Subscription_ID__c: deal.provisionedAs === undefined ? null : subscriptionId(context, deal.provisionedAs),
    SBQQ__PrimaryQuote__c: quote ?? null,
    SBQQ__Contracted__c: false,
    SBQQ__Ordered__c: false,
    SBQQ__Renewal__c: deal.quote?.type === 'Renewal',
    SBQQ__AmendedContract__c: deal.quote?.type === 'Amendment' ? context.id('Contract', deal.key) : null,
  })

  deal.account?.contacts.forEach((contact, index) => {
    if (contact.role === undefined) return
    book.add('OpportunityContactRole', {
      Id: context.id('OpportunityContactRole', `${deal.key}:${index + 1}`),
      ...made,
      OpportunityId: id,
      ContactId: context.id('Contact', `${deal.account?.key}:${index + 1}`),
      Role: contact.role,
      IsPrimary: contact.primary === true,
    })
  })

  if (deal.quote) for (const [object, row] of quoteRows(context, deal)) book.add(object, row)
  if (deal.quote?.linesOnlyInQuote === true) return
  deal.lines.forEach((line, index) => {
    if (line.quoted?.onlyInQuote === true) return
    const key = `${deal.key}:${index + 1}`
    book.add('OpportunityLineItem', {
      Id: context.id('OpportunityLineItem', key),
      ...made,
      OpportunityId: id,
      Product2Id: context.id('Product2', line.product),
      PricebookEntryId: context.id('PricebookEntry', entryKey(priceBook, line.product, currency)),
      Quantity: line.quantity,
      UnitPrice: line.price ?? listPrice(line.product, currency, priceBook),
      Discount: line.discount ?? null,
      ServiceDate:
        line.serviceIn === undefined ? (quotedTerms(context, deal, line)?.from ?? null) : context.day(line.serviceIn),
      Description: line.description ?? null,
      SortOrder: index + 1,
      Stigg_Type__c: line.maps?.type ?? null,
      Stigg_ID__c: line.maps?.id ?? null,
      SBQQ__QuoteLine__c: deal.quote ? context.id('SBQQ__QuoteLine__c', key) : null,
    })
  })
}
