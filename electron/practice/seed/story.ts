import type { IsoCode, Person, Stage } from './people.ts'
import type { PriceBook, ProductKey } from './products.ts'
import type { Shown } from './shown.ts'
import type { EntitlementOverride, StiggFutureUpdate, StiggPrice, StiggSubscription } from './types.ts'

/** One deal, and what stands around it in both systems. Every day is counted from the anchor. */
export interface DealStory {
  /** Unique; record ids follow from it, so it must not change. */
  readonly key: string
  readonly name: string
  /** The rules that it shows. */
  readonly shows: readonly Shown[]
  readonly account: AccountStory | null
  readonly owner: Person
  readonly stage?: Stage
  /** Days before the anchor on which it was (or will be, when negative) closed. */
  readonly closedDaysAgo: number
  readonly type?: 'New Customer' | 'Existing Customer - Upgrade' | 'Existing Customer - Renewal'
  readonly currency?: IsoCode
  readonly priceBook?: PriceBook
  readonly nextStep?: string
  readonly lines: readonly LineStory[]
  readonly quote?: QuoteStory
  /** Key of a subscription below whose id stands in the opportunity's Stigg Subscription ID. */
  readonly provisionedAs?: string
  readonly stigg?: {
    readonly customer?: CustomerStory
    readonly subscriptions?: readonly SubscriptionStory[]
    readonly grants?: readonly GrantStory[]
    readonly usage?: readonly UsageStory[]
  }
}

/** Used by two deals, the same object stands in both. */
export interface AccountStory {
  readonly key: string
  readonly name: string
  readonly domain: string
  readonly city: string
  readonly country: string
  readonly industry:
    'Technology' | 'Finance' | 'Healthcare' | 'Manufacturing' | 'Retail' | 'Media' | 'Education' | 'Energy'
  readonly contacts: readonly ContactStory[]
  readonly currency?: IsoCode
  readonly since?: number
  /** Stigg Customer ID: 'own' is the account's own record id. */
  readonly stiggId?: string
}

export interface ContactStory {
  readonly first: string
  readonly last: string
  readonly title: string
  readonly email: string | null
  readonly role?: 'Billing' | 'Accounts Payable' | 'Decision Maker' | 'Economic Buyer' | 'Evaluator'
  readonly primary?: boolean
  readonly bounced?: boolean
}

export interface LineStory {
  readonly product: ProductKey
  readonly quantity: number
  /** Sales price per unit in whole units of the deal's currency; the price book's where it is left out. */
  readonly price?: number
  readonly discount?: number
  readonly description?: string
  /** Days after the anchor. */
  readonly serviceIn?: number
  /** A mapping of the line's own, which beats the product's. */
  readonly maps?: { readonly type?: string; readonly id?: string }
  readonly quoted?: QuotedStory
}

/** What CPQ says about a line. */
interface QuotedStory {
  /** The quantity after the amendment; the line itself holds the difference. */
  readonly quantity?: number
  readonly prior?: number
  /** Nothing changes in it, so that it was not copied to the opportunity. */
  readonly onlyInQuote?: boolean
  /** Of the line's own period, in days after the anchor, where it differs from the quote's. */
  readonly from?: number
  readonly to?: number
  readonly segment?: number
  /** Where the quote line's price book entry is of another book than the deal. */
  readonly priceBook?: PriceBook
}

interface QuoteStory {
  readonly type?: 'Quote' | 'Amendment' | 'Renewal'
  /** First day, in days after the anchor. */
  readonly from: number
  readonly termMonths: number
  readonly billing: 'Annual' | 'Monthly' | 'Quarterly'
  /** The quote's lines were not copied to the opportunity. */
  readonly linesOnlyInQuote?: boolean
  /** The contract that is amended or renewed, by how many days ago it began. */
  readonly contractSince?: number
}

export interface CustomerStory {
  /** 'own' is the account's record id. */
  readonly id: string
  readonly name?: string
  readonly email?: string | null
  /** Key of the account that its Salesforce link points to; null for no link, left out for the deal's account. */
  readonly linkedTo?: string | null
  /** The record id itself, for accounts that have no key. */
  readonly linkedToId?: string
  readonly archivedDaysAgo?: number
  readonly hasCard?: boolean
  readonly madeDaysAgo?: number
  /** Left by this app: the link stands in the metadata too. */
  readonly marked?: boolean
}

export interface SubscriptionStory {
  readonly key: string
  readonly plan: string
  readonly status?: StiggSubscription['status']
  readonly startedDaysAgo: number
  /** The term's end (cancellation date), in days after the anchor. */
  readonly endsIn?: number
  readonly period?: 'MONTHLY' | 'ANNUALLY'
  readonly trialEndsIn?: number
  readonly addons?: StiggSubscription['addons']
  readonly overrides?: readonly EntitlementOverride[]
  readonly seats?: number
  readonly prices?: readonly StiggPrice[]
  readonly collection?: 'CHARGE' | 'INVOICE' | 'NONE'
  readonly invoice?: { readonly status: 'OPEN' | 'PAID'; readonly total: number }
  readonly scheduled?: Pick<StiggFutureUpdate, 'subscriptionScheduleType'> & {
    readonly inDays: number
    readonly plan?: string
  }
  readonly resourceId?: string
  /** Carries this app's marker for the deal with this key. */
  readonly markedFor?: string
  /** The record id itself, for deals that have no key. */
  readonly markedForId?: string
}

export interface GrantStory {
  readonly key: string
  readonly name: string
  readonly currency: string
  readonly amount: number
  readonly consumed: number
  readonly kind: 'PAID' | 'PROMOTIONAL'
  readonly grantedDaysAgo: number
  readonly expiresIn?: number
  readonly cost?: number
  readonly priority?: number
  readonly comment?: string
  readonly status?: 'ACTIVE' | 'EXPIRED' | 'VOIDED' | 'PAYMENT_PENDING' | 'SCHEDULED'
}

/** How much of a feature the customer as a whole uses. */
export interface UsageStory {
  readonly feature: string
  readonly value: number
}

export const line = (
  product: ProductKey,
  quantity = 1,
  rest: Omit<LineStory, 'product' | 'quantity'> = {},
): LineStory => ({
  product,
  quantity,
  ...rest,
})

export const seatsOf = (usageLimit: number): EntitlementOverride => ({
  type: 'FEATURE',
  id: 'feature-seats',
  usageLimit,
})
export const creditsOf = (amount: number): EntitlementOverride => ({
  type: 'CREDIT',
  id: 'currency-api-credits',
  amount,
  cadence: 'MONTH',
})

/** Somebody who receives invoices and somebody who signs, at the account's domain. */
export function people(domain: string, signs: [string, string], pays: [string, string]): ContactStory[] {
  const mail = (name: string) => `${name}@${domain}`
  return [
    {
      first: signs[0],
      last: signs[1],
      title: 'Chief Technology Officer',
      email: mail(plain(signs[0])),
      role: 'Decision Maker',
      primary: true,
    },
    { first: pays[0], last: pays[1], title: 'Accounts Payable', email: mail('billing'), role: 'Billing' },
  ]
}

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase() || 'office'
