import { z } from 'zod'

import { isBefore } from './calendar.ts'
import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import { HeldValue } from './change-set.ts'
import { compositionOf, type HeldBeside } from './composition.ts'
import type { HeldEntitlement, PromotionalEntitlement, Subscription } from './customer.ts'
import { add, compare as compareNumbers, Decimal, subtract } from './decimal.ts'
import { grantsOf, keyOf, type Grant } from './grants.ts'
import { amountOf, moreGenerous } from './held-value.ts'
import { Moment } from './opportunity.ts'
import { isTrialNow } from './replacement.ts'

/** One thing that gives the customer a feature or credits. */
export const EntitlementSource = z.object({
  /**
   * override: set on the subscription itself · grant: credits that were granted without a subscription · open: a custom
   * plan leaves the value to each subscription, and nobody set it, so that it gives nothing.
   */
  kind: z.enum(['plan', 'addon', 'override', 'promotional', 'grant', 'open']),
  /** The subscription that brings it; null for a promotional entitlement and for granted credits. */
  subscriptionId: z.string().nullable(),
  /** Of the plan, and of the add-ons that take part. */
  packageIds: z.array(z.string()),
  isTrial: z.boolean(),
  value: HeldValue,
  /** Null = no end of its own. */
  endsAt: Moment.nullable(),
})
export type EntitlementSource = z.infer<typeof EntitlementSource>

/** What a customer may use of one feature or currency, how much of it is used, and what gives it. */
export const EntitlementRow = z.object({
  kind: z.enum(['feature', 'credit']),
  id: z.string(),
  isGranted: z.boolean(),
  value: HeldValue,
  /** Null where nothing is counted. */
  used: Decimal.nullable(),
  resetPeriod: z.string().nullable(),
  resetsAt: Moment.nullable(),
  /** The most generous first: that is the one that counts. Credits add up. Empty where Stigg does not tell enough. */
  sources: z.array(EntitlementSource),
})
export type EntitlementRow = z.infer<typeof EntitlementRow>

/** What gives a customer something: the subscriptions of one resource and of none, and promotions. */
export interface Giving {
  readonly subscriptions: readonly Subscription[]
  readonly promotional: readonly PromotionalEntitlement[]
}

/**
 * Effective entitlements as Stigg says them, each with everything that gives it, worked out from the subscriptions in
 * force and the promotions, since Stigg does not say. Features first, then credits, by name.
 */
export function entitlementRows(
  held: readonly HeldEntitlement[],
  { subscriptions, promotional }: Giving,
  catalog: Catalog,
  now: Moment,
): EntitlementRow[] {
  const beside: HeldBeside = {
    subscriptions: [...subscriptions],
    promotional: [...promotional],
    entitlements: held.map(({ effective }) => effective),
  }
  const sources = Map.groupBy(
    [
      ...subscriptions.filter(isRunning).flatMap((subscription) => sourcesOf(subscription, beside, catalog)),
      ...promotional
        .filter(({ endsAt }) => endsAt === null || isBefore(now, endsAt))
        .map((each) => promoted(each, catalog)),
    ],
    ({ key }) => key,
  )
  return held.map((each) => rowOf(each, sources, catalog)).toSorted(byName(catalog))
}

const isRunning = ({ status }: Subscription): boolean => status === 'ACTIVE' || status === 'IN_TRIAL'

interface Keyed extends EntitlementSource {
  readonly key: string
}

function sourcesOf(subscription: Subscription, beside: HeldBeside, catalog: Catalog): Keyed[] {
  const { id, planId, addons, cancellationDate, effectiveEndDate, trialEndDate } = subscription
  const isTrial = isTrialNow(subscription)
  const grants = grantsOf(compositionOf(subscription, beside, catalog), catalog)
  const common = {
    subscriptionId: id,
    isTrial,
    endsAt: (isTrial ? trialEndDate : null) ?? cancellationDate ?? effectiveEndDate,
  }
  const given = [...grants.values()].map((grant): Keyed => ({
    ...common,
    key: keyOf(grant),
    kind: grant.source === 'addon' || grant.source === 'override' ? grant.source : 'plan',
    packageIds: [planId, ...(grant.source === 'addon' ? addonsGiving(grant, addons, catalog) : [])],
    value: grant.value,
  }))
  const open = (indexOf(catalog).plans.get(planId)?.entitlements ?? []).flatMap((held): Keyed[] => {
    const key = held.type === 'FEATURE' ? keyOf({ kind: 'feature', id: held.featureId }) : null
    if (key === null || grants.has(key)) return []
    return [{ ...common, key, kind: 'open', packageIds: [planId], endsAt: null, value: { kind: 'off' } }]
  })
  return [...given, ...open]
}

const addonsGiving = (grant: Grant, addons: Subscription['addons'], catalog: Catalog): string[] =>
  addons.flatMap(({ id }) => {
    const gives = indexOf(catalog).addons.get(id)?.entitlements ?? []
    const own = gives.some((each) => (each.type === 'FEATURE' ? each.featureId : each.currencyId) === grant.id)
    return own ? [id] : []
  })

function promoted(promotion: PromotionalEntitlement, catalog: Catalog): Keyed {
  const { featureId, usageLimit, hasUnlimitedUsage, endsAt } = promotion
  const value = limited(featureId, { usageLimit, hasUnlimitedUsage }, catalog)
  const key = keyOf({ kind: 'feature', id: featureId })
  return { key, kind: 'promotional', subscriptionId: null, packageIds: [], isTrial: false, value, endsAt }
}

/** A limit of a feature as a value: named values are not told, and a switch is on where it is there at all. */
function limited(
  featureId: string,
  { usageLimit, hasUnlimitedUsage }: { readonly usageLimit: Decimal | null; readonly hasUnlimitedUsage: boolean },
  catalog: Catalog,
): HeldValue {
  const feature = indexOf(catalog).features.get(featureId)
  if (feature?.type === 'BOOLEAN') return { kind: 'on' }
  if (feature?.type === 'ENUM') return { kind: 'unknown' }
  if (hasUnlimitedUsage) return { kind: 'unlimited' }
  return usageLimit === null ? { kind: feature ? 'unknown' : 'on' } : amountOf(usageLimit, feature)
}

function rowOf(
  { effective, resetPeriod, resetsAt }: HeldEntitlement,
  sources: ReadonlyMap<string, readonly Keyed[]>,
  catalog: Catalog,
): EntitlementRow {
  const { isGranted } = effective
  if (effective.type === 'CREDIT') {
    const { currencyId: id, usageLimit, currentUsage: used } = effective
    const currency = indexOf(catalog).currencies.get(id)
    const recurring = ranked(sources.get(keyOf({ kind: 'credit', id })))
    const value = amountOf(usageLimit, currency)
    const from = creditSources(recurring, usageLimit, currency)
    return { kind: 'credit', id, isGranted, value, used, resetPeriod, resetsAt, sources: from }
  }
  const { featureId: id, currentUsage } = effective
  const counts = indexOf(catalog).features.get(id)?.type === 'NUMBER'
  return {
    kind: 'feature',
    id,
    isGranted,
    value: isGranted ? limited(id, effective, catalog) : { kind: 'off' },
    used: counts ? currentUsage : null,
    resetPeriod,
    resetsAt,
    sources: ranked(sources.get(keyOf({ kind: 'feature', id }))),
  }
}

/** The most generous first; of equals the one that came first. */
const ranked = (sources: readonly Keyed[] = []): EntitlementSource[] =>
  sources.map(({ key: _key, ...source }) => source).toSorted((a, b) => order(a.value, b.value))

/** Below zero where the first gives more. */
function order(a: HeldValue, b: HeldValue): number {
  if (moreGenerous(a, b) === b) return a === b ? 0 : 1
  return moreGenerous(b, a) === a ? -1 : 0
}

/** Credits that subscriptions bring, and what else was granted: whatever the pool holds beyond that. */
function creditSources(recurring: readonly EntitlementSource[], pool: Decimal, named: Named): EntitlementSource[] {
  const brought = recurring.reduce((sum, { value }) => (value.kind === 'number' ? add(sum, value.value) : sum), '0')
  const more = subtract(pool, brought)
  if (compareNumbers(more, '0') <= 0) return [...recurring]
  const granted = { subscriptionId: null, packageIds: [], isTrial: false, endsAt: null }
  return [...recurring, { kind: 'grant', ...granted, value: amountOf(more, named) }]
}
type Named = Parameters<typeof amountOf>[1]

const byName =
  (catalog: Catalog) =>
  (a: EntitlementRow, b: EntitlementRow): number => {
    if (a.kind !== b.kind) return a.kind === 'feature' ? -1 : 1
    const { features, currencies } = indexOf(catalog)
    const nameOf = ({ kind, id }: EntitlementRow): string =>
      (kind === 'feature' ? features : currencies).get(id)?.name ?? id
    return compare(nameOf(a), nameOf(b))
  }

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
