import { describe, expect, it } from 'vitest'

import { grantsOf, type Composition } from '#shared/domain/grants'
import { aCatalog, aCustomEntitlement, aFeature, anAddon, anEntitlement, aPlan } from '#test/builders'

const nothing: Composition = { planId: 'plan-1', addons: [], charges: [], overrides: [] }
const seats = 'feature-seats'

const grantOf = (
  composition: Partial<Composition>,
  plan: ReturnType<typeof anEntitlement>[],
  addon: ReturnType<typeof anEntitlement>[] = [],
) => {
  const catalog = aCatalog({
    plans: [aPlan({ id: 'plan-1', entitlements: plan })],
    addons: [anAddon({ id: 'addon-1', entitlements: addon })],
    features: [
      aFeature(),
      aFeature({ id: 'feature-sso', type: 'BOOLEAN' }),
      aFeature({ id: 'feature-region', type: 'ENUM' }),
    ],
  })
  return grantsOf({ ...nothing, ...composition }, catalog)
}
const two = [{ id: 'addon-1', quantity: '2' }]
const numberOf = (value: string) => ({ kind: 'number', value })

describe('a plan', () => {
  it('gives what it says, and nothing of what it leaves open', () => {
    expect(grantOf({}, [anEntitlement(seats, '5')]).get(`feature:${seats}`)).toMatchObject({
      value: numberOf('5'),
      source: 'plan',
    })
    expect(grantOf({}, [aCustomEntitlement(seats)]).size).toBe(0)
  })

  it('switches booleans on, and does not tell the values of an enum', () => {
    const grants = grantOf({}, [anEntitlement('feature-sso'), anEntitlement('feature-region')])
    expect(grants.get('feature:feature-sso')?.value).toEqual({ kind: 'on' })
    expect(grants.get('feature:feature-region')?.value).toEqual({ kind: 'unknown' })
  })

  it('gives a quantity that was bought in place of its own', () => {
    const grants = grantOf({ charges: [{ featureId: seats, quantity: '80' }] }, [anEntitlement(seats, '5')])
    expect(grants.get(`feature:${seats}`)?.value).toMatchObject(numberOf('80'))
  })
})

describe('an override', () => {
  const override = {
    type: 'FEATURE',
    featureId: seats,
    usageLimit: '3',
    isUnlimited: false,
    hasSoftLimit: false,
    resetPeriod: null,
  } as const

  it('stands in place of the plan’s value, even where it is less', () => {
    expect(grantOf({ overrides: [override] }, [anEntitlement(seats, '5')]).get(`feature:${seats}`)).toMatchObject({
      value: numberOf('3'),
      source: 'override',
    })
  })

  it('keeps the plan’s period', () => {
    const monthly = { ...anEntitlement(seats, '5'), resetPeriod: 'MONTH' }
    expect(grantOf({ overrides: [override] }, [monthly]).get(`feature:${seats}`)?.value).toMatchObject({ per: 'MONTH' })
  })
})

describe('an add-on', () => {
  const increment = { ...anEntitlement(seats, '10'), behavior: 'Increment' as const }

  it('adds its limit times its quantity', () => {
    expect(grantOf({ addons: two }, [anEntitlement(seats, '5')], [increment]).get(`feature:${seats}`)).toMatchObject({
      value: numberOf('25'),
      source: 'addon',
    })
  })

  it('gives what the plan does not', () => {
    expect(grantOf({ addons: two }, [], [increment]).get(`feature:${seats}`)?.value).toMatchObject(numberOf('20'))
  })

  it('that overrides stands only where it is more generous', () => {
    const overriding = [anEntitlement(seats, '10')]
    const grants = (limit: string) => grantOf({ addons: two }, [anEntitlement(seats, limit)], overriding)
    expect(grants('5').get(`feature:${seats}`)).toMatchObject({ value: numberOf('20'), source: 'addon' })
    expect(grants('50').get(`feature:${seats}`)).toMatchObject({ value: numberOf('50'), source: 'plan' })
  })

  it('adds nothing to unlimited', () => {
    const unlimited = { ...anEntitlement(seats), hasUnlimitedUsage: true }
    expect(grantOf({ addons: two }, [unlimited], [increment]).get(`feature:${seats}`)).toMatchObject({
      value: { kind: 'unlimited' },
      source: 'plan',
    })
  })
})
