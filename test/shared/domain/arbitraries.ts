import * as fc from 'fast-check'

import type { SubscriptionEdits } from '#shared/domain/draft-edits'
import type { OpportunityLine } from '#shared/domain/opportunity'
import { aLine } from '#test/builders'

const types = ['Plan', 'Add-on', 'addon', 'Entitlement', 'Credit entitlement', 'Service', '', null]
const ids = [
  'plan-enterprise',
  'plan-team',
  'plan-growth',
  'plan-insights',
  'plan-x',
  'addon-premium-support',
  'addon-extra-projects',
  'feature-seats',
  'feature-sso',
  'feature-region',
  'currency-api-credits',
  'currency-coins',
  ' ',
  null,
]

const quantity = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000 }).map(String),
  fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 999 })).map(([whole, part]) => {
    return `${whole}.${String(part).padStart(3, '0').replace(/0+$/, '')}`
  }),
)

/** Lines of a deal, each with an ID of its own, mapped well and badly. */
export const someLines: fc.Arbitrary<OpportunityLine[]> = fc
  .array(
    fc.record({
      stiggType: fc.constantFrom(...types),
      stiggId: fc.constantFrom(...ids),
      quantity,
      unitPrice: fc.option(quantity),
      sortOrder: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map((vary, index) => aLine({ id: `line-${index}`, ...vary })))

const day = fc.constantFrom('2026-10-01', '2026-11-18', '2027-01-01', '2027-12-31')
const signed = fc.oneof(quantity, fc.integer({ min: -500, max: -1 }).map(String))

/** Lines as only quotes and hand-made changes leave them: amendments that add up and that do not, ramps, discounts. */
export const wildLines: fc.Arbitrary<OpportunityLine[]> = someLines.chain((lines) =>
  fc.tuple(
    ...lines.map((line) =>
      fc
        .record({
          quantity: signed,
          discountPercent: fc.option(fc.integer({ min: 0, max: 100 }).map(String)),
          productActive: fc.boolean(),
          standardPriceActive: fc.boolean(),
          mappedOn: fc.constantFrom('line' as const, 'product' as const),
          serviceDate: fc.option(day),
          quote: fc.option(
            fc.record({
              quoteLineId: fc.constant('a0L5g00000AbCdEEAV'),
              quoteType: fc.constantFrom('Quote', 'Amendment', 'Amendment', 'Renewal', null),
              quantity: fc.option(signed),
              priorQuantity: fc.option(signed),
              segmentIndex: fc.option(fc.integer({ min: 1, max: 2 })),
              startDate: fc.option(day),
              endDate: fc.option(day),
              billingFrequency: fc.constantFrom('Monthly', 'Annual', 'Quarterly', null),
              subscriptionTermMonths: fc.option(fc.integer({ min: 1, max: 36 })),
              pricebookId: fc.option(fc.constant('01s5g00000ZzZzZAAV')),
            }),
          ),
        })
        .map((vary) => aLine({ ...line, ...vary })),
    ),
  ),
)

const moment = fc.constantFrom('2026-12-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z')
const money = fc.record({ amount: quantity, currency: fc.constantFrom('usd', 'eur') })
const byId = <T>(keys: readonly string[], value: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom(...keys), fc.option(value), { maxKeys: 3 })
const featureEdit = fc.record({
  type: fc.constant('FEATURE' as const),
  usageLimit: fc.option(quantity),
  hasUnlimitedUsage: fc.boolean(),
  hasSoftLimit: fc.boolean(),
  resetPeriod: fc.option(fc.constantFrom('MONTH' as const, 'YEAR' as const)),
})
const creditEdit = fc.record({
  type: fc.constant('CREDIT' as const),
  amount: quantity,
  cadence: fc.option(fc.constantFrom('MONTH' as const, 'YEAR' as const)),
})
const targets = ['plan', 'addon:addon-extra-projects', 'feature:feature-seats', 'credit:currency-api-credits']

/** Edits of one subscription, any fields of it, whether they apply to it or not. */
export const someEdits: fc.Arbitrary<SubscriptionEdits> = fc.record(
  {
    way: fc.constantFrom('replace' as const, 'amend' as const),
    planId: fc.constantFrom('plan-enterprise', 'plan-team', 'plan-free', 'plan-growth'),
    resourceId: fc.option(fc.constantFrom('site-1', 'site-2')),
    billingPeriod: fc.constantFrom('MONTHLY' as const, 'ANNUALLY' as const),
    creditCadence: fc.constantFrom('MONTH' as const, 'YEAR' as const),
    unitQuantity: quantity,
    charges: byId(['feature-seats'], quantity),
    addons: byId(['addon-premium-support', 'addon-extra-projects'], quantity),
    entitlements: byId(['feature-seats', 'feature-sso', 'currency-api-credits'], fc.oneof(featureEdit, creditEdit)),
    priceOverrides: byId(targets, quantity),
    startKind: fc.constantFrom('now' as const, 'period-end' as const, 'date' as const),
    startDate: fc.option(moment),
    cancellationDate: fc.option(moment),
    trial: fc.option(fc.record({ isTrial: fc.boolean(), endDate: fc.option(moment), endBehavior: fc.constant(null) })),
    minimumSpend: fc.option(money),
    maximumSpend: fc.option(fc.record({ limit: quantity, hasSoftLimit: fc.boolean() })),
    discount: fc.option(fc.constant({ kind: 'coupon' as const, couponId: 'coupon-launch' })),
    paymentCollection: fc.option(fc.constantFrom('CHARGE' as const, 'INVOICE' as const, 'NONE' as const)),
    daysUntilDue: fc.option(fc.integer({ min: 1, max: 365 })),
    billingCycleAnchor: fc.option(fc.constantFrom('NOW' as const, 'UNCHANGED' as const)),
    proration: fc.option(fc.constantFrom('NONE' as const, 'CREATE_PRORATIONS' as const)),
    payingCustomerId: fc.option(fc.constant('payer')),
    metadata: fc.dictionary(fc.constantFrom('team', 'region'), fc.constantFrom('a', 'b')),
  },
  { requiredKeys: [] },
)
