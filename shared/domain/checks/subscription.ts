import { obstacleTo } from '../amend-request.ts'
import { currentOf } from '../amendment.ts'
import { daysBetween, isBefore } from '../calendar.ts'
import { indexOf } from '../catalog-index.ts'
import type { Subscription } from '../customer.ts'
import type { SubscriptionDraft } from '../draft.ts'
import { finding, type Finding } from '../finding.ts'
import type { Moment } from '../opportunity.ts'
import { endOf, leavesBilling, pendingUpdatesOf, replacementOf } from '../replacement.ts'
import { planRef, stiggRef, type CheckInput } from './check-input.ts'

/** What happens to the subscriptions that the customer has. */
export const checkSubscriptions = (input: CheckInput): Finding[] =>
  (input.draft?.subscriptions ?? []).flatMap((subscription) =>
    subscription.way === 'amend'
      ? checkAmendable(subscription, input)
      : checkReplacement(subscription, input).concat(checkTrial(subscription, input)),
  )

/** Whether a product that allows several subscriptions says which one this is. */
export const checkResource = ({ draft, catalog, rules }: Pick<CheckInput, 'draft' | 'catalog' | 'rules'>): Finding[] =>
  (draft?.subscriptions ?? []).flatMap((subscription) => {
    const { productId, productName, resourceId, planLineIds } = subscription
    if (!indexOf(catalog).products.get(productId)?.multipleSubscriptions || resourceId?.trim()) return []
    // The call-out will say it: an answer without it stops the run before anything is written.
    if (rules.callOut && Object.hasOwn(rules.callOut.resourceIdsAt, productId)) return []
    const facts = { product: productName, productId, plan: subscription.planName }
    return [finding('subscription.resource-required', { record: planRef(subscription), lineIds: planLineIds, facts })]
  })

/** Whether what was chosen to be changed in place can be. */
function checkAmendable(draft: SubscriptionDraft, { live, catalog, now }: CheckInput): Finding[] {
  const running = currentOf(live, catalog, draft.productId, draft.resourceId)
  const obstacle = obstacleTo(draft, running, now)
  if (obstacle === null) return []
  const plan = running ? (indexOf(catalog).plans.get(running.planId)?.name ?? running.planId) : ''
  const facts = { obstacle, plan, newPlan: draft.planName, product: draft.productName }
  const record = running ? stiggRef('subscription', running.id, plan) : planRef(draft)
  return [finding('subscription.cannot-amend', { record, lineIds: draft.planLineIds, facts })]
}

function checkReplacement(draft: SubscriptionDraft, { live, catalog, now }: CheckInput): Finding[] {
  const { replaced, startsAt, isTrial } = replacementOf(draft, live, catalog, now)
  return replaced.flatMap((current) => {
    const plan = indexOf(catalog).plans.get(current.planId)?.name ?? current.planId
    const record = stiggRef('subscription', current.id, plan)
    const facts = { subscriptionId: current.id, plan, newPlan: draft.planName, ...endFacts(current, startsAt, now) }
    const scheduled = pendingUpdatesOf(current)
    const lost = { ...facts, count: String(scheduled.length), types: scheduled.map(({ type }) => type).join(', ') }
    const found = [finding(isTrial ? 'trial.replaces' : 'subscription.replaces', { record, facts })]
    if (scheduled.length > 0) found.push(finding('subscription.schedule-lost', { record, facts: lost }))
    if (leavesBilling(current, draft)) found.push(finding('subscription.paid-to-custom', { record, facts }))
    return found
  })
}

/** When it is cancelled (left out where it is at once), and how much earlier than by itself. */
function endFacts(current: Subscription, startsAt: Moment | null, now: Moment): Record<string, string> {
  const end = endOf(current)
  const daysEarly = end === null ? null : Math.max(0, daysBetween(startsAt ?? now, end))
  return { ...(startsAt ? { at: startsAt } : {}), ...(end ? { end, daysEarly: String(daysEarly) } : {}) }
}

/** A trial must end in the future; a customer who had one before should be known to have had it. */
function checkTrial(draft: SubscriptionDraft, { live, catalog, now }: CheckInput): Finding[] {
  const { isTrial, replaced } = replacementOf(draft, live, catalog, now)
  if (!isTrial) return []
  const endDate = draft.trial?.endDate ?? null
  const about = { record: planRef(draft), lineIds: draft.planLineIds }
  const facts = { plan: draft.planName, product: draft.productName, end: endDate ?? '' }
  const hadBefore = live?.hadTrialOf.includes(draft.productId) === true && replaced.length === 0
  return [
    ...(endDate !== null && !isBefore(now, endDate) ? [finding('trial.end-in-past', { ...about, facts })] : []),
    ...(hadBefore ? [finding('trial.had-before', { ...about, facts })] : []),
  ]
}
