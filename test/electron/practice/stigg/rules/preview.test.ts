import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, NO_TRIAL, openLab, START, team, type Lab } from '../lab.ts'

describe('a preview', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
    await lab.customer('acme')
    await lab.customer('euro', { billingCurrency: 'eur', couponId: 'coupon-nonprofit' })
  })
  afterAll(() => lab.stop())
  const preview = async (body: object) => (await lab.post('/subscriptions/preview', body)).body.data
  const growth = { customerId: 'acme', planId: 'plan-growth', billingPeriod: 'ANNUALLY', ...NO_TRIAL }

  it('adds up base price, seats and add-ons at list price, less a coupon, plus tax', async () => {
    const data = await preview({
      ...growth,
      billableFeatures: [{ featureId: 'feature-seats', quantity: 50 }],
      addons: [{ id: 'addon-sandbox', quantity: 2 }],
      appliedCoupon: { couponId: 'coupon-launch-20' },
      billingInformation: { taxPercentage: 25 },
    })
    const subTotal = 12_000 + 50 * 240 + 2 * 1_200
    expect(data).toMatchObject({
      immediateInvoice: {
        subTotal,
        discount: subTotal * 0.2,
        tax: subTotal * 0.8 * 0.25,
        total: subTotal,
        currency: 'usd',
        discountDetails: { code: 'coupon-launch-20', percentage: 20 },
        lines: [
          { description: 'Growth', unitPrice: 12_000, quantity: 1, subTotal: 12_000, currency: 'usd' },
          { description: 'Growth - Seats', unitPrice: 240, quantity: 50, subTotal: 12_000 },
          { description: 'Extra Sandbox', unitPrice: 1_200, quantity: 2, subTotal: 2_400 },
        ],
        billingPeriodRange: { start: START, end: '2027-03-10T12:00:00.000Z' },
      },
      recurringInvoice: { total: subTotal },
      isPlanDowngrade: false,
      hasScheduledUpdates: false,
      freeItems: [],
    })
  })

  it("uses the customer's currency and coupon", async () => {
    const data = await preview({ ...growth, customerId: 'euro' })
    expect(data['immediateInvoice']).toMatchObject({
      currency: 'eur',
      subTotal: 11_040 + 221,
      discounts: [{ currency: 'eur' }],
    })
  })

  it('takes a fixed coupon off in its own currency', async () => {
    const data = await preview({ ...growth, appliedCoupon: { couponId: 'coupon-migration' } })
    expect(data['immediateInvoice']).toMatchObject({ subTotal: 12_240, discount: 1_000, total: 11_240 })
  })

  it('costs nothing at once in a trial, and bills from its end', async () => {
    const data = await preview({ ...growth, trialOverrideConfiguration: { isTrial: true } })
    const end = new Date(Date.parse(START) + 14 * DAY).toISOString()
    expect(data).toMatchObject({
      immediateInvoice: { total: 0, lines: [] },
      recurringInvoice: { total: 12_240 },
      billingPeriodRange: { start: end },
    })
  })

  it('costs nothing on a custom plan', async () => {
    const data = await preview({ customerId: 'acme', planId: 'plan-enterprise' })
    expect(data).toMatchObject({ immediateInvoice: { subTotal: 0, total: 0 }, recurringInvoice: { total: 0 } })
  })

  it('knows a downgrade, and changes nothing', async () => {
    await lab.customer('large')
    await lab.post('/subscriptions', {
      ...growth,
      customerId: 'large',
      id: 'sub-large',
      paymentCollectionMethod: 'NONE',
    })
    const data = await preview({ ...team('large'), paymentCollectionMethod: undefined })
    expect(data['isPlanDowngrade']).toBe(true)
    const all = (await lab.get('/subscriptions?customerId=large')).body.data
    expect(all.map(({ id, status }) => [id, status])).toEqual([['sub-large', 'ACTIVE']])
  })

  it.each([
    'entitlements',
    'priceOverrides',
    'minimumSpend',
    'budget',
    'paymentCollectionMethod',
    'cancellationDate',
    'metadata',
    'id',
  ])('does not take %s', async (field) => {
    const reply = await lab.post('/subscriptions/preview', { ...growth, [field]: [] })
    expect([reply.status, reply.body.code]).toEqual([400, 'BadUserInput'])
    expect(reply.body.message).toContain(field)
  })

  it('is refused as the order would be', async () => {
    for (const [body, code] of [
      [{ ...growth, customerId: 'nobody' }, 'CustomerNotFound'],
      [{ ...growth, planId: 'plan-none' }, 'PlanNotFound'],
      [{ customerId: 'acme', planId: 'plan-team' }, 'BillingPeriodMissingError'],
      [{ ...growth, addons: [{ id: 'addon-fax-gateway', quantity: 1 }] }, 'IncompatibleSubscriptionAddon'],
    ] as const) {
      expect((await lab.post('/subscriptions/preview', body)).body.code).toBe(code)
    }
  })
})
