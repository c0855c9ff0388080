import type { Addon, Catalog, CreditCurrency, Feature, Plan } from './catalog.ts'
import { indexOf } from './catalog-index.ts'

/** The four values of the *Stigg Type* field. */
export type StiggType = 'plan' | 'addon' | 'entitlement' | 'credit'

/** What a line can be in Stigg's catalogue. */
export type EntityKind = 'plan' | 'addon' | 'feature' | 'credit'

const typeNames: Readonly<Record<string, StiggType>> = {
  plan: 'plan',
  addon: 'addon',
  entitlement: 'entitlement',
  creditentitlement: 'credit',
}

/** The type that a name stands for, whatever its case, spaces and hyphens; null where it is none of the four. */
export function stiggTypeOf(name: string): StiggType | null {
  const bare = name.toLowerCase().replace(/[\s\p{Dash}_]/gu, '')
  return Object.hasOwn(typeNames, bare) ? (typeNames[bare] ?? null) : null
}

/** Where each type looks, in this order. A feature and a credit currency may stand in for each other. */
const lookups: Readonly<Record<StiggType, readonly EntityKind[]>> = {
  plan: ['plan'],
  addon: ['addon'],
  entitlement: ['feature', 'credit'],
  credit: ['credit', 'feature'],
}

const prefixes: readonly (readonly [string, EntityKind])[] = [
  ['plan-', 'plan'],
  ['addon-', 'addon'],
  ['feature-', 'feature'],
  ['currency-', 'credit'],
  ['cred-type-', 'credit'],
]

/** What an ID looks like by the habit of prefixes; null where it has none of them. A hint, never a rule. */
export const prefixKindOf = (id: string): EntityKind | null =>
  prefixes.find(([prefix]) => id.startsWith(prefix))?.[1] ?? null

export type Resolved =
  | { readonly kind: 'plan'; readonly entity: Plan | null }
  | { readonly kind: 'addon'; readonly entity: Addon | null }
  | { readonly kind: 'feature'; readonly entity: Feature | null }
  | { readonly kind: 'credit'; readonly entity: CreditCurrency | null }

/** An entity of the catalogue under an ID, looked for in these kinds and this order. */
function find(id: string, kinds: readonly EntityKind[], catalog: Catalog): Resolved | null {
  const { plans, addons, features, currencies } = indexOf(catalog)
  for (const kind of kinds) {
    if (kind === 'plan' && plans.has(id)) return { kind, entity: plans.get(id) ?? null }
    if (kind === 'addon' && addons.has(id)) return { kind, entity: addons.get(id) ?? null }
    if (kind === 'feature' && features.has(id)) return { kind, entity: features.get(id) ?? null }
    if (kind === 'credit' && currencies.has(id)) return { kind, entity: currencies.get(id) ?? null }
  }
  return null
}

export type Resolution =
  | { readonly agrees: true; readonly resolved: Resolved }
  /** The type says one thing, the catalogue another: `found` is what the ID really is. */
  | { readonly agrees: false; readonly found: EntityKind }

/**
 * What a type and an ID mean. The catalogue decides; an ID that it does not know stays what the type says, with
 * `entity: null`, and an entitlement's prefix says whether a feature or a currency is missing.
 */
export function resolveEntity(type: StiggType, id: string, catalog: Catalog): Resolution {
  const kinds = lookups[type]
  const found = find(id, kinds, catalog)
  if (found) return { agrees: true, resolved: found }
  const other = find(id, ['plan', 'addon', 'feature', 'credit'], catalog)
  if (other) return { agrees: false, found: other.kind }
  const hinted = prefixKindOf(id)
  const kind = hinted && type === 'entitlement' && kinds.includes(hinted) ? hinted : kinds[0]
  return { agrees: true, resolved: { kind: kind ?? 'feature', entity: null } }
}

/** Whether an ID's prefix speaks against its type: `addon-…` on a plan. Features and credits share their prefixes. */
export function prefixDisagrees(type: StiggType, id: string): boolean {
  const hinted = prefixKindOf(id)
  return hinted !== null && !lookups[type].includes(hinted)
}
