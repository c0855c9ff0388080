import type {
  EntitlementOverride,
  StiggEntitlement,
  StiggFeatureEntitlement,
  StiggPromotionalEntitlement,
} from '../../seed/types.ts'
import { isRunning, type SubscriptionRow } from '../model.ts'
import type { Catalog } from './catalog.ts'

type ResetPeriod = StiggFeatureEntitlement['resetPeriod']

/** What one source grants of one feature. `limit` is null for a feature without one (boolean, enum, or not yet set). */
export interface FeatureGrant {
  readonly featureId: string
  readonly limit: number | null
  readonly isUnlimited: boolean
  readonly hasSoftLimit: boolean
  readonly resetPeriod: ResetPeriod
  readonly enumValues: readonly string[] | null
  readonly updatedAt: string
  readonly validUntil: string | null
}

/** How generous a grant is, for comparing: unlimited above any limit, any limit above none. */
export const worthOf = (grant: Pick<FeatureGrant, 'isUnlimited' | 'limit'>): number =>
  grant.isUnlimited ? Number.POSITIVE_INFINITY : (grant.limit ?? 0)

/**
 * Two grants of one feature together: the more generous one, and every enum value of both.
 * Source: Stigg documentation, "Generous entitlements".
 */
export function moreGenerous(left: FeatureGrant, right: FeatureGrant): FeatureGrant {
  const better = worthOf(right) > worthOf(left) ? right : left
  const enumValues = [...new Set([...(left.enumValues ?? []), ...(right.enumValues ?? [])])]
  return {
    ...better,
    hasSoftLimit: left.hasSoftLimit || right.hasSoftLimit,
    enumValues: enumValues.length === 0 ? null : enumValues,
  }
}

function ofCatalog(entitlement: StiggFeatureEntitlement, validUntil: string | null): FeatureGrant {
  return {
    featureId: entitlement.id,
    limit: entitlement.usageLimit,
    isUnlimited: entitlement.hasUnlimitedUsage === true,
    hasSoftLimit: entitlement.hasSoftLimit === true,
    resetPeriod: entitlement.resetPeriod,
    enumValues: entitlement.enumValues,
    updatedAt: entitlement.updatedAt,
    validUntil,
  }
}

const isFeature = (entitlement: StiggEntitlement): entitlement is StiggFeatureEntitlement =>
  entitlement.type === 'FEATURE' && entitlement.isGranted

/** What the plan grants once quantities bought and overrides of the subscription are laid over it. */
function basesOf(subscription: SubscriptionRow, catalog: Catalog): Map<string, FeatureGrant> {
  const { details } = subscription
  const bases = new Map<string, FeatureGrant>()
  const perUnit = new Set(
    catalog
      .planCharges(subscription.planId)
      .flatMap((charge) => (charge.billingModel === 'PER_UNIT' ? [charge.featureId] : [])),
  )
  for (const entitlement of catalog.planEntitlements(subscription.planId).filter(isFeature)) {
    const grant = ofCatalog(entitlement, subscription.effectiveEndDate)
    const bought = details.charges.find(({ type, id }) => type === 'FEATURE' && id === entitlement.id)?.quantity
    const quantity = bought ?? (perUnit.has(entitlement.id) ? details.unitQuantity : null)
    bases.set(entitlement.id, quantity === null ? grant : { ...grant, limit: quantity })
  }
  for (const { type, id, quantity } of details.charges) {
    if (type !== 'FEATURE' || bases.has(id) || catalog.feature(id) === undefined) continue
    bases.set(id, { ...nothing(id, subscription), limit: quantity })
  }
  for (const override of details.entitlements) {
    if (override.type === 'FEATURE') bases.set(override.id, overridden(bases.get(override.id), override, subscription))
  }
  return bases
}

const nothing = (featureId: string, subscription: SubscriptionRow): FeatureGrant => ({
  featureId,
  limit: null,
  isUnlimited: false,
  hasSoftLimit: false,
  resetPeriod: null,
  enumValues: null,
  updatedAt: subscription.details.updatedAt,
  validUntil: subscription.effectiveEndDate,
})

function overridden(
  base: FeatureGrant | undefined,
  override: Extract<EntitlementOverride, { type: 'FEATURE' }>,
  subscription: SubscriptionRow,
): FeatureGrant {
  const from = base ?? nothing(override.id, subscription)
  return {
    ...from,
    limit: override.usageLimit ?? (override.hasUnlimitedUsage === true ? null : from.limit),
    isUnlimited: override.hasUnlimitedUsage ?? (override.usageLimit === undefined && from.isUnlimited),
    hasSoftLimit: override.hasSoftLimit ?? from.hasSoftLimit,
    resetPeriod: override.resetPeriod ?? from.resetPeriod,
    updatedAt: subscription.details.updatedAt,
  }
}

/**
 * What one running subscription grants of each feature. Add-ons add their limit times their quantity; one whose
 * behaviour is `Override` replaces the plan's value, unless that is more generous.
 */
export function grantsOfSubscription(subscription: SubscriptionRow, catalog: Catalog): Map<string, FeatureGrant> {
  const grants = basesOf(subscription, catalog)
  for (const addon of subscription.addons) {
    for (const entitlement of catalog.addonEntitlements(addon.id).filter(isFeature)) {
      const own = ofCatalog(entitlement, subscription.effectiveEndDate)
      const bought = { ...own, limit: own.limit === null ? null : own.limit * addon.quantity }
      const base = grants.get(entitlement.id)
      if (base === undefined) grants.set(entitlement.id, bought)
      else if (entitlement.behavior === 'Override') grants.set(entitlement.id, moreGenerous(base, bought))
      else grants.set(entitlement.id, sum(base, bought))
    }
  }
  return grants
}

function sum(base: FeatureGrant, more: FeatureGrant): FeatureGrant {
  const joined = moreGenerous(base, more)
  const limit = base.limit === null && more.limit === null ? null : (base.limit ?? 0) + (more.limit ?? 0)
  return { ...joined, limit: joined.isUnlimited ? joined.limit : limit }
}

const ofPromotion = (promotion: StiggPromotionalEntitlement): FeatureGrant => ({
  featureId: promotion.featureId,
  limit: promotion.usageLimit,
  isUnlimited: promotion.hasUnlimitedUsage === true,
  hasSoftLimit: promotion.hasSoftLimit === true,
  resetPeriod: promotion.resetPeriod,
  enumValues: promotion.enumValues,
  updatedAt: promotion.updatedAt,
  validUntil: promotion.endDate,
})

/** Everything that could grant something to a customer at one moment. */
export interface Sources {
  readonly subscriptions: readonly SubscriptionRow[]
  readonly promotions: readonly StiggPromotionalEntitlement[]
}

/**
 * What a customer may use, feature by feature: the most generous over all running subscriptions, trials among them, and
 * all active promotions. Source: Stigg documentation, "Generous entitlements".
 */
export function effectiveFeatures(sources: Sources, catalog: Catalog): Map<string, FeatureGrant> {
  const effective = new Map<string, FeatureGrant>()
  const add = (grant: FeatureGrant): void => {
    const known = effective.get(grant.featureId)
    effective.set(grant.featureId, known === undefined ? grant : moreGenerous(known, grant))
  }
  for (const subscription of sources.subscriptions.filter(isRunning)) {
    for (const grant of grantsOfSubscription(subscription, catalog).values()) add(grant)
  }
  for (const promotion of sources.promotions) if (promotion.status === 'Active') add(ofPromotion(promotion))
  return effective
}

/** Credits that come again with every cycle, by currency: those of the plan, of add-ons, and overrides of them. */
export interface RecurringCredits {
  readonly currencyId: string
  readonly amount: number
  readonly cadence: 'MONTH' | 'YEAR'
  readonly sourceType: 'PLAN_ENTITLEMENT' | 'ADDON_ENTITLEMENT' | 'PRICE'
}

/** What recurring credits one subscription entitles to: one entry for each currency, and one for each that is bought. */
export function recurringCreditsOf(subscription: SubscriptionRow, catalog: Catalog): RecurringCredits[] {
  const byCurrency = new Map<string, RecurringCredits>()
  for (const entitlement of catalog.planEntitlements(subscription.planId)) {
    if (entitlement.type !== 'CREDIT' || !entitlement.isGranted || entitlement.amount === null) continue
    const seats = entitlement.dependencyFeatureId
      ? (grantsOfSubscription(subscription, catalog).get(entitlement.dependencyFeatureId)?.limit ?? 1)
      : 1
    const amount = entitlement.amount * seats
    const cadence = entitlement.cadence ?? 'MONTH'
    byCurrency.set(entitlement.id, { currencyId: entitlement.id, amount, cadence, sourceType: 'PLAN_ENTITLEMENT' })
  }
  for (const override of subscription.details.entitlements) {
    if (override.type !== 'CREDIT') continue
    const { id: currencyId, amount, cadence } = override
    byCurrency.set(currencyId, { currencyId, amount, cadence, sourceType: 'PLAN_ENTITLEMENT' })
  }
  for (const { id, quantity } of subscription.addons) {
    for (const entitlement of catalog.addonEntitlements(id)) {
      if (entitlement.type !== 'CREDIT' || !entitlement.isGranted || entitlement.amount === null) continue
      const known = byCurrency.get(entitlement.id)
      const amount = entitlement.amount * quantity + (known?.amount ?? 0)
      const cadence = known?.cadence ?? entitlement.cadence ?? 'MONTH'
      const sourceType = known?.sourceType ?? 'ADDON_ENTITLEMENT'
      byCurrency.set(entitlement.id, { currencyId: entitlement.id, amount, cadence, sourceType })
    }
  }
  const bought = subscription.details.charges.flatMap(({ type, id, quantity }): RecurringCredits[] => {
    if (type !== 'CREDIT') return []
    const sold = catalog.planCharges(subscription.planId).find((charge) => charge.id === id)
    const cadence = subscription.details.billingPeriod === 'ANNUALLY' ? 'YEAR' : 'MONTH'
    return [{ currencyId: sold?.topUpCustomCurrencyId ?? id, amount: quantity, cadence, sourceType: 'PRICE' }]
  })
  return [...byCurrency.values(), ...bought].filter(({ amount }) => amount > 0)
}
