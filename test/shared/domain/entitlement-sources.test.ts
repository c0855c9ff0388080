import { describe, expect, it } from 'vitest'

import type { HeldEntitlement, PromotionalEntitlement, Subscription } from '#shared/domain/customer'
import { entitlementRows } from '#shared/domain/entitlement-sources'
import { aCatalog, aSubscription, now } from '#test/builders'

const held = (featureId: string, usageLimit: string | null, vary: object = {}): HeldEntitlement => ({
  effective: {
    type: 'FEATURE',
    featureId,
    isGranted: true,
    usageLimit,
    hasUnlimitedUsage: false,
    currentUsage: '2',
    ...vary,
  },
  resetPeriod: null,
  resetsAt: null,
  validUntil: null,
})
const heldCredit = (usageLimit: string): HeldEntitlement => ({
  effective: { type: 'CREDIT', currencyId: 'currency-api-credits', isGranted: true, usageLimit, currentUsage: '100' },
  resetPeriod: null,
  resetsAt: '2026-12-18T00:00:00.000Z',
  validUntil: null,
})
const promotion = (featureId: string, vary: Partial<PromotionalEntitlement> = {}): PromotionalEntitlement => ({
  featureId,
  usageLimit: '50',
  hasUnlimitedUsage: false,
  endsAt: null,
  ...vary,
})
const team = aSubscription({ charges: [{ featureId: 'feature-seats', quantity: '8' }] })

const rowsOf = (
  entitlements: readonly HeldEntitlement[],
  subscriptions: readonly Subscription[] = [team],
  promotional: readonly PromotionalEntitlement[] = [],
) => entitlementRows(entitlements, { subscriptions, promotional }, aCatalog(), now)

describe('what a customer may use', () => {
  it('is said as Stigg says it: a number, unlimited, on, off, or named values that nobody tells', () => {
    const rows = rowsOf([
      held('feature-seats', '8'),
      held('feature-projects', null, { hasUnlimitedUsage: true }),
      held('feature-sso', null),
      held('feature-region', null),
      held('feature-dashboards', '3', { isGranted: false }),
    ])
    expect(Object.fromEntries(rows.map(({ id, value }) => [id, value.kind]))).toEqual({
      'feature-seats': 'number',
      'feature-projects': 'unlimited',
      'feature-sso': 'on',
      'feature-region': 'unknown',
      'feature-dashboards': 'off',
    })
  })

  it('is counted where it is a number, and only there', () => {
    const rows = rowsOf([held('feature-seats', '8'), held('feature-sso', null)])
    expect(rows.map(({ used }) => used)).toEqual(['2', null])
  })

  it('stands by name, features before credits', () => {
    const rows = rowsOf([heldCredit('1000'), held('feature-seats', '8'), held('feature-projects', '10')])
    expect(rows.map(({ id }) => id)).toEqual(['feature-projects', 'feature-seats', 'currency-api-credits'])
  })
})

describe('where it comes from', () => {
  it('is the plan with the quantity that was bought', () => {
    const [row] = rowsOf([held('feature-seats', '8')])
    expect(row?.sources).toMatchObject([
      { kind: 'plan', subscriptionId: team.id, packageIds: ['plan-team'], value: { value: '8' }, isTrial: false },
    ])
  })

  it('is an add-on by its name, and what is set on the subscription itself', () => {
    const subscription = aSubscription({
      planId: 'plan-enterprise',
      addons: [
        { id: 'addon-premium-support', quantity: '1' },
        { id: 'addon-audit-log', quantity: '1' },
      ],
      entitlements: [
        {
          type: 'FEATURE',
          featureId: 'feature-seats',
          usageLimit: '120',
          hasUnlimitedUsage: false,
          hasSoftLimit: false,
          resetPeriod: null,
        },
      ],
    })
    const rows = rowsOf([held('feature-priority-support', null), held('feature-seats', '120')], [subscription])
    expect(rows.map(({ sources }) => sources)).toMatchObject([
      [{ kind: 'addon', packageIds: ['plan-enterprise', 'addon-premium-support'] }],
      [{ kind: 'override', value: { value: '120' } }],
    ])
  })

  it('names every source, the most generous first, whichever comes first', () => {
    const trial = aSubscription({
      id: 'trial',
      planId: 'plan-growth',
      status: 'IN_TRIAL',
      trialEndDate: '2026-12-01T00:00:00.000Z',
    })
    for (const subscriptions of [
      [team, trial],
      [trial, team],
    ]) {
      const [row] = rowsOf([held('feature-seats', '50')], subscriptions, [promotion('feature-seats')])
      expect(row?.sources).toMatchObject([
        { kind: 'promotional', value: { value: '50' }, subscriptionId: null },
        { kind: 'plan', subscriptionId: 'trial', isTrial: true, endsAt: '2026-12-01T00:00:00.000Z' },
        { kind: 'plan', subscriptionId: team.id, value: { value: '8' } },
      ])
    }
  })

  it('is no promotion that is over, and no subscription that is not in force', () => {
    const over = promotion('feature-seats', { endsAt: '2026-01-01T00:00:00.000Z' })
    const later = aSubscription({ id: 'later', status: 'NOT_STARTED' })
    const ended = aSubscription({ id: 'ended', status: 'CANCELED' })
    const [row] = rowsOf([held('feature-seats', '8')], [later, team, ended], [over])
    expect(row?.sources.map(({ subscriptionId }) => subscriptionId)).toEqual([team.id])
  })

  it('is a plan that leaves the value open, where nobody set it', () => {
    const custom = aSubscription({ planId: 'plan-enterprise' })
    const [row] = rowsOf([held('feature-projects', '0')], [custom])
    expect(row?.sources).toMatchObject([{ kind: 'open', packageIds: ['plan-enterprise'], value: { kind: 'off' } }])
  })

  it('is, for credits, what a subscription brings and what else the pool holds', () => {
    const [both] = rowsOf([heldCredit('1500')])
    expect(both?.sources).toMatchObject([
      { kind: 'plan', value: { value: '1000' } },
      { kind: 'grant', subscriptionId: null, value: { value: '500' } },
    ])
    expect(rowsOf([heldCredit('1000')])[0]?.sources).toMatchObject([{ kind: 'plan' }])
    expect(rowsOf([heldCredit('500')], [])[0]?.sources).toMatchObject([{ kind: 'grant', value: { value: '500' } }])
  })

  it('is left empty where Stigg does not tell enough', () => {
    expect(rowsOf([held('feature-dashboards', '3')])[0]?.sources).toEqual([])
  })
})
