import { describe, expect, it } from 'vitest'

import { isAmended, waitsForPayment } from '#adapters/stigg/amended'
import type { Subscription } from '#shared/domain/customer'
import type { AmendRequest } from '#shared/domain/step'
import { aSubscription, opportunityId, orgId } from '#test/builders'

const usd = (amount: string) => ({ amount, currency: 'usd' })
const mark = { orgId, opportunityId, runId: 'run-1' }
const step = (request: Partial<AmendRequest>) => ({ request: { amendment: null, ...request } })
const at = '2027-01-01T00:00:00.000Z'
const seats = {
  type: 'FEATURE',
  featureId: 'feature-seats',
  usageLimit: '10',
  hasUnlimitedUsage: false,
  hasSoftLimit: false,
  resetPeriod: null,
} as const
const coupon = {
  id: 'coupon-1',
  name: 'Negotiated',
  status: 'ACTIVE',
  percentOff: '5',
  amountsOff: [],
  durationInMonths: null,
}

const fields: readonly [string, Partial<AmendRequest>, Partial<Subscription>][] = [
  ['trial end', { trialEndDate: at }, { trialEndDate: at }],
  ['end', { cancellationDate: at }, { cancellationDate: at }],
  ['minimum spend', { minimumSpend: usd('5') }, { minimumSpend: usd('5.00') }],
  [
    'maximum spend',
    { maximumSpend: { limit: '5', hasSoftLimit: true } },
    { maximumSpend: { limit: '5', hasSoftLimit: true } },
  ],
  ['billing period', { billingPeriod: 'MONTHLY' }, { billingPeriod: 'MONTHLY' }],
  ['coupon', { discount: { kind: 'coupon', couponId: 'coupon-1' } }, { coupons: [coupon] }],
  ['metadata', { metadata: { a: 'b' } }, { metadata: { a: 'b' } }],
  ['add-ons', { addons: [{ addonId: 'addon-sso', quantity: '2' }] }, { addons: [{ id: 'addon-sso', quantity: '2' }] }],
  [
    'quantities',
    { charges: [{ featureId: 'feature-seats', quantity: '9' }] },
    { charges: [{ featureId: 'feature-seats', quantity: '9' }] },
  ],
  [
    'prices',
    { priceOverrides: [{ addonId: null, featureId: 'feature-seats', currencyId: null, price: usd('8') }] },
    { prices: [{ addonId: null, featureId: 'feature-seats', baseCharge: false, price: usd('8') }] },
  ],
  ['entitlements', { entitlements: [seats] }, { entitlements: [seats], entitlementValuesKnown: true }],
]
const bare: Partial<Subscription> = {
  trialEndDate: null,
  cancellationDate: null,
  billingPeriod: 'ANNUALLY',
  addons: [],
  charges: [],
  prices: [],
  entitlements: [],
  entitlementValuesKnown: true,
  metadata: {},
}

describe('an amendment that left no mark', () => {
  it.each(fields)('is known by its %s', (_name, request, held) => {
    expect(isAmended(step(request), aSubscription({ ...bare, ...held }))).toBe(true)
    expect(isAmended(step(request), aSubscription(bare))).toBe(false)
  })

  it('that clears a term is known by its absence', () => {
    const request = { minimumSpend: null, maximumSpend: null, cancellationDate: null }
    expect(isAmended(step(request), aSubscription(bare))).toBe(true)
    expect(isAmended(step(request), aSubscription({ ...bare, minimumSpend: usd('1') }))).toBe(false)
  })
})

describe('an amendment that left its mark', () => {
  it('is known by it alone', () => {
    const marked = { request: { amendment: mark, addons: [{ addonId: 'addon-sso', quantity: '1' }] } }
    expect(isAmended(marked, aSubscription({ ...bare, amendments: [mark] }))).toBe(true)
    expect(isAmended(marked, aSubscription({ ...bare, amendments: [{ ...mark, runId: 'run-2' }] }))).toBe(false)
  })

  it('waits where what it sold more is not paid for', () => {
    const pending = aSubscription({
      ...bare,
      scheduledUpdates: [{ type: 'ADDON', at: null, status: 'PENDING_PAYMENT' }],
    })
    expect(waitsForPayment(step({ addons: [] }), pending)).toBe(true)
    expect(waitsForPayment(step({ cancellationDate: at }), pending)).toBe(false)
    expect(waitsForPayment(step({ addons: [] }), aSubscription(bare))).toBe(false)
  })
})
