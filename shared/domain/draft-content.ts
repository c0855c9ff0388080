import { assertNever } from '../assert-never.ts'
import { carriedOver } from './amendment.ts'
import { cadenceOf, unitChargeOf } from './billing-terms.ts'
import type { BillingPeriod, Plan } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { EntitlementDraft, Origin, PriceOverride, SubscriptionDraft } from './draft.ts'
import type { EntitlementEdit } from './draft-edits.ts'
import type { Situation } from './draft-situation.ts'
import { keptPricesOf } from './kept-prices.ts'
import { isRemoval } from './mapping.ts'
import type { Placement } from './placement.ts'
import { priceOverridesOf } from './price-overrides.ts'

/** What a subscription contains, and where each part came from. */
export interface Content extends Pick<SubscriptionDraft, 'charges' | 'addons' | 'entitlements' | 'priceOverrides'> {
  readonly origins: Readonly<Record<string, Origin>>
}

interface Entry<T> {
  readonly key: string
  readonly value: T
  readonly origin: Origin
}

/**
 * What was sold (less what an amendment takes out), over what goes on from a running subscription, over which the person's edits, entry by entry: null takes
 * an entry out, a new key adds one. Equal inputs in any order give equal contents.
 */
export function contentOf(
  placement: Placement,
  plan: Plan,
  period: BillingPeriod | null,
  situation: Situation,
): Content {
  const { carried, live, catalog, edits, deal, rules } = situation
  const kept = carried && live ? carriedOver(placement, carried, live, catalog, period) : nothingKept
  const isPaid = plan.pricingType === 'PAID'
  const isCharged = (featureId: string) => isPaid && unitChargeOf(plan, featureId, period) !== undefined

  const charges = edited(
    [
      ...placement.features
        .filter((mapped) => mapped.entity.type === 'NUMBER' && isCharged(mapped.id) && !isRemoval(mapped))
        .map(({ id, quantity, lines }) => sold(id, { featureId: id, quantity, lineIds: idsOf(lines) })),
      ...kept.charges.map((charge) => held(charge.featureId, charge)),
    ],
    isPaid ? edits.charges : undefined,
    (featureId, quantity, before) => ({ featureId, quantity, lineIds: before?.lineIds ?? [] }),
  )
  const addons = edited(
    [
      ...placement.addons
        .filter((mapped) => !isRemoval(mapped))
        .map(({ id, quantity, lines }) => sold(id, { addonId: id, quantity, lineIds: idsOf(lines) })),
      ...kept.addons.map((addon) => held(addon.addonId, addon)),
    ],
    edits.addons,
    (addonId, quantity, before) => ({ addonId, quantity, lineIds: before?.lineIds ?? [] }),
  )
  const entitlements = edited(
    [...soldEntitlements(placement, isCharged, situation), ...kept.entitlements.map((one) => held(idOf(one), one))],
    edits.entitlements,
    (id, edit, before) =>
      editedEntitlement(id, edit, before?.lineIds ?? [], indexOf(catalog).features.get(id)?.type === 'BOOLEAN'),
  )
  const overrides = isPaid && period ? priceOverridesOf(placement, period, deal.opportunity.currency, rules) : []
  const keptPrices = carried
    ? keptPricesOf(carried, {
        plan,
        period,
        charges: valuesOf(charges),
        addons: valuesOf(addons),
        overrides,
      })
    : []
  const prices = edited(
    [
      ...overrides.map((override) => sold(keyOfTarget(override.target), override)),
      ...keptPrices.map((override) => held(keyOfTarget(override.target), override)),
    ],
    isPaid ? edits.priceOverrides : undefined,
    (key, amount, before) => {
      const target = targetOfKey(key)
      const currency = before?.price.currency ?? deal.opportunity.currency
      return target && { target, price: { amount, currency }, lineIds: before?.lineIds ?? [] }
    },
  )
  const isOfCredits = ({ value }: Entry<EntitlementDraft>) => value.type === 'CREDIT'
  const credit = entitlements.find(isOfCredits)
  return {
    charges: valuesOf(charges),
    addons: valuesOf(addons),
    entitlements: valuesOf(entitlements),
    // Stigg takes a price of credits only where a subscription is changed.
    priceOverrides: valuesOf(prices).filter(({ target }) => target.kind !== 'credit' || edits.way === 'amend'),
    origins: {
      ...originsOf('charges', charges),
      ...originsOf('addons', addons),
      ...originsOf('entitlements', entitlements),
      ...originsOf('priceOverrides', prices),
      ...(credit ? cadenceOrigin(placement, plan, situation) : {}),
    },
  }
}

const nothingKept = { addons: [], charges: [], entitlements: [] }
const sold = <T>(key: string, value: T): Entry<T> => ({ key, value, origin: 'deal' })
const held = <T>(key: string, value: T): Entry<T> => ({ key, value, origin: 'stigg' })
const idsOf = (lines: readonly { readonly lineId: string }[]): string[] => lines.map(({ lineId }) => lineId)
const idOf = (entitlement: EntitlementDraft): string =>
  entitlement.type === 'FEATURE' ? entitlement.featureId : entitlement.currencyId
const valuesOf = <T>(entries: readonly Entry<T>[]): T[] => entries.map(({ value }) => value)
const originsOf = (field: string, entries: readonly Entry<unknown>[]): Record<string, Origin> =>
  Object.fromEntries(entries.map(({ key, origin }) => [`${field}.${key}`, origin]))

/** Entries with a person's edits over them, those that were added last, by their keys. */
function edited<T, E>(
  entries: readonly Entry<T>[],
  edits: Readonly<Record<string, E | null>> | undefined,
  apply: (key: string, edit: E, before: T | undefined) => T | null,
): readonly Entry<T>[] {
  if (!edits) return entries
  const asEdited = (key: string, edit: E, before?: T): Entry<T>[] => {
    const value = apply(key, edit, before)
    return value === null ? [] : [{ key, value, origin: 'edited' }]
  }
  const kept = entries.flatMap((entry) => {
    const edit = edits[entry.key]
    if (edit === undefined) return [entry]
    return edit === null ? [] : asEdited(entry.key, edit, entry.value)
  })
  const added = Object.keys(edits)
    .filter((key) => entries.every((entry) => entry.key !== key))
    .toSorted()
    .flatMap((key) => {
      const edit = edits[key]
      return edit === undefined || edit === null ? [] : asEdited(key, edit)
    })
  return [...kept, ...added]
}

/** Overrides on top of the plan. An enum feature cannot be set (`feature.enum`), so it is never part of a request. */
function soldEntitlements(
  placement: Placement,
  isCharged: (featureId: string) => boolean,
  situation: Situation,
): Entry<EntitlementDraft>[] {
  const features = placement.features.filter(
    (mapped) =>
      !isRemoval(mapped) &&
      (mapped.entity.type === 'BOOLEAN' || (mapped.entity.type === 'NUMBER' && !isCharged(mapped.id))),
  )
  return [
    ...features.map(({ id, entity, quantity, lines }) =>
      sold(id, {
        type: 'FEATURE' as const,
        featureId: id,
        usageLimit: entity.type === 'BOOLEAN' ? null : quantity,
        hasUnlimitedUsage: false,
        hasSoftLimit: false,
        resetPeriod: null,
        lineIds: idsOf(lines),
      }),
    ),
    ...placement.credits
      .filter((mapped) => !isRemoval(mapped))
      .map(({ id, quantity, lines }) =>
        sold(id, {
          type: 'CREDIT' as const,
          currencyId: id,
          amount: quantity,
          cadence: cadenceOf(id, placement.plan.entity, lines, situation)?.value ?? null,
          lineIds: idsOf(lines),
        }),
      ),
  ]
}

function editedEntitlement(id: string, edit: EntitlementEdit, lineIds: string[], isSwitch: boolean): EntitlementDraft {
  if (edit.type === 'CREDIT') return { ...edit, currencyId: id, lineIds }
  // What is only on or off has no limit, and nothing to count anew.
  const off = { usageLimit: null, hasUnlimitedUsage: false, hasSoftLimit: false, resetPeriod: null }
  if (isSwitch) return { type: 'FEATURE', featureId: id, ...off, lineIds }
  const { hasUnlimitedUsage, hasSoftLimit, ...rest } = edit
  // What has no end has no limit to be soft about.
  return hasUnlimitedUsage
    ? { ...rest, featureId: id, usageLimit: null, hasUnlimitedUsage, hasSoftLimit: false, lineIds }
    : { ...rest, featureId: id, hasUnlimitedUsage, hasSoftLimit, lineIds }
}

/** Where the cadence of the first credits came from: one control of the window speaks for all. */
function cadenceOrigin(placement: Placement, plan: Plan, situation: Situation): Record<string, Origin> {
  const [first] = placement.credits
  const cadence = first && cadenceOf(first.id, plan, first.lines, situation)
  return cadence ? { creditCadence: cadence.origin } : {}
}

/** How the edits name what a price is for. */
export function keyOfTarget(target: PriceOverride['target']): string {
  switch (target.kind) {
    case 'plan':
      return 'plan'
    case 'addon':
      return `addon:${target.addonId}`
    case 'feature':
      return `feature:${target.featureId}`
    case 'credit':
      return `credit:${target.currencyId}`
    default:
      return assertNever(target)
  }
}

/** Null for a key that names nothing. */
function targetOfKey(key: string): PriceOverride['target'] | null {
  if (key === 'plan') return { kind: 'plan' }
  const [kind, ...rest] = key.split(':')
  const id = rest.join(':')
  if (id === '') return null
  if (kind === 'addon') return { kind, addonId: id }
  if (kind === 'feature') return { kind, featureId: id }
  return kind === 'credit' ? { kind, currencyId: id } : null
}

/** The name of what a price is for, by the catalogue. */
export const isSoldByUnit = (plan: Plan, period: BillingPeriod | null): boolean =>
  plan.pricingType === 'PAID' && unitChargeOf(plan, null, period) !== undefined
export const productNameOf = (productId: string, { catalog }: Pick<Situation, 'catalog'>): string =>
  indexOf(catalog).products.get(productId)?.name ?? productId
