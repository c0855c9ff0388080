import { useQuery } from '@tanstack/react-query'

import { toId18 } from '#shared/domain/salesforce-id'

import { useQueries } from '../../data/companion.tsx'

/** Deals and runs shown on the page; all of them are in the inbox and under the runs. */
const mostRuns = 20

/** What this machine knows of a customer and of an account: read at once, and told again when it moves. */
export function useKnown(about: { readonly customerId: string | null; readonly accountId: string | null }) {
  const queries = useQueries()
  const known = { customerId: about.customerId, accountId: about.accountId === null ? null : toId18(about.accountId) }
  return {
    deals: useQuery(queries.customers.deals.queryOptions({ input: known })),
    runs: useQuery(queries.runs.list.queryOptions({ input: { about: known, limit: mostRuns } })),
  }
}

/** The parts of a customer's page, each with a life of its own. They are read live, and given up on leaving. */
export function useCustomer(customerId: string) {
  const queries = useQueries()
  const live = { input: { customerId }, retry: false } as const
  return {
    head: useQuery(queries.customers.get.queryOptions(live)),
    pair: useQuery(queries.customers.pair.queryOptions(live)),
    subscriptions: useQuery(queries.customers.subscriptions.queryOptions(live)),
    entitlements: useQuery(queries.customers.entitlements.queryOptions(live)),
    credits: useQuery(queries.credits.overview.queryOptions(live)),
  }
}
