import { z } from 'zod'

import { Decimal } from './decimal.ts'
import { Money } from './money.ts'
import { Moment } from './opportunity.ts'

/*
 * Stigg's catalogue as the domain needs it: products, plans, add-ons, features, credit currencies, coupons.
 * Source: Stigg REST API v1 (plans, addons, features, products, credits/custom-currencies, coupons).
 */

const PricingType = z.enum(['FREE', 'PAID', 'CUSTOM'])
export const BillingPeriod = z.enum(['MONTHLY', 'ANNUALLY'])
export type BillingPeriod = z.infer<typeof BillingPeriod>
export const CreditCadence = z.enum(['MONTH', 'YEAR'])
export type CreditCadence = z.infer<typeof CreditCadence>
const PublishStatus = z.enum(['DRAFT', 'PUBLISHED', 'ARCHIVED'])

/** An entitlement that a plan or an add-on carries. */
export const PackageEntitlement = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('FEATURE'),
    featureId: z.string(),
    behavior: z.enum(['Increment', 'Override']),
    /** True where the value is expected per subscription (custom plans). */
    isCustom: z.boolean(),
    usageLimit: Decimal.nullable(),
    hasUnlimitedUsage: z.boolean(),
    resetPeriod: z.string().nullable(),
  }),
  z.object({
    type: z.literal('CREDIT'),
    currencyId: z.string(),
    behavior: z.enum(['Increment', 'Override']),
    isCustom: z.boolean(),
    amount: Decimal.nullable(),
    cadence: CreditCadence.nullable(),
  }),
])
export type PackageEntitlement = z.infer<typeof PackageEntitlement>

/** One price of a plan or an add-on: list price in whole units. */
export const Charge = z.object({
  billingModel: z.string(),
  billingPeriod: BillingPeriod.nullable(),
  price: Money.nullable(),
  featureId: z.string().nullable(),
  currencyId: z.string().nullable(),
  minUnitQuantity: Decimal.nullable(),
  maxUnitQuantity: Decimal.nullable(),
})
export type Charge = z.infer<typeof Charge>

/** What plans and add-ons have in common. */
const Package = z.object({
  id: z.string(),
  name: z.string(),
  productId: z.string(),
  pricingType: PricingType.nullable(),
  status: PublishStatus,
  version: z.number(),
  entitlements: z.array(PackageEntitlement),
  charges: z.array(Charge),
})

export const Plan = Package.extend({
  compatibleAddonIds: z.array(z.string()),
  defaultTrial: z
    .object({ duration: z.number(), units: z.enum(['DAY', 'MONTH']), endBehavior: z.string().nullable() })
    .nullable(),
})
export type Plan = z.infer<typeof Plan>

export const Addon = Package.extend({
  dependencies: z.array(z.string()),
  maxQuantity: z.number().nullable(),
})
export type Addon = z.infer<typeof Addon>

export const Feature = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['BOOLEAN', 'NUMBER', 'ENUM']),
  meterType: z.string(),
  status: z.enum(['NEW', 'SUSPENDED', 'ACTIVE']),
  unit: z.string().nullable(),
  units: z.string().nullable(),
})
export type Feature = z.infer<typeof Feature>

export const CreditCurrency = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  units: z.string().nullable(),
  archived: z.boolean(),
})
export type CreditCurrency = z.infer<typeof CreditCurrency>

export const Product = z.object({
  id: z.string(),
  name: z.string(),
  multipleSubscriptions: z.boolean(),
  /** The plan that a customer falls back to when a subscription ends; null = nothing is left. */
  downgradePlanId: z.string().nullable().default(null),
  archived: z.boolean(),
})
export type Product = z.infer<typeof Product>

export const Coupon = z.object({
  id: z.string(),
  name: z.string(),
  archived: z.boolean(),
  /** One of the two is set. */
  percentOff: Decimal.nullable(),
  amountsOff: z.array(Money),
  /** Null = for as long as the subscription lasts. */
  durationInMonths: z.number().int().nullable(),
})
export type Coupon = z.infer<typeof Coupon>

export const Catalog = z.object({
  products: z.array(Product),
  plans: z.array(Plan),
  addons: z.array(Addon),
  features: z.array(Feature),
  currencies: z.array(CreditCurrency),
  coupons: z.array(Coupon),
  readAt: Moment,
})
export type Catalog = z.infer<typeof Catalog>
