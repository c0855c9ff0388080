import { describe, expect, it } from 'vitest'

import { buildDraft } from '#shared/domain/build-draft'
import type { CustomerState } from '#shared/domain/customer'
import type { SubscriptionEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import { trialRulesOf } from '#shared/domain/trial-rules'
import {
  aCatalog,
  aCustomerState,
  aDeal,
  aKnownCustomer,
  anOpportunity,
  aPlanLine,
  aSubscription,
  now,
  rules,
} from '#test/builders'

const catalog = aCatalog()

function rulesFor(planId: string, live: CustomerState, edits: SubscriptionEdits = {}) {
  const deal = aDeal({ lines: [aPlanLine(planId, { unitPrice: null })], opportunity: anOpportunity() })
  const draft = buildDraft({
    deal,
    mapping: mapLines(deal, catalog),
    catalog,
    rules: rules({ billingPeriod: 'ANNUALLY' }),
    live,
    edits: { subscriptions: { 'product-northwind': edits } },
    now,
    timeZone: 'UTC',
  })?.subscriptions[0]
  if (!draft) throw new Error('The deal maps to nothing')
  return trialRulesOf(draft, live, catalog, now)
}
const trial = { trial: { isTrial: true, endDate: '2027-01-01T00:00:00.000Z', endBehavior: null } }
const onTrial = aSubscription({ status: 'IN_TRIAL', trialEndDate: '2026-12-01T00:00:00.000Z' })
const newcomer = aCustomerState()

describe('Stigg’s rules about trials', () => {
  it('say nothing where nothing runs and nothing was tried', () => {
    expect(rulesFor('plan-team', newcomer)).toEqual([])
    expect(rulesFor('plan-team', newcomer, trial)).toEqual([])
    expect(rulesFor('plan-growth', newcomer)).toEqual([])
  })

  it('bite where one of a kind makes way for the next', () => {
    expect(rulesFor('plan-team', aKnownCustomer())).toEqual(['replaces-subscription'])
    expect(rulesFor('plan-growth', aKnownCustomer({ subscriptions: [onTrial] }), trial)).toContain('replaces-trial')
  })

  it('let a subscription that is bought during a trial wait for its end, but for a date of its own', () => {
    const tried = aKnownCustomer({ subscriptions: [onTrial] })
    expect(rulesFor('plan-team', tried)).toEqual(['starts-after-trial'])
    const dated = { startKind: 'date', startDate: '2027-02-01T00:00:00.000Z' } as const
    expect(rulesFor('plan-team', tried, dated)).toEqual([])
  })

  it('let a trial run beside a subscription, and say who gets one only because it is asked for', () => {
    expect(rulesFor('plan-growth', aKnownCustomer(), trial)).toEqual(['beside-subscription', 'has-paid'])
    expect(rulesFor('plan-growth', aCustomerState({ hadTrialOf: ['product-northwind'] }), trial)).toEqual(['had-trial'])
  })

  it('say that the plan’s own trial is not given a second time', () => {
    expect(rulesFor('plan-growth', aCustomerState({ hadTrialOf: ['product-northwind'] }))).toEqual(['no-default-trial'])
  })

  it('are silent where a subscription is changed in place', () => {
    expect(rulesFor('plan-team', aKnownCustomer(), { way: 'amend' })).toEqual([])
  })
})
