import type { StiggPlan } from '../../seed/types.ts'
import { refusal } from '../http/stigg-error.ts'
import { addonOf, type Catalog } from './catalog.ts'

export interface AddonQuantity {
  readonly id: string
  readonly quantity: number
}

/**
 * Whether these add-ons may go with the plan: they exist, are for sale, belong to it, come once each, in whole positive
 * numbers up to their most, and with the add-ons that they need.
 * Fails: `AddonNotFound`, `DuplicateAddonProvisionedError`, `IncompatibleSubscriptionAddon`, `UnPublishedPackage`,
 * `InvalidQuantity`, `AddonQuantityExceedsLimitError`, `AddonDependencyMissingError`.
 * Source: Stigg documentation, "Add-ons".
 */
export function checkAddons(addons: readonly AddonQuantity[], plan: StiggPlan, catalog: Catalog): void {
  const seen = new Set<string>()
  for (const { id, quantity } of addons) {
    const addon = addonOf(catalog, id)
    if (seen.has(id)) throw refusal('DuplicateAddonProvisionedError', `Add-on "${id}" is given more than once`)
    seen.add(id)
    if (addon.productId !== plan.productId || !(plan.compatibleAddonIds ?? []).includes(id)) {
      throw refusal('IncompatibleSubscriptionAddon', `Add-on "${id}" is not compatible with plan "${plan.id}"`)
    }
    if (addon.status !== 'PUBLISHED') throw refusal('UnPublishedPackage', `Add-on "${id}" is not published`)
    if (!Number.isInteger(quantity) || quantity < 1) {
      throw refusal('InvalidQuantity', `The quantity of add-on "${id}" must be a positive whole number`)
    }
    if (addon.maxQuantity !== null && quantity > addon.maxQuantity) {
      throw refusal('AddonQuantityExceedsLimitError', `Add-on "${id}" may be bought ${addon.maxQuantity} times at most`)
    }
  }
  for (const id of seen) {
    const missing = (addonOf(catalog, id).dependencies ?? []).find((needed) => !seen.has(needed))
    if (missing !== undefined) {
      throw refusal('AddonDependencyMissingError', `Add-on "${id}" needs add-on "${missing}"`)
    }
  }
}
