import { isBefore } from './calendar.ts'
import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { ChangeRow } from './change-set.ts'
import { compositionOf } from './composition.ts'
import type { CustomerState, Subscription } from './customer.ts'
import { grantsOf, keyOf, type Grant } from './grants.ts'
import { amountOf, moreGenerous } from './held-value.ts'
import type { Moment } from './opportunity.ts'
import { isTrialNow } from './replacement.ts'

/** What the customer has beside the subscription in question: by kind and ID of what is given. */
export type OtherGrants = ReadonlyMap<string, readonly Grant[]>

/** What subscriptions that stay and promotions give a customer from a moment on. */
export function otherGrantsOf(
  staying: readonly Subscription[],
  live: CustomerState | null,
  catalog: Catalog,
  from: Moment,
): OtherGrants {
  if (!live) return new Map()
  const running = staying.filter(({ status }) => status === 'ACTIVE' || status === 'IN_TRIAL')
  const grants = running.flatMap((subscription) =>
    [...grantsOf(compositionOf(subscription, live, catalog), catalog).values()].map((grant) =>
      withSource(grant, isTrialNow(subscription) ? 'trial' : 'other-subscription'),
    ),
  )
  const promoted = live.promotional
    .filter(({ endsAt }) => endsAt === null || isBefore(from, endsAt))
    .map(({ featureId, usageLimit, hasUnlimitedUsage }): Grant => {
      const feature = indexOf(catalog).features.get(featureId)
      const value: Grant['value'] = hasUnlimitedUsage
        ? { kind: 'unlimited' }
        : usageLimit === null
          ? { kind: 'on' }
          : amountOf(usageLimit, feature)
      return { kind: 'feature', id: featureId, value, source: 'promotional' }
    })
  return Map.groupBy([...grants, ...promoted], keyOf)
}

/**
 * What counts in effect: the most generous of what the subscription gives and everything beside it. Credits are grants
 * that each add to a pool, so only the subscription's own are told. Null where nothing gives anything.
 */
export function effectiveOf(own: Grant | null, others: readonly Grant[]): ChangeRow['effective'] {
  if (own?.kind === 'credit') return { value: own.value, source: own.source }
  const all = own ? [own, ...others] : others
  const [first, ...rest] = all
  if (!first) return null
  const best = rest.reduce((best, grant) => {
    return moreGenerous(best.value, grant.value) === best.value ? best : grant
  }, first)
  return { value: best.value, source: best.source }
}

export const withSource = (grant: Grant, source: Grant['source']): Grant => ({ ...grant, source })
