import { daysBetween } from './calendar.ts'
import type { Catalog } from './catalog.ts'
import { indexOf } from './catalog-index.ts'
import type { ChangeInput } from './change-input.ts'
import type { Consequence } from './change-set.ts'
import type { Subscription } from './customer.ts'
import type { Draft, SubscriptionDraft } from './draft.ts'
import { toId18 } from './salesforce-id.ts'
import { endOf, leavesBilling, pendingUpdatesOf, replacementOf } from './replacement.ts'

/** What starts, ends or is lost, in the order in which it happens. */
export function consequencesOf(draft: Draft, input: ChangeInput): Consequence[] {
  const { customer } = draft
  const accountId = input.deal.account?.id ?? ''
  const linkedTo = customer.exists ? (input.live?.customer?.salesforceAccountId ?? null) : null
  const isLinked = linkedTo !== null && (toId18(linkedTo) ?? linkedTo) === (toId18(accountId) ?? accountId)
  const people: Consequence[] = [
    ...(customer.exists ? [] : [{ kind: 'creates-customer' as const, customerId: customer.id, name: customer.name }]),
    ...(isLinked ? [] : [{ kind: 'links' as const, customerId: customer.id, accountId }]),
  ]
  return people.concat(draft.subscriptions.flatMap((subscription) => consequencesOfOne(subscription, input)))
}

function consequencesOfOne(subscription: SubscriptionDraft, { catalog, live, now }: ChangeInput): Consequence[] {
  const { cancellationDate, planName } = subscription
  const ends: Consequence[] = cancellationDate === null ? [] : [{ kind: 'ends', planName, at: cancellationDate }]
  if (subscription.way === 'amend') {
    const subscriptionId = subscription.amendsId ?? ''
    return [{ kind: 'changes-in-place', subscriptionId, planName }, ...ends]
  }
  const { replaced, startsAt, trialEndsAt } = replacementOf(subscription, live, catalog, now)
  const starts: Consequence = {
    kind: 'starts',
    planName: subscription.planName,
    at: startsAt,
    trialEndsAt,
  }
  const ending = replaced.flatMap((current): Consequence[] => {
    const end = endOf(current)
    const count = pendingUpdatesOf(current).length
    const subscriptionId = current.id
    const replaces: Consequence = {
      kind: 'replaces',
      subscriptionId,
      planName: indexOf(catalog).plans.get(current.planId)?.name ?? current.planId,
      endsAt: startsAt,
      daysEarly: end === null ? null : Math.max(0, daysBetween(startsAt ?? now, end)),
    }
    const found: Consequence[] = [replaces]
    if (count > 0) found.push({ kind: 'loses-schedule', subscriptionId, count })
    if (isMetered(current, catalog)) found.push({ kind: 'restarts-usage', subscriptionId })
    if (leavesBilling(current, subscription)) found.push({ kind: 'leaves-billing-running', subscriptionId })
    return found
  })
  return [starts, ...ending, ...ends]
}

/** Whether usage is counted under a subscription: the count starts anew with the one that replaces it. */
function isMetered({ planId, entitlements }: Subscription, catalog: Catalog): boolean {
  const { plans, features } = indexOf(catalog)
  return [...(plans.get(planId)?.entitlements ?? []), ...entitlements].some(
    (held) => held.type === 'FEATURE' && features.get(held.featureId)?.meterType === 'INCREMENTAL',
  )
}
