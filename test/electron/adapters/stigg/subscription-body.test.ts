import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Subscription } from '#shared/domain/customer'
import type { AmendRequest, ProvisionRequest } from '#shared/domain/step'
import { value } from '#test/electron/adapters/salesforce/open-salesforce'
import { accountId, opportunityId, orgId } from '#test/builders'
import { openPracticeStigg, type PracticeStigg } from './practice.ts'
import { aCreateStep, aProvisionStep } from './steps.ts'

let stigg: PracticeStigg
let made = 0
beforeAll(async () => {
  stigg = await openPracticeStigg()
  await stigg.raw('POST', '/api/v1/customers', { id: 'payer-of-tests', email: 'payer@tests.example' })
})
afterAll(() => stigg.close())

/** A customer of its own for each order, and the subscription that comes of it, read back. */
async function provisioned(request: Partial<ProvisionRequest>): Promise<Subscription> {
  made += 1
  const customerId = `customer-${made}`
  value(await stigg.writer.send(aCreateStep({ customerId, salesforceAccountId: `${accountId}${made}` }), `c-${made}`))
  const step = aProvisionStep({ customerId, ...request }, { subscriptionId: `sub-${made}` })
  value(await stigg.writer.send(step, `s-${made}`))
  const held = value(await stigg.reader.findSubscription(`sub-${made}`))
  if (!held) throw new Error('Stigg holds no subscription')
  return held
}

async function amended(request: Partial<AmendRequest>, first: Partial<ProvisionRequest> = {}): Promise<Subscription> {
  const { id: subscriptionId } = await provisioned(first)
  const step = {
    kind: 'amend-subscription',
    id: 'amend',
    subscriptionId,
    productId: 'product-northwind',
    planName: 'Any',
    request: { amendment: { orgId, opportunityId, runId: 'run-2' }, ...request },
  } as const
  value(await stigg.writer.send(step, `a-${made}`))
  const held = value(await stigg.reader.findSubscription(subscriptionId))
  if (!held) throw new Error('Stigg holds no subscription')
  return held
}

const usd = (amount: string) => ({ amount, currency: 'usd' })
const team: Partial<ProvisionRequest> = {
  planId: 'plan-team',
  billingPeriod: 'ANNUALLY',
  entitlements: [],
  charges: [{ featureId: 'feature-seats', quantity: '12' }],
  paymentCollection: 'INVOICE',
  trial: { isTrial: false, endDate: null, endBehavior: null },
}
const seats = (vary: object) =>
  ({
    type: 'FEATURE',
    featureId: 'feature-seats',
    usageLimit: '250',
    hasUnlimitedUsage: false,
    hasSoftLimit: false,
    resetPeriod: null,
    ...vary,
  }) as const

describe('what a subscription is provisioned with can be read back', () => {
  it.each<[string, Partial<ProvisionRequest>, Partial<Subscription>]>([
    [
      'billing period, quantities and collection',
      team,
      {
        billingPeriod: 'ANNUALLY',
        paymentCollectionMethod: 'INVOICE',
        charges: [{ featureId: 'feature-seats', quantity: '12' }],
      },
    ],
    [
      'a unit quantity',
      { ...team, charges: [], unitQuantity: '7' },
      { charges: [{ featureId: 'feature-seats', quantity: '7' }] },
    ],
    ['minimum spend', { ...team, minimumSpend: usd('5000') }, { minimumSpend: usd('5000') }],
    [
      'maximum spend with a hard stop',
      { ...team, maximumSpend: { limit: '900', hasSoftLimit: false } },
      { maximumSpend: { limit: '900', hasSoftLimit: false } },
    ],
    [
      'a coupon of the catalogue',
      { ...team, discount: { kind: 'coupon', couponId: 'coupon-launch-20' } },
      {
        coupons: [
          {
            id: 'coupon-launch-20',
            name: 'Launch partner, 20 % off',
            status: 'ACTIVE',
            percentOff: '20',
            amountsOff: [],
            durationInMonths: 12,
          },
        ],
      },
    ],
    ['who pays', { ...team, payingCustomerId: 'payer-of-tests' }, { payingCustomerId: 'payer-of-tests' }],
    [
      'a trial with its end and what happens then',
      { ...team, trial: { isTrial: true, endDate: '2026-12-10T00:00:00.000Z', endBehavior: 'CANCEL_SUBSCRIPTION' } },
      { status: 'IN_TRIAL', trialEndDate: '2026-12-10T00:00:00.000Z', trialEndBehavior: 'CANCEL_SUBSCRIPTION' },
    ],
    [
      'start and end',
      { startDate: '2026-12-01T00:00:00.000Z', cancellationDate: '2027-12-01T00:00:00.000Z' },
      {
        status: 'NOT_STARTED',
        startDate: '2026-12-01T00:00:00.000Z',
        cancellationDate: '2027-12-01T00:00:00.000Z',
      },
    ],
    [
      'a limit that is soft and resets',
      { entitlements: [seats({ hasSoftLimit: true, resetPeriod: 'MONTH' })] },
      { entitlements: [seats({ hasSoftLimit: true, resetPeriod: 'MONTH' })] },
    ],
    [
      'metadata of the person beside the marker',
      { metadata: { owner: 'ops' } },
      { marker: expect.anything() as Subscription['marker'] },
    ],
  ])('%s', async (_what, request, held) => {
    const subscription = await provisioned(request)
    expect(subscription).toMatchObject(held)
    expect(subscription.metadata).toMatchObject(request.metadata ?? {})
    expect(subscription.salesforceAccountId).toBe(accountId)
  })

  it('a discount of its own, percent or amount', async () => {
    const own = (vary: object) =>
      ({ kind: 'own', name: 'Negotiated', percentOff: null, amountOff: null, durationInMonths: null, ...vary }) as const
    const percent = await provisioned({ ...team, discount: own({ percentOff: '12.5', durationInMonths: 6 }) })
    expect(percent.coupons).toMatchObject([{ name: 'Negotiated', percentOff: '12.5', durationInMonths: 6 }])
    const amount = await provisioned({ ...team, discount: own({ amountOff: usd('300') }) })
    expect(amount.coupons).toMatchObject([{ percentOff: null, amountsOff: [usd('300')], durationInMonths: null }])
  })

  it('prices of the plan, a feature and an add-on', async () => {
    const price = (vary: object, amount: string) =>
      ({ addonId: null, featureId: null, currencyId: null, price: usd(amount), ...vary }) as const
    const { prices } = await provisioned({
      ...team,
      addons: [{ addonId: 'addon-sandbox', quantity: '2' }],
      priceOverrides: [
        price({}, '900'),
        price({ featureId: 'feature-seats' }, '80'),
        price({ addonId: 'addon-sandbox' }, '70.5'),
      ],
    })
    expect(prices).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ baseCharge: true, price: usd('900') }),
        expect.objectContaining({ featureId: 'feature-seats', price: usd('80') }),
        expect.objectContaining({ addonId: 'addon-sandbox', price: usd('70.5') }),
      ]),
    )
  })
})

describe('what a subscription is amended with can be read back', () => {
  it.each<[string, Partial<AmendRequest>, Partial<Subscription>, Partial<ProvisionRequest>?]>([
    [
      'quantities',
      { charges: [{ featureId: 'feature-seats', quantity: '20' }] },
      { charges: [{ featureId: 'feature-seats', quantity: '20' }] },
      team,
    ],
    ['billing period', { billingPeriod: 'MONTHLY' }, { billingPeriod: 'MONTHLY' }, team],
    ['minimum spend', { minimumSpend: usd('10') }, { minimumSpend: usd('10') }, team],
    ['no minimum spend', { minimumSpend: null }, { minimumSpend: null }, { ...team, minimumSpend: usd('9') }],
    [
      'maximum spend',
      { maximumSpend: { limit: '1', hasSoftLimit: true } },
      { maximumSpend: { limit: '1', hasSoftLimit: true } },
      team,
    ],
    ['the end', { cancellationDate: '2027-06-01T00:00:00.000Z' }, { cancellationDate: '2027-06-01T00:00:00.000Z' }],
    [
      'no end',
      { cancellationDate: null },
      { cancellationDate: null },
      { cancellationDate: '2027-06-01T00:00:00.000Z' },
    ],
    [
      'the end of a trial',
      { trialEndDate: '2026-12-24T00:00:00.000Z' },
      { trialEndDate: '2026-12-24T00:00:00.000Z' },
      { ...team, trial: { isTrial: true, endDate: '2026-12-01T00:00:00.000Z', endBehavior: 'CONVERT_TO_PAID' } },
    ],
    [
      'the whole list of entitlements',
      { entitlements: [seats({ usageLimit: '300' })] },
      { entitlements: [seats({ usageLimit: '300' })] },
    ],
    [
      'its own mark, and the whole map of metadata',
      { metadata: { owner: 'ops' } },
      {
        amendments: [{ orgId, opportunityId, runId: 'run-2' }],
        metadata: expect.objectContaining({ owner: 'ops' }) as Subscription['metadata'],
      },
    ],
  ])('%s', async (_what, request, held, first = {}) => {
    expect(await amended(request, first)).toMatchObject(held)
  })
})

describe('a price of recurring credits', () => {
  it('is taken by an update, and shown by no API', async () => {
    const price = { addonId: null, featureId: null, currencyId: 'currency-api-credits', price: usd('12') }
    const held = await amended({ priceOverrides: [price] }, team)
    expect(held.amendments).toHaveLength(1)
    expect(held.prices.filter(({ baseCharge }) => baseCharge)).toHaveLength(1)
  })
})

describe('an amendment that costs more than the customer can pay', () => {
  it('waits, when it is sent and when it is read back', async () => {
    made += 1
    const customerId = `customer-${made}`
    await stigg.raw('POST', '/api/v1/customers', {
      id: customerId,
      email: 'card@tests.example',
      defaultPaymentMethod: {
        billingId: 'pm_1',
        type: 'CARD',
        cardLast4Digits: '4242',
        cardExpiryMonth: 12,
        cardExpiryYear: 2031,
      },
    })
    const first = aProvisionStep(
      { ...team, customerId, paymentCollection: 'CHARGE' },
      { subscriptionId: `sub-${made}` },
    )
    value(await stigg.writer.send(first, `s-${made}`))
    await stigg.raw('DELETE', `/api/v1/customers/${customerId}/payment-method`)
    const amendment = {
      kind: 'amend-subscription',
      id: 'amend',
      subscriptionId: `sub-${made}`,
      productId: 'product-northwind',
      planName: 'Team',
      request: {
        amendment: { orgId, opportunityId, runId: 'run-2' },
        charges: [{ featureId: 'feature-seats', quantity: '99' }],
      },
    } as const
    const step = { ...amendment, request: { ...amendment.request, charges: [...amendment.request.charges] } }
    expect(value(await stigg.writer.send(step, `a-${made}`))).toMatchObject({ checkoutUrl: '' })
    expect(value(await stigg.writer.readBack(step))).toMatchObject({ foundExisting: true, checkoutUrl: '' })
    await stigg.control('payment-methods', 'POST', { customerId })
    expect(value(await stigg.writer.readBack(step))).toMatchObject({ foundExisting: true, checkoutUrl: null })
  })
})

describe('scheduled changes', () => {
  it('are revoked once, and revoking them again finds it done', async () => {
    const { id: subscriptionId } = await provisioned(team)
    await stigg.raw('PATCH', `/api/v1/subscriptions/${subscriptionId}`, {
      scheduleStrategy: 'END_OF_BILLING_PERIOD',
      addons: [{ id: 'addon-sandbox', quantity: 1 }],
    })
    const step = { kind: 'revoke-schedule', id: 'revoke', subscriptionId, waitsFor: 'date' } as const
    expect(value(await stigg.writer.readBack(step))).toBeNull()
    expect(value(await stigg.writer.send(step, 'r-1'))).toMatchObject({ foundExisting: false })
    expect(value(await stigg.writer.send(step, 'r-2'))).toMatchObject({ foundExisting: true })
    expect(value(await stigg.reader.findSubscription(subscriptionId))?.scheduledUpdates).toEqual([])
  })
})
