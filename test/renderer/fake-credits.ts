import type { implement } from '@orpc/server'

import type { CreditCustomer, CreditOverview, CreditPreview, LedgerPage } from '#shared/contract/credits'
import type { contract } from '#shared/contract/index'
import type { AutoRecharge } from '#shared/domain/credit-grant'
import { failure, type Failure } from '#shared/failure'

import { aCreditGrant, now } from '../builders.ts'
import type { World } from './companion.ts'

type Os = ReturnType<typeof implement<typeof contract>>

/** What a fake core knows of credits. */
export interface CreditsWorld {
  customers: readonly CreditCustomer[]
  /** Null = there is no such customer. */
  overview: CreditOverview | null
  ledger: readonly LedgerPage[]
  preview: CreditPreview | Failure
  autoRecharge: AutoRecharge | null
}

/** A customer with a grant by hand and one that a subscription brings. */
export const aCreditOverview = (vary: Partial<CreditOverview> = {}): CreditOverview => ({
  customer: {
    id: 'customer-1',
    name: 'Northwind Traders',
    email: null,
    archived: false,
    salesforceAccountId: null,
    hasPaymentMethod: false,
    billingId: null,
    metadata: {},
  },
  balances: [{ currencyId: 'currency-credits', resourceId: null, balance: '1200', source: 'grants' }],
  grants: [
    aCreditGrant({ name: 'Welcome', granted: '1200' }),
    aCreditGrant({ id: 'r', name: 'Plan', type: 'RECURRING' }),
  ],
  resources: [],
  names: { 'currency-credits': 'API credits' },
  readAt: now,
  ...vary,
})

export const noCredits = (): CreditsWorld => ({
  customers: [],
  overview: null,
  ledger: [{ entries: [], next: null }],
  preview: failure('stigg.not-found', 'No such customer'),
  autoRecharge: null,
})

/** The calls about credits, kept by a fake. */
export function fakeCredits(os: Os, world: World) {
  const refuse = (because: Failure) => ({ message: because.message, data: because })
  return {
    customers: os.credits.customers.handler(({ input }) =>
      world.credits.customers.filter(({ accountName }) =>
        accountName.toLowerCase().includes(input.search.toLowerCase()),
      ),
    ),
    overview: os.credits.overview.handler(({ errors }) => {
      if (world.credits.overview) return world.credits.overview
      throw errors.FAILURE(refuse(failure('stigg.not-found', 'No such customer')))
    }),
    ledger: os.credits.ledger.handler(({ input }) => {
      const page = world.credits.ledger[input.cursor === null ? 0 : Number(input.cursor)]
      return page ?? { entries: [], next: null }
    }),
    consumption: os.credits.consumption.handler(() => ({
      series: [
        {
          featureId: 'feature-calls',
          featureName: 'API calls',
          total: '30',
          points: [
            { at: '2026-11-16T00:00:00.000Z', amount: '10' },
            { at: '2026-11-17T00:00:00.000Z', amount: '20' },
          ],
        },
      ],
    })),
    autoRecharge: os.credits.autoRecharge.handler(() => world.credits.autoRecharge),
    preview: os.credits.preview.handler(({ errors }) => {
      const { preview } = world.credits
      if ('message' in preview) throw errors.FAILURE(refuse(preview))
      return preview
    }),
    apply: os.credits.apply.handler(async function* ({ input, signal }) {
      world.written.push({ call: 'credits.apply', input })
      return yield* world.apply(signal)
    }),
  }
}
