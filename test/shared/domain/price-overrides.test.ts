import { describe, expect, it } from 'vitest'

import type { Charge } from '#shared/domain/catalog'
import { mapLines } from '#shared/domain/mapping'
import type { OpportunityLine } from '#shared/domain/opportunity'
import { placementsOf } from '#shared/domain/placement'
import { priceOverridesOf } from '#shared/domain/price-overrides'
import { aCatalog, aCharge, aDeal, anEntitlementLine, aPlan, aPlanLine, aQuoteLine, rules } from '#test/builders'

const money = (amount: string, currency: string) => ({ price: { amount, currency } })

/** Overrides of an annual plan with these charges, sold in euros. */
function overridesOn(charges: Charge[], lines: OpportunityLine[], currency = 'eur') {
  const catalog = aCatalog({ plans: [aPlan({ id: 'plan-1', pricingType: 'PAID', charges })] })
  const [placement] = placementsOf(mapLines(aDeal({ lines }), catalog), new Map(), catalog)
  if (!placement) throw new Error('A plan was sold')
  return priceOverridesOf(placement, 'ANNUALLY', currency, rules()).map(({ target, price }) => [
    target.kind,
    price.amount,
  ])
}

describe('the list price that a deal’s price is held against', () => {
  const both = [aCharge(money('990', 'usd')), aCharge(money('900', 'eur'))]

  it('is the one in the deal’s currency', () => {
    expect(overridesOn(both, [aPlanLine('plan-1', { unitPrice: '900' })])).toEqual([])
    expect(overridesOn(both, [aPlanLine('plan-1', { unitPrice: '990' })])).toEqual([['plan', '990']])
  })

  it('is the one of the billing period', () => {
    const monthly = [aCharge({ billingPeriod: 'MONTHLY', ...money('75', 'eur') }), ...both]
    expect(overridesOn(monthly, [aPlanLine('plan-1', { unitPrice: '900' })])).toEqual([])
  })

  it('is none where the plan has no such charge, and nothing is overridden', () => {
    const usage = [aCharge({ billingModel: 'USAGE_BASED', featureId: 'feature-seats', ...money('1', 'eur') })]
    const lines = [aPlanLine('plan-1', { unitPrice: '5' }), anEntitlementLine('feature-seats', { unitPrice: '5' })]
    expect(overridesOn(usage, lines)).toEqual([])
  })
})

it('leaves the prices of amendments alone, which CPQ prorates', () => {
  const quote = aQuoteLine({ quoteType: 'Amendment', quantity: '1' })
  expect(overridesOn([aCharge(money('900', 'eur'))], [aPlanLine('plan-1', { unitPrice: '450', quote })])).toEqual([])
})
