import { describe, expect, it } from 'vitest'

import type { SubscriptionEdits } from '#shared/domain/draft-edits'
import { problemsOf } from '#renderer/features/deal/editor/problems.ts'
import { aCatalog, now } from '#test/builders'

import { aSubscriptionDraft } from '../../../fixtures.ts'

const context = { catalog: aCatalog(), currency: 'usd', now }
const problems = (edited: SubscriptionEdits, vary: Parameters<typeof aSubscriptionDraft>[0] = {}) =>
  problemsOf(aSubscriptionDraft(vary), edited, context)
const before = '2020-01-01T00:00:00.000Z'

describe('what is wrong with a term while it is typed', () => {
  it('is nothing where nothing is wrong', () => {
    expect(problems({})).toEqual({})
    expect(problems({ cancellationDate: '2031-01-01T00:00:00.000Z', discount: null })).toEqual({})
  })

  it('stands by the detail that mends it', () => {
    expect(problems({ cancellationDate: before })).toEqual({ cancellationDate: 'It would end before it starts' })
    expect(problems({ discount: { kind: 'coupon', couponId: 'unheard-of' } })).toEqual({
      discount: 'The coupon is not in Stigg',
    })
    expect(problems({ minimumSpend: { amount: '5', currency: 'eur' } })).toEqual({
      minimumSpend: 'The minimum is in another currency',
    })
  })

  it('goes with the value that was edited to none', () => {
    expect(problems({ cancellationDate: null }, { cancellationDate: before })).toEqual({})
  })

  it('is measured from the start as it was chosen a moment ago', () => {
    const end = '2030-06-01T00:00:00.000Z'
    const startDate = '2030-07-01T00:00:00.000Z'
    expect(problems({ cancellationDate: end, startKind: 'date', startDate })).toEqual({
      cancellationDate: 'It would end before it starts',
    })
    expect(problems({ cancellationDate: end, startKind: 'now' }, { startKind: 'date', startDate })).toEqual({})
  })

  it('is left to the core where only it can tell when it starts', () => {
    expect(problems({ startKind: 'period-end', cancellationDate: before })).toEqual({})
  })
})
