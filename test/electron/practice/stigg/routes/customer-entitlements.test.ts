import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterprise, openLab, START, team, type Lab } from '../lab.ts'

describe("a customer's entitlements", () => {
  let lab: Lab
  const check = async (customerId: string, query: string) =>
    (await lab.get(`/customers/${customerId}/entitlements/check?${query}`)).body.data
  beforeAll(async () => {
    lab = await openLab()
    await lab.control('POST', '/rate-limits', { enabled: false })
  })
  afterAll(() => lab.stop())

  it('say why there are none, with 200', async () => {
    await lab.customer('empty')
    const none = { accessDeniedReason: 'NoActiveSubscription', entitlements: [] }
    expect((await lab.get('/customers/empty/entitlements')).body.data).toEqual(none)
    const nobody = await lab.get('/customers/nobody/entitlements')
    expect([nobody.status, nobody.body.data['accessDeniedReason']]).toEqual([200, 'CustomerNotFound'])
    expect(await check('empty', 'featureId=feature-seats')).toMatchObject({
      isGranted: false,
      accessDeniedReason: 'NoActiveSubscription',
    })
  })

  it('add up plan, quantities bought and add-ons, and count what is used', async () => {
    await lab.customer('team')
    await lab.post(
      '/subscriptions',
      team('team', {
        charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 8 }],
        addons: [{ id: 'feature-collaboration-pack', quantity: 3 }],
      }),
    )
    expect(await check('team', 'featureId=feature-seats')).toMatchObject({ usageLimit: 8 })
    expect(await check('team', 'featureId=feature-projects')).toMatchObject({ usageLimit: 20 + 3 * 10 })
    const usages = [{ customerId: 'team', featureId: 'feature-seats', value: 6 }]
    expect((await lab.post('/usage', { usages })).body.data).toMatchObject([{ currentUsage: 6 }])
    expect(await check('team', 'featureId=feature-seats&requestedUsage=2')).toMatchObject({
      isGranted: true,
      currentUsage: 6,
    })
    expect(await check('team', 'featureId=feature-seats&requestedUsage=3')).toMatchObject({
      isGranted: false,
      accessDeniedReason: 'RequestedUsageExceedingLimit',
    })
    expect(await check('team', 'featureId=feature-sso')).toMatchObject({
      accessDeniedReason: 'NoFeatureEntitlementInSubscription',
    })
    expect(await check('team', 'featureId=feature-none')).toMatchObject({ accessDeniedReason: 'FeatureNotFound' })
    expect(await check('team', 'currencyId=currency-api-credits')).toMatchObject({
      accessDeniedReason: 'EntitlementNotFound',
    })
    const history = await lab.get(`/usage/team/history/feature-seats?startDate=${START}`)
    expect(history.body.data['series']?.[0]?.['points']).toMatchObject([{ timestamp: START, value: 6 }])
  })

  it('know enum values and reset periods', async () => {
    await lab.customer('custom')
    const entitlements = [{ type: 'FEATURE', id: 'feature-api-calls', usageLimit: 5000, resetPeriod: 'MONTH' }]
    await lab.post('/subscriptions', enterprise('custom', { entitlements }))
    expect(await check('custom', 'featureId=feature-data-region&requestedValues=us')).toMatchObject({ isGranted: true })
    expect(await check('custom', 'featureId=feature-data-region&requestedValues=us,jp')).toMatchObject({
      accessDeniedReason: 'RequestedValuesMismatch',
    })
    expect(await check('custom', 'featureId=feature-api-calls')).toMatchObject({
      usageLimit: 5000,
      resetPeriod: 'MONTH',
      usagePeriodStart: START,
      usagePeriodEnd: '2026-04-10T12:00:00.000Z',
    })
  })

  it('are checked for exactly one thing', async () => {
    await lab.customer('either')
    for (const query of [
      '',
      '?featureId=a&currencyId=b',
      '?featureId=a&quantity=1',
      '?featureId=a&requestedUsage=many',
    ]) {
      expect((await lab.get(`/customers/either/entitlements/check${query}`)).status).toBe(400)
    }
  })
})

describe('promotional entitlements', () => {
  const promotion = {
    featureId: 'feature-seats',
    period: '1 month',
    customEndDate: null,
    usageLimit: 40,
    hasUnlimitedUsage: null,
    hasSoftLimit: null,
    isVisible: null,
    enumValues: null,
    resetPeriod: null,
    yearlyResetPeriodConfiguration: null,
    monthlyResetPeriodConfiguration: null,
    weeklyResetPeriodConfiguration: null,
  }

  it('are granted, count while they run, end with the clock, and are revoked', async () => {
    const lab = await openLab()
    await lab.customer('lucky')
    const path = '/customers/lucky/promotional-entitlements'
    const limit = async () =>
      (await lab.get('/customers/lucky/entitlements/check?featureId=feature-seats')).body.data['usageLimit']
    await lab.post('/subscriptions', team('lucky'))
    const made = await lab.post(path, { promotionalEntitlements: [promotion] })
    expect([made.status, made.body.data]).toMatchObject([
      201,
      [{ status: 'Active', endDate: '2026-04-10T12:00:00.000Z' }],
    ])
    expect(await limit()).toBe(40)
    lab.advance(31 * 86_400_000)
    expect(await limit()).toBe(5)
    expect((await lab.get(`${path}?status=Active`)).body.data).toEqual([])
    await lab.post(path, { promotionalEntitlements: [{ ...promotion, period: 'lifetime' }] })
    expect((await lab.remove(`${path}/feature-seats`)).body.data['status']).toBe('Expired')
    expect((await lab.remove(`${path}/feature-seats`)).status).toBe(404)
    expect(await limit()).toBe(5)
    await lab.stop()
  })

  it('need every key, and an end of their own where the period is custom', async () => {
    const lab = await openLab()
    await lab.customer('lucky')
    const { isVisible: _isVisible, ...partial } = promotion
    for (const body of [partial, { ...promotion, period: 'custom' }, { ...promotion, period: '2 weeks' }]) {
      const reply = await lab.post('/customers/lucky/promotional-entitlements', { promotionalEntitlements: [body] })
      expect([reply.status, reply.body.code]).toEqual([400, 'BadUserInput'])
    }
    await lab.stop()
  })
})
