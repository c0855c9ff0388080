/** What a Stigg environment offers: packages, features, coupons. Source: Stigg REST API reference. */

export type Metadata = Readonly<Record<string, string>>
/** Whole units of the currency, never cents. */
export interface StiggMoney {
  readonly amount: number
  readonly currency: string
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
type PackageStatus = 'DRAFT' | 'PUBLISHED' | 'ARCHIVED'
export type BillingPeriod = 'MONTHLY' | 'ANNUALLY'
export type ResetPeriod = 'YEAR' | 'MONTH' | 'WEEK' | 'DAY' | 'HOUR'
export type TrialEndBehavior = 'CONVERT_TO_PAID' | 'CANCEL_SUBSCRIPTION'

export interface Stamped {
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

type WorkflowEffect =
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
