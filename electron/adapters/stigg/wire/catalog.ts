import { z } from 'zod'

import type {
  Addon,
  Charge,
  Coupon,
  CreditCurrency,
  Feature,
  PackageEntitlement,
  Plan,
  Product,
} from '#shared/domain/catalog'
import { Amount, listOf, maybe, oneOf, WireMoney } from './values.ts'

/* Source: Stigg REST API v1: plans, addons, features, products, credits/custom-currencies, coupons. */

const status = oneOf('DRAFT', 'PUBLISHED', 'ARCHIVED').transform((value) => value ?? 'DRAFT')
const pricingType = oneOf('FREE', 'PAID', 'CUSTOM')

/** A plan or add-on of one version, without what has to be asked for apart. */
export type PlanVersion = Omit<Plan, 'entitlements' | 'charges'> & { readonly isLatest: boolean }
export type AddonVersion = Omit<Addon, 'entitlements' | 'charges'> & { readonly isLatest: boolean }

const packageFields = {
  id: z.string(),
  displayName: z.string(),
  productId: z.string(),
  pricingType,
  status,
  versionNumber: maybe(z.number()),
  isLatest: maybe(z.boolean()),
}

export const WirePlan = z
  .object({
    ...packageFields,
    compatibleAddonIds: listOf(z.string()),
    defaultTrialConfig: maybe(
      z.object({ duration: z.number(), units: oneOf('DAY', 'MONTH'), trialEndBehavior: maybe(z.string()) }),
    ),
  })
  .transform((wire): PlanVersion => ({
    id: wire.id,
    name: wire.displayName,
    productId: wire.productId,
    pricingType: wire.pricingType,
    status: wire.status,
    version: wire.versionNumber ?? 0,
    isLatest: wire.isLatest ?? false,
    compatibleAddonIds: wire.compatibleAddonIds,
    defaultTrial: wire.defaultTrialConfig && {
      duration: wire.defaultTrialConfig.duration,
      units: wire.defaultTrialConfig.units ?? 'DAY',
      endBehavior: wire.defaultTrialConfig.trialEndBehavior,
    },
  }))

export const WireAddon = z
  .object({ ...packageFields, dependencies: listOf(z.string()), maxQuantity: maybe(z.number()) })
  .transform((wire): AddonVersion => ({
    id: wire.id,
    name: wire.displayName,
    productId: wire.productId,
    pricingType: wire.pricingType,
    status: wire.status,
    version: wire.versionNumber ?? 0,
    isLatest: wire.isLatest ?? false,
    dependencies: wire.dependencies,
    maxQuantity: wire.maxQuantity,
  }))

/** Null for a kind of entitlement that we do not know. */
export const WirePackageEntitlement = z
  .object({
    id: z.string(),
    type: z.string(),
    behavior: oneOf('Increment', 'Override'),
    isCustom: maybe(z.boolean()),
    usageLimit: maybe(Amount),
    hasUnlimitedUsage: maybe(z.boolean()),
    resetPeriod: maybe(z.string()),
    amount: maybe(Amount),
    cadence: oneOf('MONTH', 'YEAR'),
  })
  .transform((wire): PackageEntitlement | null => {
    const common = { behavior: wire.behavior ?? 'Increment', isCustom: wire.isCustom ?? false } as const
    if (wire.type === 'CREDIT')
      return { type: 'CREDIT', currencyId: wire.id, ...common, amount: wire.amount, cadence: wire.cadence }
    if (wire.type !== 'FEATURE') return null
    const { usageLimit, resetPeriod } = wire
    const hasUnlimitedUsage = wire.hasUnlimitedUsage ?? false
    return { type: 'FEATURE', featureId: wire.id, ...common, usageLimit, hasUnlimitedUsage, resetPeriod }
  })

export const WireCharge = z
  .object({
    billingModel: z.string(),
    billingPeriod: oneOf('MONTHLY', 'ANNUALLY'),
    price: maybe(WireMoney),
    featureId: maybe(z.string()),
    topUpCustomCurrencyId: maybe(z.string()),
    minUnitQuantity: maybe(Amount),
    maxUnitQuantity: maybe(Amount),
  })
  .transform(({ topUpCustomCurrencyId, ...charge }): Charge => ({ ...charge, currencyId: topUpCustomCurrencyId }))

export const WireFeature = z
  .object({
    id: z.string(),
    displayName: z.string(),
    featureType: oneOf('BOOLEAN', 'NUMBER', 'ENUM'),
    meterType: maybe(z.string()),
    featureStatus: oneOf('NEW', 'SUSPENDED', 'ACTIVE'),
    featureUnits: maybe(z.string()),
    featureUnitsPlural: maybe(z.string()),
  })
  // A type that is not known cannot be set through the API either, which is what ENUM stands for.
  .transform((wire): Feature => ({
    id: wire.id,
    name: wire.displayName,
    type: wire.featureType ?? 'ENUM',
    meterType: wire.meterType ?? 'None',
    status: wire.featureStatus ?? 'ACTIVE',
    unit: wire.featureUnits,
    units: wire.featureUnitsPlural,
  }))

export const WireCurrency = z
  .object({
    id: z.string(),
    displayName: z.string(),
    units: maybe(z.object({ singular: maybe(z.string()), plural: maybe(z.string()) })),
    archivedAt: maybe(z.string()),
  })
  .transform((wire): CreditCurrency => ({
    id: wire.id,
    name: wire.displayName,
    unit: wire.units?.singular ?? null,
    units: wire.units?.plural ?? null,
    archived: wire.archivedAt !== null,
  }))

export const WireProduct = z
  .object({
    id: z.string(),
    displayName: maybe(z.string()),
    multipleSubscriptions: maybe(z.boolean()),
    status: maybe(z.string()),
  })
  .transform((wire): Product => ({
    id: wire.id,
    name: wire.displayName ?? wire.id,
    multipleSubscriptions: wire.multipleSubscriptions ?? false,
    archived: wire.status === 'ARCHIVED',
  }))

export const WireCoupon = z
  .object({ id: z.string(), name: z.string(), status: maybe(z.string()) })
  .transform((wire): Coupon => ({ id: wire.id, name: wire.name, archived: wire.status === 'ARCHIVED' }))
