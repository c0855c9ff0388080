import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CARD, DAY, enterprise, NO_TRIAL, openLab, START, team, type Lab } from '../lab.ts'

const later = (days: number) => new Date(Date.parse(START) + days * DAY).toISOString()

describe('changing a subscription in place', () => {
  let lab: Lab
  let n = 0
  const make = async (order: (customerId: string, more?: object) => object, more: object = {}) => {
    const customerId = await lab.customer(`customer-${n++}`)
    const id = `sub-${n}`
    const reply = await lab.post('/subscriptions', order(customerId, { id, ...more }))
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
    return { id, customerId, path: `/subscriptions/${id}` }
  }
  beforeAll(async () => {
    lab = await openLab()
    await lab.control('POST', '/rate-limits', { enabled: false })
  })
  afterAll(() => lab.stop())

  it('replaces add-ons, overrides and metadata, and leaves what is not given', async () => {
    const { path, customerId } = await make(enterprise, {
      addons: [{ id: 'addon-sso', quantity: 1 }],
      entitlements: [{ type: 'FEATURE', id: 'feature-seats', usageLimit: 10 }],
      metadata: { a: '1' },
    })
    const patched = await lab.patch(path, {
      addons: [{ id: 'addon-sandbox', quantity: 3 }],
      entitlements: [{ type: 'FEATURE', id: 'feature-projects', hasUnlimitedUsage: true }],
    })
    expect(patched.status).toBe(200)
    expect(patched.body.data).toMatchObject({
      addons: [{ id: 'addon-sandbox', quantity: 3 }],
      subscriptionEntitlements: [{ id: 'feature-projects', type: 'FEATURE' }],
      metadata: { a: '1' },
    })
    const projects = await lab.get(`/customers/${customerId}/entitlements/check?featureId=feature-projects`)
    expect(projects.body.data).toMatchObject({ isGranted: true, hasUnlimitedUsage: true, usageLimit: null })
    expect((await lab.patch(path, { metadata: { b: '2' } })).body.data['metadata']).toEqual({ b: '2' })
  })

  it('changes quantities, prices, period, spend limits and coupon of a paid one', async () => {
    const { path, id } = await make(team)
    const patched = await lab.patch(path, {
      billingPeriod: 'ANNUALLY',
      charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 12 }],
      priceOverrides: [{ baseCharge: true, amount: 400, currency: 'usd' }],
      minimumSpend: { amount: 100, currency: 'usd' },
      budget: { limit: 9000, hasSoftLimit: false },
      appliedCoupon: { couponId: 'coupon-launch-20' },
      salesforceId: '001Dn00000AbCdEIAV',
    })
    expect(patched.body.data).toMatchObject({
      currentBillingPeriodEnd: '2027-03-10T12:00:00.000Z',
      minimumSpend: { amount: 100, currency: 'usd' },
      budget: { limit: 9000, hasSoftLimit: false },
      coupons: [{ id: 'coupon-launch-20', status: 'ACTIVE' }],
    })
    const query = `query($id: String!) { getSubscription(input: { subscriptionId: $id }) { billingPeriod salesforceId totalPrice { amount currency } } }`
    const read = (await lab.graphql(query, { id })).body.data['getSubscription']
    const totalPrice = { amount: (400 + 12 * 240) * 0.8, currency: 'usd' }
    expect(read).toEqual({ billingPeriod: 'ANNUALLY', salesforceId: '001Dn00000AbCdEIAV', totalPrice })
    expect((await lab.patch(path, { budget: null, minimumSpend: null })).body.data).toMatchObject({
      budget: null,
      minimumSpend: null,
    })
  })

  it('moves the end of a trial, and of nothing else', async () => {
    const trial = await make(enterprise, { trialOverrideConfiguration: { isTrial: true, trialEndDate: later(5) } })
    expect((await lab.patch(trial.path, { trialEndDate: later(50) })).body.data['trialEndDate']).toBe(later(50))
    const running = await make(enterprise)
    const refused = await lab.patch(running.path, { trialEndDate: later(50) })
    expect([refused.status, refused.body.code]).toEqual([400, 'InvalidSubscriptionStatus'])
  })

  it.each<[string, object, number, string]>([
    ['a plan', { planId: 'plan-team' }, 400, 'BadUserInput'],
    ['a resource', { resourceId: 'x' }, 400, 'BadUserInput'],
    ['a payment method', { paymentCollectionMethod: 'INVOICE' }, 400, 'BadUserInput'],
    [
      'an add-on that is not compatible',
      { addons: [{ id: 'addon-sso', quantity: 1 }] },
      400,
      'IncompatibleSubscriptionAddon',
    ],
    [
      'a feature that is not sold by quantity',
      { charges: [{ id: 'feature-sso', type: 'FEATURE', quantity: 1 }] },
      404,
      'PriceNotFound',
    ],
    ['half a seat', { charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 1.5 }] }, 400, 'InvalidQuantity'],
    ['a cancellation in the past', { cancellationDate: later(-1) }, 400, 'InvalidCancellationDate'],
    ['metadata that are no strings', { metadata: { a: 1 } }, 400, 'BadUserInput'],
    ['a promotion code', { promotionCode: 'SPRING' }, 404, 'PromotionCodeNotFound'],
  ])('refuses %s', async (_words, body, status, code) => {
    const { path } = await make(team)
    const before = await lab.get(path)
    const reply = await lab.patch(path, body)
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect((await lab.get(path)).body).toEqual(before.body)
  })

  it('schedules for paid subscriptions only', async () => {
    const { path } = await make(enterprise)
    const body = { addons: [], scheduleStrategy: 'END_OF_BILLING_PERIOD' }
    expect((await lab.patch(path, body)).body.code).toBe('UnsupportedSubscriptionScheduleType')
  })

  it('is missing with 404', async () => {
    for (const reply of [
      await lab.get('/subscriptions/nothing'),
      await lab.patch('/subscriptions/nothing', {}),
      await lab.post('/subscriptions/nothing/cancel', {}),
      await lab.post('/subscriptions/nothing/invoice/paid'),
    ]) {
      expect([reply.status, reply.body.code]).toEqual([404, 'SubscriptionNotFound'])
    }
  })

  it('lets another customer pay', async () => {
    const { path } = await make(team)
    const payer = await lab.customer('payer')
    const delegated = await lab.post(`${path}/delegate`, { targetCustomerId: payer })
    expect(delegated.body.data['payingCustomerId']).toBe('payer')
    expect((await lab.post(`${path}/delegate`, { targetCustomerId: 'nobody' })).body.code).toBe('CustomerNotFound')
    expect((await lab.post(`${path}/transfer`, { destinationResourceId: 'x' })).body.code).toBe('UnsupportedParameter')
  })

  it('has nothing to migrate to on the latest version, and goes there from an older one', async () => {
    const { path } = await make(team)
    expect((await lab.post(`${path}/migrate`, {})).body.code).toBe('SubscriptionAlreadyOnLatestPlanError')
  })

  it('waits for its payment where it costs more and nobody can pay, or is dropped', async () => {
    const payable = { defaultPaymentMethod: CARD }
    for (const [customerId, ending] of [
      ['pays-later', 'DONE'],
      ['never-pays', 'CANCELED'],
    ] as const) {
      await lab.customer(customerId, payable)
      const path = `/subscriptions/sub-${customerId}`
      await lab.post('/subscriptions', team(customerId, { id: `sub-${customerId}`, paymentCollectionMethod: 'CHARGE' }))
      await lab.remove(`/customers/${customerId}/payment-method`)
      const charges = [{ id: 'feature-seats', type: 'FEATURE', quantity: 9 }]
      const patched = await lab.patch(path, { charges })
      expect(patched.body.data['futureUpdates']).toMatchObject([{ scheduleStatus: 'PENDING_PAYMENT' }])
      const seats = async () =>
        (await lab.get(`/customers/${customerId}/entitlements/check?featureId=feature-seats`)).body.data['usageLimit']
      expect(await seats()).toBe(5)
      if (ending === 'DONE') await lab.control('POST', '/payment-methods', { customerId })
      else expect((await lab.remove(`${path}/future-update/pending-payment`)).status).toBe(200)
      expect((await lab.get(path)).body.data['futureUpdates']).toMatchObject([{ scheduleStatus: ending }])
      expect(await seats()).toBe(ending === 'DONE' ? 9 : 5)
    }
  })

  it('invoices the rest of the period where that is asked for', async () => {
    const { path } = await make(team, {
      paymentCollectionMethod: 'INVOICE',
      startDate: later(-1),
      billingInformation: { isInvoicePaid: true },
    })
    const body = {
      charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 11 }],
      billingInformation: { prorationBehavior: 'INVOICE_IMMEDIATELY' },
    }
    const total = Math.round(((240 * 30) / 31) * 100) / 100
    expect((await lab.patch(path, body)).body.data['latestInvoice']).toMatchObject({
      status: 'OPEN',
      billingReason: 'SUBSCRIPTION_UPDATE',
      total,
      amountDue: total,
    })
  })

  it('imports subscriptions as a task', async () => {
    const customerId = await lab.customer('importer')
    const subscriptions = [
      { id: 'imported-1', customerId, planId: 'plan-enterprise', endDate: later(100) },
      { id: 'imported-2', customerId: 'nobody', planId: 'plan-enterprise' },
    ]
    const reply = await lab.post('/subscriptions/import', { subscriptions })
    expect(reply.body.data['taskId']).toMatch(/^[0-9a-f-]{36}$/)
    expect((await lab.get('/subscriptions/imported-1')).body.data['cancellationDate']).toBe(later(100))
    expect((await lab.get('/subscriptions/imported-2')).status).toBe(404)
  })

  describe('by cancelling it', () => {
    it('ends it at once', async () => {
      const { path } = await make(enterprise)
      const reply = await lab.post(`${path}/cancel`, { cancellationTime: 'IMMEDIATE' })
      expect(reply.body.data).toMatchObject({
        status: 'CANCELED',
        cancelReason: 'Immediate',
        endDate: START,
        effectiveEndDate: START,
      })
      const again = await lab.post(`${path}/cancel`, { cancellationTime: 'IMMEDIATE' })
      expect([again.status, again.body.code]).toEqual([400, 'SubscriptionAlreadyCanceledOrExpired'])
    })

    it('needs a body, which may be empty', async () => {
      const { path } = await make(enterprise)
      const bare = await lab.post(`${path}/cancel`)
      expect([bare.status, bare.body.code]).toEqual([400, 'BadUserInput'])
      expect((await lab.get(path)).body.data['status']).toBe('ACTIVE')
      expect((await lab.post(`${path}/cancel`, {})).body.data['status']).toBe('CANCELED')
    })

    it('sets its end and leaves its status where that lies ahead', async () => {
      const paid = await make(team)
      const atPeriodEnd = await lab.post(`${paid.path}/cancel`, { cancellationTime: 'END_OF_BILLING_PERIOD' })
      expect(atPeriodEnd.body.data).toMatchObject({ status: 'ACTIVE', cancellationDate: '2026-04-10T12:00:00.000Z' })
      const custom = await make(enterprise)
      const onDate = { cancellationTime: 'SPECIFIC_DATE', endDate: later(9) }
      expect((await lab.post(`${custom.path}/cancel`, onDate)).body.data).toMatchObject({
        status: 'ACTIVE',
        cancellationDate: later(9),
        effectiveEndDate: later(9),
      })
    })

    it("follows the product's setting where no time is given", async () => {
      const paid = await make(team)
      expect((await lab.post(`${paid.path}/cancel`, {})).body.data['status']).toBe('ACTIVE')
      const custom = await make(enterprise)
      expect((await lab.post(`${custom.path}/cancel`, {})).body.data['status']).toBe('CANCELED')
    })

    const trial = { trialOverrideConfiguration: { isTrial: true } }
    it.each<[string, typeof team | typeof enterprise, object, object, string]>([
      [
        'the end of a period that a custom plan has not',
        enterprise,
        {},
        { cancellationTime: 'END_OF_BILLING_PERIOD' },
        'SubscriptionDoesNotHaveBillingPeriod',
      ],
      [
        'the end of a trial',
        team,
        trial,
        { cancellationTime: 'END_OF_BILLING_PERIOD' },
        'TrialMustBeCancelledImmediately',
      ],
      [
        'a date in a trial',
        enterprise,
        trial,
        { cancellationTime: 'SPECIFIC_DATE', endDate: later(3) },
        'TrialMustBeCancelledImmediately',
      ],
      ['a date without the date', enterprise, {}, { cancellationTime: 'SPECIFIC_DATE' }, 'BadUserInput'],
      [
        'a date that is past',
        enterprise,
        {},
        { cancellationTime: 'SPECIFIC_DATE', endDate: later(-3) },
        'InvalidCancellationDate',
      ],
      ['a date at once', enterprise, {}, { cancellationTime: 'IMMEDIATE', endDate: later(3) }, 'BadUserInput'],
      ["GraphQL's name of a field", enterprise, {}, { subscriptionCancellationTime: 'IMMEDIATE' }, 'BadUserInput'],
    ])('is refused for %s', async (_words, order, more, body, code) => {
      const { path } = await make(order, more)
      const reply = await lab.post(`${path}/cancel`, body)
      expect([reply.status, reply.body.code]).toEqual([400, code])
    })
  })
})

describe('a product that goes down to a free plan at the end', () => {
  it('does so, unless the access is to be revoked', async () => {
    const lab = await openLab({
      change: (seed) => ({
        ...seed,
        products: seed.products.map((product) => ({
          ...product,
          productSettings: {
            ...product.productSettings,
            subscriptionEndSetup: 'DOWNGRADE_TO_FREE',
            downgradePlanId: 'plan-free',
          },
        })),
        plans: seed.plans.map((plan) => ({ ...plan, versionNumber: plan.versionNumber + 1 })),
      }),
    })
    const running = async (customerId: string) =>
      (await lab.get(`/subscriptions?customerId=${customerId}&status=ACTIVE`)).body.data.map(({ planId }) => planId)
    for (const [customerId, cancellationAction] of [
      ['down', 'DEFAULT'],
      ['out', 'REVOKE_ENTITLEMENTS'],
    ] as const) {
      await lab.customer(customerId)
      await lab.post('/subscriptions', team(customerId, { id: `sub-${customerId}`, ...NO_TRIAL }))
      await lab.post(`/subscriptions/sub-${customerId}/cancel`, { cancellationTime: 'IMMEDIATE', cancellationAction })
    }
    expect(await running('down')).toEqual(['plan-free'])
    expect(await running('out')).toEqual([])
    await lab.stop()
  })
})
