import { describe, expect, it } from 'vitest'

import { buildDraft } from '#shared/domain/build-draft'
import { changeSetOf } from '#shared/domain/change-set-of'
import { checkDeal } from '#shared/domain/checks/check-deal'
import { checkOffline } from '#shared/domain/checks/check-offline'
import type { CustomerState, Subscription } from '#shared/domain/customer'
import { noEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import type { OpportunityLine } from '#shared/domain/opportunity'
import {
  aCatalog,
  aDeal,
  aKnownCustomer,
  anAddonLine,
  anEntitlementLine,
  aPlanLine,
  aQuoteLine,
  aSubscription,
  now,
  orgId,
  rules,
} from '#test/builders'

const catalog = aCatalog()
const amending = (quantity: string, priorQuantity: string | null = null) =>
  aQuoteLine({ quoteType: 'Amendment', quantity, priorQuantity })
const fiftyMoreSeats = anEntitlementLine('feature-seats', { quantity: '50', quote: amending('150', '100') })
const limit = (featureId: string, usageLimit: string | null) =>
  ({ type: 'FEATURE', featureId, usageLimit, hasUnlimitedUsage: null, hasSoftLimit: null, resetPeriod: null }) as const

const enterprise = (vary: Partial<Subscription> = {}) =>
  aSubscription({
    id: 'subscription-enterprise',
    planId: 'plan-enterprise',
    pricingType: 'CUSTOM',
    entitlements: [
      limit('feature-seats', '100'),
      limit('feature-projects', '40'),
      limit('feature-sso', null),
      { type: 'CREDIT', currencyId: 'currency-api-credits', amount: '5000', cadence: 'MONTH' },
    ],
    addons: [{ id: 'addon-premium-support', quantity: '1' }],
    ...vary,
  })

function lookAt(lines: OpportunityLine[], live: CustomerState) {
  const deal = aDeal({ lines })
  const mapping = mapLines(deal, catalog)
  const ours = rules({ billingPeriod: 'MONTHLY' })
  const draft = buildDraft({ deal, mapping, catalog, rules: ours, live, edits: noEdits, now, timeZone: 'UTC' })
  const input = { deal, mapping, draft, catalog, rules: ours, live, org: { id: orgId }, priorRun: null, now }
  return {
    subscription: draft?.subscriptions[0],
    codes: checkDeal(input).map(({ code }) => code),
    findings: checkDeal(input),
    rows: changeSetOf({ draft, deal, mapping, catalog, live, now }).rows,
  }
}
const running = (...subscriptions: Subscription[]) => aKnownCustomer({ subscriptions })

describe('an amendment of seats alone', () => {
  const { subscription, codes, rows } = lookAt([fiftyMoreSeats], running(enterprise()))

  it('goes to the plan that runs, and keeps everything that it does not speak of', () => {
    expect(subscription).toMatchObject({
      planId: 'plan-enterprise',
      planLineIds: [],
      origins: { planId: 'stigg' },
      addons: [{ addonId: 'addon-premium-support', quantity: '1', lineIds: [] }],
      entitlements: [
        { featureId: 'feature-seats', usageLimit: '150', lineIds: [fiftyMoreSeats.id] },
        { featureId: 'feature-projects', usageLimit: '40', lineIds: [] },
        { featureId: 'feature-sso', usageLimit: null },
        { currencyId: 'currency-api-credits', amount: '5000', cadence: 'MONTH' },
      ],
    })
    expect(codes).toEqual(['subscription.replaces'])
  })

  it('changes the seats, and nothing else', () => {
    const changed = rows.filter(({ change }) => change !== 'same')
    expect(changed.map(({ entity, change }) => [entity?.id, change])).toEqual([['feature-seats', 'more']])
    expect(changed[0]?.sold).toMatchObject({ quantity: '150', sum: ['100', '50'] })
  })

  it('takes out what it brings to none, and says so by what was sold', () => {
    const noProjects = anEntitlementLine('feature-projects', { quantity: '-40', quote: amending('0', '40') })
    const looked = lookAt([noProjects], running(enterprise()))
    expect(looked.codes).toEqual(['subscription.replaces'])
    expect(looked.subscription?.entitlements.map((held) => held.type === 'FEATURE' && held.featureId)).not.toContain(
      'feature-projects',
    )
    expect(looked.rows.filter(({ change }) => change !== 'same')).toMatchObject([
      {
        change: 'removed',
        entity: { id: 'feature-projects' },
        sold: { quantity: '0', sum: ['40', '-40'] },
        will: null,
      },
    ])
  })

  it('is a difference from nothing known where nothing runs, or several things do that it could mean', () => {
    expect(lookAt([fiftyMoreSeats], running()).codes).toEqual(['mapping.delta-lines'])
    const team = aSubscription({ id: 'other', resourceId: 'b' })
    expect(lookAt([fiftyMoreSeats], running(enterprise(), team)).codes).toEqual(['mapping.delta-lines'])
    expect(lookAt([fiftyMoreSeats], running(enterprise({ status: 'CANCELED' }))).codes).toEqual(['mapping.delta-lines'])
  })

  it('is told from other products by what it speaks of', () => {
    const insights = aSubscription({ id: 'insights', planId: 'plan-insights' })
    expect(lookAt([fiftyMoreSeats], running(insights, enterprise())).subscription?.planId).toBe('plan-enterprise')
    const support = anAddonLine('addon-exports', { quantity: '1', quote: amending('1') })
    expect(lookAt([support], running(insights, enterprise())).subscription?.planId).toBe('plan-insights')
  })

  it('is not called planless before anybody has looked', () => {
    const { opportunity, account, lines } = aDeal({ lines: [fiftyMoreSeats] })
    expect(checkOffline({ opportunity, account, lines }, catalog, rules(), now)).toEqual([])
  })
})

describe('what cannot be read cannot be carried over', () => {
  it('and blocks the deal, by name', () => {
    const secret = enterprise({
      entitlements: [limit('feature-seats', null), limit('feature-projects', null)],
      addons: [],
    })
    const { findings } = lookAt([fiftyMoreSeats], running({ ...secret, entitlementValuesKnown: false }))
    expect(findings).toMatchObject([
      { code: 'mapping.delta-lines', facts: { id: 'feature-projects', name: 'Projects' } },
      { code: 'subscription.replaces' },
    ])
  })

  it('which holds for seats that a paid plan sold by the unit', () => {
    const projects = anEntitlementLine('feature-projects', { quantity: '5', quote: amending('45', '40') })
    expect(lookAt([projects], running(aSubscription())).codes).toContain('mapping.delta-lines')
  })
})

describe('an amendment of a paid plan', () => {
  const team = aSubscription({
    resourceId: 'site-1',
    prices: [
      { addonId: null, featureId: null, baseCharge: true, price: { amount: '800', currency: 'usd' } },
      { addonId: null, featureId: 'feature-seats', baseCharge: false, price: { amount: '200', currency: 'usd' } },
    ],
  })
  const { subscription } = lookAt([fiftyMoreSeats], running(team))

  it('is billed as before, at the prices of before', () => {
    expect(subscription).toMatchObject({
      planId: 'plan-team',
      billingPeriod: 'ANNUALLY',
      resourceId: 'site-1',
      charges: [{ featureId: 'feature-seats', quantity: '150' }],
      // The seats run at their list price.
      priceOverrides: [{ target: { kind: 'plan' }, price: { amount: '800', currency: 'usd' }, lineIds: [] }],
      origins: { billingPeriod: 'stigg', resourceId: 'stigg' },
    })
  })

  it('goes by its own prices where it moves to another plan', () => {
    const enterprisePlan = aPlanLine('plan-enterprise', { quote: amending('1') })
    expect(lookAt([enterprisePlan, fiftyMoreSeats], running(team)).subscription?.priceOverrides).toEqual([])
  })
})

it('is no amendment where a line is sold outright', () => {
  const { subscription } = lookAt([aPlanLine('plan-enterprise'), fiftyMoreSeats], running(enterprise()))
  expect(subscription?.addons).toEqual([])
})
