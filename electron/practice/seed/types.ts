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

export type Metadata = Readonly<Record<string, string>>
/** Whole units of the currency, never cents. */
export interface StiggMoney {
  readonly amount: number
  readonly currency: string
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
  readonly integrations: readonly StiggIntegration[]
  readonly workflows: readonly StiggWorkflow[]
}

export interface StiggEnvironment {
  readonly id: string
  readonly displayName: string
  readonly slug: string
  readonly type: 'DEVELOPMENT' | 'PRODUCTION' | 'SANDBOX'
  readonly apiKey: string
  readonly publishableKey: string
  readonly readOnlyKey: string
  readonly hasBillingIntegration: boolean
}

export type PricingType = 'FREE' | 'PAID' | 'CUSTOM'
export type PackageStatus = 'DRAFT' | 'PUBLISHED' | 'ARCHIVED'
export type BillingPeriod = 'MONTHLY' | 'ANNUALLY'
export type ResetPeriod = 'YEAR' | 'MONTH' | 'WEEK' | 'DAY' | 'HOUR'
export type TrialEndBehavior = 'CONVERT_TO_PAID' | 'CANCEL_SUBSCRIPTION'

interface Stamped {
  readonly createdAt: string
  readonly updatedAt: string
}

export interface StiggProduct extends Stamped {
  readonly id: string
  readonly displayName: string
  readonly description: string | null
  readonly multipleSubscriptions: boolean
  readonly status: 'PUBLISHED' | 'ARCHIVED'
  readonly productSettings: {
    readonly subscriptionCancellationTime: 'END_OF_BILLING_PERIOD' | 'IMMEDIATE' | 'SPECIFIC_DATE'
    readonly subscriptionEndSetup: 'DOWNGRADE_TO_FREE' | 'CANCEL_SUBSCRIPTION'
    readonly subscriptionStartSetup: 'PLAN_SELECTION' | 'TRIAL_PERIOD' | 'FREE_PLAN'
    readonly downgradePlanId?: string | null
    readonly prorateAtEndOfBillingPeriod?: boolean | null
    readonly subscriptionStartPlanId?: string | null
  }
  readonly metadata: Metadata
}

export interface EntitlementRef {
  readonly id: string
  readonly type: 'FEATURE' | 'CREDIT'
}

export interface StiggPlan extends Stamped {
  readonly id: string
  readonly displayName: string
  readonly description: string | null
  readonly productId: string
  readonly pricingType: PricingType | null
  readonly status: PackageStatus
  readonly versionNumber: number
  readonly isLatest: boolean | null
  readonly parentPlanId: string | null
  readonly billingId: string | null
  readonly compatibleAddonIds: readonly string[] | null
  readonly defaultTrialConfig: {
    readonly duration: number
    readonly units: 'DAY' | 'MONTH'
    readonly trialEndBehavior?: TrialEndBehavior
    readonly budget?: { readonly limit: number; readonly hasSoftLimit: boolean }
  } | null
  readonly entitlements: readonly EntitlementRef[]
  readonly metadata: Metadata
}

export interface StiggAddon extends Stamped {
  readonly id: string
  readonly displayName: string
  readonly description: string | null
  readonly productId: string
  readonly pricingType: PricingType | null
  readonly status: PackageStatus
  readonly versionNumber: number
  readonly isLatest: boolean | null
  readonly billingId: string | null
  readonly dependencies: readonly string[] | null
  readonly maxQuantity: number | null
  readonly entitlements: readonly EntitlementRef[]
  readonly metadata: Metadata
}

interface EntitlementCommon extends Stamped {
  readonly id: string
  readonly behavior: 'Increment' | 'Override'
  readonly isGranted: boolean
  readonly isCustom: boolean | null
  readonly description: string | null
  readonly displayNameOverride: string | null
  readonly hiddenFromWidgets: readonly ('PAYWALL' | 'CUSTOMER_PORTAL' | 'CHECKOUT')[]
  readonly order: number | null
  readonly hasSoftLimit: boolean | null
}

export interface StiggFeatureEntitlement extends EntitlementCommon {
  readonly type: 'FEATURE'
  readonly usageLimit: number | null
  readonly hasUnlimitedUsage: boolean | null
  readonly enumValues: readonly string[] | null
  readonly resetPeriod: ResetPeriod | null
  readonly resetPeriodConfiguration: { readonly accordingTo: string } | null
}

export interface StiggCreditEntitlement extends EntitlementCommon {
  readonly type: 'CREDIT'
  readonly amount: number | null
  readonly cadence: 'MONTH' | 'YEAR' | null
  readonly dependencyFeatureId?: string | null
}

export type StiggEntitlement = StiggFeatureEntitlement | StiggCreditEntitlement

/** One row per billing period, model, cadence and currency. */
export interface StiggCharge {
  readonly id: string
  readonly billingModel: 'FLAT_FEE' | 'MINIMUM_SPEND' | 'PER_UNIT' | 'USAGE_BASED' | 'CREDIT_BASED'
  readonly billingPeriod: BillingPeriod
  readonly billingCadence: 'RECURRING' | 'ONE_OFF'
  readonly createdAt: string
  readonly price: StiggMoney | null
  readonly featureId: string | null
  readonly topUpCustomCurrencyId: string | null
  readonly creditRate: { readonly amount: number; readonly currencyId: string } | null
  readonly creditGrantCadence: 'BEGINNING_OF_BILLING_PERIOD' | 'MONTHLY' | null
  readonly minUnitQuantity: number | null
  readonly maxUnitQuantity: number | null
  readonly blockSize: number | null
  readonly tiersMode: 'VOLUME' | 'GRADUATED' | null
  readonly tiers:
    | readonly {
        readonly upTo: number | null
        readonly unitPrice?: StiggMoney
        readonly flatPrice?: StiggMoney
      }[]
    | null
  readonly billingCountryCode: string | null
  readonly billingId: string | null
}

export interface StiggFeature extends Stamped {
  readonly id: string
  readonly displayName: string
  readonly description: string | null
  readonly featureType: 'BOOLEAN' | 'NUMBER' | 'ENUM'
  readonly meterType: 'None' | 'FLUCTUATING' | 'INCREMENTAL'
  readonly featureStatus: 'NEW' | 'SUSPENDED' | 'ACTIVE'
  readonly featureUnits: string | null
  readonly featureUnitsPlural: string | null
  readonly enumConfiguration: readonly { readonly displayName: string; readonly value: string }[] | null
  readonly unitTransformation: null
  readonly metadata: Metadata
}

export interface StiggCurrency extends Stamped {
  readonly id: string
  readonly displayName: string
  readonly description: string | null
  readonly symbol: string | null
  readonly units: { readonly singular: string | null; readonly plural: string | null } | null
  readonly metadata: Metadata
  readonly archivedAt: string | null
}

export interface StiggCoupon extends Stamped {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly type: 'FIXED' | 'PERCENTAGE'
  readonly percentOff: number | null
  readonly amountsOff: readonly StiggMoney[] | null
  readonly durationInMonths: number | null
  readonly status: 'ACTIVE' | 'ARCHIVED'
  readonly source: 'STIGG' | 'STIGG_ADHOC' | 'STRIPE' | null
  readonly billingId: string | null
  readonly billingLinkUrl: string | null
  readonly metadata: Metadata | null
}

export interface StiggCustomer extends Stamped {
  readonly id: string
  readonly archivedAt: string | null
  readonly name: string | null
  readonly email: string | null
  readonly billingId: string | null
  readonly billingCurrency: string | null
  readonly couponId: string | null
  readonly defaultPaymentMethod: {
    readonly billingId: string | null
    readonly type: 'CARD' | 'BANK' | 'CASH_APP'
    readonly cardLast4Digits: string | null
    readonly cardExpiryMonth: number | null
    readonly cardExpiryYear: number | null
  } | null
  readonly integrations: readonly {
    readonly id: string
    readonly vendorIdentifier: string
    readonly syncedEntityId: string | null
  }[]
  readonly metadata: Metadata
  readonly language: string | null
  readonly timezone: string | null
}

export interface StiggPrice {
  readonly addonId?: string
  readonly featureId?: string
  readonly baseCharge?: boolean
  readonly amount?: number
  readonly currency?: string
  readonly billingCountryCode?: string
  readonly blockSize?: number
}

export interface StiggFutureUpdate {
  readonly scheduledExecutionTime: string
  readonly scheduleStatus: 'PENDING_PAYMENT' | 'SCHEDULED' | 'CANCELED' | 'DONE' | 'FAILED'
  readonly subscriptionScheduleType: string
  readonly targetPackage: { readonly id: string } | null
}

export interface StiggInvoice {
  readonly billingId: string
  readonly status: 'OPEN' | 'CANCELED' | 'PAID'
  readonly createdAt: string
  readonly requiresAction: boolean
  readonly amountDue: number | null
  readonly total: number | null
  readonly currency: string | null
  readonly pdfUrl: string | null
  readonly billingReason: string | null
}

export interface StiggSubscription {
  readonly id: string
  readonly customerId: string
  readonly planId: string
  readonly status: 'NOT_STARTED' | 'IN_TRIAL' | 'ACTIVE' | 'PAYMENT_PENDING' | 'CANCELED' | 'EXPIRED'
  readonly pricingType: PricingType
  readonly paymentCollection: 'NOT_REQUIRED' | 'PROCESSING' | 'FAILED' | 'ACTION_REQUIRED'
  readonly paymentCollectionMethod: 'CHARGE' | 'INVOICE' | 'NONE' | null
  readonly createdAt: string
  readonly startDate: string
  readonly billingId: string | null
  readonly addons: readonly { readonly id: string; readonly quantity: number }[]
  readonly billingCycleAnchor: string | null
  readonly currentBillingPeriodStart: string | null
  readonly currentBillingPeriodEnd: string | null
  readonly cancellationDate: string | null
  readonly cancelReason: string | null
  readonly endDate: string | null
  readonly effectiveEndDate: string | null
  readonly trialEndDate: string | null
  readonly trial: { readonly trialEndBehavior: TrialEndBehavior } | null
  readonly budget: { readonly limit: number; readonly hasSoftLimit: boolean } | null
  readonly minimumSpend: { readonly amount?: number; readonly currency?: string } | null
  readonly coupons: readonly {
    readonly id: string
    readonly name: string
    readonly status: 'ACTIVE' | 'EXPIRED' | 'REMOVED'
    readonly percentOff: number | null
    readonly amountsOff: readonly StiggMoney[] | null
  }[]
  readonly prices: readonly StiggPrice[]
  readonly futureUpdates: readonly StiggFutureUpdate[]
  readonly latestInvoice: StiggInvoice | null
  readonly metadata: Metadata
  readonly payingCustomerId: string | null
  readonly resourceId: string | null
  readonly contractId: string | null
  readonly subscriptionEntitlements: readonly EntitlementRef[]
}

export type EntitlementOverride =
  | {
      readonly type: 'FEATURE'
      readonly id: string
      readonly usageLimit?: number
      readonly hasUnlimitedUsage?: boolean
      readonly hasSoftLimit?: boolean
      readonly resetPeriod?: ResetPeriod
      readonly isGranted?: boolean
    }
  | { readonly type: 'CREDIT'; readonly id: string; readonly amount: number; readonly cadence: 'MONTH' | 'YEAR' }

export interface StiggSubscriptionDetails {
  readonly billingPeriod: BillingPeriod | null
  readonly salesforceId: string | null
  readonly entitlements: readonly EntitlementOverride[]
  /** Quantities of PER_UNIT charges. */
  readonly charges: readonly { readonly id: string; readonly type: 'FEATURE' | 'CREDIT'; readonly quantity: number }[]
  readonly wasInTrial: boolean
}

export interface StiggGrant extends Stamped {
  readonly id: string
  readonly displayName: string
  readonly amount: number
  readonly consumedAmount: number
  readonly grantType: 'PAID' | 'PROMOTIONAL' | 'RECURRING' | 'OVERDRAFT'
  readonly status: 'PAYMENT_PENDING' | 'ACTIVE' | 'EXPIRED' | 'VOIDED' | 'SCHEDULED'
  readonly priority: number
  readonly effectiveAt: string
  readonly expireAt: string | null
  readonly voidedAt: string | null
  readonly cost: StiggMoney
  readonly comment: string | null
  readonly customerId: string
  readonly currencyId: string
  readonly resourceId: string | null
  readonly sourceType: 'PRICE' | 'PLAN_ENTITLEMENT' | 'ADDON_ENTITLEMENT' | null
  readonly paymentCollection: 'NOT_REQUIRED' | 'PROCESSING' | 'FAILED' | 'ACTION_REQUIRED'
  readonly invoiceId: string | null
  readonly latestInvoice: StiggGrantInvoice | null
  readonly metadata: Metadata
  readonly syncStates: null
}

export interface StiggGrantInvoice extends Stamped {
  readonly billingId: string
  readonly status: 'OPEN' | 'PAID' | 'CANCELED'
  readonly billingReason: 'MANUAL' | 'OTHER' | null
  readonly currency: string | null
  readonly dueDate: string | null
  readonly errorMessage: string | null
  readonly paymentUrl: string | null
  readonly pdfUrl: string | null
  readonly requiresAction: boolean
  readonly subTotal: number | null
  readonly tax: number | null
  readonly total: number | null
}

export interface StiggPromotionalEntitlement extends Stamped {
  readonly id: string
  readonly customerId: string
  readonly featureId: string
  readonly period: '1 week' | '1 month' | '6 month' | '1 year' | 'lifetime' | 'custom'
  readonly status: 'Active' | 'Expired' | 'Paused'
  readonly startDate: string
  readonly endDate: string | null
  readonly usageLimit: number | null
  readonly hasUnlimitedUsage: boolean | null
  readonly hasSoftLimit: boolean | null
  readonly isVisible: boolean | null
  readonly enumValues: readonly string[] | null
  readonly resetPeriod: ResetPeriod | null
}

/** An integration of the environment. `id` is the UUID, `integrationId` the reference id that links carry. */
export interface StiggIntegration {
  readonly id: string
  readonly integrationId: string
  readonly vendorIdentifier: string
  readonly vendorType: string
  readonly isDefault: boolean
  /** For SALESFORCE, null stands for the practice org's own address, known once it is served. */
  readonly domain: string | null
}

export type WorkflowEffect =
  | { readonly kind: 'cancel'; readonly when: 'IMMEDIATE' | 'END_OF_BILLING_PERIOD' }
  | { readonly kind: 'patch' }
  | { readonly kind: 'reschedule' }
  | { readonly kind: 'downgrade'; readonly planId: string }
  | { readonly kind: 'metadata' }
  | { readonly kind: 'notify' }
  | { readonly kind: 'refuse'; readonly error: string }

/** A workflow made in Stigg. It finds its subscription in the payload's `subscriptionId`. */
export interface StiggWorkflow {
  readonly id: string
  readonly triggerId: string
  readonly name: string
  readonly responds: 'immediately' | 'when-finished'
  readonly effect: WorkflowEffect
}
