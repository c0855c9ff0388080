import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterprise, openLab, team, type Lab, textOf } from '../lab.ts'

describe('what a tester can do to the Stigg simulator', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
    await lab.customer('acme')
  })
  afterAll(() => lab.stop())

  it.each([
    ['ObjectAlreadyBeingUsedByAnotherRequestError', 409],
    ['OperationTimeout', 504],
    ['RateLimitExceeded', 429],
    ['UnexpectedError', 500],
    ['ApiKeyExpired', 401],
    ['AccessDeniedError', 403],
  ])('%s by name, without an effect, in the shape of the API that was asked', async (name, status) => {
    const headers = { 'X-Practice-Fault': name }
    const rest = await lab.post('/customers', { id: 'never' }, headers)
    expect([rest.status, rest.body.code]).toEqual([status, name])
    expect((await lab.get('/customers/never')).status).toBe(404)
    const graphql = await lab.graphql('{ currentEnvironment }', {}, headers)
    expect(graphql.status).toBe([401, 403, 429].includes(status) ? status : 200)
    expect(graphql.body['errors']?.[0]?.['extensions']).toMatchObject({ code: name })
  })

  it('an open invoice, and a payment that is required, once each by a rule', async () => {
    const rule = (fault: string) => ({ match: { method: 'POST', path: '/subscriptions$' }, fault })
    await lab.control('POST', '/faults', rule('open-invoice'))
    const order = enterprise('acme', { id: 'sub-1' })
    const blocked = await lab.post('/subscriptions', order)
    expect([blocked.status, blocked.body.code]).toEqual([400, null])
    await lab.control('POST', '/faults', rule('PAYMENT_REQUIRED'))
    const unpaid = await lab.post('/subscriptions', order)
    expect(unpaid.body.data).toMatchObject({ id: 'sub-1', status: 'PAYMENT_REQUIRED', subscription: null })
    const checkout = textOf(unpaid.body.data['checkoutBillingId'])
    const paid = await lab.control('POST', `/checkouts/${checkout}/complete`)
    expect(paid.body.data).toMatchObject({ id: 'sub-1', status: 'SUCCESS' })
    expect((await lab.get('/subscriptions/sub-1')).status).toBe(200)
  })

  it('a timeout after the effect', async () => {
    const reply = await lab.post('/customers', { id: 'timed-out' }, { 'X-Practice-Fault': 'timeout-after-commit' })
    expect([reply.status, reply.body.code]).toEqual([504, 'OperationTimeout'])
    expect((await lab.get('/customers/timed-out')).status).toBe(200)
  })

  it('a bare status, in the words of the service', async () => {
    const limited = await lab.post('/customers', { id: 'x' }, { 'X-Practice-Fault': '429-retry-after' })
    expect([limited.status, limited.body.code, limited.headers.get('Retry-After')]).toEqual([
      429,
      'RateLimitExceeded',
      '2',
    ])
  })

  it('payment methods, settled invoices and consumption', async () => {
    await lab.customer('helped')
    const order = team('helped', { id: 'sub-helped', paymentCollectionMethod: 'INVOICE' })
    await lab.post('/subscriptions', order)
    const settled = await lab.control('POST', '/invoices/settle', { subscriptionId: 'sub-helped' })
    expect(settled.body.data).toMatchObject({ latestInvoice: { status: 'PAID' } })
    const twice = await lab.control('POST', '/invoices/settle', { subscriptionId: 'sub-helped' })
    expect([twice.status, twice.body.code]).toEqual([400, 'BillingInvoiceStatusError'])
    const card = await lab.control('POST', '/payment-methods', { customerId: 'helped' })
    expect(card.body.data['defaultPaymentMethod']).toMatchObject({ type: 'CARD' })
    const used = { customerId: 'helped', currencyId: 'currency-api-credits', amount: 5 }
    expect((await lab.control('POST', '/credits/consume', used)).status).toBe(200)
  })

  it('an environment that bills through nobody, and one that does again', async () => {
    await lab.customer('unbilled')
    const order = team('unbilled', { paymentCollectionMethod: 'INVOICE' })
    expect((await lab.control('POST', '/billing', { connected: false })).body.data).toEqual({ connected: false })
    expect((await lab.post('/subscriptions', order)).body.code).toBe('BillingIntegrationMissing')
    const shown = await lab.graphql('{ integrations { edges { node { vendorType } } } }')
    expect(shown.body.data['integrations']).toEqual({ edges: [{ node: { vendorType: 'CRM' } }] })
    await lab.control('POST', '/billing', { connected: true })
    expect((await lab.post('/subscriptions', order)).status).toBe(201)
  })

  it('keys with scopes of their own', async () => {
    const secret = 'server-customers-only'
    await lab.control('POST', '/keys', { secret, scopes: ['customers:write'] })
    const headers = { 'X-API-KEY': secret }
    expect((await lab.call('POST', '/api/v1/customers', { id: 'scoped' }, headers)).status).toBe(201)
    expect((await lab.call('GET', '/api/v1/customers/scoped', undefined, headers)).status).toBe(200)
    expect((await lab.call('POST', '/api/v1/subscriptions', enterprise('scoped'), headers)).status).toBe(403)
    await lab.control('DELETE', `/keys/${secret}`)
    expect((await lab.call('GET', '/api/v1/customers', undefined, headers)).status).toBe(401)
  })

  it('nothing, from a page of another origin', async () => {
    const reply = await fetch(`${lab.url}/__practice/rate-limits`, {
      method: 'POST',
      headers: { Origin: 'http://evil.test' },
    })
    expect(reply.status).toBe(403)
  })

  it('a look at every exchange, keys struck out', async () => {
    await lab.get('/products')
    const text = JSON.stringify((await lab.control('GET', '/exchanges')).body)
    expect(text).toContain('/api/v1/products')
    expect(text).not.toContain(lab.stigg.apiKey)
  })
})
