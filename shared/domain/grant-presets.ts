import { later } from './calendar.ts'
import type { Catalog } from './catalog.ts'
import type { Draft } from './draft.ts'
import type { CreditPreset, GrantRequest } from './grant-request.ts'
import type { Moment } from './opportunity.ts'

type About = Pick<GrantRequest, 'customerId' | 'opportunityId'>

/** A grant with nothing said yet. */
export const blankGrant = (about: About): GrantRequest => ({
  ...about,
  type: 'PROMOTIONAL',
  currencyId: '',
  displayName: '',
  amount: '',
  resourceId: null,
  comment: null,
  effectiveAt: null,
  expireAt: null,
  priority: null,
  collection: null,
  cost: null,
})

/** A preset as a grant that would be made now. */
export const grantOfPreset = (
  { name, expiresInDays, ...preset }: CreditPreset,
  about: About,
  now: Moment,
): GrantRequest => ({
  ...blankGrant(about),
  ...preset,
  displayName: name,
  expireAt: expiresInDays === null ? null : later(now, expiresInDays, 'DAY'),
})

/** The credit lines of a deal, each as a grant of its own. */
export function grantsOfDraft(
  draft: Draft | null,
  about: About,
  { currencies }: Pick<Catalog, 'currencies'>,
): GrantRequest[] {
  const lines = draft?.subscriptions.flatMap(({ entitlements, resourceId }) =>
    entitlements.flatMap((entitlement) => (entitlement.type === 'CREDIT' ? [{ ...entitlement, resourceId }] : [])),
  )
  return (lines ?? []).map(({ currencyId, amount, resourceId }) => ({
    ...blankGrant(about),
    currencyId,
    amount,
    resourceId,
    displayName: currencies.find(({ id }) => id === currencyId)?.name ?? currencyId,
  }))
}
