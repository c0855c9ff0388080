import type { Addon, Catalog, CreditCurrency, Feature, Plan, Product } from './catalog.ts'

/** The catalogue by ID. */
export interface CatalogIndex {
  readonly products: ReadonlyMap<string, Product>
  readonly plans: ReadonlyMap<string, Plan>
  readonly addons: ReadonlyMap<string, Addon>
  readonly features: ReadonlyMap<string, Feature>
  readonly currencies: ReadonlyMap<string, CreditCurrency>
}

const indexes = new WeakMap<Catalog, CatalogIndex>()

/** Made once per catalogue, because a list of deals asks for it a hundred thousand times. */
export function indexOf(catalog: Catalog): CatalogIndex {
  const known = indexes.get(catalog)
  if (known) return known
  const index: CatalogIndex = {
    products: byId(catalog.products),
    plans: byId(catalog.plans),
    addons: byId(catalog.addons),
    features: byId(catalog.features),
    currencies: byId(catalog.currencies),
  }
  indexes.set(catalog, index)
  return index
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]))
