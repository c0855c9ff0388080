import { describe, expect, it } from 'vitest'

import { supersedingDeal, type AccountDeal } from '#shared/domain/superseded'
import { aCatalog, aLine, anOpportunity, aPlanLine } from '#test/builders'

const catalog = aCatalog()
const aDealOf = (
  id: string,
  closeDate: string,
  marks: AccountDeal['marks'] = [],
  lines: AccountDeal['lines'] = [aLine()],
): AccountDeal => ({ opportunity: anOpportunity({ id, name: `Deal ${id}`, closeDate }), lines, marks })

const live = { planId: 'plan-enterprise', status: 'ACTIVE' } as const
const over = { planId: 'plan-team', status: 'CANCELED' } as const
const later = aDealOf('later', '2026-06-01', [live])

describe('a deal is superseded', () => {
  it('by a later won deal that provisioned the same product, also with another plan of it', () => {
    expect(supersedingDeal(aDealOf('first', '2026-01-01', [over]), [later], catalog)).toEqual({
      id: 'later',
      name: 'Deal later',
    })
  })

  it('where nobody provisioned it, by what its lines sell', () => {
    expect(supersedingDeal(aDealOf('first', '2026-01-01'), [later], catalog)).toMatchObject({ id: 'later' })
    const other = aDealOf('first', '2026-01-01', [], [aPlanLine('plan-insights')])
    expect(supersedingDeal(other, [later], catalog)).toBeNull()
  })

  it.each([
    ['its own subscription is in force', aDealOf('first', '2026-01-01', [live]), later],
    ['the other deal is earlier', aDealOf('first', '2026-09-01', [over]), later],
    ['the other deal was not provisioned', aDealOf('first', '2026-01-01', [over]), aDealOf('later', '2026-06-01')],
    [
      'one of its products has no successor',
      aDealOf('first', '2026-01-01', [over, { planId: 'plan-insights', status: 'EXPIRED' }]),
      later,
    ],
    [
      'subscriptions of the product are told apart by resource',
      aDealOf('first', '2026-01-01', [], [aPlanLine('plan-workspace')]),
      aDealOf('later', '2026-06-01', [{ planId: 'plan-workspace', status: 'ACTIVE' }]),
    ],
    ['the plan of its subscription is not known', aDealOf('first', '2026-01-01', [{ ...over, planId: null }]), later],
  ])('not where %s', (_, deal, other) => expect(supersedingDeal(deal, [other], catalog)).toBeNull())
})
