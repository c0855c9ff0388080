import type { Subscription } from '#shared/domain/customer'
import type { AmendRequest, ProvisionRequest } from '#shared/domain/step'

import { amountIn, instant, none, yesNo, type Comparison, type Row } from './comparison.ts'

/** Terms that a subscription can be made with and changed to. What is absent is not looked at; null asks for none. */
type Terms = Pick<AmendRequest, 'cancellationDate' | 'minimumSpend' | 'maximumSpend' | 'discount' | 'metadata'> & {
  readonly [Field in 'billingPeriod' | 'billingCycleAnchor' | 'proration']?: ProvisionRequest[Field] | undefined
}

export const termComparisons = (terms: Terms, held: Subscription | null, row: Row): Comparison[] => [
  ...(terms.billingPeriod
    ? [row('Billing period', terms.billingPeriod, held?.billingPeriod ?? null, !held || held.billingPeriod !== null)]
    : []),
  ...(terms.cancellationDate === undefined
    ? []
    : [
        row(
          'Cancellation date',
          instant(terms.cancellationDate) ?? none,
          held && (instant(held.cancellationDate) ?? none),
        ),
      ]),
  ...minimumComparisons(terms.minimumSpend, held, row),
  ...maximumComparisons(terms.maximumSpend, held, row),
  ...(terms.discount ? discountComparisons(terms.discount, held, row) : []),
  ...Object.entries(terms.metadata ?? {}).map(([key, value]) =>
    row(`Metadata ${key}`, value, held?.metadata[key] ?? null),
  ),
  // Stigg keeps what these two did, not that they were asked for.
  ...(terms.billingCycleAnchor ? [row('Billing cycle anchor', terms.billingCycleAnchor, null, false)] : []),
  ...(terms.proration ? [row('Proration', terms.proration, null, false)] : []),
]

function minimumComparisons(wanted: Terms['minimumSpend'], held: Subscription | null, row: Row): Comparison[] {
  if (wanted === undefined) return []
  if (wanted === null) return [row('Minimum spend', none, held && (held.minimumSpend?.amount ?? none))]
  return [row(`Minimum spend (${wanted.currency})`, wanted.amount, amountIn(held?.minimumSpend, wanted.currency))]
}

function maximumComparisons(wanted: Terms['maximumSpend'], held: Subscription | null, row: Row): Comparison[] {
  if (wanted === undefined) return []
  if (wanted === null) return [row('Maximum spend', none, held && (held.maximumSpend?.limit ?? none))]
  const found = held?.maximumSpend ?? null
  return [
    row('Maximum spend', wanted.limit, found?.limit ?? null),
    row('Maximum spend, hard stop', yesNo(!wanted.hasSoftLimit), found && yesNo(!found.hasSoftLimit)),
  ]
}

function discountComparisons(
  discount: NonNullable<Terms['discount']>,
  held: Subscription | null,
  row: Row,
): Comparison[] {
  const active = held?.coupons.filter(({ status }) => status === 'ACTIVE') ?? []
  if (discount.kind === 'coupon') {
    return [row('Coupon', discount.couponId, active.find(({ id }) => id === discount.couponId)?.id ?? null)]
  }
  const { name, percentOff, amountOff, durationInMonths } = discount
  const found = active.find((coupon) => coupon.name === name)
  const off = found?.amountsOff.find(({ currency }) => currency === amountOff?.currency)
  return [
    row('Discount', name, found?.name ?? null),
    ...(percentOff === null ? [] : [row('Discount, percent', percentOff, found?.percentOff ?? null)]),
    ...(amountOff === null ? [] : [row(`Discount (${amountOff.currency})`, amountOff.amount, off?.amount ?? null)]),
    row(
      'Discount, months',
      monthsOf(durationInMonths),
      found ? monthsOf(found.durationInMonths) : null,
      held?.entitlementValuesKnown ?? true,
    ),
  ]
}

const monthsOf = (months: number | null): string => (months === null ? 'no end' : String(months))
