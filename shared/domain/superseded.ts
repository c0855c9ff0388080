import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import { isLive, type Subscription } from './customer.ts'
import { mapLines } from './mapping.ts'
import type { Opportunity, OpportunityLine } from './opportunity.ts'

/** A deal of an account, with the subscriptions that carry its marker. */
export interface AccountDeal {
  readonly opportunity: Opportunity
  readonly lines: readonly OpportunityLine[]
  readonly marks: readonly { readonly planId: string | null; readonly status: Subscription['status'] }[]
}

/**
 * The later won deal of the account that provisioned every product that a deal is about; null where there is none. A deal
 * whose own subscription is in force, an amended one too, is not superseded; nor is one of a product whose subscriptions are
 * told apart by their resource, for both may be meant to run.
 */
export function supersedingDeal(
  deal: AccountDeal,
  others: readonly AccountDeal[],
  catalog: Catalog,
): { readonly id: string; readonly name: string } | null {
  const later = others.filter(
    ({ opportunity, marks }) =>
      opportunity.isWon && marks.length > 0 && opportunity.closeDate > deal.opportunity.closeDate,
  )
  if (later.length === 0 || deal.marks.some(isLive)) return null
  const { plans, products } = indexOf(catalog)
  const productsOf = ({ marks }: Pick<AccountDeal, 'marks'>): ReadonlySet<string> =>
    new Set(marks.flatMap(({ planId }) => (planId && plans.get(planId)?.productId) || []))
  const about = deal.marks.length > 0 ? productsOf(deal) : productsSold(deal, catalog)
  if (about.size === 0) return null
  let last: Opportunity | null = null
  for (const productId of about) {
    if (products.get(productId)?.multipleSubscriptions === true) return null
    const by = later.find((other) => productsOf(other).has(productId))
    if (!by) return null
    if (!last || by.opportunity.closeDate > last.closeDate) last = by.opportunity
  }
  return last && { id: last.id, name: last.name }
}

const productsSold = (deal: AccountDeal, catalog: Catalog): ReadonlySet<string> =>
  new Set(mapLines(deal, catalog).plans.flatMap(({ entity }) => entity?.productId ?? []))
