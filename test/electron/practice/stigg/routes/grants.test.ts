import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CARD, DAY, openLab, START, type Lab, textOf } from '../lab.ts'

const later = (days: number) => new Date(Date.parse(START) + days * DAY).toISOString()
const currencyId = 'currency-api-credits'

describe('credits', () => {
  let lab: Lab
  let n = 0
  const fresh = (fields: object = {}) => lab.customer(`customer-${n++}`, fields)
  const promo = (customerId: string, more: object = {}) => ({
    customerId,
    currencyId,
    amount: 100,
    displayName: 'Top-up',
    grantType: 'PROMOTIONAL',
    ...more,
  })
  const paid = (customerId: string, more: object = {}) =>
    promo(customerId, { grantType: 'PAID', cost: { amount: 500, currency: 'usd' }, ...more })
  const balance = async (customerId: string, query = '') => {
    const { data } = (await lab.get(`/customers/${customerId}/entitlements/check?currencyId=${currencyId}${query}`))
      .body
    return Number(data['usageLimit']) - Number(data['currentUsage'])
  }
  const consume = (customerId: string, amount: number, key: string) =>
    lab.post('/credits/consumption', { customerId, currencyId, amount, idempotencyKey: key })
  const ledger = async (customerId: string) =>
    (await lab.get(`/credits/ledger?customerId=${customerId}&limit=100`)).body.data.map(
      ({ eventType, amount }) => `${textOf(eventType)} ${textOf(amount)}`,
    )
  beforeAll(async () => {
    lab = await openLab()
    await lab.control('POST', '/rate-limits', { enabled: false })
  })
  afterAll(() => lab.stop())

  it('are granted whole, read back, and counted in the balance', async () => {
    const customerId = await fresh()
    const body = promo(customerId, {
      comment: 'PO 4711',
      expireAt: later(90),
      priority: 3,
      metadata: { companionRun: 'r1' },
    })
    const made = await lab.post('/credits/grants', body)
    expect(made.status).toBe(201)
    expect(made.body.data).toMatchObject({
      ...body,
      consumedAmount: 0,
      status: 'ACTIVE',
      effectiveAt: START,
      voidedAt: null,
      cost: { amount: 0 },
      sourceType: null,
      paymentCollection: 'NOT_REQUIRED',
      latestInvoice: null,
    })
    expect(made.body.data['id']).toMatch(/^cred-grant-[0-9a-f]+$/)
    expect((await lab.get(`/credits/grants?customerId=${customerId}`)).body.data).toEqual([made.body.data])
    expect(await balance(customerId)).toBe(100)
  })

  it.each<[string, object, number, string]>([
    ['no display name', { displayName: undefined }, 400, 'BadUserInput'],
    ['nothing to grant', { amount: 0 }, 400, 'BadUserInput'],
    ['a type that only Stigg makes', { grantType: 'RECURRING' }, 400, 'BadUserInput'],
    ['an expiry before it is effective', { expireAt: later(-1) }, 400, 'ExpireAtMustBeLaterThanEffectiveAtError'],
    ['an unknown customer', { customerId: 'nobody' }, 404, 'CustomerNotFound'],
    ['an unknown currency', { currencyId: 'currency-none' }, 404, 'CustomCurrencyNotFound'],
    ['an archived currency', { currencyId: 'currency-loyalty-points' }, 400, 'EntityIsArchivedError'],
    ['a paid one without a cost', { grantType: 'PAID' }, 400, 'BadUserInput'],
    [
      'a paid one with nothing to charge',
      { grantType: 'PAID', cost: { amount: 1, currency: 'usd' }, paymentCollectionMethod: 'CHARGE' },
      404,
      'PaymentMethodNotFoundError',
    ],
    [
      'an upper-case currency of its cost',
      { grantType: 'PAID', cost: { amount: 1, currency: 'USD' } },
      400,
      'BadUserInput',
    ],
  ])('are refused with %s', async (_words, more, status, code) => {
    const reply = await lab.post('/credits/grants', promo(await fresh(), more))
    expect([reply.status, reply.body.code]).toEqual([status, code])
  })

  it('paid by invoice can be used once the invoice is paid', async () => {
    const customerId = await fresh()
    const made = await lab.post(
      '/credits/grants',
      paid(customerId, { paymentCollectionMethod: 'INVOICE', awaitPaymentConfirmation: false }),
    )
    expect(made.body.data).toMatchObject({
      status: 'PAYMENT_PENDING',
      paymentCollection: 'PROCESSING',
      latestInvoice: { status: 'OPEN', total: 500, currency: 'usd', dueDate: later(30) },
    })
    expect(await balance(customerId)).toBe(0)
    const settled = await lab.graphql('mutation($id: String!) { markInvoiceAsPaid(input: { creditGrantId: $id }) }', {
      id: made.body.data['id'],
    })
    expect(settled.body.data['markInvoiceAsPaid']).toBe(made.body.data['id'])
    expect(await balance(customerId)).toBe(100)
    expect(await ledger(customerId)).toEqual(['CREDITS_GRANTED 100'])
  })

  it('paid by a method on file, or outside of Stigg, can be used at once', async () => {
    const charged = await fresh({ defaultPaymentMethod: CARD })
    const made = await lab.post('/credits/grants', paid(charged, { paymentCollectionMethod: 'CHARGE' }))
    expect(made.body.data).toMatchObject({ status: 'ACTIVE', latestInvoice: { status: 'PAID' } })
    const outside = await lab.post('/credits/grants', paid(await fresh(), { paymentCollectionMethod: 'NONE' }))
    expect(outside.body.data).toMatchObject({
      status: 'ACTIVE',
      latestInvoice: null,
      cost: { amount: 500, currency: 'usd' },
    })
    const noEmail = paid(await fresh({ email: null }), { paymentCollectionMethod: 'INVOICE' })
    expect((await lab.post('/credits/grants', noEmail)).body.code).toBe('CustomerHasNoEmailAddress')
  })

  it('are voided once; what was used stays used', async () => {
    const customerId = await fresh()
    const id = textOf((await lab.post('/credits/grants', promo(customerId))).body.data['id'])
    await consume(customerId, 30, 'a')
    const voided = await lab.post(`/credits/grants/${id}/void`)
    expect(voided.body.data).toMatchObject({ status: 'VOIDED', voidedAt: START, consumedAmount: 30 })
    expect(await balance(customerId)).toBe(0)
    expect(await ledger(customerId)).toEqual(expect.arrayContaining(['CREDITS_VOIDED 70']))
    expect((await lab.post(`/credits/grants/${id}/void`)).body.code).toBe('CreditGrantAlreadyVoided')
    const missing = await lab.post('/credits/grants/cred-grant-none/void')
    expect([missing.status, missing.body.code]).toEqual([404, 'CreditGrantNotFound'])
  })

  it('are used up by priority, then expiry, then promotional before paid', async () => {
    const customerId = await fresh()
    const ids: Record<string, string> = {}
    for (const [name, body] of Object.entries({
      last: paid(customerId, { priority: 2 }),
      third: paid(customerId, { priority: 1 }),
      second: promo(customerId, { priority: 1 }),
      first: promo(customerId, { priority: 1, expireAt: later(5) }),
    })) {
      ids[name] = textOf((await lab.post('/credits/grants', body)).body.data['id'])
    }
    await consume(customerId, 250, 'b')
    const grants = (await lab.get(`/credits/grants?customerId=${customerId}`)).body.data
    const used = Object.fromEntries(grants.map(({ id, consumedAmount }) => [textOf(id), Number(consumedAmount)]))
    expect([
      used[ids['first'] ?? ''],
      used[ids['second'] ?? ''],
      used[ids['third'] ?? ''],
      used[ids['last'] ?? ''],
    ]).toEqual([100, 100, 50, 0])
  })

  it('go into overdraft instead of being refused, and the next grant settles it', async () => {
    const customerId = await fresh()
    await lab.post('/credits/grants', promo(customerId))
    const reply = await consume(customerId, 160, 'c')
    expect(reply.body.data['credit']).toMatchObject({ currentUsage: 160, usageLimit: 100 })
    expect(await balance(customerId)).toBe(-60)
    const overdraft = [...(await lab.get(`/credits/grants?customerId=${customerId}`)).body.data].find(
      ({ grantType }) => textOf(grantType) === 'OVERDRAFT',
    )
    expect(overdraft).toMatchObject({ grantType: 'OVERDRAFT', amount: 0, consumedAmount: 60 })
    const refused = await lab.post(`/credits/grants/${textOf(overdraft?.['id'])}/void`)
    expect([refused.status, refused.body.code]).toEqual([400, 'CreditGrantCannotBeVoided'])
    await lab.post('/credits/grants', promo(customerId))
    expect(await balance(customerId)).toBe(40)
    expect(await ledger(customerId)).toEqual(
      expect.arrayContaining(['CREDITS_CONSUMPTION_TRANSFER_SOURCE 60', 'CREDITS_CONSUMPTION_TRANSFER_TARGET 60']),
    )
  })

  it('are consumed once for one key', async () => {
    const customerId = await fresh()
    await lab.post('/credits/grants', promo(customerId))
    await Promise.all([consume(customerId, 10, 'd'), consume(customerId, 10, 'd'), consume(customerId, 10, 'd')])
    expect(await balance(customerId)).toBe(90)
  })

  it('of a resource are a pool of their own, hidden from a list without it', async () => {
    const customerId = await fresh()
    const unknown = await lab.post('/credits/grants', promo(customerId, { resourceId: 'site-a' }))
    expect([unknown.status, unknown.body.code]).toEqual([404, 'CustomerResourceNotFound'])
    await lab.post('/subscriptions', { customerId, planId: 'plan-workspace', resourceId: 'site-a' })
    await lab.post('/credits/grants', promo(customerId, { resourceId: 'site-a' }))
    expect((await lab.get(`/credits/grants?customerId=${customerId}`)).body.data).toEqual([])
    expect((await lab.get(`/credits/grants?customerId=${customerId}&resourceId=site-a`)).body.data).toHaveLength(1)
    expect([await balance(customerId), await balance(customerId, '&resourceId=site-a')]).toEqual([0, 100])
  })

  it('begin and expire with the clock', async () => {
    const own = await openLab()
    await own.customer('timed')
    const made = await own.post('/credits/grants', promo('timed', { effectiveAt: later(10), expireAt: later(20) }))
    const status = async () =>
      (await own.get('/credits/grants?customerId=timed')).body.data.map((row) => row['status'])[0]
    expect([made.body.data['status'], await status()]).toEqual(['SCHEDULED', 'SCHEDULED'])
    own.advance(10 * DAY)
    expect(await status()).toBe('ACTIVE')
    own.advance(10 * DAY)
    expect(await status()).toBe('EXPIRED')
    const events = (await own.get('/credits/ledger?customerId=timed')).body.data.map(({ eventType }) => eventType)
    expect(events).toEqual(['CREDITS_GRANTED', 'CREDITS_EXPIRED'])
    await own.stop()
  })

  it('need their customer named in every list', async () => {
    for (const path of ['/credits/grants', '/credits/ledger', '/credits/usage']) {
      expect([path, (await lab.get(path)).status]).toEqual([path, 400])
      expect((await lab.get(`${path}?customerId=nobody`)).status).toBe(404)
    }
  })

  it('show their use day by day, with paging inside the data', async () => {
    const customerId = await fresh()
    await lab.post('/credits/grants', promo(customerId))
    await consume(customerId, 10, 'e')
    await consume(customerId, 5, 'f')
    const usage = await lab.get(`/credits/usage?customerId=${customerId}&currencyId=${currencyId}&timeRange=LAST_WEEK`)
    expect(usage.body.data).toMatchObject({
      currency: { currencyId, singular: 'credit', plural: 'credits' },
      series: [
        {
          totalCredits: 15,
          eventCount: 2,
          points: [{ timestamp: '2026-03-10T00:00:00.000Z', value: 15, eventCount: 2 }],
        },
      ],
      pagination: { next: null, prev: null },
    })
    expect((await lab.get(`/credits/usage?customerId=${customerId}&timeRange=LAST_DECADE`)).status).toBe(400)
    const recharge = await lab.get(`/credits/auto-recharge?customerId=${customerId}&currencyId=${currencyId}`)
    expect(recharge.body.data).toMatchObject({ id: null, isEnabled: false })
  })
})

describe('custom currencies', () => {
  it('are listed, made, changed, archived unless they are used, and brought back', async () => {
    const lab = await openLab()
    const path = '/credits/custom-currencies'
    const ids = async (query = '') => (await lab.get(path + query)).body.data.map(({ id }) => id)
    expect(await ids()).toEqual(expect.not.arrayContaining(['currency-loyalty-points']))
    expect(await ids('?status=ARCHIVED')).toEqual(['currency-loyalty-points'])
    const made = await lab.post(path, {
      id: 'currency-new',
      displayName: 'New',
      units: { singular: 'new', plural: 'news' },
    })
    expect(made.status).toBe(201)
    expect((await lab.post(path, { id: 'currency-new', displayName: 'New' })).status).toBe(409)
    expect((await lab.patch(`${path}/currency-new`, { displayName: 'Newer' })).body.data['displayName']).toBe('Newer')
    expect((await lab.post(`${path}/currency-new/archive`)).body.data['archivedAt']).toBe(START)
    expect((await lab.post(`${path}/currency-new/unarchive`)).body.data['archivedAt']).toBeNull()
    const used = await lab.post(`${path}/${currencyId}/archive`)
    expect([used.status, used.body.code]).toEqual([400, 'IntegrityViolation'])
    const entities = (await lab.get(`${path}/${currencyId}/associated-entities`)).body.data
    expect(entities.map(({ id }) => id)).toEqual(expect.arrayContaining(['plan-growth', 'plan-enterprise']))
    await lab.stop()
  })
})
