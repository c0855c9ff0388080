import type {
  StiggAddon,
  StiggCharge,
  StiggCoupon,
  StiggCurrency,
  StiggEntitlement,
  StiggEnvironment,
  StiggFeature,
  StiggIntegration,
  StiggPlan,
  StiggProduct,
  StiggWorkflow,
} from './stigg-catalogue-types.ts'
import type {
  StiggAutoRecharge,
  StiggCustomer,
  StiggGrant,
  StiggPromotionalEntitlement,
  StiggSubscription,
  StiggSubscriptionDetails,
  StiggUsage,
} from './stigg-customer-types.ts'

export type * from './stigg-catalogue-types.ts'
export type * from './stigg-customer-types.ts'

/**
 * What the practice workspace starts from. Salesforce rows hold stored fields only, under their API names; what the
 * service derives (Amount, IsWon, TotalPrice, Name of a line …) is left to the simulator. Stigg objects have the wire's
 * shapes. Sources: Salesforce Object Reference; Stigg REST API reference.
 */
export interface PracticeSeed {
  readonly salesforce: SalesforceSeed
  readonly stigg: StiggSeed
}

export type SalesforceValue = string | number | boolean | null

/** Fields by API name; lookups are 18-character ids; dates `2026-11-18`, date-times `2026-11-18T16:20:31.000+0000`. */
export type SalesforceRow = {
  readonly Id: string
  readonly CreatedDate: string
  readonly LastModifiedDate: string
  readonly SystemModstamp: string
  readonly [field: string]: SalesforceValue
}

export interface SalesforceSeed {
  readonly org: PracticeOrg
  readonly users: readonly PracticeUser[]
  /**
   * By sObject name: User, Organization, OpportunityStage, CurrencyType, RecordType, Account, Contact, Product2,
   * Pricebook2, PricebookEntry, Opportunity, OpportunityLineItem, OpportunityContactRole, Contract, Task and, for CPQ,
   * SBQQ__Quote__c, SBQQ__QuoteLine__c, SBQQ__Subscription__c. A row without a field holds null in it.
   */
  readonly objects: Readonly<Record<string, readonly SalesforceRow[]>>
}

export interface PracticeOrg {
  readonly id: string
  readonly name: string
  readonly isSandbox: boolean
  readonly instanceName: string
  readonly multiCurrency: boolean
  readonly corporateCurrency: string
  readonly timeZone: string
  readonly locale: string
}

export interface PracticeUser {
  readonly id: string
  readonly username: string
  readonly email: string
  readonly name: string
  readonly timeZone: string
  readonly locale: string
  readonly language: string
  /** May sign in on the consent page. Owners of deals may not: they are there to be named. */
  readonly signsIn: boolean
  /** Field-level security: whether the Stigg fields exist for this user. */
  readonly seesStiggFields: boolean
}

export interface StiggSeed {
  readonly environment: StiggEnvironment
  readonly products: readonly StiggProduct[]
  readonly plans: readonly StiggPlan[]
  readonly planEntitlements: Readonly<Record<string, readonly StiggEntitlement[]>>
  readonly planCharges: Readonly<Record<string, readonly StiggCharge[]>>
  readonly addons: readonly StiggAddon[]
  readonly addonEntitlements: Readonly<Record<string, readonly StiggEntitlement[]>>
  readonly addonCharges: Readonly<Record<string, readonly StiggCharge[]>>
  readonly features: readonly StiggFeature[]
  readonly currencies: readonly StiggCurrency[]
  readonly coupons: readonly StiggCoupon[]
  readonly customers: readonly StiggCustomer[]
  readonly subscriptions: readonly StiggSubscription[]
  /** What REST does not show of a subscription, by subscription id. */
  readonly subscriptionDetails: Readonly<Record<string, StiggSubscriptionDetails>>
  readonly grants: readonly StiggGrant[]
  readonly promotionalEntitlements: readonly StiggPromotionalEntitlement[]
  readonly autoRecharges: readonly StiggAutoRecharge[]
  readonly usage: readonly StiggUsage[]
  readonly integrations: readonly StiggIntegration[]
  readonly workflows: readonly StiggWorkflow[]
}
