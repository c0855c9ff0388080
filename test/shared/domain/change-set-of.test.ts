import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { buildDraft } from '#shared/domain/build-draft'
import { changeSetOf } from '#shared/domain/change-set-of'
import { ChangeSet, type ChangeRow } from '#shared/domain/change-set'
import type { CustomerState } from '#shared/domain/customer'
import { noEdits, type SubscriptionEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import type { Deal, OpportunityLine } from '#shared/domain/opportunity'
import {
  aCatalog,
  aCreditLine,
  accountId,
  aCustomerState,
  aDeal,
  aKnownCustomer,
  aLine,
  anAddonLine,
  anEntitlementLine,
  anOpportunity,
  anUnmappedLine,
  aPlanLine,
  aQuoteLine,
  aStiggCustomer,
  aSubscription,
  now,
  rules,
} from '#test/builders'
import { someLines } from '#test/shared/domain/arbitraries'

interface Given {
  readonly lines?: OpportunityLine[]
  readonly live?: CustomerState | null
  readonly edits?: SubscriptionEdits
  readonly deal?: Deal
}
const catalog = aCatalog()
function changesOn({ lines, live = aCustomerState(), edits = {}, deal: given }: Given): ChangeSet {
  const deal = given ?? aDeal(lines ? { lines } : {})
  const mapping = mapLines(deal, catalog)
  const draft = buildDraft({
    deal,
    mapping,
    catalog,
    rules: rules({ billingPeriod: 'ANNUALLY' }),
    live,
    edits: { ...noEdits, subscriptions: { 'product-northwind': edits } },
    now,
    timeZone: 'America/New_York',
  })
  return changeSetOf({ draft, deal, mapping, catalog, live, now })
}
const rowOf = (changes: ChangeSet, id: string): ChangeRow => {
  const row = changes.rows.find(({ entity }) => entity?.id === id)
  if (!row) throw new Error(`No row of ${id}`)
  return row
}
const seats = (value: string) => ({ kind: 'number', value, unit: 'seats', per: null })

describe('a deal of a new customer', () => {
  const changes = changesOn({
    lines: [aLine(), anEntitlementLine(), aCreditLine(), anAddonLine('addon-premium-support'), anUnmappedLine()],
  })

  it('tells every sold line, what comes with the plan, and what is left alone', () => {
    expect(ChangeSet.parse(changes)).toEqual(changes)
    expect(changes.rows.map(({ kind, entity, change }) => [kind, entity?.id ?? null, change])).toEqual([
      ['plan', 'plan-enterprise', 'added'],
      ['addon', 'addon-premium-support', 'added'],
      ['feature', 'feature-seats', 'added'],
      ['credit', 'currency-api-credits', 'added'],
      ['feature', 'feature-sso', 'added'],
      ['feature', 'feature-priority-support', 'added'],
      ['left-alone', null, 'left-alone'],
    ])
  })

  it('says what each will hold, in words of the catalogue', () => {
    expect(rowOf(changes, 'plan-enterprise').will).toEqual({
      kind: 'plan',
      planId: 'plan-enterprise',
      name: 'Enterprise',
      version: 4,
    })
    expect(rowOf(changes, 'feature-seats')).toMatchObject({
      sold: { name: 'Sold feature-seats', quantity: '250', lineIds: ['line-feature-seats'], sum: [] },
      will: seats('250'),
      today: null,
      effective: { value: seats('250'), source: 'override' },
    })
    expect(rowOf(changes, 'currency-api-credits').will).toEqual({
      kind: 'number',
      value: '500000',
      unit: 'credits',
      per: 'MONTH',
    })
    expect(rowOf(changes, 'feature-sso')).toMatchObject({
      sold: null,
      will: { kind: 'on' },
      effective: { source: 'plan' },
    })
  })

  it('makes and links the customer, then starts', () => {
    expect(changes.consequences).toEqual([
      { kind: 'creates-customer', customerId: accountId, name: 'Acme Corp' },
      { kind: 'links', customerId: accountId, accountId },
      { kind: 'starts', planName: 'Enterprise', at: null, trialEndsAt: null },
    ])
  })
})

describe('a deal of a customer who runs on another plan', () => {
  const team = aSubscription({
    entitlements: [
      {
        type: 'FEATURE',
        featureId: 'feature-seats',
        usageLimit: '100',
        hasUnlimitedUsage: false,
        hasSoftLimit: null,
        resetPeriod: null,
      },
    ],
    addons: [{ id: 'addon-extra-projects', quantity: '2' }],
    cancellationDate: '2027-06-18T16:20:31.000Z',
    scheduledUpdates: [{ type: 'DOWNGRADE', at: null, status: 'SCHEDULED' }],
  })
  const changes = changesOn({ lines: [aLine(), anEntitlementLine()], live: aKnownCustomer({ subscriptions: [team] }) })

  it('shows today beside what will be, and how it differs', () => {
    expect(rowOf(changes, 'plan-enterprise')).toMatchObject({ change: 'changed', today: { planId: 'plan-team' } })
    expect(rowOf(changes, 'feature-seats')).toMatchObject({ change: 'more', today: seats('100'), will: seats('250') })
  })

  it('tells everything that is lost', () => {
    expect(rowOf(changes, 'addon-extra-projects')).toMatchObject({ change: 'removed', will: null, sold: null })
    expect(rowOf(changes, 'feature-projects')).toMatchObject({
      change: 'removed',
      // Ten of the plan and twice ten of the add-on.
      today: { value: '30' },
      will: null,
      effective: null,
    })
    expect(rowOf(changes, 'currency-api-credits')).toMatchObject({
      change: 'removed',
      today: { value: '1000', per: 'MONTH' },
    })
  })

  it('says what ends, how early, and what goes with it', () => {
    expect(changes.consequences).toEqual([
      { kind: 'starts', planName: 'Enterprise', at: null, trialEndsAt: null },
      { kind: 'replaces', subscriptionId: 'subscription-team', planName: 'Team', endsAt: null, daysEarly: 212 },
      { kind: 'loses-schedule', subscriptionId: 'subscription-team', count: 1 },
      { kind: 'leaves-billing-running', subscriptionId: 'subscription-team' },
    ])
  })
})

describe('a renewal of the same', () => {
  it('leaves out what comes with the plan and stays as it is', () => {
    const running = aSubscription({
      planId: 'plan-enterprise',
      pricingType: 'CUSTOM',
      entitlements: [
        {
          type: 'FEATURE',
          featureId: 'feature-seats',
          usageLimit: '250',
          hasUnlimitedUsage: null,
          hasSoftLimit: null,
          resetPeriod: null,
        },
      ],
    })
    const { rows } = changesOn({
      lines: [aLine(), anEntitlementLine()],
      live: aKnownCustomer({ subscriptions: [running] }),
    })
    expect(rows.map(({ entity, change }) => [entity?.id, change])).toEqual([
      ['plan-enterprise', 'same'],
      ['feature-seats', 'same'],
    ])
  })
})

describe('what Stigg does not tell', () => {
  const bought = (live: Partial<CustomerState>) =>
    rowOf(changesOn({ lines: [aLine(), anEntitlementLine()], live: aKnownCustomer(live) }), 'feature-seats')
  const effective = {
    type: 'FEATURE',
    featureId: 'feature-seats',
    isGranted: true,
    usageLimit: '80',
    hasUnlimitedUsage: false,
    currentUsage: null,
  } as const

  it('is unknown rather than guessed', () => {
    expect(bought({})).toMatchObject({ today: { kind: 'unknown' }, change: 'changed' })
  })

  it('is read off what the customer may use in effect, where one subscription is all that can give it', () => {
    expect(bought({ entitlements: [effective] })).toMatchObject({ today: seats('80'), change: 'more' })
    const promotional = [{ featureId: 'feature-seats', usageLimit: '80', hasUnlimitedUsage: false, endsAt: null }]
    expect(bought({ entitlements: [effective], promotional })).toMatchObject({ today: { kind: 'unknown' } })
  })

  it('holds for overrides whose values the key may not read', () => {
    const secret = aSubscription({
      planId: 'plan-enterprise',
      entitlementValuesKnown: false,
      entitlements: [
        {
          type: 'FEATURE',
          featureId: 'feature-seats',
          usageLimit: null,
          hasUnlimitedUsage: null,
          hasSoftLimit: null,
          resetPeriod: null,
        },
      ],
    })
    expect(bought({ subscriptions: [secret] })).toMatchObject({ today: { kind: 'unknown' } })
    expect(bought({ subscriptions: [secret], entitlements: [effective] })).toMatchObject({ today: seats('80') })
  })
})

describe('what counts in effect', () => {
  const effectOn = (live: Partial<CustomerState>) =>
    rowOf(
      changesOn({ lines: [aLine(), anEntitlementLine()], live: aKnownCustomer({ subscriptions: [], ...live }) }),
      'feature-seats',
    ).effective

  it('is the most generous of all sources', () => {
    const promotion = (usageLimit: string | null, endsAt: string | null = null) => ({
      promotional: [{ featureId: 'feature-seats', usageLimit, hasUnlimitedUsage: usageLimit === null, endsAt }],
    })
    expect(effectOn(promotion('300'))).toEqual({ value: { ...seats('300') }, source: 'promotional' })
    expect(effectOn(promotion('200'))).toMatchObject({ source: 'override' })
    expect(effectOn(promotion(null))).toEqual({ value: { kind: 'unlimited' }, source: 'promotional' })
    expect(effectOn(promotion(null, '2026-11-18T00:00:00.000Z'))).toMatchObject({ source: 'override' })
  })

  it('counts other subscriptions that stay, and those that do not run yet not at all', () => {
    const insights = (status: 'ACTIVE' | 'NOT_STARTED') =>
      aSubscription({
        id: 'subscription-insights',
        planId: 'plan-insights',
        status,
        entitlements: [
          {
            type: 'FEATURE',
            featureId: 'feature-seats',
            usageLimit: '999',
            hasUnlimitedUsage: false,
            hasSoftLimit: null,
            resetPeriod: null,
          },
        ],
      })
    expect(effectOn({ subscriptions: [insights('ACTIVE')] })).toEqual({
      value: seats('999'),
      source: 'other-subscription',
    })
    expect(effectOn({ subscriptions: [insights('NOT_STARTED')] })).toMatchObject({ source: 'override' })
  })

  it('adds an add-on’s increment to what was sold, times its quantity', () => {
    const lines = [
      aLine(),
      anEntitlementLine('feature-projects', { quantity: '40' }),
      anAddonLine('addon-extra-projects', { quantity: '2' }),
    ]
    expect(rowOf(changesOn({ lines }), 'feature-projects')).toMatchObject({
      sold: { quantity: '40' },
      will: { value: '60' },
      effective: { source: 'addon' },
    })
  })
})

describe('trials', () => {
  const poc = aDeal({
    opportunity: anOpportunity({ stageName: 'POC', isWon: false, isClosed: false }),
    lines: [aLine(), anEntitlementLine('feature-seats', { quantity: '10' })],
  })

  it('take nothing away from what runs beside them', () => {
    const many = aSubscription({
      planId: 'plan-enterprise',
      entitlements: [
        {
          type: 'FEATURE',
          featureId: 'feature-seats',
          usageLimit: '50',
          hasUnlimitedUsage: false,
          hasSoftLimit: null,
          resetPeriod: null,
        },
      ],
    })
    const changes = changesOn({ deal: poc, live: aKnownCustomer({ subscriptions: [many] }) })
    expect(changes.rows.filter(({ change }) => change === 'removed')).toEqual([])
    expect(rowOf(changes, 'feature-seats').effective).toEqual({ value: seats('50'), source: 'other-subscription' })
    expect(changes.consequences).toEqual([
      { kind: 'starts', planName: 'Enterprise', at: null, trialEndsAt: '2026-12-03T04:59:59.999Z' },
    ])
  })

  it('start by the plan’s default, for customers who neither tried nor paid before', () => {
    const lines = [aPlanLine('plan-growth')]
    const endOn = (live: CustomerState) =>
      changesOn({ lines, live }).consequences.flatMap((one) => (one.kind === 'starts' ? [one.trialEndsAt] : []))
    expect(endOn(aCustomerState())).toEqual(['2026-12-02T16:20:31.000Z'])
    expect(endOn(aCustomerState({ hadTrialOf: ['product-northwind'] }))).toEqual([null])
    expect(endOn(aKnownCustomer())).toEqual([null])
  })

  it('are replaced by trials', () => {
    const trial = aSubscription({ status: 'IN_TRIAL', trialEndDate: '2026-11-28T16:20:31.000Z' })
    expect(changesOn({ deal: poc, live: aKnownCustomer({ subscriptions: [trial] }) }).consequences).toContainEqual({
      kind: 'replaces',
      subscriptionId: 'subscription-team',
      planName: 'Team',
      endsAt: null,
      daysEarly: 10,
    })
  })

  it('hand over to what is bought during them, when they end', () => {
    const trial = aSubscription({ status: 'IN_TRIAL', trialEndDate: '2026-11-28T16:20:31.000Z' })
    const changes = changesOn({ live: aKnownCustomer({ subscriptions: [trial] }) })
    expect(changes.consequences).toEqual([
      { kind: 'starts', planName: 'Enterprise', at: '2026-11-28T16:20:31.000Z', trialEndsAt: null },
    ])
  })
})

it('says when it ends, and when what it replaces does', () => {
  const quote = aQuoteLine({ startDate: '2026-12-01', endDate: '2027-11-30' })
  const { consequences } = changesOn({ lines: [aLine({ quote })], live: aKnownCustomer() })
  expect(consequences).toMatchObject([
    { kind: 'starts', at: '2026-12-01T05:00:00.000Z' },
    { kind: 'replaces', endsAt: '2026-12-01T05:00:00.000Z', daysEarly: null },
    { kind: 'leaves-billing-running' },
    { kind: 'ends', planName: 'Enterprise', at: '2027-12-01T04:59:59.999Z' },
  ])
})

it('links a customer who does not point to the account yet', () => {
  const live = aKnownCustomer({ customer: aStiggCustomer({ salesforceAccountId: null }), subscriptions: [] })
  expect(changesOn({ live }).consequences.map(({ kind }) => kind)).toEqual(['links', 'starts'])
})

it('shows an amendment as the sum that it is', () => {
  const quote = aQuoteLine({ quoteType: 'Amendment', quantity: '150', priorQuantity: '100' })
  const lines = [aLine(), anEntitlementLine('feature-seats', { quantity: '50', quote })]
  expect(rowOf(changesOn({ lines }), 'feature-seats').sold).toMatchObject({ quantity: '150', sum: ['100', '50'] })
})

it('marks what a paid plan sells by the unit', () => {
  const changes = changesOn({ lines: [aPlanLine('plan-team'), anEntitlementLine()] })
  expect(rowOf(changes, 'feature-seats')).toMatchObject({ kind: 'charge', will: seats('250') })
})

it('shows what was sold even where nothing of it can be sent', () => {
  const { rows, consequences } = changesOn({
    lines: [aPlanLine('plan-x'), anEntitlementLine('feature-region'), aLine({ id: 'b', stiggType: null })],
  })
  expect(rows.map(({ sold, change }) => [sold?.name, change])).toEqual([
    ['Sold plan-x', 'left-alone'],
    ['Sold feature-region', 'left-alone'],
    ['Enterprise plan', 'left-alone'],
  ])
  expect(consequences).toEqual([])
})

describe('any deal', () => {
  const lives = fc.constantFrom(aCustomerState(), aKnownCustomer(), null)

  it('has rows with keys of their own, each sold line in one of them', () => {
    fc.assert(
      fc.property(someLines, lives, (lines, live) => {
        const { rows } = changesOn({ lines: [aLine({ id: 'line-plan' }), ...lines], live })
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
        const told = rows.flatMap(({ sold }) => sold?.lineIds ?? [])
        expect(told.toSorted()).toEqual(['line-plan', ...lines.map(({ id }) => id)].toSorted())
      }),
    )
  })

  it('calls a row the same where it will hold what it holds', () => {
    fc.assert(
      fc.property(someLines, lives, (lines, live) => {
        for (const { will, today, change } of changesOn({ lines: [aLine(), ...lines], live }).rows) {
          if (change === 'left-alone') expect(will).toBeNull()
          else expect(change === 'same').toBe(JSON.stringify(will) === JSON.stringify(today) || isSamePlan(will, today))
        }
      }),
    )
  })
})

const isSamePlan = (a: ChangeRow['will'], b: ChangeRow['will']): boolean =>
  a?.kind === 'plan' && b?.kind === 'plan' && a.planId === b.planId
