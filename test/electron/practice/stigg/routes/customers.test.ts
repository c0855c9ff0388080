import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CARD, enterprise, openLab, type Lab } from '../lab.ts'

describe('customers', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
    await lab.control('POST', '/rate-limits', { enabled: false })
  })
  afterAll(() => lab.stop())

  it('are made with every documented field, and read back whole', async () => {
    const body = {
      id: '001Dn00000AbCdEIAV',
      name: 'Acme Corp',
      email: 'billing@acme.com',
      billingCurrency: 'usd',
      billingId: 'cus_1',
      couponId: 'coupon-launch-20',
      language: 'en',
      timezone: 'America/New_York',
      defaultPaymentMethod: CARD,
      integrations: [
        { id: 'integration-salesforce-practice', vendorIdentifier: 'SALESFORCE', syncedEntityId: '001Dn00000AbCdEIAV' },
      ],
      metadata: { companionOrg: '00D5g000004XyZQEA0' },
      passthrough: { stripe: { billingAddress: { country: 'DK' }, taxIds: [{ type: 'eu_vat', value: 'DK1' }] } },
    }
    const stamps = { createdAt: '2026-03-10T12:00:00.000Z', updatedAt: '2026-03-10T12:00:00.000Z', archivedAt: null }
    const made = await lab.post('/customers', body)
    expect([made.status, made.body]).toEqual([201, { data: { ...body, ...stamps } }])
    const read = await lab.get('/customers/001Dn00000AbCdEIAV')
    expect([read.status, read.body]).toEqual([200, made.body])
  })

  it.each([
    ['no id', {}],
    ['an id with a space', { id: 'a b' }],
    ['an id that begins with a dot', { id: '.a' }],
    ['an id of 256 characters', { id: 'a'.repeat(256) }],
    ['an e-mail address that is none', { id: 'x', email: 'nobody' }],
    ['an upper-case currency', { id: 'x', billingCurrency: 'USD' }],
    ['metadata that are no strings', { id: 'x', metadata: { n: 1 } }],
    ['a link without a vendor', { id: 'x', integrations: [{ id: 'i', syncedEntityId: 'y' }] }],
    ['a payment method with keys missing', { id: 'x', defaultPaymentMethod: { type: 'CARD' } }],
    ['an unknown field', { id: 'x', salesforceId: 'y' }],
  ])('are refused with %s', async (_words, body) => {
    const reply = await lab.post('/customers', body)
    expect([reply.status, reply.body.code]).toEqual([400, 'BadUserInput'])
  })

  it('take any id that the pattern allows, addressed percent-encoded', async () => {
    for (const id of ['a', 'A_b|c.d@e-f', 'a'.repeat(255)]) {
      await lab.customer(id, { email: null })
      expect((await lab.get(`/customers/${encodeURIComponent(id)}`)).body.data['id']).toBe(id)
    }
  })

  it('conflict when the id is taken, archived or not', async () => {
    await lab.customer('taken')
    expect((await lab.post('/customers', { id: 'taken' })).body.code).toBe('DuplicatedEntityNotAllowed')
    await lab.post('/customers/taken/archive')
    expect((await lab.post('/customers', { id: 'taken' })).status).toBe(409)
  })

  it('are missing with 404', async () => {
    for (const reply of [await lab.get('/customers/nobody'), await lab.patch('/customers/nobody', {})]) {
      expect([reply.status, reply.body.code]).toEqual([404, 'CustomerNotFound'])
    }
  })

  it('change in the fields given: null clears, an empty coupon clears, metadata are replaced', async () => {
    await lab.customer('changed', { couponId: 'coupon-nonprofit', metadata: { a: '1' }, language: 'en' })
    lab.advance(1000)
    const reply = await lab.patch('/customers/changed', { name: null, couponId: '', metadata: { b: '2' } })
    expect(reply.status).toBe(200)
    expect(reply.body.data).toMatchObject({ name: null, couponId: null, metadata: { b: '2' }, language: 'en' })
    expect(reply.body.data['updatedAt']).not.toBe(reply.body.data['createdAt'])
    const archived = await lab.patch('/customers/changed', { couponId: 'coupon-summer-2024' })
    expect([archived.status, archived.body.code]).toEqual([400, 'ArchivedCouponCantBeApplied'])
    expect((await lab.patch('/customers/changed', { couponId: 'coupon-none' })).body.code).toBe('CouponNotFound')
    expect((await lab.patch('/customers/changed', { id: 'other' })).status).toBe(400)
  })

  it('lose their subscriptions when archived, take no new ones, and come back without them', async () => {
    await lab.customer('leaving')
    await lab.post('/subscriptions', enterprise('leaving', { id: 'sub-leaving' }))
    const archived = await lab.post('/customers/leaving/archive')
    expect(archived.body.data['archivedAt']).not.toBeNull()
    const ended = await lab.get('/subscriptions/sub-leaving')
    expect(ended.body.data).toMatchObject({ status: 'CANCELED', cancelReason: 'CustomerArchived' })
    const refused = await lab.post('/subscriptions', enterprise('leaving'))
    expect([refused.status, refused.body.code]).toEqual([400, 'EntityIsArchivedError'])
    expect((await lab.get('/customers/leaving/entitlements')).body.data['accessDeniedReason']).toBe(
      'CustomerIsArchived',
    )
    expect((await lab.post('/customers/leaving/unarchive')).body.data['archivedAt']).toBeNull()
    expect((await lab.post('/subscriptions', enterprise('leaving'))).status).toBe(201)
  })

  it('are found by exact e-mail and name', async () => {
    await lab.customer('findable', { name: 'Søren & Co', email: 'soren@example.test' })
    const byEmail = await lab.get('/customers?email=soren%40example.test')
    const byName = await lab.get(`/customers?name=${encodeURIComponent('Søren & Co')}`)
    for (const reply of [byEmail, byName]) expect(reply.body.data.map(({ id }) => id)).toEqual(['findable'])
    expect((await lab.get('/customers?name=Søren')).body.data).toEqual([])
  })

  it('get and lose a payment method', async () => {
    await lab.customer('payer')
    const body = { integrationId: 'integration-stripe-practice', paymentMethodId: 'pm_7', vendorIdentifier: 'STRIPE' }
    const attached = await lab.post('/customers/payer/payment-method', body)
    expect(attached.body.data['defaultPaymentMethod']).toMatchObject({ billingId: 'pm_7', type: 'CARD' })
    expect((await lab.remove('/customers/payer/payment-method')).body.data['defaultPaymentMethod']).toBeNull()
    expect((await lab.remove('/customers/payer/payment-method')).body.code).toBe('PaymentMethodNotFoundError')
  })

  it('are imported with their Salesforce id, newer ones left alone', async () => {
    await lab.customer('known', { name: 'Known' })
    const old = { id: 'known', name: 'Older', email: null, updatedAt: '2020-01-01T00:00:00Z' }
    const fresh = { id: 'imported', name: 'Imported', email: null, salesforceId: '0015g00000ImPoRtAA' }
    const reply = await lab.post('/customers/import', { customers: [old, fresh] })
    expect(reply.body.data).toEqual({ newCustomers: ['imported'] })
    expect((await lab.get('/customers/known')).body.data['name']).toBe('Known')
    const links = (await lab.get('/customers/imported')).body.data['integrations']
    expect(links).toMatchObject([{ vendorIdentifier: 'SALESFORCE', syncedEntityId: '0015g00000ImPoRtAA' }])
  })
})
