import type { StiggPort, WriterPort } from '#core/ports'
import type { StiggStep } from '#shared/domain/run'
import { createWriter } from './create-writer.ts'
import { createHttp } from './http.ts'
import type { HttpOptions } from './http.ts'
import { linkCustomers } from './link-customers.ts'
import { createPlanProducts } from './plan-products.ts'
import { readCatalog } from './read-catalog.ts'
import { readCostPreview } from './read-cost.ts'
import { findSubscription } from './find.ts'
import { readCustomerState } from './read-customer-state.ts'
import { readEnvironment, readSalesforceIntegration } from './read-environment.ts'
import { readConsumption, readCreditState, readLedger } from './read-credits.ts'
import { markedSubscriptions } from './read-marked.ts'
import { searchCustomers } from './search-customers.ts'

export interface Stigg {
  readonly reader: StiggPort
  /** For the write gateway alone. */
  readonly writer: WriterPort<StiggStep>
}

/**
 * A client of one Stigg environment, which its API key chooses. Nothing is sent before the first call.
 * Reader and writer share one queue and one circuit.
 * Source: Stigg REST API v1 and GraphQL API.
 */
export function createStigg(options: HttpOptions): Stigg {
  const http = createHttp(options)
  const planProducts = createPlanProducts(http)
  const now = () => options.clock.now()
  const reader: StiggPort = {
    environment: (signal) => readEnvironment(http, new URL(options.baseUrl).host, signal),
    async catalog(signal) {
      const catalog = await readCatalog(http, now, signal)
      if (catalog.ok) planProducts.learn(catalog.value.plans)
      return catalog
    },
    salesforceIntegration: (signal) => readSalesforceIntegration(http, signal),
    customerState: (about, signal) => readCustomerState(http, about, { planProducts, now }, signal),
    costPreview: (request, signal) => readCostPreview(http, request, signal),
    findSubscription: (subscriptionId, signal) => findSubscription(http, subscriptionId, signal),
    creditState: (customerId, signal) => readCreditState(http, customerId, signal),
    creditLedger: (pool, cursor, signal) => readLedger(http, pool, cursor, signal),
    creditConsumption: (pool, range, signal) => readConsumption(http, pool, range, signal),
    roomIn: (underWay) => http.roomIn(underWay),
    linkCustomers: (signal) => linkCustomers(http, signal),
    searchCustomers: (asked, limit, signal) => searchCustomers(http, asked, limit, signal),
    markedSubscriptions: (orgId, signal) => markedSubscriptions(http, orgId, signal),
  }
  return { reader, writer: createWriter(http) }
}
