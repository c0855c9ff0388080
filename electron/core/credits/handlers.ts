import type { CreditOverview } from '#shared/contract/credits'
import { balancesOf } from '#shared/domain/credit-grant'
import { fail } from '#shared/failure'

import { orThrow, streamOrThrow, type ContractImplementer } from '../edge.ts'
import type { CreditState } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'
import type { CoreServices } from '../services.ts'
import { applyCredits, previewCredits } from './run-credits.ts'

const mostCustomers = 200

export const creditHandlers = (os: ContractImplementer, core: CoreServices) => ({
  customers: os.credits.customers.handler(({ input: { search } }) => [
    ...core.ports.mirror.customers(search, mostCustomers),
  ]),
  overview: os.credits.overview.handler(async ({ input: { customerId }, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    const state = orThrow(core.noted(await core.ports.stigg.creditState(customerId, signal)), errors)
    if (state === null) {
      return orThrow(fail('stigg.not-found', 'There is no such customer', { customerId, name: customerId }), errors)
    }
    core.openInvoices(state.grants)
    return overviewOf(state, context, core.ports.clock.now().toISOString())
  }),
  ledger: os.credits.ledger.handler(async ({ input: { cursor, ...pool }, errors, signal }) => {
    orThrow(await core.context(), errors)
    return orThrow(core.noted(await core.ports.stigg.creditLedger(pool, cursor, signal)), errors)
  }),
  consumption: os.credits.consumption.handler(async ({ input: { range, ...pool }, errors, signal }) => {
    orThrow(await core.context(), errors)
    return orThrow(core.noted(await core.ports.stigg.creditConsumption(pool, range, signal)), errors)
  }),
  autoRecharge: os.credits.autoRecharge.handler(async ({ input, errors, signal }) => {
    orThrow(await core.context(), errors)
    return orThrow(core.noted(await core.ports.stigg.creditAutoRecharge(input, signal)), errors)
  }),
  preview: os.credits.preview.handler(async ({ input: { act }, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return orThrow(core.noted(await previewCredits(act, context, core.runPorts, signal)), errors)
  }),
  apply: os.credits.apply.handler(async ({ input, errors, signal }) => {
    const context = orThrow(await core.context(), errors)
    return streamOrThrow(applyCredits(input, context, core.runPorts, signal), errors)
  }),
})

function overviewOf(
  { customer, grants, resources, told }: CreditState,
  { catalog }: Context,
  now: string,
): CreditOverview {
  return {
    customer,
    balances: balancesOf(grants, told, now),
    grants: [...grants],
    resources: [...resources],
    names: Object.fromEntries(catalog.currencies.map(({ id, name }) => [id, name])),
    readAt: now,
  }
}
