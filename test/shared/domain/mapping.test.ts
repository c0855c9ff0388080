import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { add } from '#shared/domain/decimal'
import { mapLines } from '#shared/domain/mapping'
import type { OpportunityLine } from '#shared/domain/opportunity'
import {
  aCatalog,
  aCreditLine,
  aDeal,
  aLine,
  anAddonLine,
  anEntitlementLine,
  anUnmappedLine,
  aPlanLine,
  aQuoteLine,
} from '#test/builders'
import { someLines } from '#test/shared/domain/arbitraries'

const catalog = aCatalog()
const mapped = (...lines: OpportunityLine[]) => mapLines(aDeal({ lines }), catalog)
const codesOf = (...lines: OpportunityLine[]) => mapped(...lines).findings.map(({ code }) => code)

describe('a line', () => {
  it.each([
    ['Plan', 'plan-enterprise', 'plans'],
    ['Add-on', 'addon-premium-support', 'addons'],
    ['addon', 'addon-premium-support', 'addons'],
    ['ADD ON', 'addon-premium-support', 'addons'],
    ['Entitlement', 'feature-seats', 'features'],
    ['Credit entitlement', 'currency-api-credits', 'credits'],
    ['credit-entitlement', 'cred-type-ai-tokens', 'credits'],
  ] as const)('typed %s with ID %s is one of the %s', (stiggType, stiggId, kind) => {
    const mapping = mapped(aLine({ stiggType, stiggId: ` ${stiggId} ` }))
    expect(mapping[kind].map(({ id }) => id)).toEqual([stiggId])
    expect(mapping.findings).toEqual([])
  })

  it('may hold a feature under the credits’ type and a currency under the features’', () => {
    const mapping = mapped(anEntitlementLine('currency-api-credits'), aCreditLine('feature-seats'))
    expect(mapping.credits.map(({ id }) => id)).toEqual(['currency-api-credits'])
    expect(mapping.features.map(({ id }) => id)).toEqual(['feature-seats'])
    expect(mapping.findings).toEqual([])
  })

  it('that has neither type nor ID is left alone', () => {
    expect(mapped(aLine(), anUnmappedLine({ quantity: '3' })).leftAlone).toEqual([
      { lineId: 'line-onboarding', name: 'Onboarding', quantity: '3' },
    ])
  })

  it.each([
    ['a plan whose ID is an add-on’s', aPlanLine('addon-premium-support'), 'mapping.entity-disagrees'],
    ['an add-on whose ID is a feature’s', anAddonLine('feature-seats'), 'mapping.entity-disagrees'],
    ['an entitlement whose ID is a plan’s', anEntitlementLine('plan-team'), 'mapping.entity-disagrees'],
    ['a type of its own', aLine({ stiggType: 'Service' }), 'mapping.type-unknown'],
    ['a type alone', aLine({ stiggId: '' }), 'mapping.type-without-id'],
    ['an ID alone', aLine({ stiggType: ' ' }), 'mapping.id-without-type'],
  ])('with %s maps to nothing, and says why', (_, line, code) => {
    const mapping = mapped(line)
    expect(mapping.findings.map((finding) => finding.code)).toEqual([code])
    expect(mapping.broken.map(({ lineId }) => lineId)).toEqual([line.id])
    expect([...mapping.plans, ...mapping.addons, ...mapping.features, ...mapping.credits]).toEqual([])
  })

  it('with an ID that Stigg does not know stays what its type says', () => {
    const mapping = mapped(
      aPlanLine('plan-x'),
      anEntitlementLine('currency-x'),
      anEntitlementLine('feature-x'),
      aCreditLine('feature-y'),
    )
    expect(mapping.plans).toMatchObject([{ id: 'plan-x', entity: null }])
    expect(mapping.features).toMatchObject([{ id: 'feature-x', entity: null }])
    expect(mapping.credits.map(({ id }) => id).toSorted()).toEqual(['currency-x', 'feature-y'])
  })

  it('is named by the record that holds its mapping', () => {
    const [onProduct] = mapped(aLine({ stiggId: null })).findings
    const [onLine] = mapped(aLine({ stiggId: null, mappedOn: 'line' })).findings
    expect(onProduct?.record).toMatchObject({ type: 'Product2', id: '01t5g00000EfGhIAAV' })
    expect(onLine?.record).toMatchObject({ type: 'OpportunityLineItem', id: '00k5g00000DeFgHAAV' })
  })
})

describe('an amendment', () => {
  const seats = (quantity: string, quote: Parameters<typeof aQuoteLine>[0]) =>
    anEntitlementLine('feature-seats', { quantity, quote: aQuoteLine({ quoteType: 'Amendment', ...quote }) })

  it('asks for the new absolute quantity, and shows how it came about', () => {
    const [feature] = mapped(seats('50', { quantity: '150', priorQuantity: '100' })).features
    expect(feature).toMatchObject({ quantity: '150', sum: ['100', '50'] })
  })

  it('can take away', () => {
    const [feature] = mapped(seats('-20', { quantity: '80', priorQuantity: '100' })).features
    expect(feature).toMatchObject({ quantity: '80', sum: ['100', '-20'] })
  })

  it('can bring something new, which has no quantity before', () => {
    const mapping = mapped(seats('30', { quantity: '30' }))
    expect(mapping.features).toMatchObject([{ quantity: '30', sum: [] }])
    expect(mapping.findings).toEqual([])
  })

  it.each([
    ['quantity is not told', seats('50', {})],
    ['quantity before is not told', seats('50', { quantity: '150' })],
    ['quote and opportunity disagree', seats('70', { quantity: '150', priorQuantity: '100' })],
  ])('is blocked where the %s', (_, line) => {
    expect(codesOf(line)).toEqual(['mapping.delta-lines'])
  })

  it('is nothing of a renewal, whose quantities are absolute', () => {
    const quote = aQuoteLine({ quoteType: 'Renewal', quantity: '150', priorQuantity: '100' })
    expect(mapped(anEntitlementLine('feature-seats', { quantity: '150', quote })).features).toMatchObject([
      { quantity: '150', sum: [] },
    ])
  })
})

describe('several lines of one entity', () => {
  const seats = (id: string, quantity: string, quote: Parameters<typeof aQuoteLine>[0] = {}) =>
    anEntitlementLine('feature-seats', { id, quantity, quote: aQuoteLine(quote) })

  it('are summed exactly, with a warning', () => {
    const mapping = mapped(seats('a', '0.1'), seats('b', '0.2'))
    expect(mapping.features).toMatchObject([{ quantity: '0.3', sum: ['0.1', '0.2'] }])
    expect(mapping.findings).toMatchObject([
      { code: 'mapping.duplicate', lineIds: ['a', 'b'], facts: { sum: '0.1 + 0.2' } },
    ])
  })

  it('are a ramp over consecutive periods, and are not summed', () => {
    const first = seats('a', '100', { startDate: '2026-12-01', endDate: '2027-11-30' })
    const second = seats('b', '200', { startDate: '2027-12-01', endDate: '2028-11-30' })
    const mapping = mapped(second, first)
    expect(mapping.features).toMatchObject([{ quantity: '100', sum: [] }])
    expect(mapping.findings).toMatchObject([
      { code: 'mapping.ramp', facts: { segments: '2026-12-01: 100, 2027-12-01: 200' } },
    ])
  })

  it('are the chosen segment of a ramp, and the others are left alone', () => {
    const first = seats('a', '100', { startDate: '2026-12-01', endDate: '2027-11-30' })
    const second = seats('b', '200', { startDate: '2027-12-01', endDate: '2028-11-30' })
    const mapping = mapLines(aDeal({ lines: [second, first] }), catalog, { 'feature-seats': 1 })
    expect(mapping.features).toMatchObject([{ quantity: '200', lines: [{ lineId: 'b' }] }])
    expect(mapping.leftAlone).toMatchObject([{ lineId: 'a', quantity: '100' }])
    expect(mapping.ramps).toEqual([
      {
        id: 'feature-seats',
        name: 'Seats',
        segments: [
          { lineId: 'a', startDate: '2026-12-01', endDate: '2027-11-30', quantity: '100' },
          { lineId: 'b', startDate: '2027-12-01', endDate: '2028-11-30', quantity: '200' },
        ],
        chosen: 1,
      },
    ])
    expect(mapping.findings).toEqual([])
  })

  it('stay a ramp to be decided where the chosen segment does not exist', () => {
    const first = seats('a', '100', { startDate: '2026-12-01', endDate: '2027-11-30' })
    const second = seats('b', '200', { startDate: '2027-12-01', endDate: '2028-11-30' })
    const mapping = mapLines(aDeal({ lines: [first, second] }), catalog, { 'feature-seats': 7 })
    expect(mapping.ramps).toMatchObject([{ chosen: null }])
    expect(mapping.findings).toMatchObject([{ code: 'mapping.ramp' }])
  })

  it('are no ramp over one period, or over periods that overlap', () => {
    const period = { startDate: '2026-12-01', endDate: '2027-11-30' }
    expect(codesOf(seats('a', '100', period), seats('b', '50', period))).toEqual(['mapping.duplicate'])
    const later = { startDate: '2027-03-01', endDate: '2027-11-30' }
    expect(codesOf(seats('a', '100', period), seats('b', '50', later))).toEqual(['mapping.duplicate'])
  })
})

describe('any lines', () => {
  it('map to the same in any order', () => {
    fc.assert(
      fc.property(
        someLines.chain((lines) =>
          fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
        ),
        ([lines, shuffled]) => {
          expect(mapped(...shuffled)).toEqual(mapped(...lines))
        },
      ),
    )
  })

  it('are each mapped, left alone or broken, exactly once', () => {
    fc.assert(
      fc.property(someLines, (lines) => {
        const { plans, addons, features, credits, leftAlone, broken } = mapped(...lines)
        const told = [
          ...[...plans, ...addons, ...features, ...credits].flatMap((sold) => sold.lines.map(({ lineId }) => lineId)),
          ...[...leftAlone, ...broken].map(({ lineId }) => lineId),
        ]
        expect(told.toSorted()).toEqual(lines.map(({ id }) => id).toSorted())
      }),
    )
  })

  it('have quantities that are their exact sums', () => {
    fc.assert(
      fc.property(someLines, (lines) => {
        const { plans, addons, features, credits } = mapped(...lines)
        for (const { quantity, sum, lines } of [...plans, ...addons, ...features, ...credits]) {
          expect(quantity).toBe(lines.map((line) => line.quantity).reduce(add))
          if (sum.length > 0) expect(quantity).toBe(sum.reduce(add))
        }
      }),
    )
  })
})
