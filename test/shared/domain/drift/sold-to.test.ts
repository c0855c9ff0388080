import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { soldTo, type SoldProduct } from '#shared/domain/drift/sold-to'
import {
  aCreditLine,
  aLine,
  anAddonLine,
  anEntitlementLine,
  anUnmappedLine,
  aPlanLine,
  aQuoteLine,
  rules,
} from '#test/builders'

import { wildLines } from '../arbitraries.ts'
import { aSoldDeal, seatsLine, terms } from './sold-deals.ts'

const seatsOf = (product: SoldProduct | undefined): unknown =>
  product?.composition.overrides.find((held) => held.type === 'FEATURE' && held.featureId === 'feature-seats')

const amended = (quantity: string, prior: string) =>
  aQuoteLine({ quoteType: 'Amendment', quantity, priorQuantity: prior })

describe('what was sold to an account', () => {
  it('is what the draft of its won deal says', () => {
    const sold = soldTo([aSoldDeal()], terms())
    expect(sold.inForce).toMatchObject([{ planId: 'plan-enterprise', isDue: true, until: null }])
    expect(seatsOf(sold.inForce[0])).toMatchObject({ usageLimit: '250' })
    expect(sold).toMatchObject({ over: [], blocked: [], byResource: [] })
  })

  it('is what a later deal of the product says, whatever order they come in', () => {
    const first = aSoldDeal({ id: 'a', closeDate: '2026-01-01' })
    const second = aSoldDeal({ id: 'b', closeDate: '2026-06-01' }, { lines: [aLine(), seatsLine('90')] })
    for (const deals of [
      [first, second],
      [second, first],
    ]) {
      const { inForce } = soldTo(deals, terms())
      expect(inForce).toMatchObject([{ deal: { id: 'b' } }])
      expect(seatsOf(inForce[0])).toMatchObject({ usageLimit: '90' })
    }
  })

  it('stands side by side for two products', () => {
    const deals = [aSoldDeal({ id: 'a' }), aSoldDeal({ id: 'b' }, { lines: [aPlanLine('plan-insights')] })]
    expect(
      soldTo(deals, terms())
        .inForce.map(({ planId }) => planId)
        .toSorted(),
    ).toEqual(['plan-enterprise', 'plan-insights'])
  })

  it('is changed by an amendment in what that speaks of, and says which deal each comes from', () => {
    const base = aSoldDeal(
      { id: 'base', closeDate: '2026-01-01' },
      { lines: [aLine(), seatsLine('100'), anAddonLine('addon-premium-support')], isProvisioned: true },
    )
    const more = aSoldDeal(
      { id: 'more', closeDate: '2026-06-01' },
      { lines: [seatsLine('50', { quote: amended('150', '100') })] },
    )
    const [product] = soldTo([base, more], terms()).inForce
    expect(seatsOf(product)).toMatchObject({ usageLimit: '150' })
    expect(product).toMatchObject({
      planId: 'plan-enterprise',
      deal: { id: 'base' },
      isProvisioned: true,
      isPartial: false,
      composition: { addons: [{ id: 'addon-premium-support', quantity: '1' }] },
    })
    expect(product?.saidBy.get('feature:feature-seats')).toMatchObject({ id: 'more', isProvisioned: false })
    expect(product?.saidBy.get('addon:addon-premium-support')).toMatchObject({ id: 'base' })
  })

  it('is left open by an amendment of something that no deal here sold', () => {
    const alone = aSoldDeal({}, { lines: [seatsLine('50', { quote: amended('150', '100') })] })
    const sold = soldTo([alone], terms())
    expect(sold.inForce).toEqual([])
    expect(sold.blocked).toMatchObject([{ because: { code: 'mapping.delta-lines' } }])
    expect(sold.open).toContain('feature:feature-seats')
    expect(sold.open).toContain('plan:*')
  })

  it('is not open any more once a later deal says it', () => {
    const blocked = aSoldDeal({ id: 'a', closeDate: '2026-01-01' }, { lines: [aLine(), seatsLine('-4')] })
    const clear = aSoldDeal({ id: 'b', closeDate: '2026-02-01' })
    expect(soldTo([blocked], terms()).open).toContain('feature:feature-seats')
    expect(soldTo([blocked, clear], terms()).open.size).toBe(0)
  })

  it('begins and ends by the quote’s dates', () => {
    const dated = (startDate: string, endDate: string) => [aLine({ quote: aQuoteLine({ startDate, endDate }) })]
    const over = soldTo([aSoldDeal({}, { lines: dated('2025-01-01', '2025-12-31') })], terms())
    expect(over.inForce).toEqual([])
    expect(over.over).toMatchObject([{ planId: 'plan-enterprise', until: '2025-12-31T23:59:59.999Z' }])
    const ahead = soldTo([aSoldDeal({}, { lines: dated('2027-01-01', '2027-12-31') })], terms())
    expect(ahead).toMatchObject({ inForce: [], over: [], blocked: [] })
  })

  it('stays what it was until a renewal begins', () => {
    const base = aSoldDeal({ id: 'base', closeDate: '2026-01-01' })
    const quote = aQuoteLine({ quoteType: 'Renewal', startDate: '2027-01-01', endDate: '2027-12-31' })
    const renewal = aSoldDeal(
      { id: 'renewal', closeDate: '2026-11-01', type: 'Renewal' },
      { lines: [aLine({ quote }), seatsLine('400', { quote })] },
    )
    expect(seatsOf(soldTo([base, renewal], terms()).inForce[0])).toMatchObject({ usageLimit: '250' })
    const then = soldTo([base, renewal], terms({ now: '2027-02-01T00:00:00.000Z' }))
    expect(then.inForce).toMatchObject([{ deal: { id: 'renewal' } }])
  })

  it('counts the edits that a person approved', () => {
    const edits = {
      subscriptions: {
        'product-northwind': {
          entitlements: {
            'feature-seats': {
              type: 'FEATURE' as const,
              usageLimit: '120',
              hasUnlimitedUsage: false,
              hasSoftLimit: false,
              resetPeriod: null,
            },
          },
        },
      },
    }
    expect(seatsOf(soldTo([aSoldDeal({}, { edits })], terms()).inForce[0])).toMatchObject({ usageLimit: '120' })
  })

  it('may be a trial, which need not run and takes nothing away that was sold', () => {
    const trial = aSoldDeal({
      id: 'trial',
      isWon: false,
      isClosed: false,
      stageName: 'POC',
      closeDate: '2027-01-31',
    })
    const alone = soldTo([trial], terms({ rules: rules({ trialStages: ['POC'] }) }))
    expect(alone.inForce).toMatchObject([{ isDue: false, deal: { id: 'trial' } }])
    const beside = soldTo([aSoldDeal({ id: 'won' }), trial], terms())
    expect(beside.inForce).toMatchObject([{ isDue: true, deal: { id: 'won' } }])
  })

  it('leaves aside what is not of Stigg, not won, or told apart by its resource', () => {
    expect(soldTo([aSoldDeal({}, { lines: [anUnmappedLine()] })], terms())).toMatchObject({ inForce: [], blocked: [] })
    const lost = aSoldDeal({ isWon: false, stageName: 'Closed Lost' })
    expect(soldTo([lost], terms())).toMatchObject({ inForce: [], blocked: [] })
    const workspace = soldTo([aSoldDeal({}, { lines: [aPlanLine('plan-workspace')] })], terms())
    expect(workspace).toMatchObject({ inForce: [], byResource: [{ planId: 'plan-workspace' }] })
  })

  it.each([
    ['a plan that Stigg does not know', [aPlanLine('plan-x')], 'plan.not-found'],
    ['two plans of one product', [aLine(), aPlanLine('plan-team')], 'mapping.several-plans'],
    ['a broken quantity', [aLine(), seatsLine('0.5')], 'quantity.not-whole'],
    ['no plan', [seatsLine('5')], 'mapping.no-plan'],
  ])('is not guessed at with %s', (_, lines, code) => {
    const sold = soldTo([aSoldDeal({}, { lines })], terms())
    expect(sold.inForce).toEqual([])
    expect(sold.blocked).toMatchObject([{ because: { code } }])
  })

  it('is no matter of what keeps a deal from being provisioned today', () => {
    const archived = aSoldDeal({}, { lines: [aPlanLine('plan-legacy'), aCreditLine(), anEntitlementLine()] })
    expect(soldTo([archived], terms()).inForce).toMatchObject([{ planId: 'plan-legacy' }])
  })

  it('is the same in whatever order deals are read, and never throws', () => {
    const someDeals = fc.array(
      fc.record({ lines: wildLines, day: fc.integer({ min: 10, max: 28 }), isWon: fc.boolean() }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(someDeals, (told) => {
        const deals = told.map(({ lines, day, isWon }, index) =>
          aSoldDeal({ id: `deal-${index}`, closeDate: `2026-10-${day}`, isWon }, { lines }),
        )
        expect(soldTo(deals.toReversed(), terms())).toEqual(soldTo(deals, terms()))
      }),
      { numRuns: 150 },
    )
  })
})
