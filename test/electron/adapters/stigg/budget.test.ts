import { describe, expect, it } from 'vitest'

import { createBudget, operationOf } from '#adapters/stigg/budget'
import { stoppedClock } from '#test/fakes/small-ports'

describe('which limit a call counts against', () => {
  it.each([
    ['POST', '/api/v1/customers', 'provisionCustomer'],
    ['PATCH', '/api/v1/customers/acme', 'updateOneCustomer'],
    ['POST', '/api/v1/subscriptions', 'provisionSubscription'],
    ['PATCH', '/api/v1/subscriptions/sub-1?x=1', 'updateOneSubscription'],
    ['POST', '/api/v1/subscriptions/preview', null],
    ['GET', '/api/v1/customers/acme', null],
    ['GET', '/api/v1/customers/acme/entitlements', 'entitlements'],
    ['GET', '/api/v1/subscriptions?customerId=acme', 'subscriptions'],
    ['GET', '/api/v1/subscriptions/sub-1', null],
    ['POST', null, null],
  ])('%s %s: %s', (method, path, operation) => {
    expect(operationOf({ method, path })).toBe(operation)
  })
})

describe('what is left of a minute', () => {
  it('leaves room for people before the background has used it up', async () => {
    const clock = stoppedClock()
    const budget = createBudget(() => clock.now().getTime())
    expect(budget.roomIn(0)).toBe(0)
    for (let sent = 0; sent < 241; sent += 1) await budget.take('provisionSubscription')
    expect(budget.roomIn(0)).toBe(0)
    await budget.take('provisionSubscription')
    expect(budget.roomIn(0)).toBeGreaterThan(0)
    // A person's own call still goes out at once.
    expect(await budget.take('provisionSubscription')).toBe(true)
  })

  it('keeps reads in the background back while those of people go out', async () => {
    const budget = createBudget(() => 0)
    for (let sent = 0; sent < 1200; sent += 1) await budget.take('subscriptions', undefined, true)
    const gone = new AbortController()
    const waiting = budget.take('subscriptions', gone.signal, true)
    expect(await budget.take('subscriptions')).toBe(true)
    gone.abort()
    expect(await waiting).toBe(false)
  })

  it('counts deals that are under way and have not been sent yet', async () => {
    const budget = createBudget(() => 0)
    for (let sent = 0; sent < 236; sent += 1) await budget.take('provisionSubscription')
    expect(budget.roomIn(0)).toBe(0)
    expect(budget.roomIn(6)).toBeGreaterThan(0)
  })

  it('is whole again after a minute', async () => {
    const clock = stoppedClock()
    const budget = createBudget(() => clock.now().getTime())
    for (let sent = 0; sent < 250; sent += 1) await budget.take('provisionSubscription')
    clock.advance(61_000)
    expect(budget.roomIn(0)).toBe(0)
  })

  it('is nothing for as long as the service asks for', () => {
    const clock = stoppedClock()
    const budget = createBudget(() => clock.now().getTime())
    budget.hold('provisionSubscription', 7_000)
    expect(budget.roomIn(0)).toBe(7_000)
    clock.advance(7_000)
    expect(budget.roomIn(0)).toBe(0)
  })

  it('lets a caller who waits for it give up', async () => {
    const budget = createBudget(() => 0)
    budget.hold('provisionSubscription', 60_000)
    const gone = new AbortController()
    const waiting = budget.take('provisionSubscription', gone.signal)
    gone.abort()
    expect(await waiting).toBe(false)
  })
})
