import { afterAll, beforeAll, expect, it } from 'vitest'

import { openPracticeStigg, type PracticeStigg } from './practice.ts'

/* Credits as the practice environment holds them, read over HTTP. */

const customerId = 'customer-tidewater'
const pool = { customerId, currencyId: 'currency-api-credits', resourceId: null }
let stigg: PracticeStigg
beforeAll(async () => {
  stigg = await openPracticeStigg()
})
afterAll(() => stigg.close())

it('reads a customer with grants of every state, the newest first', async () => {
  const state = await stigg.reader.creditState(customerId)
  if (!state.ok || !state.value) throw new Error('Nothing was read')
  const { grants, customer, hasBilling, told } = state.value
  expect(customer.id).toBe(customerId)
  expect(hasBilling).toBe(true)
  expect(new Set(grants.map(({ status }) => status))).toEqual(
    new Set(['ACTIVE', 'EXPIRED', 'PAYMENT_PENDING', 'SCHEDULED', 'VOIDED']),
  )
  const made = grants.map(({ createdAt }) => createdAt)
  expect(made).toEqual(made.toSorted().toReversed())
  expect(grants.find(({ status }) => status === 'PAYMENT_PENDING')?.invoice).toMatchObject({ status: 'OPEN' })
  expect(told.map(({ currencyId }) => currencyId)).toContain('currency-api-credits')
})

it('reads the grants of each resource that a subscription names', async () => {
  const owner = { customerId: 'customer-of-sites', resourceId: 'site-a' }
  await stigg.raw('POST', '/api/v1/customers', { id: owner.customerId, name: 'Sites' })
  await stigg.raw('POST', '/api/v1/subscriptions', { ...owner, planId: 'plan-workspace' })
  const body = {
    customerId: owner.customerId,
    currencyId: 'currency-api-credits',
    amount: 12.5,
    displayName: 'Of a resource',
    grantType: 'PROMOTIONAL',
    resourceId: owner.resourceId,
  }
  await stigg.raw('POST', '/api/v1/credits/grants', body)
  const state = await stigg.reader.creditState(owner.customerId)
  if (!state.ok || !state.value) throw new Error('Nothing was read')
  expect(state.value.resources).toContain(owner.resourceId)
  expect(state.value.grants).toContainEqual(
    expect.objectContaining({ name: 'Of a resource', granted: '12.5', resourceId: owner.resourceId }),
  )
})

it('has nothing for an ID that nobody has', async () => {
  expect(await stigg.reader.creditState('nobody')).toEqual({ ok: true, value: null })
})

it('reads the ledger page by page, each entry once', async () => {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page = await stigg.reader.creditLedger(pool, cursor)
    if (!page.ok) throw new Error(page.failure.message)
    ids.push(...page.value.entries.map(({ id }) => id))
    cursor = page.value.next
  } while (cursor !== null)
  expect(ids.length).toBeGreaterThan(25)
  expect(new Set(ids).size).toBe(ids.length)
})

it('reads what was consumed, by feature and day', async () => {
  const used = await stigg.reader.creditConsumption(pool, 'LAST_MONTH')
  if (!used.ok) throw new Error(used.failure.message)
  const points = used.value.series.flatMap((series) => series.points)
  expect(points.length).toBeGreaterThan(5)
  for (const { at } of points) expect(at).toMatch(/T00:00:00\.000Z$/)
})

it('tells an auto-recharge that is on from one that is switched off, and from none', async () => {
  const of = (currencyId: string) => stigg.reader.creditAutoRecharge({ customerId, currencyId })
  expect(await of('currency-api-credits')).toEqual({
    ok: true,
    value: {
      isEnabled: true,
      below: { of: 'credits', amount: '2000' },
      target: '10000',
      spendLimit: '3000',
      expiresAfter: 'year',
    },
  })
  expect(await of('cred-type-ai-tokens')).toMatchObject({
    ok: true,
    value: { isEnabled: false, below: { of: 'money', amount: '50' }, spendLimit: null, expiresAfter: 'month' },
  })
  await stigg.raw('POST', '/api/v1/customers', { id: 'customer-plain', name: 'Plain' })
  const plain = { customerId: 'customer-plain', currencyId: 'currency-api-credits' }
  expect(await stigg.reader.creditAutoRecharge(plain)).toEqual({ ok: true, value: null })
})

it('hands a refusal on as a failure', async () => {
  await stigg.failNext('500', { path: '/credits/ledger' }, null)
  expect(await stigg.reader.creditLedger(pool, null)).toMatchObject({ ok: false })
})
