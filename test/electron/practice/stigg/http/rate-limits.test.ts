import { describe, expect, it } from 'vitest'
import { RateLimits } from '#practice/stigg/http/rate-limits'
import { enterprise, openLab } from '../lab.ts'

describe('rate limits', () => {
  it('let 30 changes of one entity pass in a minute, and others meanwhile', async () => {
    const lab = await openLab()
    await lab.customer('busy')
    await lab.customer('quiet')
    await lab.post('/subscriptions', enterprise('busy', { id: 'sub-busy' }))
    const patch = () => lab.patch('/subscriptions/sub-busy', { metadata: {} })
    for (let n = 0; n < 29; n++) expect((await patch()).status).toBe(200)
    const cancel = await lab.post('/subscriptions/sub-busy/cancel', { cancellationTime: 'IMMEDIATE', endDate: null })
    expect(cancel.status).toBe(400)
    const refused = await patch()
    expect([refused.status, refused.body]).toEqual([429, { message: 'Too many requests', code: 'RateLimitExceeded' }])
    expect(refused.headers.has('Retry-After')).toBe(false)
    expect((await lab.get('/subscriptions/sub-busy')).status).toBe(200)
    expect((await lab.patch('/customers/quiet', { name: 'Q' })).status).toBe(200)
    lab.advance(60_000)
    expect((await patch()).status).toBe(200)
    await lab.stop()
  })

  it('can be switched off, and can say when to come back', async () => {
    const lab = await openLab()
    await lab.customer('busy')
    const patch = () => lab.patch('/customers/busy', { name: 'Busy' })
    await lab.control('POST', '/rate-limits', { retryAfter: true })
    for (let n = 0; n < 30; n++) expect((await patch()).status).toBe(200)
    const refused = await patch()
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60'])
    await lab.control('POST', '/rate-limits', { enabled: false })
    for (let n = 0; n < 40; n++) expect((await patch()).status).toBe(200)
    await lab.stop()
  })

  it('count an operation over all entities, in a sliding minute', () => {
    const limits = new RateLimits()
    for (let n = 0; n < 250; n++) {
      expect(limits.take(n * 100, 'provisionSubscription', `customer ${n}`)).toEqual({ passes: true })
    }
    expect(limits.take(25_000, 'provisionSubscription', 'customer x')).toEqual({ passes: false, retryAfterMs: 35_000 })
    expect(limits.take(25_000, 'cancelSubscription', 'customer x')).toEqual({ passes: true })
    expect(limits.take(60_000, 'provisionSubscription', 'customer x')).toEqual({ passes: true })
    expect(limits.take(60_000, 'provisionSubscription', 'customer x').passes).toBe(false)
  })
})
