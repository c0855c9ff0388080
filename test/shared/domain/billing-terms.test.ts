import { describe, expect, it } from 'vitest'

import { billingPeriodOf, cadenceOf } from '#shared/domain/billing-terms'
import { mappedLine } from '#shared/domain/mapped-line'
import { aCatalog, aCreditLine, aPlanLine, aQuoteLine, aSituation, rules } from '#test/builders'

const planNamed = (id: string) => {
  const plan = aCatalog().plans.find((plan) => plan.id === id)
  if (!plan) throw new Error(`No plan ${id}`)
  return plan
}
const team = planNamed('plan-team')
const growth = planNamed('plan-growth')
const quoted = (quote: Parameters<typeof aQuoteLine>[0]) => [
  mappedLine(aPlanLine('plan-team', { quote: aQuoteLine(quote) })),
]

describe('a billing period', () => {
  it('is what the person says before what the quote says', () => {
    const lines = quoted({ billingFrequency: 'Annual' })
    expect(billingPeriodOf(team, lines, aSituation({ edits: { billingPeriod: 'MONTHLY' }, rules: rules() }))).toEqual({
      value: 'MONTHLY',
      origin: 'edited',
    })
    expect(billingPeriodOf(team, lines, aSituation({ rules: rules({ billingPeriod: 'MONTHLY' }) }))).toEqual({
      value: 'ANNUALLY',
      origin: 'quote',
    })
  })

  it.each([
    [{ billingFrequency: 'Monthly', subscriptionTermMonths: 12 }, 'MONTHLY'],
    [{ billingFrequency: 'annual' }, 'ANNUALLY'],
    [{ subscriptionTermMonths: 36 }, 'ANNUALLY'],
    [{ subscriptionTermMonths: 1 }, 'MONTHLY'],
    [{ subscriptionTermMonths: 6 }, undefined],
    [{ billingFrequency: 'Quarterly', subscriptionTermMonths: 12 }, undefined],
  ])('is read off a quote that says %o', (quote, expected) => {
    expect(billingPeriodOf(team, quoted(quote), aSituation({ rules: rules() }))?.value).toBe(expected)
  })

  it('is the profile’s where the plan offers it, else the plan’s only one, else none', () => {
    const monthly = rules({ billingPeriod: 'MONTHLY' })
    expect(billingPeriodOf(team, [], aSituation({ rules: monthly }))).toEqual({ value: 'MONTHLY', origin: 'profile' })
    expect(billingPeriodOf(growth, [], aSituation({ rules: monthly }))).toEqual({ value: 'ANNUALLY', origin: 'plan' })
    expect(billingPeriodOf(team, [], aSituation({ rules: rules() }))).toBeNull()
  })

  it('is none of a custom plan’s', () => {
    expect(
      billingPeriodOf(planNamed('plan-enterprise'), [], aSituation({ rules: rules({ billingPeriod: 'MONTHLY' }) })),
    ).toBeNull()
  })
})

describe('a cadence of credits', () => {
  const id = 'currency-api-credits'
  const annual = [mappedLine(aCreditLine(id, { quote: aQuoteLine({ billingFrequency: 'Annual' }) }))]

  it('is the person’s, the quote’s, the profile’s, or the plan’s, in this order', () => {
    const monthly = rules({ creditCadence: 'MONTH' })
    expect(cadenceOf(id, team, annual, aSituation({ edits: { creditCadence: 'MONTH' }, rules: monthly }))).toEqual({
      value: 'MONTH',
      origin: 'edited',
    })
    expect(cadenceOf(id, team, annual, aSituation({ rules: monthly }))).toEqual({ value: 'YEAR', origin: 'quote' })
    expect(cadenceOf(id, team, [], aSituation({ rules: rules({ creditCadence: 'YEAR' }) }))).toEqual({
      value: 'YEAR',
      origin: 'profile',
    })
    expect(cadenceOf(id, team, [], aSituation({ rules: rules({ creditCadence: null }) }))).toEqual({
      value: 'MONTH',
      origin: 'plan',
    })
  })

  it('is none where the plan leaves it open too', () => {
    expect(
      cadenceOf(id, planNamed('plan-enterprise'), [], aSituation({ rules: rules({ creditCadence: null }) })),
    ).toBeNull()
  })
})
