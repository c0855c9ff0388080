import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CARD, DAY, enterprise, NO_TRIAL, openLab, START, team, type Lab, textOf } from '../lab.ts'

const later = (days: number) => new Date(Date.parse(START) + days * DAY).toISOString()
const growth = (customerId: string, more: object = {}) => ({
  customerId,
  planId: 'plan-growth',
  billingPeriod: 'ANNUALLY',
  paymentCollectionMethod: 'NONE',
  ...NO_TRIAL,
  ...more,
})

describe('provisioning', () => {
  let lab: Lab
  let n = 0
  const fresh = (fields: object = {}) => lab.customer(`customer-${n++}`, fields)
  beforeAll(async () => {
    lab = await openLab()
    await lab.control('POST', '/rate-limits', { enabled: false })
  })
  afterAll(() => lab.stop())

  it('makes a custom subscription with overrides, dates and metadata, and answers with effective entitlements', async () => {
    const customerId = await fresh()
    const order = enterprise(customerId, {
      id: 'sub-opp-0061x',
      cancellationDate: later(365),
      addons: [{ id: 'addon-premium-support', quantity: 1 }],
      entitlements: [
        { type: 'FEATURE', id: 'feature-seats', usageLimit: 50 },
        { type: 'CREDIT', id: 'currency-api-credits', amount: 10_000, cadence: 'MONTH' },
      ],
      salesforceId: '001Dn00000AbCdEIAV',
      metadata: { companionOpportunity: '006Dn000001XyZQAA0' },
    })
    const { status, body } = await lab.post('/subscriptions', order)
    expect(status).toBe(201)
    expect(body.data).toMatchObject({
      id: 'sub-opp-0061x',
      status: 'SUCCESS',
      isScheduled: false,
      subscription: {
        status: 'ACTIVE',
        pricingType: 'CUSTOM',
        paymentCollection: 'NOT_REQUIRED',
        startDate: START,
        endDate: null,
        effectiveEndDate: later(365),
        cancellationDate: later(365),
        currentBillingPeriodStart: null,
        prices: [],
        addons: [{ id: 'addon-premium-support', quantity: 1 }],
        subscriptionEntitlements: [
          { id: 'feature-seats', type: 'FEATURE' },
          { id: 'currency-api-credits', type: 'CREDIT' },
        ],
        metadata: { companionOpportunity: '006Dn000001XyZQAA0' },
      },
    })
    const entitlements = [...(body.data['entitlements'] ?? [])]
    const seats = entitlements.find((one) => textOf(one['feature']?.['id']) === 'feature-seats')
    expect(seats).toMatchObject({ isGranted: true, usageLimit: 50, currentUsage: 0, hasUnlimitedUsage: false })
    const credits = entitlements.find((one) => textOf(one['type']) === 'CREDIT')
    expect(credits).toMatchObject({ usageLimit: 10_000, currentUsage: 0, usagePeriodEnd: '2026-04-10T12:00:00.000Z' })
    const read = await lab.get('/subscriptions/sub-opp-0061x')
    expect(read.body.data).toEqual(body.data['subscription'])
    const [listed] = (await lab.get(`/subscriptions?customerId=${customerId}`)).body.data
    expect(listed).not.toHaveProperty('subscriptionEntitlements')
    expect(listed).not.toHaveProperty('details')
  })

  it.each<[string, object, number, string]>([
    ['an unknown customer', enterprise('nobody'), 404, 'CustomerNotFound'],
    ['an unknown plan', { planId: 'plan-none' }, 404, 'PlanNotFound'],
    [
      'a quantity beyond reckoning',
      { planId: 'plan-enterprise', addons: [{ id: 'addon-sso', quantity: 1e308 }] },
      400,
      'BadUserInput',
    ],
    ['a draft plan', { planId: 'plan-enterprise-next' }, 400, 'UnPublishedPackage'],
    ['an archived plan', { planId: 'plan-enterprise-2023' }, 400, 'UnPublishedPackage'],
    ['no resource where several are allowed', { planId: 'plan-workspace' }, 400, 'MissingEntityIdError'],
    ['a paid plan without a billing period', { planId: 'plan-team' }, 400, 'BillingPeriodMissingError'],
    [
      'a period that the plan is not sold for',
      { planId: 'plan-growth', billingPeriod: 'MONTHLY' },
      404,
      'PriceNotFound',
    ],
    ['a billing period of Salesforce', { planId: 'plan-team', billingPeriod: 'ANNUAL' }, 400, 'BadUserInput'],
    ['a payment method of Salesforce', { paymentCollectionMethod: 'PAYMENT_METHOD_ON_FILE' }, 400, 'BadUserInput'],
    ['an unknown add-on', { addons: [{ id: 'addon-none', quantity: 1 }] }, 404, 'AddonNotFound'],
    [
      'an incompatible add-on',
      { addons: [{ id: 'addon-embedded-dashboards', quantity: 1 }] },
      400,
      'IncompatibleSubscriptionAddon',
    ],
    [
      'too many of an add-on',
      { addons: [{ id: 'addon-sandbox', quantity: 4 }] },
      400,
      'AddonQuantityExceedsLimitError',
    ],
    ['none of an add-on', { addons: [{ id: 'addon-sandbox', quantity: 0 }] }, 400, 'InvalidQuantity'],
    ['half an add-on', { addons: [{ id: 'addon-sandbox', quantity: 1.5 }] }, 400, 'InvalidQuantity'],
    [
      'an add-on without the one it needs',
      { addons: [{ id: 'addon-audit-log', quantity: 1 }] },
      400,
      'AddonDependencyMissingError',
    ],
    [
      'an add-on twice',
      { addons: [1, 1].map((quantity) => ({ id: 'addon-sso', quantity })) },
      400,
      'DuplicateAddonProvisionedError',
    ],
    [
      'an unknown feature',
      { entitlements: [{ type: 'FEATURE', id: 'feature-none', usageLimit: 1 }] },
      404,
      'FeatureNotFound',
    ],
    [
      'a suspended feature',
      { entitlements: [{ type: 'FEATURE', id: 'feature-classic-reports' }] },
      400,
      'EntityIsArchivedError',
    ],
    ['an enum feature', { entitlements: [{ type: 'FEATURE', id: 'feature-data-region' }] }, 400, 'BadUserInput'],
    [
      'an unknown currency',
      { entitlements: [{ type: 'CREDIT', id: 'c-none', amount: 1, cadence: 'MONTH' }] },
      404,
      'CustomCurrencyNotFound',
    ],
    [
      'an archived currency',
      { entitlements: [{ type: 'CREDIT', id: 'currency-loyalty-points', amount: 1, cadence: 'MONTH' }] },
      400,
      'EntityIsArchivedError',
    ],
    [
      'credits without a cadence',
      { entitlements: [{ type: 'CREDIT', id: 'currency-api-credits', amount: 1 }] },
      400,
      'BadUserInput',
    ],
    [
      'a price on a credit entitlement',
      { entitlements: [{ type: 'CREDIT', id: 'currency-api-credits', amount: 1, cadence: 'MONTH', price: 2 }] },
      400,
      'BadUserInput',
    ],
    [
      'a credit currency on a price override',
      { priceOverrides: [{ currencyId: 'currency-api-credits', amount: 1, currency: 'usd' }] },
      400,
      'BadUserInput',
    ],
    [
      'a cancellation before the start',
      { startDate: later(9), cancellationDate: later(8) },
      400,
      'InvalidCancellationDate',
    ],
    ['a cancellation in the past', { cancellationDate: later(-1) }, 400, 'InvalidCancellationDate'],
    [
      'a trial that has ended',
      { trialOverrideConfiguration: { isTrial: true, trialEndDate: later(-1) } },
      400,
      'InvalidArgumentError',
    ],
    [
      'a trial of a free plan',
      { planId: 'plan-free', trialOverrideConfiguration: { isTrial: true } },
      400,
      'InvalidArgumentError',
    ],
    ['an unknown coupon', { appliedCoupon: { couponId: 'coupon-none' } }, 404, 'CouponNotFound'],
    ['an archived coupon', { appliedCoupon: { couponId: 'coupon-summer-2024' } }, 400, 'ArchivedCouponCantBeApplied'],
    [
      'two kinds of discount',
      { appliedCoupon: { discount: { percentOff: 5, amountsOff: [{ amount: 1, currency: 'usd' }] } } },
      400,
      'BadUserInput',
    ],
    ['an unknown payer', { payingCustomerId: 'nobody' }, 404, 'CustomerNotFound'],
    ['an unknown field', { product: 'x' }, 400, 'BadUserInput'],
  ])('refuses %s', async (_words, parts, status, code) => {
    const customerId = await fresh()
    const reply = await lab.post('/subscriptions', enterprise(customerId, parts))
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect((await lab.get(`/subscriptions?customerId=${customerId}`)).body.data).toEqual([])
  })

  it('invoices a paid plan with overridden prices: active at once, invoice open, in whole units', async () => {
    const order = growth(await fresh(), {
      paymentCollectionMethod: 'INVOICE',
      charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 50 }],
      priceOverrides: [
        { baseCharge: true, amount: 10_000, currency: 'usd' },
        { featureId: 'feature-seats', amount: 90, currency: 'usd' },
      ],
      appliedCoupon: { discount: { name: 'Loyal', percentOff: 10 } },
      billingInformation: { taxPercentage: 20 },
    })
    const { subscription } = (await lab.post('/subscriptions', order)).body.data as unknown as Record<string, object>
    expect(subscription).toMatchObject({
      status: 'ACTIVE',
      paymentCollection: 'PROCESSING',
      paymentCollectionMethod: 'INVOICE',
      currentBillingPeriodStart: START,
      currentBillingPeriodEnd: '2027-03-10T12:00:00.000Z',
      coupons: [{ name: 'Loyal', status: 'ACTIVE', percentOff: 10, amountsOff: null }],
      latestInvoice: {
        status: 'OPEN',
        amountDue: 15_660,
        total: 15_660,
        currency: 'usd',
        billingReason: 'SUBSCRIPTION_CREATION',
      },
    })
    expect(Reflect.get(subscription ?? {}, 'prices')).toEqual(
      expect.arrayContaining([
        { baseCharge: true, amount: 10_000, currency: 'usd' },
        { featureId: 'feature-seats', amount: 90, currency: 'usd' },
      ]),
    )
  })

  it('keeps an ad-hoc discount out of the catalogue', async () => {
    await lab.post(
      '/subscriptions',
      growth(await fresh(), { appliedCoupon: { discount: { name: 'Once', percentOff: 1 } } }),
    )
    expect((await lab.get('/coupons?limit=100')).body.data.map(({ name }) => name)).not.toContain('Once')
  })

  it('needs an e-mail address to invoice, and none where the invoice is not asked for', async () => {
    const customerId = await fresh({ email: null })
    const refused = await lab.post('/subscriptions', growth(customerId, { paymentCollectionMethod: 'INVOICE' }))
    expect([refused.status, refused.body.code]).toEqual([400, 'CustomerHasNoEmailAddress'])
    expect((await lab.post('/subscriptions', growth(customerId))).status).toBe(201)
  })

  it('asks for payment, and provisions nothing, when there is nothing to charge', async () => {
    const customerId = await fresh()
    const order = team(customerId, { id: 'sub-unpaid', paymentCollectionMethod: 'CHARGE' })
    const reply = await lab.post('/subscriptions', order)
    expect(reply.status).toBe(201)
    expect(reply.body.data).toMatchObject({
      id: 'sub-unpaid',
      status: 'PAYMENT_REQUIRED',
      subscription: null,
      entitlements: null,
    })
    expect((await lab.get('/subscriptions/sub-unpaid')).status).toBe(404)
    const url = textOf(reply.body.data['checkoutUrl'])
    expect((await fetch(url)).status).toBe(200)
    expect(await (await fetch(url, { method: 'POST' })).text()).toContain('sub-unpaid')
    const paid = await lab.get('/subscriptions/sub-unpaid')
    expect(paid.body.data).toMatchObject({ status: 'ACTIVE', latestInvoice: { status: 'PAID', amountDue: 0 } })
  })

  it('charges the payment method on file, of the paying customer where there is one', async () => {
    const payer = await fresh({ defaultPaymentMethod: CARD })
    const order = team(await fresh(), { paymentCollectionMethod: 'CHARGE', payingCustomerId: payer })
    const reply = await lab.post('/subscriptions', order)
    expect(reply.body.data['subscription']).toMatchObject({
      status: 'ACTIVE',
      latestInvoice: { status: 'PAID' },
      payingCustomerId: payer,
    })
  })

  it('replaces the running subscription of the product, and leaves other products alone', async () => {
    const customerId = await fresh()
    await lab.post('/subscriptions', enterprise(customerId, { id: `${customerId}-old` }))
    await lab.post('/subscriptions', { customerId, planId: 'plan-analytics-pro', id: `${customerId}-other` })
    await lab.post('/subscriptions', enterprise(customerId, { id: `${customerId}-new` }))
    const old = await lab.get(`/subscriptions/${customerId}-old`)
    expect(old.body.data).toMatchObject({ status: 'CANCELED', cancelReason: 'UPGRADE_OR_DOWNGRADE', endDate: START })
    expect((await lab.get(`/subscriptions/${customerId}-other`)).body.data['status']).toBe('ACTIVE')
  })

  it('replaces within one resource only where a product has several subscriptions', async () => {
    const customerId = await fresh()
    const order = (id: string, resourceId: string) => ({ customerId, planId: 'plan-workspace', id, resourceId })
    await lab.post('/subscriptions', order(`${customerId}-a1`, 'site-a'))
    await lab.post('/subscriptions', order(`${customerId}-b`, 'site-b'))
    await lab.post('/subscriptions', order(`${customerId}-a2`, 'site-a'))
    const running = await lab.get(`/subscriptions?customerId=${customerId}&status=ACTIVE`)
    expect(running.body.data.map(({ id }) => textOf(id)).sort()).toEqual([`${customerId}-a2`, `${customerId}-b`])
    const moved = await lab.post(`/subscriptions/${customerId}-b/transfer`, { destinationResourceId: 'site-c' })
    expect(moved.body.data['resourceId']).toBe('site-c')
    const taken = await lab.post(`/subscriptions/${customerId}-b/transfer`, { destinationResourceId: 'site-a' })
    expect(taken.body.code).toBe('TooManySubscriptionsPerCustomer')
    const ids = (await lab.get(`/customers/${customerId}/resources`)).body.data.map(({ id }) => id)
    expect(ids).toEqual(['site-a', 'site-c'])
  })

  it('is blocked by an open invoice of the subscription to be replaced, until that is paid', async () => {
    const customerId = await fresh()
    await lab.post(
      '/subscriptions',
      growth(customerId, { id: `${customerId}-debt`, paymentCollectionMethod: 'INVOICE' }),
    )
    const blocked = await lab.post('/subscriptions', growth(customerId, { id: `${customerId}-next` }))
    expect([blocked.status, blocked.body.code]).toEqual([400, null])
    expect(blocked.body.message).toMatch(/open, unpaid invoice/)
    expect((await lab.get(`/subscriptions/${customerId}-debt`)).body.data['status']).toBe('ACTIVE')
    expect((await lab.post(`/subscriptions/${customerId}-debt/invoice/paid`)).body).toEqual({
      data: { id: `${customerId}-debt` },
    })
    const again = await lab.post(`/subscriptions/${customerId}-debt/invoice/paid`)
    expect([again.status, again.body.code]).toEqual([400, 'BillingInvoiceStatusError'])
    expect((await lab.post('/subscriptions', growth(customerId, { id: `${customerId}-next` }))).status).toBe(201)
    const none = await lab.post(`/subscriptions/${customerId}-next/invoice/paid`)
    expect([none.status, none.body.code]).toEqual([400, 'MissingBillingInvoiceError'])
  })

  it('bills a backdated subscription from its next period on', async () => {
    const order = growth(await fresh(), { startDate: later(-20), paymentCollectionMethod: 'INVOICE' })
    const reply = await lab.post('/subscriptions', order)
    expect(reply.body.data['subscription']).toMatchObject({
      status: 'ACTIVE',
      startDate: later(-20),
      latestInvoice: null,
    })
  })

  it('takes a charge by its own id, and by the id of what it charges for', async () => {
    const charge = [...(await lab.get('/plans/plan-team/charges?limit=100')).body.data].find(
      ({ featureId, billingPeriod }) => textOf(featureId) === 'feature-seats' && textOf(billingPeriod) === 'MONTHLY',
    )
    for (const id of [textOf(charge?.['id']), 'feature-seats']) {
      const customerId = await fresh()
      const reply = await lab.post(
        '/subscriptions',
        team(customerId, { charges: [{ id, type: 'FEATURE', quantity: 7 }] }),
      )
      expect(reply.status).toBe(201)
      const seats = await lab.get(`/customers/${customerId}/entitlements/check?featureId=feature-seats`)
      expect(seats.body.data['usageLimit']).toBe(7)
    }
  })

  it('grants the credits that are bought with it', async () => {
    const customerId = await fresh()
    const charges = [{ id: 'currency-api-credits', type: 'CREDIT', quantity: 2000 }]
    const reply = await lab.post('/subscriptions', growth(customerId, { charges, paymentCollectionMethod: 'INVOICE' }))
    expect(reply.body.data['subscription']?.['latestInvoice']).toMatchObject({ total: 12_240 + 2000 * 0.12 })
    const grants = (await lab.get(`/credits/grants?customerId=${customerId}`)).body.data
    expect(grants.map(({ amount, sourceType }) => `${textOf(sourceType)} ${textOf(amount)}`).sort()).toEqual([
      'PLAN_ENTITLEMENT 5000',
      'PRICE 2000',
    ])
  })

  it('takes prices in one currency only: that of the customer or of its overrides, where the plan is sold in it', async () => {
    const euro = await fresh({ billingCurrency: 'eur' })
    const reply = await lab.post('/subscriptions', growth(euro, { paymentCollectionMethod: 'INVOICE' }))
    expect(reply.body.data['subscription']?.['latestInvoice']).toMatchObject({ total: 11_040 + 221, currency: 'eur' })
    const priceOverrides = [{ baseCharge: true, amount: 900_000, currency: 'jpy' }]
    const mixed = await lab.post('/subscriptions', growth(await fresh(), { priceOverrides }))
    expect([mixed.status, mixed.body.code]).toEqual([400, 'BadUserInput'])
  })

  it('ignores billing on a custom plan', async () => {
    const order = enterprise(await fresh({ email: null }), {
      billingPeriod: 'ANNUALLY',
      paymentCollectionMethod: 'INVOICE',
      priceOverrides: [{ baseCharge: true, amount: 5, currency: 'usd' }],
    })
    const reply = await lab.post('/subscriptions', order)
    expect(reply.body.data['subscription']).toMatchObject({
      paymentCollectionMethod: 'NONE',
      prices: [],
      latestInvoice: null,
    })
  })
})
