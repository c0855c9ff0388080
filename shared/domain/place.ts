/** Records that have a place in the window. */
export type PlaceKind = 'opportunity' | 'account' | 'customer' | 'subscription' | 'catalogue'

/** Half of a character pair, which a pasted text may hold, has no encoding. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

/** The window's own path of a deal, of a customer, and of the deals that hold a text. */
export const dealPlace = (opportunityId: string): string => `/inbox/${encode(opportunityId)}`
export const customerPlace = (customerId: string): string => `/credits/${encode(customerId)}`
const dealsPlace = (search: string): string => `/inbox?search=${encode(search)}`

/**
 * Where a record is shown: a deal and a customer at their own page; an account and a subscription at their only deal, at
 * their deals, or at the customer they belong to.
 */
export function placeOf(
  kind: PlaceKind,
  id: string,
  known: { readonly opportunityIds: readonly string[]; readonly customerId?: string | null | undefined },
): string {
  if (kind === 'opportunity') return dealPlace(id)
  if (kind === 'customer') return customerPlace(id)
  const [only, ...others] = known.opportunityIds
  if (kind !== 'catalogue' && only !== undefined && others.length === 0) return dealPlace(only)
  if (kind !== 'catalogue' && only === undefined && known.customerId) return customerPlace(known.customerId)
  return dealsPlace(id)
}
