import type { Catalog } from './catalog.ts'
import type { Subscription } from './customer.ts'

/** What is known of flows of Stigg's own in the org. `unknown` = the signed-in user may not look. */
export interface NativeFlowSeen {
  readonly state: 'active' | 'none' | 'unknown'
  readonly names: readonly string[]
}

const inForce: ReadonlySet<Subscription['status']> = new Set(['ACTIVE', 'IN_TRIAL', 'PAYMENT_PENDING'])

/**
 * Subscriptions in force that no copy of this app made or changed, of one product (and resource), for one account. The
 * flow leaves no mark of its own: that nobody else's is there is all that tells.
 * @param accountId the account that it would be for; one that cannot be read counts as this one
 */
export const unmarkedOf = (
  held: readonly Subscription[],
  sold: { readonly productId: string; readonly resourceId: string | null },
  accountId: string,
  catalog: Pick<Catalog, 'plans'>,
): Subscription[] =>
  held.filter(
    ({ status, marker, amendments, planId, resourceId, salesforceAccountId }) =>
      inForce.has(status) &&
      marker === null &&
      amendments.length === 0 &&
      resourceId === sold.resourceId &&
      catalog.plans.some(({ id, productId }) => id === planId && productId === sold.productId) &&
      (salesforceAccountId === null || salesforceAccountId === accountId),
  )
