import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Result } from '#shared/failure'
import { openPracticeStigg, type PracticeStigg } from './practice.ts'

/* Everything of one customer as the practice environment holds it, read over HTTP. */

const customerId = 'customer-gannet'
let stigg: PracticeStigg
beforeAll(async () => {
  stigg = await openPracticeStigg()
})
afterAll(() => stigg.close())

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

it('reads every subscription, ended ones too, with what only GraphQL knows', async () => {
  const all = value(await stigg.reader.subscriptionsOf(customerId))
  expect(all.map(({ status }) => status).toSorted()).toEqual(['ACTIVE', 'ACTIVE', 'CANCELED', 'IN_TRIAL'])
  expect(all.find(({ planId }) => planId === 'plan-growth')).toMatchObject({
    billingPeriod: 'ANNUALLY',
    charges: [{ featureId: 'feature-seats', quantity: '60' }],
  })
  expect(value(await stigg.reader.subscriptionsOf('nobody'))).toEqual([])
})

it('reads what may be used, of the whole customer and of each resource, with usage and its period', async () => {
  const { pools, promotional, subscriptions } = value(await stigg.reader.holdings(customerId))
  expect(subscriptions).toHaveLength(4)
  expect(promotional).toMatchObject([{ featureId: 'feature-storage-gb', usageLimit: '1000' }])
  expect(pools.map(({ resourceId, deniedBecause }) => [resourceId, deniedBecause])).toEqual([
    [null, null],
    ['workspace-hangar', null],
  ])
  expect(pools[0]?.entitlements).toContainEqual({
    effective: expect.objectContaining({ featureId: 'feature-api-calls', currentUsage: '612400' }),
    resetPeriod: 'MONTH',
    resetsAt: expect.stringMatching(/^2026-/),
    validUntil: expect.any(String),
  })
})

it('says why a customer may use nothing', async () => {
  const { pools } = value(await stigg.reader.holdings('nobody'))
  expect(pools).toEqual([{ resourceId: null, deniedBecause: 'CustomerNotFound', entitlements: [] }])
})

it('finds the customers that an account is linked to, and a customer by its ID', async () => {
  const customer = value(await stigg.reader.findCustomer(customerId))
  expect(customer).toMatchObject({ id: customerId, hasPaymentMethod: true })
  const accountId = customer?.salesforceAccountId ?? ''
  expect(value(await stigg.reader.customersOfAccount(accountId))).toEqual([customer])
  expect(value(await stigg.reader.customersOfAccount('0015g00000ZZZZZAAA'))).toEqual([])
  expect(value(await stigg.reader.findCustomer('nobody'))).toBeNull()
})
