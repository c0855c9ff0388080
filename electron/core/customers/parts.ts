import type { CustomerEntitlements, CustomerSubscriptions } from '#shared/contract/customers'
import type { DealRow } from '#shared/contract/opportunities'
import { indexOf } from '#shared/domain/catalog-index'
import { isLive, type Subscription } from '#shared/domain/customer'
import { entitlementRows } from '#shared/domain/entitlement-sources'
import { namesOf } from '#shared/domain/names'

import type { Holdings, JournalPort, MirrorPort } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'

export function subscriptionsPart(
  all: readonly Subscription[],
  { catalog }: Context,
  checkouts: CustomerSubscriptions['checkouts'],
  readAt: string,
): CustomerSubscriptions {
  const { plans } = indexOf(catalog)
  return {
    subscriptions: all.toSorted(
      (a, b) => Number(isLive(b)) - Number(isLive(a)) || Date.parse(b.startDate) - Date.parse(a.startDate),
    ),
    products: Object.fromEntries(all.map(({ planId }) => [planId, plans.get(planId)?.productId ?? ''])),
    names: namesOf(catalog),
    checkouts,
    readAt,
  }
}

/** A resource has what its own subscriptions give, and those of the customer as a whole. */
export function entitlementsPart(
  { subscriptions, promotional, pools }: Holdings,
  { catalog }: Context,
  readAt: string,
): CustomerEntitlements {
  return {
    pools: pools.map(({ resourceId, deniedBecause, entitlements }) => {
      const own = subscriptions.filter((each) => each.resourceId === null || each.resourceId === resourceId)
      return {
        resourceId,
        deniedBecause,
        rows: entitlementRows(entitlements, { subscriptions: own, promotional }, catalog, readAt),
      }
    }),
    resources: Object.fromEntries(
      subscriptions.flatMap(({ id, resourceId }) => (resourceId === null ? [] : [[id, resourceId]])),
    ),
    names: namesOf(catalog),
    readAt,
  }
}

/** Payments that runs of this machine wait for, the newest run of a subscription alone. */
export function checkoutsOf(customerId: string, journal: JournalPort): CustomerSubscriptions['checkouts'] {
  const about = { customerId, accountId: null }
  const found = new Map<string, CustomerSubscriptions['checkouts'][number]>()
  for (const { id: runId } of journal.list({ states: ['waiting'], about })) {
    for (const { answer } of journal.get(runId)?.steps ?? []) {
      if (answer?.checkoutUrl == null || found.has(answer.recordId)) continue
      found.set(answer.recordId, { subscriptionId: answer.recordId, url: answer.checkoutUrl, runId })
    }
  }
  return [...found.values()]
}

/** The deals that the mirror knows of a customer and of an account, the last closed first. */
export function dealsOf(
  { customerId, accountId }: { readonly customerId: string | null; readonly accountId: string | null },
  mirror: MirrorPort,
): DealRow[] {
  const ids = new Set([
    ...(customerId === null ? [] : mirror.idsByCustomer(customerId)),
    ...(accountId === null ? [] : mirror.idsByAccount(accountId)),
  ])
  const rows = [...ids].flatMap((id) => mirror.row(id) ?? [])
  return rows.toSorted((a, b) => (a.closeDate < b.closeDate ? 1 : a.closeDate > b.closeDate ? -1 : 0))
}
