import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeSeed } from '#practice/seed/make-seed'
import type { StiggPromotionalEntitlement, StiggSeed } from '#practice/seed/types'
import type { SubscriptionRow } from '#practice/stigg/model'
import type { Catalog } from '#practice/stigg/rules/catalog'
import { effectiveFeatures, grantsOfSubscription, moreGenerous, worthOf } from '#practice/stigg/rules/entitlements'
import { subscriptionRows } from '#practice/stigg/seed-rows'
import { START } from '../lab.ts'

const { stigg } = makeSeed({ seed: 7, anchor: START })

function catalogOf(seed: StiggSeed): Catalog {
  const by = <Row extends { id: string }>(rows: readonly Row[]) => {
    const index = new Map(rows.map((row) => [row.id, row]))
    return (id: string) => index.get(id)
  }
  return {
    product: by(seed.products),
    plan: by(seed.plans),
    addon: by(seed.addons),
    feature: by(seed.features),
    currency: by(seed.currencies),
    coupon: by(seed.coupons),
    planEntitlements: (id) => seed.planEntitlements[id] ?? [],
    planCharges: (id) => seed.planCharges[id] ?? [],
    addonEntitlements: (id) => seed.addonEntitlements[id] ?? [],
    addonCharges: (id) => seed.addonCharges[id] ?? [],
  }
}

const catalog = catalogOf(stigg)
const [, sample] = [...subscriptionRows(stigg)][0] ?? []
const numbers = stigg.features.filter(({ featureType }) => featureType === 'NUMBER').map(({ id }) => id)

const override = fc.oneof(
  fc.record({
    type: fc.constant('FEATURE' as const),
    id: fc.constantFrom(...numbers),
    usageLimit: fc.integer({ min: 0, max: 1000 }),
  }),
  fc.record({
    type: fc.constant('FEATURE' as const),
    id: fc.constantFrom(...numbers),
    hasUnlimitedUsage: fc.boolean(),
  }),
)

interface Sold extends Pick<SubscriptionRow, 'planId' | 'status' | 'addons'> {
  readonly entitlements: SubscriptionRow['details']['entitlements']
  readonly seats: number | null
}

function aSubscription({ planId, status, addons, entitlements, seats }: Sold): SubscriptionRow {
  if (sample === undefined) throw new Error('The story has no subscription')
  const charges = seats === null ? [] : [{ id: 'feature-seats', type: 'FEATURE' as const, quantity: seats }]
  return { ...sample, planId, status, addons, details: { ...sample.details, entitlements, charges } }
}

const subscription: fc.Arbitrary<SubscriptionRow> = fc
  .record({
    planId: fc.constantFrom(...stigg.plans.map(({ id }) => id)),
    status: fc.constantFrom('ACTIVE' as const, 'IN_TRIAL' as const, 'CANCELED' as const, 'NOT_STARTED' as const),
    addons: fc.array(
      fc.record({ id: fc.constantFrom(...stigg.addons.map(({ id }) => id)), quantity: fc.integer({ min: 1, max: 9 }) }),
      { maxLength: 3 },
    ),
    entitlements: fc.array(override, { maxLength: 4 }),
    seats: fc.option(fc.integer({ min: 0, max: 500 })),
  })
  .map(aSubscription)

type Promised = Pick<StiggPromotionalEntitlement, 'featureId' | 'status' | 'usageLimit' | 'hasUnlimitedUsage'>

function aPromotion(fields: Promised): StiggPromotionalEntitlement {
  return {
    id: 'promotion',
    customerId: 'acme',
    period: 'lifetime',
    startDate: START,
    endDate: null,
    hasSoftLimit: null,
    isVisible: null,
    enumValues: null,
    resetPeriod: null,
    createdAt: START,
    updatedAt: START,
    ...fields,
  }
}

const promotion: fc.Arbitrary<StiggPromotionalEntitlement> = fc
  .record({
    featureId: fc.constantFrom(...numbers),
    status: fc.constantFrom('Active' as const, 'Expired' as const),
    usageLimit: fc.option(fc.integer({ min: 0, max: 2000 })),
    hasUnlimitedUsage: fc.boolean(),
  })
  .map(aPromotion)

describe('effective entitlements', () => {
  it('are never less than what any single source grants', () => {
    fc.assert(
      fc.property(
        fc.array(subscription, { maxLength: 5 }),
        fc.array(promotion, { maxLength: 4 }),
        (subscriptions, promotions) => {
          const effective = effectiveFeatures({ subscriptions, promotions }, catalog)
          for (const row of subscriptions) {
            if (row.status !== 'ACTIVE' && row.status !== 'IN_TRIAL') continue
            for (const [featureId, grant] of grantsOfSubscription(row, catalog)) {
              const whole = effective.get(featureId)
              expect(whole).toBeDefined()
              if (whole !== undefined) expect(worthOf(whole)).toBeGreaterThanOrEqual(worthOf(grant))
            }
          }
          for (const one of promotions) {
            if (one.status !== 'Active') continue
            const whole = effective.get(one.featureId)
            const worth = worthOf({ limit: one.usageLimit, isUnlimited: one.hasUnlimitedUsage === true })
            expect(whole === undefined ? -1 : worthOf(whole)).toBeGreaterThanOrEqual(worth)
          }
        },
      ),
    )
  })

  it('do not depend on the order of their sources', () => {
    fc.assert(
      fc.property(fc.array(subscription, { maxLength: 4 }), (subscriptions) => {
        const worths = (rows: readonly SubscriptionRow[]) =>
          new Map(
            [...effectiveFeatures({ subscriptions: rows, promotions: [] }, catalog)].map(([id, one]) => [
              id,
              worthOf(one),
            ]),
          )
        expect(worths(subscriptions.toReversed())).toEqual(worths(subscriptions))
      }),
    )
  })

  it('grow, or stay, with every add-on', () => {
    fc.assert(
      fc.property(subscription, (row) => {
        const without = grantsOfSubscription({ ...row, addons: [] }, catalog)
        const withAddons = grantsOfSubscription(row, catalog)
        for (const [id, grant] of without)
          expect(worthOf(withAddons.get(id) ?? grant)).toBeGreaterThanOrEqual(worthOf(grant))
      }),
    )
  })

  it('hold the enum values of all sources', () => {
    const grant = (value: string) => ({
      featureId: 'feature-data-region',
      limit: null,
      isUnlimited: false,
      hasSoftLimit: false,
      resetPeriod: null,
      enumValues: [value],
      updatedAt: START,
      validUntil: null,
    })
    expect(moreGenerous(grant('us'), grant('eu')).enumValues).toEqual(['us', 'eu'])
  })
})
