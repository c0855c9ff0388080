import type { SeedContext } from './context.ts'
import { stamps } from './people.ts'
import { entryKey, listPrice, PRODUCTS } from './products.ts'
import type { DealStory, LineStory } from './story.ts'
import type { SalesforceRow } from './types.ts'

const MONTH_DAYS = 30.4375

/** First and last day of a quoted line: its own segment's, else the quote's. */
export function quotedTerms(context: SeedContext, { quote }: DealStory, line?: LineStory) {
  if (!quote) return undefined
  const from = line?.quoted?.from ?? quote.from
  const to = line?.quoted?.to ?? quote.from + Math.round(quote.termMonths * MONTH_DAYS) - 1
  return { from: context.day(from), to: context.day(to) }
}

/**
 * The primary quote of a deal with its lines, and what is amended where it is an amendment: contract and subscriptions.
 * Source: Salesforce CPQ Developer Guide.
 */
export function quoteRows(context: SeedContext, deal: DealStory): [object: string, row: SalesforceRow][] {
  const { quote, account } = deal
  if (!quote || !account) return []
  const rows: [string, SalesforceRow][] = []
  const id = context.id('SBQQ__Quote__c', deal.key)
  const contract = quote.contractSince === undefined ? null : context.id('Contract', deal.key)
  const currency = deal.currency ?? 'USD'
  const book = deal.priceBook ?? 'standard'
  const made = stamps(context, -deal.closedDaysAgo - 10, -deal.closedDaysAgo - 0.5)
  const terms = quotedTerms(context, deal)
  const number = (prefix: string, key: string) =>
    `${prefix}-${String(Math.floor(context.random(key)() * 99_999)).padStart(5, '0')}`
  const priceOf = (line: LineStory) => line.price ?? listPrice(line.product, currency, book)

  if (contract !== null && quote.contractSince !== undefined) {
    rows.push([
      'Contract',
      {
        Id: contract,
        ...stamps(context, -quote.contractSince),
        AccountId: context.id('Account', account.key),
        Pricebook2Id: context.id('Pricebook2', book),
        ContractNumber: number('', `contract:${deal.key}`).replace('-', '000'),
        Status: 'Activated',
        StartDate: context.day(-quote.contractSince),
        ContractTerm: 12,
        ActivatedDate: context.stamp(-quote.contractSince),
        OwnerId: context.id('User', deal.owner),
        CurrencyIsoCode: currency,
      },
    ])
  }
  rows.push([
    'SBQQ__Quote__c',
    {
      Id: id,
      ...made,
      Name: number('Q', `quote:${deal.key}`),
      SBQQ__Opportunity2__c: context.id('Opportunity', deal.key),
      SBQQ__Account__c: context.id('Account', account.key),
      SBQQ__Primary__c: true,
      SBQQ__Status__c: 'Accepted',
      SBQQ__Type__c: quote.type ?? 'Quote',
      SBQQ__StartDate__c: terms?.from ?? null,
      SBQQ__EndDate__c: terms?.to ?? null,
      SBQQ__SubscriptionTerm__c: quote.termMonths,
      SBQQ__MasterContract__c: contract,
      SBQQ__NetAmount__c: deal.lines.reduce((sum, line) => sum + priceOf(line) * line.quantity, 0),
      SBQQ__BillingFrequency__c: quote.billing,
      OwnerId: context.id('User', deal.owner),
      CurrencyIsoCode: currency,
    },
  ])
  deal.lines.forEach((line, index) => {
    const key = `${deal.key}:${index + 1}`
    const quantity = line.quoted?.quantity ?? line.quantity
    const entry = context.id('PricebookEntry', entryKey(line.quoted?.priceBook ?? book, line.product, currency))
    const own = quotedTerms(context, deal, line)
    const isSegment = line.quoted?.segment !== undefined
    rows.push([
      'SBQQ__QuoteLine__c',
      {
        Id: context.id('SBQQ__QuoteLine__c', key),
        ...made,
        Name: number('QL', `quote-line:${key}`),
        SBQQ__Quote__c: id,
        SBQQ__Product__c: context.id('Product2', line.product),
        SBQQ__ProductCode__c: PRODUCTS[line.product].code,
        SBQQ__ProductName__c: PRODUCTS[line.product].name,
        SBQQ__PricebookEntry__c: entry,
        SBQQ__PricebookEntryId__c: entry,
        SBQQ__Number__c: index + 1,
        SBQQ__Quantity__c: quantity,
        SBQQ__PriorQuantity__c: line.quoted?.prior ?? null,
        SBQQ__EffectiveQuantity__c: quantity - (line.quoted?.prior ?? 0),
        SBQQ__ListPrice__c: listPrice(line.product, currency, book),
        SBQQ__CustomerPrice__c: priceOf(line),
        SBQQ__NetPrice__c: priceOf(line),
        SBQQ__NetTotal__c: priceOf(line) * line.quantity,
        SBQQ__Discount__c: line.discount ?? null,
        SBQQ__StartDate__c: isSegment ? (own?.from ?? null) : null,
        SBQQ__EndDate__c: isSegment ? (own?.to ?? null) : null,
        SBQQ__EffectiveStartDate__c: own?.from ?? null,
        SBQQ__EffectiveEndDate__c: own?.to ?? null,
        SBQQ__SubscriptionPricing__c: 'Fixed Price',
        SBQQ__BillingFrequency__c: quote.billing,
        SBQQ__ProrateMultiplier__c: quote.termMonths / 12,
        SBQQ__Existing__c: line.quoted?.prior !== undefined,
        SBQQ__UpgradedSubscription__c:
          line.quoted?.prior === undefined || contract === null ? null : context.id('SBQQ__Subscription__c', key),
        SBQQ__SegmentIndex__c: line.quoted?.segment ?? null,
        SBQQ__SegmentKey__c: isSegment ? `${deal.key}:${line.product}` : null,
        SBQQ__SegmentLabel__c: isSegment ? `Year ${line.quoted?.segment}` : null,
        CurrencyIsoCode: currency,
      },
    ])
    if (contract === null || line.quoted?.prior === undefined || quote.contractSince === undefined) return
    rows.push([
      'SBQQ__Subscription__c',
      {
        Id: context.id('SBQQ__Subscription__c', key),
        ...stamps(context, -quote.contractSince),
        Name: number('SUB', `subscription:${key}`),
        SBQQ__Account__c: context.id('Account', account.key),
        SBQQ__Contract__c: contract,
        SBQQ__Product__c: context.id('Product2', line.product),
        SBQQ__Quantity__c: line.quoted.prior,
        SBQQ__StartDate__c: context.day(-quote.contractSince),
        SBQQ__EndDate__c: context.day(365 - quote.contractSince),
        SBQQ__RenewalPrice__c: priceOf(line),
        SBQQ__NetPrice__c: priceOf(line),
        CurrencyIsoCode: currency,
      },
    ])
  })
  return rows
}
