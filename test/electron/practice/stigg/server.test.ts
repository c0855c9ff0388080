import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRecordStore } from '#practice/record-store'
import { enterprise, openLab, type Lab } from './lab.ts'

describe('the Stigg simulator', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
  })
  afterAll(() => lab.stop())

  it.each([
    ['no key', ''],
    ['an unknown key', 'server-nobody'],
  ])('refuses %s with 401', async (_words, key) => {
    for (const path of ['/api/v1/customers', '/api/v1/nothing', '/api/v1/contracts']) {
      const reply = await lab.call('GET', path, undefined, { 'X-API-KEY': key })
      expect([reply.status, reply.body]).toEqual([401, { message: 'Unauthenticated', code: 'Unauthenticated' }])
    }
  })

  it('lets a read-only and a publishable key read, and refuses their writes with 403', async () => {
    for (const key of [lab.stigg.readOnlyKey, lab.stigg.publishableKey]) {
      const headers = { 'X-API-KEY': key }
      expect((await lab.call('GET', '/api/v1/customers', undefined, headers)).status).toBe(200)
      const preview = { customerId: 'nobody', planId: 'plan-team' }
      expect((await lab.call('POST', '/api/v1/subscriptions/preview', preview, headers)).status).toBe(404)
      const write = await lab.call('POST', '/api/v1/customers', { id: 'x' }, headers)
      expect([write.status, write.body.code]).toEqual([403, 'AccessDeniedError'])
    }
  })

  it('does not mind a slash at the end of a path', async () => {
    expect((await lab.call('GET', '/api/v1/customers/?limit=1')).body.data).toHaveLength(1)
    expect((await lab.call('POST', '/graphql/', { query: '{ __typename }' })).status).toBe(200)
  })

  it('answers 501 and names the route for what Stigg has and practice has not', async () => {
    for (const [method, path] of [
      ['GET', '/contracts'],
      ['GET', '/customers/x/contracts'],
      ['POST', '/plans'],
      ['POST', '/events'],
    ] as const) {
      const reply = await lab.call(method, `/api/v1${path}`, method === 'POST' ? {} : undefined)
      expect(reply.status).toBe(501)
      expect(reply.body.message).toContain(`${method} /api/v1${path}`)
    }
  })

  it('answers 404 in the shape of its errors for what Stigg has not', async () => {
    for (const [method, path] of [
      ['GET', '/plan'],
      ['PUT', '/customers/x'],
      ['DELETE', '/customers/x'],
      ['GET', '/products/product-northwind'],
    ] as const) {
      const reply = await lab.call(method, `/api/v1${path}`)
      expect([reply.status, reply.body]).toEqual([404, { message: `Cannot ${method} /api/v1${path}`, code: null }])
    }
  })

  it('takes JSON only, and says so', async () => {
    const untyped = await lab.call('POST', '/api/v1/customers', '{"id":"x"}', { 'Content-Type': 'text/plain' })
    expect([untyped.status, untyped.body.code]).toEqual([400, 'BadUserInput'])
    const broken = await lab.call('POST', '/api/v1/customers', '{"id":', {})
    expect([broken.status, broken.body.code]).toEqual([400, 'BadUserInput'])
    await lab.control('POST', '/errors', { refusesUntypedBodies: true, shape: 'nested' })
    const strict = await lab.call('POST', '/api/v1/customers', '{"id":"x"}', { 'Content-Type': 'text/plain' })
    expect([strict.status, strict.body]).toEqual([
      401,
      { error: { code: 'Unauthenticated', message: 'Unauthenticated' } },
    ])
    await lab.control('POST', '/errors', { refusesUntypedBodies: false, shape: 'flat' })
  })

  it('opens the pages of a customer and a subscription, with a link to the Salesforce account', async () => {
    const slug = lab.stigg.environmentSlug
    const id = await lab.customer('page|1@x', { name: '<b>Söhne & 株式会社</b>', email: null })
    await lab.post(`/customers/${encodeURIComponent(id)}/integrations`, {
      id: 'integration-salesforce-practice',
      vendorIdentifier: 'SALESFORCE',
      syncedEntityId: '0015g00000AbCdEIAV',
    })
    await lab.post('/subscriptions', enterprise(id, { id: 'sub-page' }))
    const customer = await lab.call('GET', `/${slug}/customers/${encodeURIComponent(id)}`)
    expect(customer.status).toBe(200)
    expect(customer.body).toContain('&lt;b&gt;Söhne &amp; 株式会社&lt;/b&gt;')
    expect(customer.body).toContain('http://127.0.0.1:4010/lightning/r/Account/0015g00000AbCdEIAV/view')
    expect(customer.body).toContain('sub-page')
    const subscription = await lab.call('GET', `/${slug}/subscriptions/sub-page`)
    expect(subscription.body).toContain('ACTIVE')
    expect((await lab.call('GET', `/${slug}/customers/nobody`)).status).toBe(404)
  })
})

describe('what the Stigg simulator keeps', () => {
  it('is there again after a restart, kept answers included', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stigg-lab-'))
    const file = join(folder, 'practice.sqlite')
    const first = openRecordStore(file)
    const before = await openLab({ store: first })
    await before.customer('kept')
    const order = enterprise('kept', { id: 'sub-kept' })
    const made = await before.post('/subscriptions', order, { 'Idempotency-Key': 'key-kept' })
    await before.stop()
    first.close()

    const second = openRecordStore(file)
    const after = await openLab({ store: second })
    expect((await after.get('/subscriptions/sub-kept')).body.data['status']).toBe('ACTIVE')
    expect((await after.post('/subscriptions', order, { 'Idempotency-Key': 'key-kept' })).body).toEqual(made.body)
    await after.stop()
    second.close()
    rmSync(folder, { recursive: true })
  })

  it('is the story again after starting over', async () => {
    const lab = await openLab()
    const before = await lab.get('/customers?limit=100')
    await lab.customer('gone')
    await lab.control('POST', '/rate-limits', { enabled: false })
    expect((await lab.control('POST', '/start-over')).status).toBe(200)
    expect((await lab.get('/customers?limit=100')).body).toEqual(before.body)
    expect((await lab.control('GET', '/rate-limits')).body['enabled']).toBe(true)
    await lab.stop()
  })
})
