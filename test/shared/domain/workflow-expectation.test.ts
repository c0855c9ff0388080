import { describe, expect, it } from 'vitest'

import type { Subscription } from '#shared/domain/customer'
import type { WorkflowExpectation } from '#shared/domain/workflow'
import { expectedFields } from '#shared/domain/workflow-expectation'
import { aSubscription } from '#test/builders'

const day = '2027-01-31T00:00:00.000Z'
const payload = { cancellationDate: '2027-01-31T01:00:00+01:00', metadata: { tier: 'gold', seats: 5 }, to: 'plan-b' }
const look = (expects: WorkflowExpectation, subscription: Subscription | null, differs = false) =>
  expectedFields(expects, payload, { subscription, all: subscription ? [subscription] : [], differs })

describe('what is looked for after a workflow', () => {
  it('is nothing where nothing is expected', () => {
    expect(look({ kind: 'nothing' }, aSubscription())).toEqual([])
  })

  it.each([
    [true, 'changed'],
    [false, 'as it was'],
  ])('is any change (%s)', (differs, found) => {
    expect(look({ kind: 'changed' }, aSubscription(), differs)).toMatchObject([{ expected: 'changed', found }])
  })

  it.each([
    [aSubscription({ status: 'CANCELED' }), 'cancelled'],
    [aSubscription({ status: 'EXPIRED' }), 'cancelled'],
    [aSubscription({ cancellationDate: day }), 'cancelled'],
    [aSubscription(), 'ACTIVE'],
    [null, null],
  ])('is that the subscription has an end', (held, found) => {
    expect(look({ kind: 'cancelled' }, held)).toMatchObject([{ expected: 'cancelled', found }])
  })

  it('is a cancellation date, whatever offset it was written with', () => {
    const expects = { kind: 'cancellation-date', at: '/cancellationDate' } as const
    expect(look(expects, aSubscription({ cancellationDate: day }))).toMatchObject([{ expected: day, found: day }])
    expect(look(expects, aSubscription())).toMatchObject([{ expected: day, found: 'none' }])
    expect(look(expects, null)).toMatchObject([{ found: null }])
  })

  it('is each key of the metadata', () => {
    const held = aSubscription({ metadata: { tier: 'gold', other: 'x' } })
    expect(look({ kind: 'metadata', at: '/metadata' }, held)).toEqual([
      { field: 'Metadata tier', expected: 'gold', found: 'gold' },
      { field: 'Metadata seats', expected: '5', found: null },
    ])
  })

  it('is a subscription of the other plan in force', () => {
    const expects = { kind: 'plan', at: '/to' } as const
    expect(look(expects, aSubscription({ planId: 'plan-b' }))).toMatchObject([{ expected: 'plan-b', found: 'plan-b' }])
    expect(look(expects, aSubscription())).toMatchObject([{ found: 'plan-team' }])
    expect(look(expects, aSubscription({ planId: 'plan-b', status: 'CANCELED' }))).toMatchObject([{ found: '' }])
  })
})
