import type { implement } from '@orpc/server'

import type {
  CustomerEntitlements,
  CustomerHead,
  CustomerPair,
  CustomerSubscriptions,
} from '#shared/contract/customers'
import type { contract } from '#shared/contract/index'
import type { DealRow } from '#shared/contract/opportunities'
import { failure, type Failure } from '#shared/failure'

import type { World } from './companion.ts'

type Os = ReturnType<typeof implement<typeof contract>>

/** What a fake core knows of one customer, part by part, or why a part cannot be read. */
export interface CustomersWorld {
  head: CustomerHead | Failure
  pair: CustomerPair | Failure
  subscriptions: CustomerSubscriptions | Failure
  entitlements: CustomerEntitlements | Failure
  deals: readonly DealRow[]
}

const missing = failure('stigg.not-found', 'No such customer', { customerId: 'nobody', name: 'nobody' })

export const noCustomers = (): CustomersWorld => ({
  head: missing,
  pair: missing,
  subscriptions: missing,
  entitlements: missing,
  deals: [],
})

/** The calls about customers, kept by a fake. */
export function fakeCustomers(os: Os, world: World) {
  const given = <T extends object>(
    part: T | Failure,
    errors: { readonly FAILURE: (options: { message: string; data: Failure }) => Error },
  ): T => {
    if ('code' in part) throw errors.FAILURE({ message: part.message, data: part })
    return part
  }
  return {
    get: os.customers.get.handler(({ errors }) => given(world.customers.head, errors)),
    ofSubscription: os.customers.ofSubscription.handler(({ errors }) => ({
      customerId: given(world.customers.head, errors).customer.id,
    })),
    pair: os.customers.pair.handler(({ errors }) => given(world.customers.pair, errors)),
    subscriptions: os.customers.subscriptions.handler(({ errors }) => given(world.customers.subscriptions, errors)),
    entitlements: os.customers.entitlements.handler(({ errors }) => given(world.customers.entitlements, errors)),
    deals: os.customers.deals.handler(() => [...world.customers.deals]),
  }
}
