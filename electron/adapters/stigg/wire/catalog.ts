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

/** One version of a plan or add-on, without the contents that have to be asked for apart. */
export interface Versioned<Package> {
  readonly isLatest: boolean
  readonly content: Package
}
export type BarePlan = Omit<Plan, 'entitlements' | 'charges'>
export type BareAddon = Omit<Addon, 'entitlements' | 'charges'>

const WirePackage = z.object({
  id: z.string(),
  displayName: z.string(),
  productId: z.string(),
  pricingType,
  status,
  versionNumber: maybe(z.number()),
  isLatest: maybe(z.boolean()),
})

const commonOf = ({
  id,
  displayName,
  productId,
  pricingType,
  status,
  versionNumber,
}: z.output<typeof WirePackage>) => ({
  id,
  name: displayName,
  productId,
  pricingType,
  status,
  version: versionNumber ?? 0,
})

const WireTrial = z
  .object({ duration: z.number(), units: oneOf('DAY', 'MONTH'), trialEndBehavior: maybe(z.string()) })
  .transform(({ duration, units, trialEndBehavior }) => ({
    duration,
    units: units ?? ('DAY' as const),
    endBehavior: trialEndBehavior,
  }))

export const WirePlan = WirePackage.extend({
  compatibleAddonIds: listOf(z.string()),
  defaultTrialConfig: maybe(WireTrial),
}).transform(({ compatibleAddonIds, defaultTrialConfig, ...wire }): Versioned<BarePlan> => ({
  isLatest: wire.isLatest ?? false,
  content: { ...commonOf(wire), compatibleAddonIds, defaultTrial: defaultTrialConfig },
}))

export const WireAddon = WirePackage.extend({
  dependencies: listOf(z.string()),
  maxQuantity: maybe(z.number()),
}).transform(({ dependencies, maxQuantity, ...wire }): Versioned<BareAddon> => ({
  isLatest: wire.isLatest ?? false,
  content: { ...commonOf(wire), dependencies, maxQuantity },
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
    productSettings: maybe(z.object({ subscriptionEndSetup: maybe(z.string()), downgradePlanId: maybe(z.string()) })),
  })
  .transform((wire): Product => ({
    id: wire.id,
    name: wire.displayName ?? wire.id,
    multipleSubscriptions: wire.multipleSubscriptions ?? false,
    downgradePlanId:
      wire.productSettings?.subscriptionEndSetup === 'DOWNGRADE_TO_FREE' ? wire.productSettings.downgradePlanId : null,
    archived: wire.status === 'ARCHIVED',
  }))

export const WireCoupon = z
  .object({
    id: z.string(),
    name: z.string(),
    status: maybe(z.string()),
    percentOff: maybe(Amount),
    amountsOff: listOf(WireMoney),
    durationInMonths: maybe(z.number().int()),
  })
  .transform((wire): Coupon => ({
    id: wire.id,
    name: wire.name,
    archived: wire.status === 'ARCHIVED',
    percentOff: wire.percentOff,
    amountsOff: wire.amountsOff,
    durationInMonths: wire.durationInMonths,
  }))
