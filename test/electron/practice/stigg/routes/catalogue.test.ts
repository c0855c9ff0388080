import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLab, START, type Lab, textOf } from '../lab.ts'

describe('the catalogue', () => {
  let lab: Lab
  const ids = async (path: string) => (await lab.get(path)).body.data.map(({ id }) => textOf(id))
  beforeAll(async () => {
    lab = await openLab()
  })
  afterAll(() => lab.stop())

  it('lists products, plans, add-ons, features and coupons, filtered', async () => {
    expect(await ids('/products?id=product-workspaces')).toEqual(['product-workspaces'])
    expect(await ids('/plans?status=DRAFT,ARCHIVED&productId=product-northwind')).toEqual([
      'plan-enterprise-2023',
      'plan-enterprise-next',
    ])
    expect(await ids('/addons?status=ARCHIVED')).toEqual(['addon-fax-gateway'])
    expect(await ids('/features?featureType=ENUM')).toEqual(['feature-data-region'])
    expect(await ids('/features?status=SUSPENDED&meterType=None')).toEqual(['feature-classic-reports'])
    expect(await ids('/coupons?type=FIXED')).toEqual(['coupon-migration'])
    expect((await lab.get('/plans?status=Draft')).status).toBe(400)
  })

  it('reads one plan with what it gives and costs', async () => {
    expect((await lab.get('/plans/plan-growth')).body.data).toMatchObject({
      pricingType: 'PAID',
      productId: 'product-northwind',
    })
    const given = await lab.get('/plans/plan-enterprise/entitlements')
    expect(given.body['pagination']).toEqual({ next: null, prev: null })
    const byId = new Map(given.body.data.map((row) => [textOf(row['id']), row]))
    expect(byId.get('feature-seats')).toMatchObject({
      type: 'FEATURE',
      isCustom: true,
      behavior: 'Increment',
      usageLimit: null,
    })
    expect(byId.get('currency-api-credits')).toMatchObject({ type: 'CREDIT', isCustom: true, cadence: 'MONTH' })
    const charges = await lab.get('/plans/plan-team/charges?limit=100')
    expect(new Set(charges.body.data.map(({ billingPeriod }) => billingPeriod))).toEqual(
      new Set(['MONTHLY', 'ANNUALLY']),
    )
    expect((await lab.get('/plans/plan-team/overage-charges')).body.data).toEqual([])
    expect((await lab.get('/addons/addon-sandbox/charges')).body.data).not.toHaveLength(0)
    expect((await lab.get('/addons/addon-sso/entitlements')).body.data).toMatchObject([{ id: 'feature-sso' }])
  })

  it.each([
    ['/plans/none', 'PlanNotFound'],
    ['/plans/none/entitlements', 'PlanNotFound'],
    ['/plans/none/charges', 'PlanNotFound'],
    ['/addons/none', 'AddonNotFound'],
    ['/addons/none/entitlements', 'AddonNotFound'],
    ['/features/none', 'FeatureNotFound'],
    ['/coupons/none', 'CouponNotFound'],
  ])('has no %s', async (path, code) => {
    const reply = await lab.get(path)
    expect([reply.status, reply.body.code]).toEqual([404, code])
  })

  it('takes coupons: whole, of one kind, and archived once', async () => {
    const coupon = {
      id: 'coupon-made',
      name: 'Made',
      description: null,
      percentOff: 5,
      amountsOff: null,
      durationInMonths: 3,
      metadata: null,
    }
    const made = await lab.post('/coupons', coupon)
    expect([made.status, made.body.data]).toMatchObject([
      201,
      { type: 'PERCENTAGE', status: 'ACTIVE', source: 'STIGG', createdAt: START },
    ])
    expect((await lab.post('/coupons', coupon)).body.code).toBe('DuplicatedEntityNotAllowed')
    const { metadata: _metadata, ...partial } = coupon
    expect((await lab.post('/coupons', { ...partial, id: 'coupon-partial' })).status).toBe(400)
    const both = { ...coupon, id: 'coupon-both', amountsOff: [{ amount: 1, currency: 'usd' }] }
    expect((await lab.post('/coupons', both)).status).toBe(400)
    expect((await lab.patch('/coupons/coupon-made', { name: 'Renamed' })).body.data['name']).toBe('Renamed')
    expect((await lab.patch('/coupons/coupon-made', { percentOff: 50 })).status).toBe(400)
    expect((await lab.post('/coupons/coupon-made/archive')).body.data['status']).toBe('ARCHIVED')
    expect((await lab.post('/coupons/coupon-made/archive')).body.code).toBe('EntityIsArchivedError')
  })
})
