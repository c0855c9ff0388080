import { catalogue, ENVIRONMENT_SLUG } from './catalogue/catalogue.ts'
import { createContext, type SeedContext } from './context.ts'
import { ALL_DEALS } from './deals/all.ts'
import { generate } from './generated.ts'
import { generatePairs } from './generated-pairs.ts'
import { COMPANY, orgRows, usersOf } from './people.ts'
import { productRows } from './products.ts'
import { STANDING } from './standing.ts'
import type { AccountStory, CustomerStory, SubscriptionStory } from './story.ts'
import { grantOf } from './tell-grant.ts'
import { tellAccount, tellDeal, type RowBook } from './tell-salesforce.ts'
import { customerId, tellCustomer, tellSubscription, type StiggBook } from './tell-stigg.ts'
import type { PracticeSeed, SalesforceRow, StiggPromotionalEntitlement } from './types.ts'

export interface SeedOptions {
  readonly seed: number
  /** ISO date-time that the story's days are counted from: the day of the first start. */
  readonly anchor: string
  /** How many won deals to generate on top of the story. */
  readonly opportunities?: number
  /** How many accounts, and as many customers, to generate beside the story for the page of links. */
  readonly pairs?: number
  /** Base of Stigg's app, for the customer links that stand on accounts. */
  readonly stiggUrl?: string
}

/**
 * The whole practice story: the same for the same options, whenever and wherever it is told.
 * Throws RangeError where the anchor is no date-time.
 */
export function makeSeed({ seed, anchor, opportunities = 0, pairs = 0, stiggUrl }: SeedOptions): PracticeSeed {
  const base = (stiggUrl ?? 'http://127.0.0.1:4020').replace(/\/+$/, '')
  const context = createContext({ seed, anchor, stiggAppUrl: `${base}/${ENVIRONMENT_SLUG}` })
  const objects: Record<string, SalesforceRow[]> = {
    ...orgRows(context),
    ...productRows(context),
    ...Object.fromEntries(TOLD.map((object) => [object, []])),
  }
  const add = (object: string, row: SalesforceRow) => void (objects[object] ??= []).push(row)
  const stigg: StiggBook = { customers: [], subscriptions: [], subscriptionDetails: {}, grants: [], usage: [] }
  tellStory(context, add, stigg)
  generate(context, opportunities, add, stigg)
  generatePairs(context, pairs, add, stigg)
  return {
    salesforce: { org: COMPANY, users: usersOf(context), objects },
    stigg: {
      ...catalogue(context),
      ...stigg,
      promotionalEntitlements: promotions(context),
      autoRecharges: autoRecharges(context),
    },
  }
}

/** Objects that the story fills; all are there, even when empty. */
const TOLD = [
  'Account',
  'Contact',
  'Opportunity',
  'OpportunityLineItem',
  'OpportunityContactRole',
  'Contract',
  'Task',
  'SBQQ__Quote__c',
  'SBQQ__QuoteLine__c',
  'SBQQ__Subscription__c',
]

function tellStory(context: SeedContext, add: RowBook['add'], stigg: StiggBook): void {
  const seen = new Set<string>()
  const book: RowBook = {
    add(object, row) {
      seen.add(row.Id)
      add(object, row)
    },
    has: (_object, id) => seen.has(id),
  }
  for (const { account, customer, subscriptions = [] } of STANDING) {
    if (account) tellAccount(context, book, account)
    if (customer) tellStigg(context, stigg, customer, account ?? null, subscriptions)
  }
  for (const deal of ALL_DEALS) {
    tellDeal(context, book, deal)
    const { customer, subscriptions = [], grants = [], usage = [] } = deal.stigg ?? {}
    if (!customer) continue
    const id = tellStigg(context, stigg, customer, deal.account, subscriptions)
    for (const grant of grants) stigg.grants.push(grantOf(context, grant, id))
    for (const { feature: featureId, value } of usage) {
      stigg.usage.push({ customerId: id, resourceId: null, featureId, value, at: context.at(-0.25) })
    }
  }
}

function tellStigg(
  context: SeedContext,
  stigg: StiggBook,
  customer: CustomerStory,
  account: AccountStory | null,
  subscriptions: readonly SubscriptionStory[],
): string {
  tellCustomer(context, stigg, customer, account)
  const id = customerId(context, customer, account)
  const salesforceId = account ? context.id('Account', account.key) : null
  for (const subscription of subscriptions) tellSubscription(context, stigg, subscription, id, salesforceId)
  return id
}

function promotions(context: SeedContext): PracticeSeed['stigg']['promotionalEntitlements'] {
  return [
    promotion(context, 'tidewater-storage', { customerId: 'customer-tidewater', usageLimit: 250 }),
    promotion(context, 'gannet-storage', { customerId: 'customer-gannet', usageLimit: 1_000 }),
  ]
}

/** One that is on and one that was switched off, for the customer whose credits have a history. */
function autoRecharges(context: SeedContext): PracticeSeed['stigg']['autoRecharges'] {
  const at = context.at(-33)
  const common = { customerId: 'customer-tidewater', createdAt: at, updatedAt: at }
  return [
    {
      ...common,
      id: 'auto-recharge-tidewater-api',
      currencyId: 'currency-api-credits',
      isEnabled: true,
      thresholdType: 'CREDIT_AMOUNT',
      thresholdValue: 2_000,
      targetBalance: 10_000,
      maxSpendLimit: 3_000,
      grantExpirationPeriod: '1_YEAR',
    },
    {
      ...common,
      id: 'auto-recharge-tidewater-tokens',
      currencyId: 'cred-type-ai-tokens',
      isEnabled: false,
      thresholdType: 'DOLLAR_AMOUNT',
      thresholdValue: 50,
      targetBalance: 1_000,
      maxSpendLimit: null,
      grantExpirationPeriod: '1_MONTH',
    },
  ]
}

/** Storage for half a year, given away twenty days ago. */
function promotion(
  context: SeedContext,
  key: string,
  given: { readonly customerId: string; readonly usageLimit: number },
): StiggPromotionalEntitlement {
  const startDate = context.at(-20)
  return {
    id: `promo-${key}`,
    ...given,
    featureId: 'feature-storage-gb',
    period: '6 month',
    status: 'Active',
    startDate,
    endDate: context.at(162),
    hasUnlimitedUsage: false,
    hasSoftLimit: false,
    isVisible: true,
    enumValues: null,
    resetPeriod: null,
    createdAt: startDate,
    updatedAt: startDate,
  }
}
