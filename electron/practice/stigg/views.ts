import type { StiggCustomer, StiggFeature } from '../seed/types.ts'
import { grantsIn } from './credit-ledger.ts'
import { isRunning, usageKey, type GrantRow, type SubscriptionRow } from './model.ts'
import { poolOf } from './rules/credits.ts'
import { effectiveFeatures, recurringCreditsOf, type FeatureGrant } from './rules/entitlements.ts'
import { cycleAt, earliest } from './rules/periods.ts'
import type { World } from './world.ts'

/** A subscription as REST shows it. Source: Stigg REST API, Subscription. */
export function shownSubscription(row: SubscriptionRow): object {
  const { details: _details, ...wire } = row
  return wire
}

/** A subscription as a list shows it: without its overrides. */
export function listedSubscription(row: SubscriptionRow): object {
  const { details: _details, subscriptionEntitlements: _overrides, ...wire } = row
  return wire
}

/** A grant as REST shows it. Source: Stigg REST API, Credit grant. */
export function shownGrant(row: GrantRow): object {
  const { subscriptionId: _subscriptionId, ...wire } = row
  return wire
}

interface Holder {
  readonly customer: StiggCustomer
  readonly resourceId: string | null
}

/** The subscriptions that count for a resource: its own, and those of the customer as a whole. */
export const subscriptionsFor = (world: World, { customer, resourceId }: Holder): SubscriptionRow[] =>
  world
    .subscriptionsOf(customer.id)
    .filter((row) => isRunning(row) && (row.resourceId === null || row.resourceId === resourceId))

const shownFeature = (feature: StiggFeature): object => ({
  id: feature.id,
  displayName: feature.displayName,
  featureType: feature.featureType,
  featureStatus: feature.featureStatus,
})

/** One feature entitlement of a customer. Source: Stigg REST API, "Get customer entitlements". */
export function shownFeatureEntitlement(world: World, holder: Holder, grant: FeatureGrant): object {
  const feature = world.catalog.feature(grant.featureId)
  const usage = world.tables.usage.get(usageKey(holder.customer.id, holder.resourceId, grant.featureId))
  const isNumber = feature?.featureType === 'NUMBER'
  return {
    type: 'FEATURE',
    isGranted: true,
    accessDeniedReason: null,
    ...(feature === undefined ? {} : { feature: shownFeature(feature) }),
    usageLimit: isNumber && !grant.isUnlimited ? (grant.limit ?? 0) : null,
    hasUnlimitedUsage: grant.isUnlimited,
    currentUsage: usage?.value ?? 0,
    resetPeriod: grant.resetPeriod,
    ...usagePeriod(world, grant, holder),
    entitlementUpdatedAt: grant.updatedAt,
    validUntil: grant.validUntil,
  }
}

function usagePeriod(world: World, grant: FeatureGrant, holder: Holder): object {
  const months = grant.resetPeriod === 'YEAR' ? 12 : grant.resetPeriod === 'MONTH' ? 1 : null
  if (months === null) return { usagePeriodAnchor: null, usagePeriodStart: null, usagePeriodEnd: null }
  const anchor = earliest(...subscriptionsFor(world, holder).map(({ startDate }) => startDate)) ?? world.now()
  const cycle = cycleAt(anchor, months, world.now())
  return { usagePeriodAnchor: anchor, usagePeriodStart: cycle.start, usagePeriodEnd: cycle.end }
}

/** One credit entitlement of a customer: what was granted and used over the active grants of its pool. */
export function shownCreditEntitlement(world: World, { customer, resourceId }: Holder, currencyId: string): object {
  const grants = grantsIn(world, { customerId: customer.id, currencyId, resourceId })
  const { granted, consumed, balance } = poolOf(grants)
  const active = grants.filter(({ status }) => status === 'ACTIVE')
  const currency = world.catalog.currency(currencyId)
  const updatedAt = active.reduce((last, grant) => (grant.updatedAt > last ? grant.updatedAt : last), '') || world.now()
  const recurringEnd = earliest(...active.map((grant) => (grant.grantType === 'RECURRING' ? grant.expireAt : null)))
  return {
    type: 'CREDIT',
    isGranted: balance > 0,
    accessDeniedReason: balance > 0 ? null : 'InsufficientCredits',
    currency: {
      currencyId,
      displayName: currency?.displayName ?? currencyId,
      description: currency?.description ?? null,
      unitSingular: currency?.units?.singular ?? null,
      unitPlural: currency?.units?.plural ?? null,
      metadata: currency?.metadata ?? {},
    },
    usageLimit: granted,
    currentUsage: consumed,
    usageUpdatedAt: updatedAt,
    ...(recurringEnd === null ? {} : { usagePeriodEnd: recurringEnd }),
    entitlementUpdatedAt: updatedAt,
    validUntil: null,
  }
}

/** Features and credits that a customer, or one resource of it, may use now. */
export function effectiveOf(
  world: World,
  holder: Holder,
): { features: Map<string, FeatureGrant>; currencies: string[] } {
  const subscriptions = subscriptionsFor(world, holder)
  const promotions = world.promotionsOf(holder.customer.id)
  const features = effectiveFeatures({ subscriptions, promotions }, world.catalog)
  const entitled = subscriptions.flatMap((row) =>
    recurringCreditsOf(row, world.catalog).map((credit) => credit.currencyId),
  )
  const funded = world
    .grantsOf(holder.customer.id)
    .filter((grant) => grant.resourceId === holder.resourceId && grant.status === 'ACTIVE')
    .map(({ currencyId }) => currencyId)
  return { features, currencies: [...new Set([...entitled, ...funded])] }
}

export function shownEntitlements(world: World, holder: Holder): object[] {
  const { features, currencies } = effectiveOf(world, holder)
  return [
    ...[...features.values()].map((grant) => shownFeatureEntitlement(world, holder, grant)),
    ...currencies.map((currencyId) => shownCreditEntitlement(world, holder, currencyId)),
  ]
}
