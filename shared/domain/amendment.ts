import { unitChargeOf } from './billing-terms.ts'
import type { BillingPeriod, Catalog, Plan } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import { compositionOf } from './composition.ts'
import type { CustomerState, Subscription } from './customer.ts'
import type { SubscriptionDraft } from './draft.ts'
import type { Override } from './grants.ts'
import type { Mapping } from './mapping.ts'
import type { Placement } from './placement.ts'

/** The running subscription that an amendment changes, by product. */
export type Amended = ReadonlyMap<string, Subscription>

/** Whether the deal changes running contracts: CPQ then shows only the lines that change. */
export function isAmendment({ plans, addons, features, credits }: Mapping): boolean {
  const lines = [plans, addons, features, credits].flat().flatMap((sold) => sold.lines)
  return lines.length > 0 && lines.every((line) => line.isAmendment)
}

/**
 * The running subscriptions that an amendment changes: of the products that plans were sold of, else the only one that
 * what was sold can belong to. None where there are several to choose from.
 * @param resourceOf the resource that a person chose for a product, where they did
 */
export function amendedBy(
  mapping: Mapping,
  live: CustomerState | null,
  catalog: Catalog,
  resourceOf: (productId: string) => string | null,
): Amended {
  if (!live || !isAmendment(mapping)) return new Map()
  const { plans } = indexOf(catalog)
  const running = live.subscriptions.flatMap((subscription) => {
    const plan = plans.get(subscription.planId)
    const chosen = plan && resourceOf(plan.productId)
    const isMeant = subscription.status === 'ACTIVE' && (!chosen || subscription.resourceId === chosen)
    return plan && isMeant ? [{ subscription, plan }] : []
  })
  const products =
    mapping.plans.length > 0
      ? new Set(mapping.plans.flatMap(({ entity }) => entity?.productId ?? []))
      : productsOf(
          mapping,
          running.map(({ plan }) => plan),
        )
  const candidates = Map.groupBy(
    running.filter(({ plan }) => products.has(plan.productId)),
    ({ plan }) => plan.productId,
  )
  const isAmbiguous = mapping.plans.length === 0 && candidates.size > 1
  const only = [...candidates].flatMap(([productId, [first, ...others]]) =>
    first && others.length === 0 && !isAmbiguous ? [[productId, first.subscription] as const] : [],
  )
  return new Map(only)
}

/**
 * The subscription of a product (and resource) that runs and could be changed in place: the one that is not a trial, else
 * the trial. Null where there is none, or several to choose from.
 */
export function currentOf(
  live: CustomerState | null,
  catalog: Catalog,
  productId: string,
  resourceId: string | null,
): Subscription | null {
  const { plans, products } = indexOf(catalog)
  const separatesResources = products.get(productId)?.multipleSubscriptions === true
  const running = (live?.subscriptions ?? []).filter(
    (held) =>
      plans.get(held.planId)?.productId === productId && (!separatesResources || held.resourceId === resourceId),
  )
  for (const status of ['ACTIVE', 'IN_TRIAL']) {
    const [first, ...others] = running.filter((held) => held.status === status)
    if (first) return others.length === 0 ? first : null
  }
  return null
}

/** Products that could give what was sold without a plan; all that run where nothing names one. */
function productsOf(mapping: Mapping, running: readonly Plan[]): ReadonlySet<string> {
  const sold = new Set([...mapping.features, ...mapping.credits].map(({ id }) => id))
  const ofAddons = new Set(mapping.addons.flatMap(({ entity }) => entity?.productId ?? []))
  const naming = running.filter(
    ({ productId, entitlements }) =>
      ofAddons.has(productId) ||
      entitlements.some((held) => sold.has(held.type === 'FEATURE' ? held.featureId : held.currencyId)),
  )
  return new Set((naming.length > 0 ? naming : running).map(({ productId }) => productId))
}

/** What goes on from the running subscription, because the amendment does not speak of it. */
export interface CarriedOver extends Pick<SubscriptionDraft, 'addons' | 'charges' | 'entitlements'> {
  /** Features, currencies and plans whose present quantity nobody can read, so that the target cannot be computed. */
  readonly unknown: readonly string[]
}

export function carriedOver(
  placement: Placement,
  running: Subscription,
  live: CustomerState,
  catalog: Catalog,
  period: BillingPeriod | null,
): CarriedOver {
  const { entity: plan, lines } = placement.plan
  const said = new Set([placement.addons, placement.features, placement.credits].flat().map(({ id }) => id))
  const { addons, charges, overrides } = compositionOf(running, live, catalog)
  const open = overrides.filter((held) => !said.has(held.type === 'FEATURE' ? held.featureId : held.currencyId))
  const bought = charges.filter(({ featureId }) => !said.has(featureId) && unitChargeOf(plan, featureId, period))
  const carried = open.map((held) => carriedOverride(held, catalog))
  const isPlanByUnit =
    lines.length === 0 && plan.pricingType === 'PAID' && unitChargeOf(plan, null, period) !== undefined
  return {
    addons: addons
      .filter(({ id }) => !said.has(id) && plan.compatibleAddonIds.includes(id))
      .map(({ id, quantity }) => ({ addonId: id, quantity, lineIds: [] })),
    charges: bought.flatMap(({ featureId, quantity }) =>
      quantity === null ? [] : [{ featureId, quantity, lineIds: [] }],
    ),
    entitlements: carried.filter((held) => typeof held !== 'string'),
    unknown: [
      ...(isPlanByUnit ? [plan.id] : []),
      ...bought.flatMap(({ featureId, quantity }) => (quantity === null ? [featureId] : [])),
      ...carried.filter((held) => typeof held === 'string'),
    ],
  }
}

/** The override as it will be sent again; the ID alone where its value cannot be read. */
function carriedOverride(held: Override, catalog: Catalog): SubscriptionDraft['entitlements'][number] | string {
  if (held.type === 'CREDIT') {
    const { currencyId, amount, cadence } = held
    return amount === null || cadence === null
      ? currencyId
      : { type: 'CREDIT', currencyId, amount, cadence, lineIds: [] }
  }
  const { featureId, usageLimit, hasSoftLimit, resetPeriod } = held
  const isSwitch = indexOf(catalog).features.get(featureId)?.type === 'BOOLEAN'
  const hasUnlimitedUsage = held.isUnlimited === true
  if (usageLimit === null && !hasUnlimitedUsage && !isSwitch) return featureId
  return {
    type: 'FEATURE',
    featureId,
    usageLimit: isSwitch || hasUnlimitedUsage ? null : usageLimit,
    hasUnlimitedUsage,
    hasSoftLimit: hasSoftLimit && !hasUnlimitedUsage,
    resetPeriod,
    lineIds: [],
  }
}
