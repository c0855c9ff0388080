import { fail, ok, type Result } from '#shared/failure'

import { orThrow, type ContractImplementer } from '../edge.ts'
import type { CoreServices } from '../services.ts'
import { checkoutsOf, dealsOf, entitlementsPart, subscriptionsPart } from './parts.ts'
import { readPair } from './read-pair.ts'

/** The parts of the page of one customer or account: each a call of its own. */
export const customerHandlers = (os: ContractImplementer, core: CoreServices) => {
  const { stigg, mirror, journal } = core.ports
  const now = () => core.ports.clock.now().toISOString()
  return {
    get: os.customers.get.handler(async ({ input: { customerId }, errors, signal }) => {
      orThrow(await core.context(), errors)
      const found = core.noted(await stigg.findCustomer(customerId, signal))
      return { customer: orThrow(there(found, 'customer', customerId), errors), readAt: now() }
    }),
    ofSubscription: os.customers.ofSubscription.handler(async ({ input: { subscriptionId }, errors, signal }) => {
      orThrow(await core.context(), errors)
      const found = core.noted(await stigg.findSubscription(subscriptionId, signal))
      return { customerId: orThrow(there(found, 'subscription', subscriptionId), errors).customerId }
    }),
    pair: os.customers.pair.handler(async ({ input, errors, signal }) => {
      const context = orThrow(await core.context(), errors)
      return orThrow(core.noted(await readPair(input, context, core.ports, signal)), errors)
    }),
    subscriptions: os.customers.subscriptions.handler(async ({ input: { customerId }, errors, signal }) => {
      const context = orThrow(await core.context(), errors)
      const all = orThrow(core.noted(await stigg.subscriptionsOf(customerId, signal)), errors)
      const checkouts = checkoutsOf(customerId, journal)
      core.openUrls([...all.map(({ latestInvoice }) => latestInvoice?.pdfUrl), ...checkouts.map(({ url }) => url)])
      return subscriptionsPart(all, context, checkouts, now())
    }),
    entitlements: os.customers.entitlements.handler(async ({ input: { customerId }, errors, signal }) => {
      const context = orThrow(await core.context(), errors)
      return entitlementsPart(orThrow(core.noted(await stigg.holdings(customerId, signal)), errors), context, now())
    }),
    deals: os.customers.deals.handler(({ input }) => dealsOf(input, mirror)),
  }
}

/** What was looked for, or the failure that says that it is not there. */
const there = <T>(found: Result<T | null>, kind: string, id: string): Result<T> =>
  !found.ok
    ? found
    : found.value === null
      ? fail('stigg.not-found', `There is no such ${kind}`, { [`${kind}Id`]: id, name: id })
      : ok(found.value)
