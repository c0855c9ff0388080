import type { EntitlementOverride } from '../../seed/types.ts'
import { badInput, refusal } from '../http/stigg-error.ts'
import { addonOf, currencyOf, featureOf, type Catalog } from './catalog.ts'

interface FeatureOverride {
  readonly type: 'FEATURE'
  readonly id: string
  readonly usageLimit?: number | undefined
  readonly hasUnlimitedUsage?: boolean | undefined
  readonly hasSoftLimit?: boolean | undefined
  readonly resetPeriod?: 'YEAR' | 'MONTH' | 'WEEK' | 'DAY' | 'HOUR' | undefined
}
interface CreditOverride {
  readonly type: 'CREDIT'
  readonly id: string
  readonly amount: number
  readonly cadence: 'MONTH' | 'YEAR'
}
/** An entitlement override as a request states it. */
export type RequestedOverride = FeatureOverride | CreditOverride

export interface RequestedPrice {
  readonly addonId?: string | undefined
  readonly featureId?: string | undefined
  readonly baseCharge?: boolean | undefined
  readonly amount?: number | undefined
  readonly currency?: string | undefined
  readonly currencyId?: string | undefined
  readonly billingCountryCode?: string | undefined
  readonly blockSize?: number | undefined
}

/**
 * The overrides as they are kept, once everything they name is known to exist.
 * Fails: `FeatureNotFound`, `CustomCurrencyNotFound`, `EntityIsArchivedError`, `BadUserInput` for one entity twice, for
 * an enum feature (REST has no field for its values) and for a limit beside "unlimited".
 */
export function checkedOverrides(requested: readonly RequestedOverride[], catalog: Catalog): EntitlementOverride[] {
  const seen = new Set<string>()
  return requested.map((override) => {
    const key = `${override.type} ${override.id}`
    if (seen.has(key)) throw badInput(`The entitlement "${override.id}" is given more than once`)
    seen.add(key)
    return override.type === 'FEATURE' ? checkedFeature(override, catalog) : checkedCredit(override, catalog)
  })
}

function checkedFeature(override: FeatureOverride, catalog: Catalog): EntitlementOverride {
  const feature = featureOf(catalog, override.id)
  if (feature.featureStatus === 'SUSPENDED')
    throw refusal('EntityIsArchivedError', `Feature "${feature.id}" is archived`)
  if (feature.featureType === 'ENUM') throw badInput(`The values of enum feature "${feature.id}" cannot be set here`)
  if (override.hasUnlimitedUsage === true && override.usageLimit !== undefined) {
    throw badInput(`Feature "${feature.id}" cannot be unlimited and have a limit`)
  }
  const isNumber = feature.featureType === 'NUMBER'
  return {
    type: 'FEATURE',
    id: override.id,
    ...(isNumber && override.usageLimit !== undefined ? { usageLimit: override.usageLimit } : {}),
    ...(isNumber && override.hasUnlimitedUsage !== undefined ? { hasUnlimitedUsage: override.hasUnlimitedUsage } : {}),
    ...(override.hasSoftLimit !== undefined ? { hasSoftLimit: override.hasSoftLimit } : {}),
    ...(override.resetPeriod !== undefined ? { resetPeriod: override.resetPeriod } : {}),
  }
}

function checkedCredit(override: CreditOverride, catalog: Catalog): EntitlementOverride {
  const currency = currencyOf(catalog, override.id)
  if (currency.archivedAt !== null)
    throw refusal('EntityIsArchivedError', `Custom currency "${currency.id}" is archived`)
  return { type: 'CREDIT', id: override.id, amount: override.amount, cadence: override.cadence }
}

/**
 * Whether the price overrides name things that exist, and say which price they are for.
 * Fails: `AddonNotFound`, `FeatureNotFound`, `CustomCurrencyNotFound`, `BadUserInput`.
 */
export function checkPrices(prices: readonly RequestedPrice[], catalog: Catalog): void {
  for (const price of prices) {
    if (price.addonId !== undefined) addonOf(catalog, price.addonId)
    if (price.featureId !== undefined) featureOf(catalog, price.featureId)
    if (price.currencyId !== undefined) currencyOf(catalog, price.currencyId)
    const target = price.addonId ?? price.featureId ?? price.currencyId ?? (price.baseCharge === true ? 'base' : null)
    if (target === null) throw badInput('A price override needs baseCharge, featureId or addonId')
  }
}
