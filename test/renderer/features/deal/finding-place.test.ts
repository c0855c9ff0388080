import { expect, it } from 'vitest'

import { finding, findingCodes } from '#shared/domain/finding'

import { findingsAt } from '#renderer/features/deal/finding-place.ts'

it('puts every finding in one place of the page', () => {
  const all = findingCodes.map((code) => finding(code))
  const placed = (['deal', 'lines', 'happens', 'terms'] as const).flatMap((place) => findingsAt(all, place))
  expect(placed.map(({ code }) => code).sort()).toEqual([...findingCodes].sort())
})

it('puts what is wrong with a line above the lines, a missing period above the details, and what ends above what happens', () => {
  const all = [
    finding('mapping.no-plan'),
    finding('billing.period-missing'),
    finding('link.conflict'),
    finding('subscription.replaces'),
    finding('billing.open-invoice'),
  ]
  expect(findingsAt(all, 'lines').map(({ code }) => code)).toEqual(['mapping.no-plan'])
  expect(findingsAt(all, 'terms').map(({ code }) => code)).toEqual(['billing.period-missing'])
  expect(findingsAt(all, 'happens').map(({ code }) => code)).toEqual(['subscription.replaces', 'billing.open-invoice'])
  expect(findingsAt(all, 'deal').map(({ code }) => code)).toEqual(['link.conflict'])
})
