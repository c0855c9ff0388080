import type { Catalog } from '#shared/domain/catalog'
import type { CustomerState } from '#shared/domain/customer'
import type { Deal, Org } from '#shared/domain/opportunity'
import type { MappingFields, Profile } from '#shared/domain/profile'

/** What the core knows of both connections before any deal is looked at. */
export interface Context {
  readonly org: Org
  readonly environmentId: string
  readonly fields: MappingFields
  readonly catalog: Catalog
  readonly profile: Profile
}

/** Both halves of a deal, read moments ago. `customer` is null where the deal has no account. */
export interface LiveState {
  readonly deal: Deal
  readonly customer: CustomerState | null
}

/**
 * The part of the live state that a change set rests on: the fields read, not a timestamp that our own write-back moves,
 * and not usage, which moves all day.
 */
export const approvedStateOf = ({ deal, customer }: LiveState) => ({
  opportunity: { ...deal.opportunity, systemModstamp: null, subscriptionId: null },
  account: deal.account && { ...deal.account, lastModifiedDate: null },
  lines: deal.lines,
  customer: customer?.customer ?? null,
  linked: customer?.linkedToAccount.map(({ id }) => id).toSorted() ?? [],
  integration: customer?.integration ?? null,
  subscriptions: customer?.subscriptions.toSorted((a, b) => (a.id < b.id ? -1 : 1)) ?? [],
  promotional: customer?.promotional ?? [],
})
