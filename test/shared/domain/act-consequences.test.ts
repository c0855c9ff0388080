import { describe, expect, it } from 'vitest'

import type { Act, CancelAct } from '#shared/domain/act'
import { consequencesOfAct } from '#shared/domain/act-consequences'
import type { Consequence } from '#shared/domain/change-set'
import type { CustomerState, Subscription } from '#shared/domain/customer'
import { accountId, aCatalog, aKnownCustomer, aSubscription, now } from '#test/builders'

const on = { customerId: accountId, subscriptionId: 'subscription-team', opportunityId: null }
const atOnce: CancelAct = { kind: 'cancel', ...on, time: 'IMMEDIATE', endDate: null, revokes: false, prorates: false }

function consequences(
  act: Act,
  {
    held = aSubscription(),
    beside = [],
    live = {},
    downgradePlanId = null as string | null,
  }: {
    held?: Subscription
    beside?: readonly Subscription[]
    live?: Partial<CustomerState>
    downgradePlanId?: string | null
  } = {},
): Consequence[] {
  const catalog = aCatalog()
  const products = catalog.products.map((product) => ({ ...product, downgradePlanId }))
  const state = aKnownCustomer({ subscriptions: [held, ...beside], ...live })
  return consequencesOfAct(act, { held, live: state, catalog: { ...catalog, products }, now })
}
const kinds = (found: readonly Consequence[]) => found.map(({ kind }) => kind)
const one = <Kind extends Consequence['kind']>(found: readonly Consequence[], kind: Kind) =>
  found.find((each): each is Extract<Consequence, { kind: Kind }> => each.kind === kind)

describe('what cancelling at once brings about', () => {
  it('says what ends, what is lost, what of money, what stays elsewhere, and that it is for good', () => {
    const found = consequences(atOnce)
    expect(kinds(found)).toEqual([
      'cancels',
      'takes-away',
      'bills',
      'credits-at-end',
      'stays-in-salesforce',
      'cannot-restart',
    ])
    expect(one(found, 'bills')?.how).toBe('no-more')
  })

  it('tells how many days too early, where the subscription had an end', () => {
    const found = consequences(atOnce, { held: aSubscription({ cancellationDate: '2026-12-01T00:00:00.000Z' }) })
    expect(one(found, 'cancels')).toMatchObject({ endsAt: null, daysEarly: expect.any(Number) })
    expect(one(consequences(atOnce), 'cancels')).toMatchObject({ daysEarly: null })
  })

  it('counts the scheduled changes that go with it', () => {
    const waiting = { type: 'PLAN', at: null, status: 'SCHEDULED' }
    const held = aSubscription({ scheduledUpdates: [waiting, { ...waiting, status: 'PENDING_PAYMENT' }] })
    expect(one(consequences(atOnce, { held }), 'loses-schedule')?.count).toBe(2)
  })

  it('names what a promotion or another subscription still gives, by its source', () => {
    const taken = one(consequences(atOnce), 'takes-away')?.names ?? []
    const promotional = [{ featureId: 'feature-seats', usageLimit: '3', hasUnlimitedUsage: false, endsAt: null }]
    const found = consequences(atOnce, { live: { promotional } })
    expect(one(found, 'leaves-usable')?.held).toMatchObject([{ source: 'promotional', value: { value: '3' } }])
    expect(one(found, 'takes-away')?.names).toHaveLength(taken.length - 1)
    const other = aSubscription({ id: 'subscription-growth', planId: 'plan-growth', resourceId: 'other' })
    const shared = one(consequences(atOnce, { beside: [other] }), 'leaves-usable')
    expect(shared?.held).toContainEqual(expect.objectContaining({ source: 'other-subscription' }))
  })

  it('says what the customer falls back to, unless everything is to go or another one of the product runs', () => {
    const downgradePlanId = 'plan-free'
    expect(kinds(consequences(atOnce, { downgradePlanId }))).toContain('falls-back')
    expect(kinds(consequences({ ...atOnce, revokes: true }, { downgradePlanId }))).not.toContain('falls-back')
    const beside = [aSubscription({ id: 'subscription-other', planId: 'plan-enterprise' })]
    expect(kinds(consequences(atOnce, { downgradePlanId, beside }))).not.toContain('falls-back')
  })

  it('promises no money back, and says what is open', () => {
    const latestInvoice = {
      id: 'in-1',
      status: 'OPEN' as const,
      amountDue: { amount: '990', currency: 'usd' },
      pdfUrl: null,
    }
    expect(one(consequences(atOnce, { held: aSubscription({ latestInvoice }) }), 'open-invoice')).toMatchObject({
      amountDue: { amount: '990' },
    })
    const free = aSubscription({ planId: 'plan-enterprise', pricingType: 'CUSTOM' })
    expect(one(consequences(atOnce, { held: free }), 'bills')?.how).toBe('nothing')
  })
})

describe('what a later end brings about', () => {
  it('is told for the day of the end, and can be taken back', () => {
    const act: CancelAct = { ...atOnce, time: 'END_OF_BILLING_PERIOD' }
    const found = consequences(act)
    expect(one(found, 'cancels')?.endsAt).toBe(aSubscription().currentPeriodEnd)
    expect(one(found, 'takes-away')?.at).toBe(aSubscription().currentPeriodEnd)
    expect(kinds(found)).not.toContain('cannot-restart')
  })

  it('leaves out what will be over by then', () => {
    const endsAt = '2026-12-01T00:00:00.000Z'
    const promotional = [{ featureId: 'feature-seats', usageLimit: '3', hasUnlimitedUsage: false, endsAt }]
    const act: CancelAct = { ...atOnce, time: 'SPECIFIC_DATE', endDate: '2026-12-31T00:00:00.000Z' }
    expect(kinds(consequences(act, { live: { promotional } }))).not.toContain('leaves-usable')
  })

  it('says from which day to which an end or a trial is moved', () => {
    const moved: Act = { kind: 'reschedule', ...on, cancellationDate: '2027-01-31T00:00:00.000Z' }
    expect(one(consequences(moved), 'moves-end')).toMatchObject({ from: null, to: moved.cancellationDate })
    const open: Act = { ...moved, cancellationDate: null }
    expect(kinds(consequences(open))).toEqual(['moves-end'])
    const trialEndDate = '2026-11-30T00:00:00.000Z'
    const trial: Act = { kind: 'extend-trial', ...on, endDate: '2026-12-15T00:00:00.000Z' }
    const held = aSubscription({ status: 'IN_TRIAL', trialEndDate })
    expect(consequences(trial, { held })).toEqual([
      { kind: 'moves-trial', planName: 'Team', from: trialEndDate, to: trial.endDate },
    ])
  })
})
