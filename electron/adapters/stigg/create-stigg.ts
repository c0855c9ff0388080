import type { StiggPort, WriterPort } from '#core/ports'
import type { StiggStep } from '#shared/domain/step'
import { createWriter } from './create-writer.ts'
import { createHttp } from './http.ts'
import type { HttpOptions } from './http.ts'
import { customerTie } from './customer-tie.ts'
import { linkCustomers } from './link-customers.ts'
import { createPlanProducts } from './plan-products.ts'
import { readCatalog } from './read-catalog.ts'
import { readCostPreview } from './read-cost.ts'
import { findCustomer, findSubscription } from './find.ts'
import { readCustomersOfAccount, readHoldings, readSubscriptions } from './read-customer.ts'
import { readCustomerState } from './read-customer-state.ts'
import { readEntitledTo, readHeldBy } from './read-entitled.ts'
import { readEnvironment, readSalesforceIntegration } from './read-environment.ts'
import { readAutoRecharge, readConsumption, readCreditState, readLedger } from './read-credits.ts'
import { readWorkflowCustomer, readWorkflowTriggers } from './read-workflows.ts'
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
    findCustomer: (customerId, signal) => findCustomer(http, customerId, signal),
    customersOfAccount: (accountId, signal) => readCustomersOfAccount(http, accountId, signal),
    subscriptionsOf: (customerId, signal) => readSubscriptions(http, customerId, signal),
    holdings: (customerId, signal) => readHoldings(http, customerId, signal),
    creditState: (customerId, signal) => readCreditState(http, customerId, signal),
    creditLedger: (pool, cursor, signal) => readLedger(http, pool, cursor, signal),
    creditConsumption: (pool, range, signal) => readConsumption(http, pool, range, signal),
    creditAutoRecharge: (about, signal) => readAutoRecharge(http, about, signal),
    workflowTriggers: (signal) => readWorkflowTriggers(http, signal),
    workflowCustomer: (customerId, signal) => readWorkflowCustomer(http, customerId, signal),
    entitledTo: (customerId, signal) => readEntitledTo(http, customerId, signal),
    heldBy: (customerId, signal) => readHeldBy(http, customerId, signal),
    roomIn: (underWay) => http.roomIn(underWay),
    linkCustomers: (signal) => linkCustomers(http, signal),
    customerTie: (customerId, signal) => customerTie(http, customerId, signal),
    searchCustomers: (asked, limit, signal) => searchCustomers(http, asked, limit, signal),
    markedSubscriptions: (orgId, signal) => markedSubscriptions(http, orgId, signal),
  }
  return { reader, writer: createWriter(http) }
}
