import type {
  BillingPeriod,
  EntitlementRef,
  Metadata,
  PricingType,
  ResetPeriod,
  Stamped,
  StiggMoney,
  TrialEndBehavior,
} from './stigg-catalogue-types.ts'

/** What a Stigg customer has. Source: Stigg REST API reference. */

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

interface StiggGrantInvoice extends Stamped {
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

/** How a customer's credits of one currency are bought anew by themselves. Source: Stigg REST API, "Auto-recharge settings". */
export interface StiggAutoRecharge extends Stamped {
  readonly id: string
  readonly customerId: string
  readonly currencyId: string
  readonly isEnabled: boolean
  readonly thresholdType: 'CREDIT_AMOUNT' | 'DOLLAR_AMOUNT'
  readonly thresholdValue: number
  readonly targetBalance: number
  readonly maxSpendLimit: number | null
  readonly grantExpirationPeriod: '1_MONTH' | '1_YEAR'
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

/** What a customer used of a feature, as its own application reported it. */
export interface StiggUsage {
  readonly customerId: string
  readonly resourceId: string | null
  readonly featureId: string
  readonly value: number
  readonly at: string
}
