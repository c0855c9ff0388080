import type { Catalog } from './catalog.ts'

/** Names for the IDs of a catalogue: products, plans, add-ons, features, currencies, coupons. */
export const namesOf = (catalog: Catalog): Record<string, string> =>
  Object.fromEntries(
    [catalog.coupons, catalog.currencies, catalog.features, catalog.addons, catalog.plans, catalog.products]
      .flat()
      .map(({ id, name }) => [id, name]),
  )
