import { describe, expect, it } from 'vitest'

import { amendRequestOf, obstacleTo } from '#shared/domain/amend-request'
import { buildDraft } from '#shared/domain/build-draft'
import type { Subscription } from '#shared/domain/customer'
import type { SubscriptionEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import {
  aCatalog,
  aDeal,
  aKnownCustomer,
  aLine,
  anAddonLine,
  anEntitlementLine,
  aPlanLine,
  aSubscription,
  now,
  opportunityId,
  orgId,
  rules,
} from '#test/builders'

const catalog = aCatalog()
const amendment = { orgId, opportunityId, runId: 'run-1' }
const seats = (usageLimit: string): Subscription['entitlements'][number] => ({
  type: 'FEATURE',
  featureId: 'feature-seats',
  usageLimit,
  hasUnlimitedUsage: false,
  hasSoftLimit: false,
  resetPeriod: null,
})
const enterprise = (vary: Partial<Subscription> = {}) =>
  aSubscription({
    planId: 'plan-enterprise',
    pricingType: 'CUSTOM',
    billingPeriod: null,
    paymentCollectionMethod: null,
    prices: [],
    entitlements: [seats('100')],
    metadata: { tier: 'gold' },
    ...vary,
  })

function draftOf(running: Subscription, edits: SubscriptionEdits, lines = [aLine(), anEntitlementLine()]) {
  const deal = aDeal({ lines })
  const draft = buildDraft({
    deal,
    mapping: mapLines(deal, catalog),
    catalog,
    rules: rules(),
    live: aKnownCustomer({ subscriptions: [running] }),
    edits: { subscriptions: { 'product-northwind': { way: 'amend', ...edits } } },
    now,
    timeZone: 'America/New_York',
  })?.subscriptions[0]
  if (!draft) throw new Error('The deal maps to nothing')
  return draft
}

describe('what a running subscription is changed to', () => {
  it('is what the deal sold, as the whole list, with its own mark beside what the metadata holds', () => {
    const running = enterprise()
    expect(amendRequestOf(draftOf(running, {}), running, amendment)).toEqual({
      entitlements: [{ ...seats('250') }],
      metadata: { tier: 'gold' },
      amendment,
    })
  })

  it('leaves out what holds already, and what nobody spoke of', () => {
    const running = enterprise({
      entitlements: [seats('250')],
      cancellationDate: '2027-07-18T00:00:00.000Z',
      addons: [{ id: 'addon-premium-support', quantity: '1' }],
    })
    expect(amendRequestOf(draftOf(running, {}), running, amendment)).toEqual({ metadata: { tier: 'gold' }, amendment })
  })

  it('carries on what the deal does not speak of when it adds to a list', () => {
    const running = enterprise({
      entitlements: [seats('100'), { ...seats('40'), featureId: 'feature-projects' } as never],
    })
    const request = amendRequestOf(draftOf(running, {}), running, amendment)
    expect(request.entitlements).toMatchObject([
      { featureId: 'feature-projects', usageLimit: '40' },
      { featureId: 'feature-seats', usageLimit: '250' },
    ])
  })

  it('carries soft limits and reset periods on as they are', () => {
    const soft = { ...seats('40'), featureId: 'feature-projects', hasSoftLimit: true, resetPeriod: 'MONTH' } as const
    const running = enterprise({ entitlements: [seats('100'), soft] })
    const request = amendRequestOf(draftOf(running, {}), running, amendment)
    expect(request.entitlements).toContainEqual(soft)
  })

  it('takes out what a person took out, adds what was sold, and moves the end', () => {
    const running = enterprise({ cancellationDate: '2027-07-18T00:00:00.000Z' })
    const lines = [aLine(), anEntitlementLine(), anAddonLine('addon-premium-support')]
    const edits = { entitlements: { 'feature-seats': null }, cancellationDate: null }
    expect(amendRequestOf(draftOf(running, edits, lines), running, amendment)).toMatchObject({
      addons: [{ addonId: 'addon-premium-support', quantity: '1' }],
      entitlements: [],
      cancellationDate: null,
    })
  })
})

describe('prices of a running subscription', () => {
  const usd = (amount: string) => ({ amount, currency: 'usd' })
  const running = enterprise({
    prices: [
      { addonId: null, featureId: null, baseCharge: true, price: usd('900') },
      { addonId: null, featureId: 'feature-seats', baseCharge: false, price: usd('100') },
    ],
  })
  const draftWith = (seat: string) => ({
    ...draftOf(running, {}),
    priceOverrides: [
      { target: { kind: 'plan' as const }, price: usd('900'), lineIds: [] },
      { target: { kind: 'feature' as const, featureId: 'feature-seats' }, price: usd(seat), lineIds: [] },
    ],
  })

  it('are sent as a whole where one changes, since Stigg replaces the list', () => {
    expect(amendRequestOf(draftWith('80'), running, amendment).priceOverrides).toMatchObject([
      { featureId: null, price: usd('900') },
      { featureId: 'feature-seats', price: usd('80') },
    ])
  })

  it('are left alone where all of them hold', () => {
    expect(amendRequestOf(draftWith('100'), running, amendment)).not.toHaveProperty('priceOverrides')
  })
})

describe('an obstacle', () => {
  it.each([
    ['another plan', enterprise({ planId: 'plan-team' }), {}, 'other-plan'],
    [
      'a start that lies ahead',
      enterprise(),
      { startKind: 'date', startDate: '2027-01-01T00:00:00.000Z' },
      'later-start',
    ],
    ['a trial of what runs', enterprise(), { trial: { isTrial: true, endDate: null, endBehavior: null } }, 'trial'],
    ['another payer', enterprise(), { payingCustomerId: 'parent-company' }, 'paying-customer'],
  ] as const)('is %s', (_title, running, edits, obstacle) => {
    expect(obstacleTo(draftOf(running, edits), running, now)).toBe(obstacle)
  })

  it('is another way to pay', () => {
    const running = aSubscription()
    const lines = [aPlanLine(running.planId, { unitPrice: null })]
    const wanted = (paymentCollection: 'CHARGE' | 'INVOICE') =>
      obstacleTo(draftOf(running, { paymentCollection }, lines), running, now)
    expect(running.paymentCollectionMethod).toBe('INVOICE')
    expect(wanted('CHARGE')).toBe('payment-collection')
    expect(wanted('INVOICE')).toBeNull()
  })

  it('is none of the same plan with other quantities', () => {
    expect(obstacleTo(draftOf(enterprise(), {}), enterprise(), now)).toBeNull()
    expect(obstacleTo(draftOf(enterprise(), {}), null, now)).toBe('no-subscription')
  })
})
