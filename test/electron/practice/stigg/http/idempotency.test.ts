import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, enterprise, openLab, type Lab } from '../lab.ts'

const grant = { currencyId: 'currency-api-credits', amount: 10, displayName: 'Top-up', grantType: 'PROMOTIONAL' }

describe('an idempotency key', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
    await lab.control('POST', '/rate-limits', { enabled: false })
  })
  afterAll(() => lab.stop())

  it('gives the same answer again with one effect, however often and at once', async () => {
    let n = 0
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), async (times) => {
        const customerId = await lab.customer(`replay-${n++}`)
        const body = { ...grant, customerId }
        const send = () => lab.post('/credits/grants', body, { 'Idempotency-Key': `replay-${customerId}` })
        const replies = await Promise.all(Array.from({ length: times }, send))
        for (const reply of replies) expect([reply.status, reply.body]).toEqual([201, replies[0]?.body])
        expect((await lab.get(`/credits/grants?customerId=${customerId}`)).body.data).toHaveLength(1)
        const kept = await lab.control('GET', `/idempotency/replay-${customerId}`)
        expect(kept.body['replays']).toBe(times - 1)
      }),
      { numRuns: 15 },
    )
  })

  it('survives an answer that never arrived', async () => {
    const customerId = await lab.customer('reset')
    const body = { ...grant, customerId }
    const headers = { 'Idempotency-Key': 'after-reset' }
    await expect(lab.post('/credits/grants', body, { ...headers, 'X-Practice-Fault': 'reset-after' })).rejects.toThrow()
    expect((await lab.post('/credits/grants', body, headers)).status).toBe(201)
    expect((await lab.get('/credits/grants?customerId=reset')).body.data).toHaveLength(1)
  })

  it('is refused with another request, but not for another order of the same fields', async () => {
    const headers = { 'Idempotency-Key': 'one-request' }
    const first = await lab.post('/customers', { id: 'ordered', name: 'A' }, headers)
    expect((await lab.post('/customers', { name: 'A', id: 'ordered' }, headers)).body).toEqual(first.body)
    const other = await lab.post('/customers', { id: 'ordered', name: 'B' }, headers)
    expect([other.status, other.body.code]).toEqual([400, 'BadUserInput'])
    const long = await lab.post('/customers', { id: 'long' }, { 'Idempotency-Key': 'x'.repeat(256) })
    expect(long.status).toBe(400)
  })

  it('is forgotten after a day', async () => {
    const headers = { 'Idempotency-Key': 'a-day' }
    expect((await lab.post('/customers', { id: 'a-day' }, headers)).status).toBe(201)
    lab.advance(DAY)
    expect((await lab.post('/customers', { id: 'a-day' }, headers)).status).toBe(409)
  })

  it('keeps a refusal by a rule, unless that is switched off, and never one of the request itself', async () => {
    const headers = { 'Idempotency-Key': 'refused' }
    const order = enterprise('late-customer')
    expect((await lab.post('/subscriptions', order, headers)).status).toBe(404)
    await lab.customer('late-customer')
    expect((await lab.post('/subscriptions', order, headers)).status).toBe(404)
    expect((await lab.post('/subscriptions', { ...order, nope: 1 }, { 'Idempotency-Key': 'bad' })).status).toBe(400)
    expect((await lab.post('/subscriptions', order, { 'Idempotency-Key': 'bad' })).status).toBe(201)
    await lab.control('POST', '/idempotency', { keepsRefusals: false })
    const other = { 'Idempotency-Key': 'not-kept' }
    expect((await lab.post('/subscriptions', enterprise('later-customer'), other)).status).toBe(404)
    await lab.customer('later-customer')
    expect((await lab.post('/subscriptions', enterprise('later-customer'), other)).status).toBe(201)
  })
})

describe('two orders of one subscription id at once', () => {
  it('make one subscription and one conflict', async () => {
    const lab = await openLab()
    await lab.customer('twice')
    const order = enterprise('twice', { id: 'sub-twice' })
    const replies = await Promise.all([lab.post('/subscriptions', order), lab.post('/subscriptions', order)])
    expect(replies.map(({ status }) => status).sort((left, right) => left - right)).toEqual([201, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('DuplicatedEntityNotAllowed')
    await lab.stop()
  })
})
