import type { DraftEdits, SubscriptionEdits } from '#shared/domain/draft-edits'
import type { FindingCode } from '#shared/domain/finding'

/** What a person could enter in a deal of the story, or a deal to be looked at that is not won: and what is found then. */
export interface EnteredStory {
  /** Key of the deal. */
  readonly deal: string
  readonly edits: DraftEdits
  /** Beside what the deal shows by itself. */
  readonly shows: FindingCode
  /** What the deal shows by itself and no longer does. */
  readonly ends?: readonly FindingCode[]
}

const northwind = (edits: SubscriptionEdits): DraftEdits => ({ subscriptions: { 'product-northwind': edits } })
const usd = (amount: string) => ({ amount, currency: 'usd' })
const coupon = (couponId: string) => northwind({ discount: { kind: 'coupon', couponId } })
const off = (amountOff: { readonly amount: string; readonly currency: string } | null, percentOff: string | null) =>
  northwind({ discount: { kind: 'own', name: 'Negotiated', percentOff, amountOff, durationInMonths: 12 } })
const before = '2020-01-01T00:00:00.000Z'
const growth = 'brightwater-growth'

/** The findings that come from what is entered here, each on a deal on which it can be tried. */
export const ENTERED: readonly EnteredStory[] = [
  { deal: 'pipeline-acorn', edits: { subscriptions: {} }, shows: 'opportunity.not-won' },
  { deal: growth, edits: northwind({ startKind: 'period-end' }), shows: 'dates.no-current-period' },
  { deal: growth, edits: northwind({ cancellationDate: before }), shows: 'dates.end-before-start' },
  {
    deal: growth,
    edits: northwind({ minimumSpend: usd('900'), maximumSpend: { limit: '500', hasSoftLimit: false } }),
    shows: 'spend.minimum-above-maximum',
  },
  {
    deal: growth,
    edits: northwind({ minimumSpend: { amount: '900', currency: 'eur' } }),
    shows: 'spend.other-currency',
  },
  { deal: growth, edits: off(null, '120'), shows: 'discount.out-of-range' },
  { deal: growth, edits: off({ amount: '500', currency: 'eur' }, null), shows: 'discount.other-currency' },
  { deal: growth, edits: coupon('coupon-never-made'), shows: 'coupon.not-found' },
  { deal: growth, edits: coupon('coupon-summer-2024'), shows: 'coupon.archived' },
  { deal: 'willow-no-card', edits: coupon('coupon-migration'), shows: 'coupon.other-currency' },
  {
    deal: 'willow-no-card',
    edits: northwind({ paymentCollection: 'CHARGE' }),
    shows: 'billing.no-payment-method',
  },
  {
    deal: 'solstice-poc',
    edits: northwind({ trial: { isTrial: true, endDate: before, endBehavior: null } }),
    shows: 'trial.end-in-past',
  },
  {
    deal: 'amberley-paid-to-custom',
    edits: northwind({ way: 'amend' }),
    shows: 'subscription.cannot-amend',
    ends: ['subscription.paid-to-custom', 'subscription.replaces'],
  },
]
