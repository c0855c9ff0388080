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
