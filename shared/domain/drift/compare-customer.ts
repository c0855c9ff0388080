import type { Catalog } from '../catalog.ts'
import { indexOf } from '../catalog-index.ts'
import { isLive, type EffectiveEntitlement, type Subscription } from '../customer.ts'
import type { DriftCustomer, DriftNote, DriftRow } from '../drift.ts'
import { grantsOf } from '../grants.ts'
import type { Moment } from '../opportunity.ts'
import { tellCredits, tellFeatures, tellPromotions } from './entitlement-rows.ts'
import { tellAddons, tellSoldPlans, tellUnsoldPlans } from './plan-rows.ts'
import type { Sold, SoldProduct } from './sold-to.ts'
import { noteOf, type HeldBy, type Tally } from './tally.ts'
import { differenceOf, effectiveWorth, worthOf } from './worth.ts'

/** A subscription that carries a marker, as the last reading of markers saw it. */
export interface MarkedAs {
  readonly planId: string | null
  readonly status: Subscription['status']
}

/**
 * Whether what a customer may use leaves anything to look into. Where it does not, what was sold is live, and neither
 * subscriptions nor promotions need be read.
 */
export function needsLook(
  { inForce, over }: Sold,
  entitlements: readonly EffectiveEntitlement[],
  marked: readonly MarkedAs[],
  catalog: Catalog,
): boolean {
  const sold = worthOf(inForce, catalog)
  const live = effectiveWorth(entitlements, catalog)
  // Credits are told by what was granted in all: where that is one portion as sold, nothing else was granted.
  const differs = [...new Set([...sold.keys(), ...live.keys()])].some(
    (key) => differenceOf(sold.get(key)?.value ?? null, live.get(key) ?? null) !== null,
  )
  // A plan that gives nothing of its own leaves no trace in what may be used.
  const isSilent = inForce.some(({ composition }) => grantsOf(composition, catalog).size === 0)
  return differs || isSilent || over.length > 0 || marksDisagree(inForce, marked, catalog)
}

/** Whether the markers tell of another plan than was sold, of a product that was sold. */
function marksDisagree(inForce: readonly SoldProduct[], marked: readonly MarkedAs[], catalog: Catalog): boolean {
  const { plans } = indexOf(catalog)
  return inForce.some(({ productId, planId }) => {
    const running = marked.filter(
      (mark) => isLive(mark) && mark.planId !== null && plans.get(mark.planId)?.productId === productId,
    )
    return running.length > 0 && !running.some((mark) => mark.planId === planId)
  })
}

export interface Comparison {
  readonly rows: readonly DriftRow[]
  readonly notes: readonly DriftNote[]
}

/**
 * What differs between what was sold to a customer and what is live. A plan that differs is told once, instead of with
 * everything that comes with it; so is an add-on.
 */
export function compareCustomer(
  customer: DriftCustomer,
  sold: Sold,
  entitlements: readonly EffectiveEntitlement[],
  held: HeldBy,
  { catalog, now }: { readonly catalog: Catalog; readonly now: Moment },
): Comparison {
  const tally: Tally = {
    customer,
    sold,
    held: { ...held, entitlements: [...entitlements] },
    catalog,
    now,
    rows: [],
    notes: [],
    told: new Set(),
    explained: new Set(),
    standing: new Map(),
  }
  tellSoldPlans(tally)
  tellAddons(tally)
  tellUnsoldPlans(tally)
  tellPromotions(tally)
  tellFeatures(tally)
  tellCredits(tally)
  const isOpen = ({ what: { kind, id } }: DriftRow): boolean => {
    const about = kind === 'plan' ? (indexOf(catalog).plans.get(id)?.productId ?? id) : id
    return sold.open.has(`${kind}:${about}`)
  }
  return { rows: tally.rows.filter((row) => !isOpen(row)), notes: [...tally.notes, ...notesOf(customer, sold)] }
}

/** What of a customer's deals is not compared, whatever is live. */
export const notesOf = (customer: DriftCustomer, { blocked, byResource }: Sold): DriftNote[] => [
  ...blocked.map(({ deal, because }) =>
    noteOf(customer, 'deal-blocked', deal, { ...because?.facts, ...(because ? { finding: because.code } : {}) }),
  ),
  ...byResource.map(({ deal, planId }) => noteOf(customer, 'resource', deal, { planId })),
]
