/** Records that have a place in the window. */
export type PlaceKind = 'opportunity' | 'account' | 'customer' | 'subscription' | 'catalogue'

/**
 * A record's own page below a place. Half of a character pair, which a pasted text may hold, has no encoding, and a path
 * made of dots alone would lead out of its place.
 */
const pageIn = (place: string, id: string): string =>
  /^\.{1,2}$/.test(id) ? place : `${place}/${encodeURIComponent(id.toWellFormed())}`

/* The window's own paths of records. */
export const dealPlace = (opportunityId: string): string => pageIn('/inbox', opportunityId)
export const accountPlace = (accountId: string): string => pageIn('/accounts', accountId)
export const customerPlace = (customerId: string): string => pageIn('/customers', customerId)
const subscriptionPlace = (subscriptionId: string): string => pageIn('/subscriptions', subscriptionId)
const dealsPlace = (search: string): string => `/inbox?search=${encodeURIComponent(search.toWellFormed())}`

/** Where a record is shown: at its own page, and an entry of the catalogue by the deals that hold it. */
export const placeOf: (kind: PlaceKind, id: string) => string = (kind, id) => placesByKind[kind](id)

const placesByKind: Readonly<Record<PlaceKind, (id: string) => string>> = {
  opportunity: dealPlace,
  account: accountPlace,
  customer: customerPlace,
  subscription: subscriptionPlace,
  catalogue: dealsPlace,
}
