import type { Catalog } from '../catalog.ts'
import { indexOf } from '../catalog-index.ts'
import type { HeldValue } from '../change-set.ts'
import type { EffectiveEntitlement, PromotionalEntitlement } from '../customer.ts'
import { compare } from '../decimal.ts'
import { grantsOf, keyOf } from '../grants.ts'
import { amountOf, changeOf, moreGenerous } from '../held-value.ts'
import type { SoldProduct } from './sold-to.ts'

/** A value that was sold, and the product whose subscription gives the most of it. */
export interface Worth {
  readonly value: HeldValue
  readonly product: SoldProduct
}

/** What the products give together: of a feature the most generous, of credits each product's own. */
export function worthOf(products: readonly SoldProduct[], catalog: Catalog): ReadonlyMap<string, Worth> {
  const worth = new Map<string, Worth>()
  for (const product of products) {
    for (const grant of grantsOf(product.composition, catalog).values()) {
      const before = worth.get(keyOf(grant))
      if (!before || moreGenerous(before.value, grant.value) !== before.value) {
        worth.set(keyOf(grant), { value: grant.value, product })
      }
    }
  }
  return worth
}

/** What Stigg says that a customer may use. Of credits it tells what was granted in all, which is no rate. */
export function effectiveWorth(
  entitlements: readonly EffectiveEntitlement[],
  catalog: Catalog,
): ReadonlyMap<string, HeldValue> {
  const { features, currencies } = indexOf(catalog)
  return new Map(
    entitlements.flatMap((held): [string, HeldValue][] => {
      if (held.type === 'CREDIT') {
        // Used up is not taken away: what is granted in all tells whether there is anything.
        const value = amountOf(held.usageLimit, currencies.get(held.currencyId))
        return [[keyOf({ kind: 'credit', id: held.currencyId }), value]]
      }
      if (!held.isGranted) return []
      const feature = features.get(held.featureId)
      const value: HeldValue = held.hasUnlimitedUsage
        ? { kind: 'unlimited' }
        : feature?.type === 'ENUM'
          ? { kind: 'unknown' }
          : held.usageLimit === null || feature?.type === 'BOOLEAN'
            ? { kind: 'on' }
            : amountOf(held.usageLimit, feature)
      // A number of nothing is what Stigg shows of a limit that nobody set.
      if (value.kind === 'number' && compare(value.value, '0') === 0) return []
      return [[keyOf({ kind: 'feature', id: held.featureId }), value]]
    }),
  )
}

export const promotedValue = (promoted: PromotionalEntitlement, catalog: Catalog): HeldValue => {
  const { featureId, usageLimit, hasUnlimitedUsage } = promoted
  if (hasUnlimitedUsage) return { kind: 'unlimited' }
  return usageLimit === null ? { kind: 'on' } : amountOf(usageLimit, indexOf(catalog).features.get(featureId))
}

export type Difference = 'missing' | 'less' | 'more'

/** How what is live differs from what was sold; null = it does not, or one of the two is not told. */
export function differenceOf(sold: HeldValue | null, live: HeldValue | null): Difference | null {
  if (sold?.kind === 'unknown' || live?.kind === 'unknown') return null
  // A limit of zero is nothing: Stigg gives none of it.
  const wanted = isNothing(sold) ? null : sold
  const held = isNothing(live) ? null : live
  // How often a limit starts counting anew is not told by what is effective.
  switch (changeOf(withoutPeriod(wanted), withoutPeriod(held))) {
    case 'added':
      return 'more'
    case 'removed':
      return 'missing'
    case 'more':
      return 'more'
    case 'less':
      return 'less'
    default:
      return null
  }
}

const isNothing = (value: HeldValue | null): boolean =>
  value === null || value.kind === 'off' || (value.kind === 'number' && compare(value.value, '0') === 0)

const withoutPeriod = (value: HeldValue | null): HeldValue | null =>
  value?.kind === 'number' ? { ...value, per: null } : value
