import * as fc from 'fast-check'

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
