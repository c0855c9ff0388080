import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { EffectiveEntitlement, PromotionalEntitlement, Subscription } from '#shared/domain/customer'
import { compareCustomer, needsLook } from '#shared/domain/drift/compare-customer'
import { soldTo, type SoldDeal } from '#shared/domain/drift/sold-to'
import {
  aCatalog,
  aCreditLine,
  aLine,
  anAddonLine,
  anEntitlementLine,
  aPlanLine,
  aQuoteLine,
  aSubscription,
  now,
} from '#test/builders'

import { wildLines } from '../arbitraries.ts'
import { aSoldDeal, seatsLine, terms } from './sold-deals.ts'

const customer = { customerId: 'acme', accountId: '0015g00000BcDeFAAV', accountName: 'Acme Corp' }
const catalog = aCatalog()

const seats = (limit: string | null, vary: object = {}): EffectiveEntitlement => ({
  type: 'FEATURE',
  featureId: 'feature-seats',
  isGranted: true,
  usageLimit: limit,
  hasUnlimitedUsage: false,
  currentUsage: '0',
  ...vary,
})
const on = (featureId: string): EffectiveEntitlement => ({
  type: 'FEATURE',
  featureId,
  isGranted: true,
  usageLimit: null,
  hasUnlimitedUsage: false,
  currentUsage: null,
})
const credits = (granted: string): EffectiveEntitlement => ({
  type: 'CREDIT',
  currencyId: 'currency-api-credits',
  isGranted: true,
  usageLimit: granted,
  currentUsage: '0',
})
const running = (vary: Partial<Subscription> = {}): Subscription =>
  aSubscription({ id: 'sub-1', planId: 'plan-enterprise', pricingType: 'CUSTOM', ...vary })
const seatsSet = (usageLimit: string): Subscription['entitlements'][number] => ({
  type: 'FEATURE',
  featureId: 'feature-seats',
  usageLimit,
  hasUnlimitedUsage: false,
  hasSoftLimit: false,
  resetPeriod: null,
})
const creditsSet = (amount: string): Subscription['entitlements'][number] => ({
  type: 'CREDIT',
  currencyId: 'currency-api-credits',
  amount,
  cadence: 'MONTH',
})

interface Held {
  readonly effective?: readonly EffectiveEntitlement[]
  readonly subscriptions?: readonly Subscription[]
  readonly promotional?: readonly PromotionalEntitlement[]
}

const sso = on('feature-sso')

/** Enterprise with 250 seats, live exactly so, unless told otherwise. */
function compared(deals: readonly SoldDeal[], held: Held = {}) {
  const { effective = [seats('250'), sso], subscriptions = [running({ entitlements: [seatsSet('250')] })] } = held
  const about = { subscriptions: [...subscriptions], promotional: [...(held.promotional ?? [])] }
  return compareCustomer(customer, soldTo(deals, terms()), effective, about, { catalog, now })
}

const deal = aSoldDeal({}, { isProvisioned: true })
const ids = ({ rows }: ReturnType<typeof compared>) => rows.map(({ kind, what }) => `${kind} ${what.kind} ${what.id}`)

describe('what differs', () => {
  it('is nothing where what was sold is live', () => {
    expect(compared([deal])).toEqual({ rows: [], notes: [] })
  })

  it.each([
    ['100', 'less feature feature-seats'],
    ['251', 'more feature feature-seats'],
  ])('is told of a limit of %s instead of 250, with the deal and what set it', (limit, said) => {
    const found = compared([deal], {
      effective: [seats(limit), sso],
      subscriptions: [running({ entitlements: [seatsSet(limit)] })],
    })
    expect(ids(found)).toEqual([said])
    expect(found.rows).toMatchObject([
      { source: 'override', deal: { id: deal.opportunity.id }, isProvisioned: true, subscriptionId: 'sub-1' },
    ])
  })

  it('is told of a feature that is not granted any more, and of one that nobody sold', () => {
    expect(ids(compared([deal], { effective: [sso] }))).toEqual(['missing feature feature-seats'])
    const beside = compared([deal], { effective: [seats('250'), sso, on('feature-priority-support')] })
    expect(ids(beside)).toEqual(['more feature feature-priority-support'])
    expect(beside.rows[0]).toMatchObject({ sold: null, source: 'none', deal: null })
  })

  it('tells unlimited from any number', () => {
    const unlimited = seats(null, { hasUnlimitedUsage: true })
    expect(ids(compared([deal], { effective: [unlimited, sso] }))).toEqual(['more feature feature-seats'])
  })

  it('tells a plan that is not there once, instead of with all that it would give', () => {
    const none = compared([deal], { effective: [], subscriptions: [] })
    expect(ids(none)).toEqual(['missing plan plan-enterprise'])
  })

  it('tells a subscription that ended since as expired, and one that ended before the deal as missing', () => {
    const ended = (effectiveEndDate: string) =>
      compared([deal], {
        effective: [],
        subscriptions: [running({ status: 'CANCELED', effectiveEndDate })],
      })
    expect(ended('2026-11-10T00:00:00.000Z').rows).toMatchObject([
      { kind: 'expired', endedAt: '2026-11-10T00:00:00.000Z', subscriptionId: 'sub-1' },
    ])
    expect(ids(ended('2026-01-10T00:00:00.000Z'))).toEqual(['missing plan plan-enterprise'])
  })

  it('tells another plan of the product, and nothing of what comes with either', () => {
    const team = aSubscription({ id: 'sub-2', planId: 'plan-team' })
    const found = compared([deal], { effective: [seats('10')], subscriptions: [team] })
    expect(ids(found)).toEqual(['other-plan plan plan-enterprise'])
    expect(found.rows[0]).toMatchObject({ live: { planId: 'plan-team' }, subscriptionId: 'sub-2' })
  })

  it('tells add-ons that are missing, fewer, or sold by nobody', () => {
    const sold = aSoldDeal(
      {},
      { lines: [aLine(), seatsLine('250'), anAddonLine('addon-extra-projects', { quantity: '3' })] },
    )
    const withAddons = (addons: Subscription['addons']) =>
      ids(
        compared([sold], {
          effective: [seats('250'), sso],
          subscriptions: [running({ entitlements: [seatsSet('250')], addons })],
        }),
      )
    expect(withAddons([])).toEqual(['missing addon addon-extra-projects'])
    expect(withAddons([{ id: 'addon-extra-projects', quantity: '2' }])).toEqual(['less addon addon-extra-projects'])
    expect(
      withAddons([
        { id: 'addon-extra-projects', quantity: '3' },
        { id: 'addon-premium-support', quantity: '1' },
      ]),
    ).toContain('more addon addon-premium-support')
  })

  it('tells what was granted by hand in Stigg as more, with that source and its end', () => {
    const promotional = [
      { featureId: 'feature-seats', usageLimit: '400', hasUnlimitedUsage: false, endsAt: '2027-01-01T00:00:00.000Z' },
      { featureId: 'feature-storage', usageLimit: '5', hasUnlimitedUsage: false, endsAt: '2025-01-01T00:00:00.000Z' },
    ]
    const found = compared([deal], { effective: [seats('400'), sso], promotional })
    expect(found.rows).toMatchObject([
      {
        kind: 'more',
        source: 'promotional',
        sold: { value: '250' },
        live: { value: '400' },
        endedAt: '2027-01-01T00:00:00.000Z',
      },
    ])
  })

  it('tells what goes on after the day that it was sold until', () => {
    const quote = aQuoteLine({ startDate: '2025-01-01', endDate: '2025-12-31' })
    const over = aSoldDeal({ closeDate: '2025-01-01' }, { lines: [aLine({ quote }), seatsLine('250', { quote })] })
    const found = compared([over])
    expect(found.rows).toMatchObject([
      {
        kind: 'more',
        what: { kind: 'plan' },
        sold: null,
        endedAt: '2025-12-31T23:59:59.999Z',
        deal: { id: over.opportunity.id },
      },
    ])
  })

  it('tells a plan that no deal sold, unless it is free', () => {
    const insights = aSubscription({ id: 'sub-2', planId: 'plan-insights' })
    const subscriptions = [running({ entitlements: [seatsSet('250')] }), insights]
    expect(ids(compared([deal], { subscriptions }))).toEqual(['more plan plan-insights'])
    const dashboards = { ...seats('10'), featureId: 'feature-dashboards' }
    const free = aSubscription({ id: 'sub-3', planId: 'plan-free' })
    expect(
      compared([aSoldDeal({}, { lines: [aPlanLine('plan-insights')] })], {
        effective: [seats('2'), dashboards],
        subscriptions: [insights, free],
      }).rows,
    ).toEqual([])
  })
})

describe('credits', () => {
  const sold = aSoldDeal({}, { lines: [aLine(), seatsLine('250'), aCreditLine()] })
  const live = (amount: string, granted: string, vary: Partial<Subscription> = {}) =>
    compared([sold], {
      effective: [seats('250'), sso, credits(granted)],
      subscriptions: [running({ entitlements: [seatsSet('250'), creditsSet(amount)], ...vary })],
    })

  it('are compared by what comes again, whatever was granted on top', () => {
    expect(live('500000', '900000').rows).toEqual([])
    expect(ids(live('400000', '400000'))).toEqual(['less credit currency-api-credits'])
    expect(ids(live('600000', '600000'))).toEqual(['more credit currency-api-credits'])
  })

  it('are not guessed at where the key may not see the subscription’s values', () => {
    const hidden = live('1', '900000', { entitlementValuesKnown: false, entitlements: [] })
    expect(hidden.rows).toEqual([])
    expect(hidden.notes).toMatchObject([{ reason: 'values-hidden', facts: { id: 'currency-api-credits' } }])
  })

  it('are missing where nothing at all was granted', () => {
    const none = compared([sold], { subscriptions: [running({ entitlements: [seatsSet('250')] })] })
    expect(ids(none)).toEqual(['missing credit currency-api-credits'])
  })
})

describe('what is not compared', () => {
  it('is what a blocked deal leaves open, and it is said why', () => {
    const blocked = aSoldDeal(
      { id: 'blocked', closeDate: '2026-11-10' },
      { lines: [aLine(), anEntitlementLine('feature-seats', { quantity: '-1' })] },
    )
    const found = compared([deal, blocked], { effective: [seats('1'), sso] })
    expect(found.rows).toEqual([])
    expect(found.notes).toMatchObject([
      { reason: 'deal-blocked', deal: { id: 'blocked' }, facts: { finding: 'quantity.not-positive' } },
    ])
  })

  it('is a trial that need not run', () => {
    const trial = aSoldDeal({ isWon: false, isClosed: false, stageName: 'POC', closeDate: '2027-01-31' })
    expect(compared([trial], { effective: [], subscriptions: [] }).rows).toEqual([])
  })
})

describe('whether more has to be read', () => {
  const look = (deals: readonly SoldDeal[], effective: readonly EffectiveEntitlement[], planId = 'plan-enterprise') =>
    needsLook(soldTo(deals, terms()), effective, [{ planId, status: 'ACTIVE' }], catalog)

  it('is no where what may be used is what was sold', () => {
    expect(look([deal], [seats('250'), sso])).toBe(false)
  })

  it('is yes where it differs, where the markers tell of another plan, and where a plan leaves no trace', () => {
    expect(look([deal], [seats('249'), sso])).toBe(true)
    expect(look([deal], [seats('250'), sso], 'plan-team')).toBe(true)
    expect(look([], [seats('1')])).toBe(true)
  })

  it('never says no where the comparison finds something in what may be used', () => {
    const limit = fc.integer({ min: 0, max: 300 }).map(String)
    fc.assert(
      fc.property(wildLines, fc.array(limit, { maxLength: 2 }), fc.boolean(), (lines, limits, hasSso) => {
        const sold = soldTo([aSoldDeal({}, { lines })], terms())
        const effective = [...limits.slice(0, 1).map((each) => seats(each)), ...(hasSso ? [sso] : [])]
        if (needsLook(sold, effective, [], catalog)) return
        const subscriptions = sold.inForce.map(({ planId, composition }, index) =>
          running({ id: `sub-${index}`, planId, addons: [...composition.addons] }),
        )
        const about = { subscriptions, promotional: [] }
        const { rows } = compareCustomer(customer, sold, effective, about, { catalog, now })
        expect(rows.filter(({ what }) => what.kind === 'feature')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

it('gives every difference of a customer a key of its own', () => {
  const { rows } = compared([deal], {
    effective: [seats('1'), on('feature-priority-support')],
    subscriptions: [running()],
  })
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  expect(rows.length).toBeGreaterThan(1)
})
