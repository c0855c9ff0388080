import type { Catalog } from '../catalog.ts'
import { indexOf } from '../catalog-index.ts'
import type { HeldValue } from '../change-set.ts'
import { compositionOf } from '../composition.ts'
import type { CustomerState, EffectiveEntitlement, Subscription } from '../customer.ts'
import type { DriftCustomer, DriftDeal, DriftNote, DriftNoteReason, DriftRow } from '../drift.ts'
import { grantsOf, type Grant } from '../grants.ts'
import type { Moment } from '../opportunity.ts'
import type { Sold, SoldProduct } from './sold-to.ts'

/** What a customer's subscriptions and promotions are, read where the entitlements alone do not tell. */
export type HeldBy = Pick<CustomerState, 'subscriptions' | 'promotional'>

/** One customer's comparison while it is made. */
export interface Tally {
  readonly customer: DriftCustomer
  readonly sold: Sold
  readonly held: HeldBy & { readonly entitlements: EffectiveEntitlement[] }
  readonly catalog: Catalog
  readonly now: Moment
  readonly rows: DriftRow[]
  readonly notes: DriftNote[]
  /** Entitlements, by kind and ID, that a row about something larger tells. */
  readonly told: Set<string>
  /** Entitlements whose surplus is explained, though a lack of them is not. */
  readonly explained: Set<string>
  /** Products whose subscription runs on the plan that was sold, each with it. */
  readonly standing: Map<SoldProduct, Subscription>
}

type Told = Pick<DriftRow, 'kind' | 'what' | 'sold' | 'live'> & Partial<DriftRow>

export function addRow(tally: Tally, row: Told): void {
  const { customer, rows } = tally
  rows.push({
    ...customer,
    key: `${customer.customerId}:${row.what.kind}:${row.what.id}`,
    source: null,
    deal: null,
    isProvisioned: false,
    subscriptionId: null,
    endedAt: null,
    ...row,
  })
}

export const noteOf = (
  customer: DriftCustomer,
  reason: DriftNoteReason,
  deal: DriftDeal | null,
  facts: Readonly<Record<string, string>> = {},
): DriftNote => ({
  ...customer,
  key: [customer.customerId, reason, deal?.id ?? '', facts['id'] ?? ''].join(':'),
  reason,
  deal: deal && { ...deal },
  facts: { ...facts },
})

/** The deal that sold the plan. */
export const sellingDeal = ({ deal, isProvisioned }: SoldProduct) => ({ deal: { ...deal }, isProvisioned })

/** The deal that speaks of one thing: the one that changed it last, else the one that sold the plan. */
export function sayingDeal(product: SoldProduct, key: string): ReturnType<typeof sellingDeal> {
  const said = product.saidBy.get(key)
  return said ? { deal: { id: said.id, name: said.name }, isProvisioned: said.isProvisioned } : sellingDeal(product)
}

/** Whether a difference says nothing against a deal that tells only a part, or of a trial that need not run. */
export const isBeyond = (product: SoldProduct, kind: DriftRow['kind'], key: string): boolean =>
  (product.isPartial && kind === 'more' && !product.saidBy.has(key)) || (!product.isDue && kind !== 'more')

/** What a running subscription gives. */
export const givenBy = (subscription: Subscription, { held, catalog }: Tally): ReadonlyMap<string, Grant> =>
  grantsOf(compositionOf(subscription, held, catalog), catalog)

export function nameOf({ kind, id }: DriftRow['what'] | Pick<Grant, 'kind' | 'id'>, catalog: Catalog): string {
  const { plans, addons, features, currencies } = indexOf(catalog)
  const named = { plan: plans, addon: addons, feature: features, credit: currencies }[kind].get(id)
  return named?.name ?? id
}

export const whatOf = (kind: DriftRow['what']['kind'], id: string, catalog: Catalog): DriftRow['what'] => {
  const what = { kind, id, name: id }
  return { ...what, name: nameOf(what, catalog) }
}

export const planValueOf = (planId: string, catalog: Catalog): HeldValue => ({
  kind: 'plan',
  planId,
  name: indexOf(catalog).plans.get(planId)?.name ?? planId,
  version: null,
})
