import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { type Offered, offeredOf } from '#shared/domain/applies-to'
import { buildDraft } from '#shared/domain/build-draft'
import type { CustomerState } from '#shared/domain/customer'
import { type SubscriptionDraft } from '#shared/domain/draft'
import { noEdits, type DraftEdits, type SubscriptionEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import type { Deal, OpportunityLine } from '#shared/domain/opportunity'
import type { ProvisioningRules } from '#shared/domain/profile'
import { provisionRequestOf } from '#shared/domain/provision-request'
import {
  aCatalog,
  aCreditLine,
  accountId,
  aDeal,
  aKnownCustomer,
  aLine,
  aMarker,
  anAccount,
  anAddonLine,
  anEntitlementLine,
  anOpportunity,
  anUnmappedLine,
  aPlanLine,
  aQuoteLine,
  aStiggCustomer,
  now,
  opportunityId,
  rules,
} from '#test/builders'
import { someEdits, someLines } from '#test/shared/domain/arbitraries'

const catalog = aCatalog()

interface Given {
  readonly deal?: Deal
  readonly lines?: OpportunityLine[]
  readonly rules?: ProvisioningRules
  readonly live?: CustomerState | null
  readonly edits?: DraftEdits
}
const draftOf = ({ deal, lines, live = null, edits = noEdits, ...given }: Given) => {
  const whole = deal ?? aDeal(lines ? { lines } : {})
  const mapping = mapLines(whole, catalog)
  const timeZone = 'America/New_York'
  return buildDraft({ deal: whole, mapping, catalog, rules: given.rules ?? rules(), live, edits, now, timeZone })
}
const only = (given: Given): SubscriptionDraft => {
  const subscriptions = draftOf(given)?.subscriptions ?? []
  const [first] = subscriptions
  if (!first || subscriptions.length > 1) throw new Error(`${subscriptions.length} subscriptions, not one`)
  return first
}
const edited = (edits: SubscriptionEdits): DraftEdits => ({ subscriptions: { 'product-northwind': edits } })
const annually = rules({ billingPeriod: 'ANNUALLY' })

describe('a draft', () => {
  it('is none without an account, and without a plan that Stigg knows', () => {
    expect(draftOf({ deal: aDeal({ account: null }) })).toBeNull()
    expect(draftOf({ lines: [anEntitlementLine()] })).toBeNull()
    expect(draftOf({ lines: [aPlanLine('plan-unheard-of')] })).toBeNull()
  })

  it('of a custom plan sets what was sold as entitlements, and leaves payment unset', () => {
    const lines = [aLine(), anEntitlementLine(), anEntitlementLine('feature-sso', { quantity: '1' }), aCreditLine()]
    expect(only({ lines })).toMatchObject({
      planId: 'plan-enterprise',
      pricingType: 'CUSTOM',
      billingPeriod: null,
      unitQuantity: null,
      charges: [],
      priceOverrides: [],
      paymentCollection: null,
      daysUntilDue: null,
      entitlements: [
        { type: 'FEATURE', featureId: 'feature-seats', usageLimit: '250' },
        { type: 'FEATURE', featureId: 'feature-sso', usageLimit: null, hasUnlimitedUsage: false },
        { type: 'CREDIT', currencyId: 'currency-api-credits', amount: '500000', cadence: 'MONTH' },
      ],
    })
  })

  it('of a paid plan buys a feature that has a price per unit, and overrides the others', () => {
    const lines = [
      aPlanLine('plan-team'),
      anEntitlementLine(),
      anEntitlementLine('feature-projects', { quantity: '40' }),
    ]
    expect(only({ lines, rules: annually })).toMatchObject({
      charges: [{ featureId: 'feature-seats', quantity: '250' }],
      entitlements: [{ featureId: 'feature-projects', usageLimit: '40' }],
      paymentCollection: 'INVOICE',
      daysUntilDue: 30,
      origins: { billingPeriod: 'profile', paymentCollection: 'profile', daysUntilDue: 'profile' },
    })
  })

  it('has a unit quantity only where the plan itself is sold by the unit', () => {
    expect(only({ lines: [aPlanLine('plan-growth', { quantity: '3' })] }).unitQuantity).toBe('3')
    expect(only({ lines: [aPlanLine('plan-team', { quantity: '3' })], rules: annually }).unitQuantity).toBeNull()
  })

  it('never holds an enum feature, which cannot be set', () => {
    expect(only({ lines: [aLine(), anEntitlementLine('feature-region')] }).entitlements).toEqual([])
  })

  it('makes one subscription for each product, with what belongs to it', () => {
    const lines = [
      aLine(),
      aPlanLine('plan-insights'),
      anAddonLine('addon-exports'),
      anAddonLine('addon-premium-support'),
      anEntitlementLine('feature-dashboards', { quantity: '30' }),
      anEntitlementLine(),
    ]
    const of = new Map(
      draftOf({ lines })?.subscriptions.map((subscription) => [subscription.productName, subscription]),
    )
    expect(of.get('Northwind')).toMatchObject({
      addons: [{ addonId: 'addon-premium-support', quantity: '1' }],
      entitlements: [{ featureId: 'feature-seats' }],
    })
    expect(of.get('Analytics')).toMatchObject({
      billingPeriod: 'MONTHLY',
      addons: [{ addonId: 'addon-exports' }],
      entitlements: [{ featureId: 'feature-dashboards', usageLimit: '30' }],
    })
  })

  it('carries what a person edited, and says so', () => {
    const subscription = only({
      lines: [aPlanLine('plan-team')],
      edits: edited({ billingPeriod: 'MONTHLY', payingCustomerId: 'parent', paymentCollection: 'NONE', trial: null }),
      rules: annually,
    })
    expect(subscription).toMatchObject({
      billingPeriod: 'MONTHLY',
      payingCustomerId: 'parent',
      paymentCollection: 'NONE',
      daysUntilDue: null,
      trial: null,
      origins: { billingPeriod: 'edited', payingCustomerId: 'edited', paymentCollection: 'edited', trial: 'edited' },
    })
    expect(subscription.origins).not.toHaveProperty('daysUntilDue')
  })

  it('has a resource where the product has several subscriptions, and none elsewhere', () => {
    const resourceOf = (planId: string, productId: string) =>
      only({
        lines: [aPlanLine(planId)],
        edits: { subscriptions: { [productId]: { resourceId: 'site-1' } } },
      }).resourceId
    expect(resourceOf('plan-workspace', 'product-workspaces')).toBe('site-1')
    expect(resourceOf('plan-enterprise', 'product-northwind')).toBeNull()
  })

  it('keeps no price of credits but where a subscription is changed, and no limit of what is only on or off', () => {
    const priced = { priceOverrides: { 'credit:currency-api-credits': '0.01' } }
    const of = (edits: SubscriptionEdits) =>
      only({
        lines: [aPlanLine('plan-team', { unitPrice: null }), aCreditLine()],
        live: aKnownCustomer(),
        rules: annually,
        edits: edited(edits),
      })
    expect(of({ ...priced, way: 'replace' }).priceOverrides).toEqual([])
    expect(of({ ...priced, way: 'amend' }).priceOverrides).toMatchObject([{ price: { amount: '0.01' } }])
    const limited = {
      type: 'FEATURE',
      usageLimit: '5',
      hasUnlimitedUsage: false,
      hasSoftLimit: true,
      resetPeriod: 'MONTH',
    } as const
    const on = of({ entitlements: { 'feature-sso': limited } }).entitlements
    expect(on).toContainEqual({
      type: 'FEATURE',
      featureId: 'feature-sso',
      usageLimit: null,
      hasUnlimitedUsage: false,
      hasSoftLimit: false,
      resetPeriod: null,
      lineIds: [],
    })
  })
})

describe('the customer', () => {
  it('exists where Stigg has one under the chosen ID', () => {
    expect(draftOf({})?.customer).toMatchObject({ id: accountId, exists: false, name: 'Acme Corp' })
    expect(draftOf({ live: aKnownCustomer() })?.customer).toMatchObject({ exists: true, chosenBy: 'linked-customer' })
    const elsewhere = aDeal({ account: anAccount({ stiggCustomerId: 'acme' }) })
    expect(draftOf({ deal: elsewhere, live: aKnownCustomer() })?.customer).toMatchObject({ id: 'acme', exists: false })
  })

  it('keeps the e-mail that Stigg has', () => {
    const live = aKnownCustomer({ customer: aStiggCustomer({ email: 'ap@acme.example' }) })
    expect(draftOf({ live })?.customer).toMatchObject({ email: 'ap@acme.example', emailOrigin: 'stigg' })
  })
})

describe('trials', () => {
  const trialDeal = (lines: OpportunityLine[] = [aLine()]) =>
    aDeal({ opportunity: anOpportunity({ stageName: 'POC', isWon: false, isClosed: false }), lines })

  it('end with the day that lies the profile’s days ahead, in the org’s time zone', () => {
    expect(only({ deal: trialDeal() }).trial).toEqual({
      isTrial: true,
      // Fourteen days after 18 November, until midnight in New York.
      endDate: '2026-12-03T04:59:59.999Z',
      endBehavior: 'CANCEL_SUBSCRIPTION',
    })
  })

  it('are not made of a deal that is won, whatever its stage is called', () => {
    const won = aDeal({ opportunity: anOpportunity({ stageName: 'POC' }), lines: [aLine()] })
    expect(only({ deal: won }).trial).toBeNull()
  })

  it('are not made of free plans', () => {
    expect(only({ deal: trialDeal([aPlanLine('plan-free')]) }).trial).toBeNull()
  })
})

describe('dates', () => {
  it('are now and never where nothing says otherwise', () => {
    const { startDate, cancellationDate, origins } = only({})
    expect([startDate, cancellationDate]).toEqual([null, null])
    expect(origins).not.toHaveProperty('startDate')
  })

  it('are the quote’s, from the first day’s midnight to the end of the last day', () => {
    const quote = aQuoteLine({ startDate: '2026-12-01', endDate: '2027-11-30' })
    expect(only({ lines: [aLine({ quote })] })).toMatchObject({
      startDate: '2026-12-01T05:00:00.000Z',
      cancellationDate: '2027-12-01T04:59:59.999Z',
      origins: { startDate: 'quote', cancellationDate: 'quote' },
    })
  })

  it('mean now where the quote begins today', () => {
    expect(only({ lines: [aLine({ quote: aQuoteLine({ startDate: '2026-11-18' }) })] }).startDate).toBeNull()
  })

  it('are the plan’s where lines differ', () => {
    const plan = aLine({ quote: aQuoteLine({ startDate: '2026-12-01' }) })
    const seats = anEntitlementLine('feature-seats', { quote: aQuoteLine({ startDate: '2026-11-20' }) })
    expect(only({ lines: [plan, seats] }).startDate).toBe('2026-12-01T05:00:00.000Z')
    expect(only({ lines: [aLine(), seats] }).startDate).toBe('2026-11-20T05:00:00.000Z')
  })

  it('can be edited to none', () => {
    const lines = [aLine({ quote: aQuoteLine({ startDate: '2026-12-01' }) })]
    expect(only({ lines, edits: edited({ startDate: null }) })).toMatchObject({
      startDate: null,
      origins: { startDate: 'edited' },
    })
  })
})

describe('negotiated prices', () => {
  const priced = (unitPrice: string, vary: Partial<OpportunityLine> = {}) =>
    aPlanLine('plan-team', { unitPrice, ...vary })

  it('become overrides where they differ from the list price after the discount', () => {
    const lines = [
      priced('1100', { discountPercent: '10' }),
      anEntitlementLine('feature-seats', { unitPrice: '150' }),
      anAddonLine('addon-premium-support', { unitPrice: '450' }),
    ]
    expect(only({ lines, rules: annually }).priceOverrides).toEqual([
      // 1,100 less a tenth is the list price of 990.
      {
        target: { kind: 'addon', addonId: 'addon-premium-support' },
        price: { amount: '450', currency: 'usd' },
        lineIds: ['line-addon-premium-support'],
      },
      {
        target: { kind: 'feature', featureId: 'feature-seats' },
        price: { amount: '150', currency: 'usd' },
        lineIds: ['line-feature-seats'],
      },
    ])
  })

  it.each([
    ['MONTH', 'ANNUALLY', '80', '960'],
    ['YEAR', 'ANNUALLY', '960', '960'],
    ['YEAR', 'MONTHLY', '960', '80'],
    ['MONTH', 'MONTHLY', '80', '80'],
    ['BILLING_PERIOD', 'MONTHLY', '80', '80'],
  ] as const)('per %s, billed %s, of %s are %s', (pricePeriod, billingPeriod, unitPrice, amount) => {
    const [override] = only({ lines: [priced(unitPrice)], rules: rules({ pricePeriod, billingPeriod }) }).priceOverrides
    expect(override?.price.amount).toBe(amount)
  })

  it('are the list price where they round to it', () => {
    const lines = [priced('1187.99')]
    expect(only({ lines, rules: rules({ pricePeriod: 'YEAR', billingPeriod: 'MONTHLY' }) }).priceOverrides).toEqual([])
  })

  it('can be nothing at all', () => {
    const [override] = only({ lines: [priced('0')], rules: annually }).priceOverrides
    expect(override?.price).toEqual({ amount: '0', currency: 'usd' })
  })

  it('keep the total where lines of one entity differ in price', () => {
    const seats = (id: string, quantity: string, unitPrice: string) =>
      anEntitlementLine('feature-seats', { id, quantity, unitPrice })
    const lines = [priced('990'), seats('a', '30', '100'), seats('b', '10', '180')]
    const [override] = only({ lines, rules: annually }).priceOverrides
    expect(override).toMatchObject({ price: { amount: '120' }, lineIds: ['a', 'b'] })
  })

  it('are in the deal’s currency', () => {
    const deal = aDeal({ opportunity: anOpportunity({ currency: 'eur' }), lines: [priced('990')] })
    const [override] = only({ deal, rules: annually }).priceOverrides
    expect(override?.price).toEqual({ amount: '990', currency: 'eur' })
  })

  it('are not made of custom plans, of credits, of unknown periods, and while the billing period is open', () => {
    expect(only({ lines: [aLine({ unitPrice: '1' })] }).priceOverrides).toEqual([])
    const credits = aCreditLine('currency-api-credits', { unitPrice: '0.01' })
    expect(
      only({ lines: [aPlanLine('plan-team', { unitPrice: null }), credits], rules: annually }).priceOverrides,
    ).toEqual([])
    const unknown = rules({ billingPeriod: 'ANNUALLY', pricePeriod: null })
    expect(only({ lines: [priced('1')], rules: unknown }).priceOverrides).toEqual([])
    expect(only({ lines: [priced('1')] }).priceOverrides).toEqual([])
  })
})

describe('any draft', () => {
  const marker = aMarker()
  it('asks for nothing that was left alone, and for the same in any order of its lines', () => {
    const shuffled = someLines.chain((lines) => {
      const all = [aLine({ id: 'line-plan' }), anUnmappedLine({ stiggType: null, stiggId: null }), ...lines]
      return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
    })
    fc.assert(
      fc.property(shuffled, ([lines, turned]) => {
        const draft = draftOf({ lines, rules: annually })
        const subscriptions = draft?.subscriptions ?? []
        const parts = subscriptions.flatMap(({ charges, addons, entitlements, priceOverrides }) =>
          [charges, addons, entitlements, priceOverrides].flat().flatMap(({ lineIds }) => lineIds),
        )
        const used = subscriptions.flatMap(({ planLineIds }) => planLineIds).concat(parts)
        const leftAlone = draft?.leftAlone.map(({ lineId }) => lineId) ?? []
        expect(used.filter((id) => leftAlone.includes(id))).toEqual([])
        const requests = (of: typeof draft) =>
          of?.subscriptions.map((subscription) =>
            provisionRequestOf(subscription, { customerId: accountId, accountId, marker }),
          )
        expect(requests(draftOf({ lines: turned, rules: annually }))).toEqual(requests(draft))
      }),
    )
    expect(draftOf({})?.opportunityId).toBe(opportunityId)
  })

  /** Which fields of a subscription each place of the editor is for. */
  const fieldsOf: Readonly<Record<Exclude<Offered, 'period-end'>, readonly (keyof SubscriptionDraft)[]>> = {
    billingPeriod: ['billingPeriod'],
    unitQuantity: ['unitQuantity'],
    charges: ['charges'],
    priceOverrides: ['priceOverrides'],
    resourceId: ['resourceId'],
    startDate: ['startDate', 'startKind'],
    trial: ['trial'],
    spend: ['minimumSpend', 'maximumSpend'],
    discount: ['discount'],
    paymentCollection: ['paymentCollection'],
    daysUntilDue: ['daysUntilDue'],
    billing: ['billingCycleAnchor', 'proration'],
    payingCustomerId: ['payingCustomerId'],
  }
  const sold = fc.constantFrom<OpportunityLine[][]>(
    [aLine(), anEntitlementLine(), aCreditLine()],
    [aPlanLine('plan-team'), anEntitlementLine('feature-seats'), anAddonLine('addon-extra-projects')],
    [aPlanLine('plan-growth', { quantity: '2' })],
  )
  const before = fc.constantFrom(null, aKnownCustomer())

  it('takes no edit of what the editor does not offer', () => {
    fc.assert(
      fc.property(sold, before, someEdits, (lines, live, edits) => {
        const subscription = only({ lines, live, rules: annually, edits: edited(edits) })
        const offered = offeredOf(subscription, catalog, true)
        const taken = Object.entries(fieldsOf).flatMap(([place, fields]) =>
          [null, 'amended'].includes(offered[place as keyof typeof fieldsOf])
            ? []
            : fields.filter((field) =>
                Object.entries(subscription.origins).some(
                  ([name, origin]) => origin === 'edited' && (name === field || name.startsWith(`${field}.`)),
                ),
              ),
        )
        expect(taken).toEqual([])
      }),
    )
  })

  it('is changed in one subscription alone by an edit of it, whatever the order of the lines', () => {
    fc.assert(
      fc.property(sold, before, someEdits, (lines, live, edits) => {
        const both = [...lines, aPlanLine('plan-insights', { unitPrice: null })]
        const draft = draftOf({ lines: both, live, rules: annually, edits: edited(edits) })
        const untouched = draftOf({ lines: both, live, rules: annually })
        const other = (of: typeof draft) => of?.subscriptions.find(({ productId }) => productId === 'product-analytics')
        expect(other(draft)).toEqual(other(untouched))
        const requests = (of: typeof draft) =>
          of?.subscriptions
            .map((one) => provisionRequestOf(one, { customerId: accountId, accountId, marker }))
            .toSorted((a, b) => a.planId.localeCompare(b.planId))
        const turned = draftOf({ lines: both.toReversed(), live, rules: annually, edits: edited(edits) })
        expect(requests(turned)).toEqual(requests(draft))
      }),
    )
  })
})
