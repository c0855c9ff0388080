import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CARD, DAY, enterprise, NO_TRIAL, openLab, START, team, type Lab, textOf } from './lab.ts'

const later = (days: number) => new Date(Date.parse(START) + days * DAY).toISOString()

describe('subscriptions over time', () => {
  let lab: Lab
  const read = async (id: string) => (await lab.get(`/subscriptions/${id}`)).body.data
  const growth = (id: string, more: object = {}) => ({
    id,
    customerId: 'acme',
    planId: 'plan-growth',
    billingPeriod: 'ANNUALLY',
    paymentCollectionMethod: 'NONE',
    ...more,
  })
  beforeEach(async () => {
    lab = await openLab()
    await lab.customer('acme')
  })
  afterEach(() => lab.stop())

  it("begin with the plan's default trial, which goes on as paid when it ends", async () => {
    const made = await lab.post('/subscriptions', growth('sub-1'))
    expect(made.body.data['subscription']).toMatchObject({
      status: 'IN_TRIAL',
      trialEndDate: later(14),
      trial: { trialEndBehavior: 'CONVERT_TO_PAID' },
    })
    lab.advance(14 * DAY)
    expect(await read('sub-1')).toMatchObject({
      status: 'ACTIVE',
      currentBillingPeriodStart: later(14),
      currentBillingPeriodEnd: '2027-03-24T12:00:00.000Z',
    })
  })

  it('begin without the default trial when told so, and when the product was tried before', async () => {
    const first = await lab.post('/subscriptions', growth('sub-1', NO_TRIAL))
    expect(first.body.data['subscription']).toMatchObject({ status: 'ACTIVE', trialEndDate: null })
    const second = await lab.post('/subscriptions', growth('sub-2'))
    expect(second.body.data['subscription']).toMatchObject({ status: 'ACTIVE' })
    const trialOverrideConfiguration = {
      isTrial: true,
      trialEndDate: later(7),
      trialEndBehavior: 'CANCEL_SUBSCRIPTION',
    }
    const third = await lab.post('/subscriptions', growth('sub-3', { trialOverrideConfiguration }))
    expect(third.body.data['subscription']).toMatchObject({ status: 'IN_TRIAL', effectiveEndDate: later(7) })
  })

  it('end with their trial where it says so, or cannot be paid for', async () => {
    const trial = (more: object) => ({ trialOverrideConfiguration: { isTrial: true, trialEndDate: later(7), ...more } })
    await lab.post('/subscriptions', growth('sub-cancel', trial({ trialEndBehavior: 'CANCEL_SUBSCRIPTION' })))
    await lab.customer('unpaid')
    const order = { ...growth('sub-unpaid', trial({})), customerId: 'unpaid', paymentCollectionMethod: 'CHARGE' }
    expect((await lab.post('/subscriptions', order)).body.data['status']).toBe('SUCCESS')
    await lab.customer('paid', { defaultPaymentMethod: CARD })
    await lab.post('/subscriptions', { ...order, id: 'sub-paid', customerId: 'paid' })
    lab.advance(7 * DAY)
    for (const id of ['sub-cancel', 'sub-unpaid']) {
      expect(await read(id)).toMatchObject({ status: 'CANCELED', cancelReason: 'TRIAL_ENDED', endDate: later(7) })
    }
    expect(await read('sub-paid')).toMatchObject({ status: 'ACTIVE', latestInvoice: { status: 'PAID', total: 12_240 } })
  })

  it('let a new trial replace the running one at once', async () => {
    const trialOverrideConfiguration = { isTrial: true, trialEndDate: later(30) }
    await lab.post('/subscriptions', enterprise('acme', { id: 'sub-1', trialOverrideConfiguration }))
    await lab.post('/subscriptions', enterprise('acme', { id: 'sub-2', trialOverrideConfiguration }))
    expect(await read('sub-1')).toMatchObject({ status: 'CANCELED', cancelReason: 'UPGRADE_OR_DOWNGRADE' })
    expect(await read('sub-2')).toMatchObject({ status: 'IN_TRIAL' })
  })

  it('let a trial and a running subscription stand side by side, the more generous one counting', async () => {
    await lab.post('/subscriptions', { customerId: 'acme', planId: 'plan-free', id: 'sub-free' })
    await lab.post('/subscriptions', growth('sub-trial'))
    expect(await read('sub-free')).toMatchObject({ status: 'ACTIVE' })
    const seats = async () =>
      (await lab.get('/customers/acme/entitlements/check?featureId=feature-seats')).body.data['usageLimit']
    expect(await seats()).toBe(25)
    await lab.post('/subscriptions/sub-trial/cancel', { cancellationTime: 'IMMEDIATE' })
    expect(await seats()).toBe(3)
  })

  it('start a paid plan that was ordered during a trial when the trial ends', async () => {
    const trialOverrideConfiguration = { isTrial: true, trialEndDate: later(10) }
    await lab.post('/subscriptions', growth('sub-trial', { trialOverrideConfiguration }))
    const made = await lab.post('/subscriptions', growth('sub-paid', NO_TRIAL))
    expect(made.body.data).toMatchObject({ status: 'SUCCESS', isScheduled: true })
    expect(await read('sub-paid')).toMatchObject({ status: 'NOT_STARTED', startDate: later(10) })
    expect(await read('sub-trial')).toMatchObject({ status: 'IN_TRIAL' })
    lab.advance(10 * DAY)
    expect(await read('sub-paid')).toMatchObject({ status: 'ACTIVE' })
    expect(await read('sub-trial')).toMatchObject({ status: 'CANCELED', cancelReason: 'TRIAL_CONVERTED' })
  })

  it('wait for a start in the future, and replace the old one then, not before', async () => {
    await lab.post('/subscriptions', enterprise('acme', { id: 'sub-old' }))
    const made = await lab.post('/subscriptions', enterprise('acme', { id: 'sub-new', startDate: later(20) }))
    expect(made.body.data).toMatchObject({ isScheduled: true, subscription: { status: 'NOT_STARTED' } })
    expect(await read('sub-old')).toMatchObject({ status: 'ACTIVE', cancellationDate: later(20) })
    lab.advance(20 * DAY)
    expect(await read('sub-old')).toMatchObject({ status: 'CANCELED', cancelReason: 'UPGRADE_OR_DOWNGRADE' })
    expect(await read('sub-new')).toMatchObject({ status: 'ACTIVE' })
  })

  it('start when the current period ends, if that is asked for and there is one', async () => {
    const atEnd = { scheduleStrategy: 'END_OF_BILLING_PERIOD' }
    const refused = await lab.post('/subscriptions', team('acme', atEnd))
    expect([refused.status, refused.body.code]).toEqual([400, 'SchedulingAtEndOfBillingPeriod'])
    await lab.post('/subscriptions', team('acme', { id: 'sub-old' }))
    await lab.post('/subscriptions', growth('sub-new', { ...NO_TRIAL, ...atEnd }))
    expect(await read('sub-new')).toMatchObject({ status: 'NOT_STARTED', startDate: '2026-04-10T12:00:00.000Z' })
    lab.advance(31 * DAY)
    expect(await read('sub-old')).toMatchObject({ status: 'CANCELED' })
    expect(await read('sub-new')).toMatchObject({ status: 'ACTIVE' })
  })

  it('are cancelled when their date comes, moved or taken back before', async () => {
    await lab.post('/subscriptions', enterprise('acme', { id: 'sub-1', cancellationDate: later(30) }))
    await lab.patch('/subscriptions/sub-1', { cancellationDate: later(40) })
    lab.advance(30 * DAY)
    expect(await read('sub-1')).toMatchObject({ status: 'ACTIVE', cancellationDate: later(40) })
    expect((await lab.patch('/subscriptions/sub-1', { cancellationDate: later(1) })).body.code).toBe(
      'InvalidCancellationDate',
    )
    expect(
      (await lab.patch('/subscriptions/sub-1', { cancellationDate: null })).body.data['cancellationDate'],
    ).toBeNull()
    await lab.patch('/subscriptions/sub-1', { cancellationDate: later(50) })
    lab.advance(20 * DAY)
    expect(await read('sub-1')).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'ScheduledCancellation',
      endDate: later(50),
    })
    const over = await lab.patch('/subscriptions/sub-1', { metadata: {} })
    expect([over.status, over.body.code]).toEqual([400, 'SubscriptionAlreadyCanceledOrExpired'])
  })

  it('roll into their next billing period', async () => {
    await lab.post('/subscriptions', team('acme', { id: 'sub-1' }))
    lab.advance(40 * DAY)
    expect(await read('sub-1')).toMatchObject({
      currentBillingPeriodStart: '2026-04-10T12:00:00.000Z',
      currentBillingPeriodEnd: '2026-05-10T12:00:00.000Z',
    })
  })

  it('apply a scheduled update at the end of the period, unless it is dropped before', async () => {
    const addons = [{ id: 'addon-sandbox', quantity: 2 }]
    for (const id of ['sub-1', 'sub-2']) {
      const customerId = await lab.customer(`owner-${id}`)
      await lab.post('/subscriptions', team(customerId, { id }))
      const patched = await lab.patch(`/subscriptions/${id}`, { addons, scheduleStrategy: 'END_OF_BILLING_PERIOD' })
      expect(patched.body.data).toMatchObject({
        addons: [],
        futureUpdates: [{ scheduleStatus: 'SCHEDULED', subscriptionScheduleType: 'ADDON' }],
      })
    }
    expect((await lab.remove('/subscriptions/sub-2/future-update/schedule')).body).toEqual({ data: { id: 'sub-2' } })
    const none = await lab.remove('/subscriptions/sub-2/future-update/schedule')
    expect([none.status, none.body.code]).toEqual([404, 'FutureUpdateNotFound'])
    lab.advance(31 * DAY)
    expect(await read('sub-1')).toMatchObject({ addons, futureUpdates: [{ scheduleStatus: 'DONE' }] })
    expect(await read('sub-2')).toMatchObject({ addons: [] })
  })

  it('renew recurring credits each cycle, and take them away at the end', async () => {
    const entitlements = [{ type: 'CREDIT', id: 'currency-api-credits', amount: 1000, cadence: 'MONTH' }]
    await lab.post('/subscriptions', enterprise('acme', { id: 'sub-1', entitlements, cancellationDate: later(45) }))
    await lab.control('POST', '/credits/consume', {
      customerId: 'acme',
      currencyId: 'currency-api-credits',
      amount: 400,
    })
    const balance = async () => {
      const { data } = (await lab.get('/customers/acme/entitlements/check?currencyId=currency-api-credits')).body
      return Number(data['usageLimit']) - Number(data['currentUsage'])
    }
    expect(await balance()).toBe(600)
    lab.advance(31 * DAY)
    expect(await balance()).toBe(1000)
    const grants = (await lab.get('/credits/grants?customerId=acme')).body.data
    expect(grants.map(({ status, grantType }) => `${textOf(grantType)} ${textOf(status)}`)).toEqual(
      expect.arrayContaining(['RECURRING EXPIRED', 'RECURRING ACTIVE']),
    )
    lab.advance(20 * DAY)
    expect(await balance()).toBe(0)
  })
})
