import type { Catalog, Feature, PackageEntitlement } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { HeldValue, ValueSource } from './change-set.ts'
import { multiply, type Decimal } from './decimal.ts'
import type { ResetPeriod } from './terms.ts'
import { amountOf, increased, moreGenerous } from './held-value.ts'

/** What a subscription is made of, whether it runs already or is only drafted. */
export interface Composition {
  readonly planId: string
  readonly addons: readonly { readonly id: string; readonly quantity: Decimal }[]
  /** Features bought by the unit; a quantity that nobody can read is null. */
  readonly charges: readonly { readonly featureId: string; readonly quantity: Decimal | null }[]
  readonly overrides: readonly Override[]
}

export type Override =
  | {
      readonly type: 'FEATURE'
      readonly featureId: string
      readonly usageLimit: Decimal | null
      readonly isUnlimited: boolean | null
      readonly hasSoftLimit: boolean
      readonly resetPeriod: ResetPeriod | null
    }
  | {
      readonly type: 'CREDIT'
      readonly currencyId: string
      readonly amount: Decimal | null
      readonly cadence: 'MONTH' | 'YEAR' | null
    }

/** What is given of one feature or currency, and by what part of the subscription. */
export interface Grant {
  readonly kind: 'feature' | 'credit'
  readonly id: string
  readonly value: HeldValue
  readonly source: ValueSource
}

/**
 * What a subscription gives, by kind and ID: the plan's values, over them quantities bought and overrides, and on top
 * the add-ons times their quantity (`Increment` adds, `Override` stands where it is more generous). A value that a
 * custom plan leaves open and nobody set gives nothing. Source: Stigg documentation, "Add-ons" and "Generous
 * entitlements".
 */
export function grantsOf(composition: Composition, catalog: Catalog): ReadonlyMap<string, Grant> {
  const { plans, addons } = indexOf(catalog)
  const grants = new Map<string, Grant>()
  const put = (grant: Grant) => grants.set(keyOf(grant), grant)

  const planEntitlements = plans.get(composition.planId)?.entitlements ?? []
  for (const entitlement of planEntitlements) {
    const value = packagedValue(entitlement, catalog)
    if (value) put({ ...idOf(entitlement), value, source: 'plan' })
  }
  for (const { featureId, quantity } of composition.charges) {
    const value = quantity === null ? unknown : amountOf(quantity, indexOf(catalog).features.get(featureId))
    put({ kind: 'feature', id: featureId, value, source: 'plan' })
  }
  for (const override of composition.overrides) {
    const packaged = planEntitlements.find((held) => keyOf(idOf(held)) === keyOf(idOf(override)))
    put({ ...idOf(override), value: overrideValue(override, packaged, catalog), source: 'override' })
  }
  for (const { id, quantity } of composition.addons) {
    for (const entitlement of addons.get(id)?.entitlements ?? []) {
      const more = packagedValue(entitlement, catalog, quantity)
      const base = grants.get(keyOf(idOf(entitlement)))
      if (!more) continue
      const value = !base ? more : adds(entitlement) ? increased(base.value, more) : moreGenerous(base.value, more)
      if (!base || value !== base.value) put({ ...idOf(entitlement), value, source: 'addon' })
    }
  }
  return grants
}

export const keyOf = ({ kind, id }: Pick<Grant, 'kind' | 'id'>): string => `${kind}:${id}`

const unknown: HeldValue = { kind: 'unknown' }

/** Credits of add-ons always add up: they are grants of their own. */
const adds = (entitlement: PackageEntitlement): boolean =>
  entitlement.type === 'CREDIT' || entitlement.behavior === 'Increment'

type Identified =
  { readonly type: 'FEATURE'; readonly featureId: string } | { readonly type: 'CREDIT'; readonly currencyId: string }

const idOf = (held: Identified): Pick<Grant, 'kind' | 'id'> =>
  held.type === 'FEATURE' ? { kind: 'feature', id: held.featureId } : { kind: 'credit', id: held.currencyId }

/** What a package says of one entitlement, times a quantity; null where it leaves the value open. */
function packagedValue(entitlement: PackageEntitlement, catalog: Catalog, quantity: Decimal = '1'): HeldValue | null {
  const { features, currencies } = indexOf(catalog)
  if (entitlement.type === 'CREDIT') {
    const { amount, cadence, currencyId } = entitlement
    return amount === null ? null : amountOf(multiply(amount, quantity), currencies.get(currencyId), cadence)
  }
  const feature = features.get(entitlement.featureId)
  if (feature && feature.type !== 'NUMBER') return switched(feature)
  if (entitlement.hasUnlimitedUsage) return { kind: 'unlimited' }
  if (entitlement.usageLimit !== null) {
    return amountOf(multiply(entitlement.usageLimit, quantity), feature, perOf(entitlement.resetPeriod))
  }
  return entitlement.isCustom ? null : unknown
}

function overrideValue(override: Override, packaged: PackageEntitlement | undefined, catalog: Catalog): HeldValue {
  const { features, currencies } = indexOf(catalog)
  if (override.type === 'CREDIT') {
    const { amount, cadence, currencyId } = override
    return amount === null ? unknown : amountOf(amount, currencies.get(currencyId), cadence)
  }
  const feature = features.get(override.featureId)
  if (feature && feature.type !== 'NUMBER') return switched(feature)
  if (override.isUnlimited) return { kind: 'unlimited' }
  if (override.usageLimit === null) return unknown
  return amountOf(override.usageLimit, feature, packaged?.type === 'FEATURE' ? perOf(packaged.resetPeriod) : null)
}

/** A boolean feature is on where it is given; which values of an enum feature are given is not told here. */
const switched = ({ type }: Feature): HeldValue => (type === 'BOOLEAN' ? { kind: 'on' } : unknown)

const perOf = (resetPeriod: string | null): 'MONTH' | 'YEAR' | null =>
  resetPeriod === 'MONTH' || resetPeriod === 'YEAR' ? resetPeriod : null
