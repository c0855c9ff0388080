import * as z from 'zod'
import {
  Address,
  Amount,
  CountryCode,
  Currency,
  CustomerId,
  EntityId,
  Instant,
  Metadata,
  Money,
  Quantity,
  TaxIds,
  Text,
} from './common.ts'
import { MonthlyReset, ResetPeriod, WeeklyReset, YearlyReset } from './common.ts'

const BillingPeriod = z.enum(['MONTHLY', 'ANNUALLY'])
const ScheduleStrategy = z.enum(['IMMEDIATE', 'END_OF_BILLING_PERIOD', 'END_OF_BILLING_MONTH'])
const BillingCycleAnchor = z.enum(['UNCHANGED', 'NOW'])
const Budget = z.strictObject({ limit: Amount, hasSoftLimit: z.boolean() })
const MinimumSpend = z.strictObject({ amount: Amount.optional(), currency: Currency.optional() })
const AddonOrder = z.strictObject({ id: EntityId, quantity: Quantity })
const ChargeOrder = z.strictObject({ id: Text.min(1), quantity: Amount, type: z.enum(['FEATURE', 'CREDIT']) })

const FeatureOverride = z.strictObject({
  type: z.literal('FEATURE'),
  id: EntityId,
  usageLimit: Amount.optional(),
  hasUnlimitedUsage: z.boolean().optional(),
  hasSoftLimit: z.boolean().optional(),
  resetPeriod: ResetPeriod.optional(),
  yearlyResetPeriodConfiguration: YearlyReset.optional(),
  monthlyResetPeriodConfiguration: MonthlyReset.optional(),
  weeklyResetPeriodConfiguration: WeeklyReset.optional(),
})
const CreditOverride = z.strictObject({
  type: z.literal('CREDIT'),
  id: EntityId,
  amount: Amount,
  cadence: z.enum(['MONTH', 'YEAR']),
})
const EntitlementOverride = z.discriminatedUnion('type', [FeatureOverride, CreditOverride])

const Tier = z.strictObject({ upTo: Quantity.optional(), unitPrice: Money.optional(), flatPrice: Money.optional() })
const overrideOfAnyCall = {
  addonId: EntityId.optional(),
  featureId: EntityId.optional(),
  baseCharge: z.boolean().optional(),
  amount: Amount.optional(),
  currency: Currency.optional(),
}
const PriceOverride = z.strictObject({
  ...overrideOfAnyCall,
  billingCountryCode: CountryCode.optional(),
  blockSize: Quantity.positive().optional(),
  creditGrantCadence: z.enum(['BEGINNING_OF_BILLING_PERIOD', 'MONTHLY']).optional(),
  creditRate: z.strictObject({ amount: Amount, currencyId: EntityId, costFormula: z.string().optional() }).optional(),
  tiers: z.array(Tier).optional(),
})
const UpdatePriceOverride = z.strictObject({ ...overrideOfAnyCall, currencyId: EntityId.optional() })

const Discount = z.strictObject({
  name: Text.optional(),
  description: z.string().optional(),
  percentOff: z.number().min(0).max(100).optional(),
  amountsOff: z.array(Money).optional(),
  durationInMonths: z.number().int().positive().optional(),
})
const AppliedCoupon = z.strictObject({
  couponId: EntityId.optional(),
  billingCouponId: Text.optional(),
  discount: Discount.optional(),
  promotionCode: Text.optional(),
  configuration: z.strictObject({ startDate: Instant.optional() }).optional(),
})

const billingInformation = {
  prorationBehavior: z.enum(['INVOICE_IMMEDIATELY', 'CREATE_PRORATIONS', 'NONE']).optional(),
  invoiceDaysUntilDue: z.number().int().nonnegative().optional(),
  isInvoicePaid: z.boolean().optional(),
  isBackdated: z.boolean().optional(),
  billingAddress: Address.optional(),
  taxIds: TaxIds.optional(),
  taxPercentage: z.number().min(0).max(100).optional(),
  taxRateIds: z.array(z.string()).optional(),
  integrationId: z.string().optional(),
  chargeOnBehalfOfAccount: z.string().optional(),
  metadata: Metadata.optional(),
}
const BillingInformation = z.strictObject(billingInformation)
const TrialOverride = z.strictObject({
  isTrial: z.boolean(),
  trialEndDate: Instant.optional(),
  trialEndBehavior: z.enum(['CONVERT_TO_PAID', 'CANCEL_SUBSCRIPTION']).optional(),
})

const orderedParts = {
  customerId: CustomerId,
  planId: EntityId,
  resourceId: Text.min(1).nullish(),
  billingPeriod: BillingPeriod.optional(),
  addons: z.array(AddonOrder).optional(),
  charges: z.array(ChargeOrder).optional(),
  unitQuantity: Amount.optional(),
  billingCountryCode: CountryCode.nullish(),
  billingCycleAnchor: BillingCycleAnchor.optional(),
  billingInformation: BillingInformation.optional(),
  appliedCoupon: AppliedCoupon.optional(),
  payingCustomerId: CustomerId.nullish(),
  scheduleStrategy: ScheduleStrategy.optional(),
  startDate: Instant.optional(),
  trialOverrideConfiguration: TrialOverride.optional(),
}

/** Source: Stigg REST API, "Provision subscription". */
export const ProvisionSubscription = z.strictObject({
  ...orderedParts,
  id: EntityId.optional(),
  entitlements: z.array(EntitlementOverride).optional(),
  priceOverrides: z.array(PriceOverride).optional(),
  paymentCollectionMethod: z.enum(['CHARGE', 'INVOICE', 'NONE']).optional(),
  awaitPaymentConfirmation: z.boolean().optional(),
  cancellationDate: Instant.optional(),
  minimumSpend: MinimumSpend.nullish(),
  budget: Budget.nullish(),
  checkoutOptions: z
    .strictObject({
      successUrl: z.string(),
      cancelUrl: z.string(),
      allowPromoCodes: z.boolean().optional(),
      allowTaxIdCollection: z.boolean().optional(),
      collectBillingAddress: z.boolean().optional(),
      collectPhoneNumber: z.boolean().optional(),
      referenceId: z.string().optional(),
    })
    .optional(),
  billingId: Text.nullish(),
  salesforceId: Text.nullish(),
  metadata: Metadata.optional(),
})
export type ProvisionSubscription = z.output<typeof ProvisionSubscription>

/** Source: Stigg REST API, "Preview subscription". Overrides, spend limits, payment and metadata are not taken. */
export const PreviewSubscription = z.strictObject({
  ...orderedParts,
  billableFeatures: z.array(z.strictObject({ featureId: EntityId, quantity: Amount })).optional(),
})
export type PreviewSubscription = z.output<typeof PreviewSubscription>

/** Source: Stigg REST API, "Update subscription". No plan, resource or payment method: those need a new subscription. */
export const UpdateSubscription = z.strictObject({
  addons: z.array(AddonOrder).optional(),
  entitlements: z.array(EntitlementOverride).optional(),
  charges: z.array(ChargeOrder).optional(),
  priceOverrides: z.array(UpdatePriceOverride).optional(),
  billingPeriod: BillingPeriod.optional(),
  cancellationDate: Instant.nullish(),
  trialEndDate: Instant.optional(),
  metadata: Metadata.optional(),
  salesforceId: Text.nullish(),
  scheduleStrategy: ScheduleStrategy.optional(),
  minimumSpend: MinimumSpend.nullish(),
  budget: Budget.nullish(),
  appliedCoupon: AppliedCoupon.extend({ promotionCode: Text.nullish() }).optional(),
  promotionCode: Text.optional(),
  billingCycleAnchor: BillingCycleAnchor.optional(),
  billingInformation: z.strictObject({ ...billingInformation, couponId: EntityId.nullish() }).optional(),
  awaitPaymentConfirmation: z.boolean().optional(),
})
export type UpdateSubscription = z.output<typeof UpdateSubscription>

/** Source: Stigg REST API, "Cancel subscription". */
export const CancelSubscription = z.strictObject({
  cancellationTime: z.enum(['IMMEDIATE', 'END_OF_BILLING_PERIOD', 'SPECIFIC_DATE']).optional(),
  endDate: Instant.optional(),
  cancellationAction: z.enum(['DEFAULT', 'REVOKE_ENTITLEMENTS']).optional(),
  prorate: z.boolean().optional(),
})
export type CancelSubscription = z.output<typeof CancelSubscription>

export const MigrateSubscription = z.strictObject({
  subscriptionMigrationTime: z.enum(['END_OF_BILLING_PERIOD', 'IMMEDIATE']).optional(),
})
export const TransferSubscription = z.strictObject({ destinationResourceId: Text.min(1) })
export const DelegateSubscription = z.strictObject({ targetCustomerId: CustomerId })
export const ChargeUsage = z.strictObject({ untilDate: Instant.optional() })

/** Source: Stigg REST API, "Bulk import subscriptions". */
export const ImportSubscriptions = z.strictObject({
  subscriptions: z.array(
    z.strictObject({
      id: EntityId,
      customerId: CustomerId,
      planId: EntityId,
      addons: z.array(AddonOrder).optional(),
      charges: z.array(ChargeOrder).optional(),
      billingId: Text.nullish(),
      billingPeriod: BillingPeriod.optional(),
      startDate: Instant.optional(),
      endDate: Instant.optional(),
      resourceId: Text.nullish(),
      metadata: Metadata.optional(),
    }),
  ),
  integrationId: z.string().nullish(),
})
