import { isBefore } from '../calendar.ts'
import type { Catalog } from '../catalog.ts'
import { compare } from '../decimal.ts'
import type { SubscriptionDraft } from '../draft.ts'
import { finding, type Finding } from '../finding.ts'
import type { Currency } from '../money.ts'
import type { Moment } from '../opportunity.ts'
import { planRef, stiggRef, type CheckInput } from './check-input.ts'

/** The terms of every subscription. */
export const checkTerms = ({
  draft,
  catalog,
  now,
  deal,
}: Pick<CheckInput, 'draft' | 'catalog' | 'now' | 'deal'>): Finding[] =>
  (draft?.subscriptions ?? []).flatMap((each) => checkTermsOf(each, catalog, deal.opportunity.currency, now))

/** The terms of one subscription: dates, spend and discount. Also asked by the window while somebody types. */
export const checkTermsOf = (
  subscription: SubscriptionDraft,
  catalog: Catalog,
  currency: Currency,
  now: Moment,
): Finding[] => [
  ...checkDates(subscription, now),
  ...checkSpend(subscription, currency),
  ...checkDiscount(subscription, catalog, currency),
]

/** Whether start and end make a term. A start in the past is billed with the next period. */
function checkDates(subscription: SubscriptionDraft, now: Moment): Finding[] {
  const { startKind, startDate, cancellationDate, planName, planLineIds, way } = subscription
  const about = { record: planRef(subscription), lineIds: planLineIds }
  const facts = {
    plan: planName,
    ...(startDate ? { start: startDate } : {}),
    ...(cancellationDate ? { end: cancellationDate } : {}),
  }
  const found: Finding[] = []
  if (startKind === 'period-end' && startDate === null)
    found.push(finding('dates.no-current-period', { ...about, facts }))
  if (cancellationDate !== null && !isBefore(startDate ?? now, cancellationDate)) {
    found.push(finding('dates.end-before-start', { ...about, facts }))
  }
  // What is changed in place has started long since.
  if (way !== 'amend' && startDate !== null && isBefore(startDate, now)) {
    found.push(finding('dates.backdated', { ...about, facts }))
  }
  return found
}

/**
 * Whether the minimum can be owed beside the maximum. The maximum has no currency of its own: it is in the one that the
 * subscription is billed in, the deal's, so a minimum in another one cannot be compared with it.
 * Source: Stigg REST API v1, "Provision subscription" (`budget`, `minimumSpend`).
 */
function checkSpend(subscription: SubscriptionDraft, currency: Currency): Finding[] {
  const { minimumSpend, maximumSpend, planName, planLineIds } = subscription
  if (!minimumSpend) return []
  const about = { record: planRef(subscription), lineIds: planLineIds }
  if (minimumSpend.currency !== currency) {
    const facts = { plan: planName, given: minimumSpend.currency, currency }
    return [finding('spend.other-currency', { ...about, facts })]
  }
  if (!maximumSpend || compare(minimumSpend.amount, maximumSpend.limit) <= 0) return []
  const facts = { plan: planName, minimum: minimumSpend.amount, maximum: maximumSpend.limit, currency }
  return [finding('spend.minimum-above-maximum', { ...about, facts })]
}

/** Whether a discount can be given: a coupon that is there and in use, or something off that is more than nothing. */
function checkDiscount(subscription: SubscriptionDraft, { coupons }: Catalog, currency: Currency): Finding[] {
  const { discount, planName, planLineIds } = subscription
  if (!discount) return []
  const about = { record: planRef(subscription), lineIds: planLineIds }
  if (discount.kind === 'own') {
    const { percentOff, amountOff } = discount
    const off = percentOff ?? amountOff?.amount ?? '0'
    const isPossible = compare(off, '0') > 0 && (percentOff === null || compare(percentOff, '100') <= 0)
    if (!isPossible) return [finding('discount.out-of-range', { ...about, facts: { plan: planName, off } })]
    if (percentOff !== null || !amountOff || amountOff.currency === currency) return []
    const facts = { plan: planName, given: amountOff.currency, currency }
    return [finding('discount.other-currency', { ...about, facts })]
  }
  const coupon = coupons.find(({ id }) => id === discount.couponId)
  const record = stiggRef('coupon', discount.couponId, coupon?.name ?? null)
  const facts = { coupon: coupon?.name ?? discount.couponId, id: discount.couponId, plan: planName, currency }
  if (!coupon) return [finding('coupon.not-found', { ...about, record, facts })]
  if (coupon.archived) return [finding('coupon.archived', { ...about, record, facts })]
  const isForeign = coupon.percentOff === null && coupon.amountsOff.every((amount) => amount.currency !== currency)
  return isForeign ? [finding('coupon.other-currency', { ...about, record, facts })] : []
}
