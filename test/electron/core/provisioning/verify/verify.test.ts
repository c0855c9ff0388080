import { describe, expect, it } from 'vitest'

import type { HeldAfterRun } from '#core/provisioning/verify/comparison'
import { verify } from '#core/provisioning/verify/verify'
import type { Subscription } from '#shared/domain/customer'
import type { AmendRequest, ProvisionRequest, Step } from '#shared/domain/step'
import { aCustomerState, aStiggCustomer, aSubscription } from '#test/builders'

import { customerStep, subscriptionStep, writeBackStep } from '../../run-builders.ts'

const accountId = '0015g00000BcDeFAAV'
const { marker } = subscriptionStep.request

/** The subscription of the builders' step, as it was asked for; vary what matters. */
const asAskedSubscription = (vary: Partial<Subscription> = {}): Subscription =>
  aSubscription({
    id: 'sub-1',
    customerId: accountId,
    planId: 'plan-enterprise',
    addons: [{ id: 'addon-support', quantity: '1.0' }],
    charges: [],
    entitlements: [
      {
        type: 'FEATURE',
        featureId: 'feature-seats',
        usageLimit: '250',
        hasUnlimitedUsage: false,
        hasSoftLimit: null,
        resetPeriod: null,
      },
    ],
    entitlementValuesKnown: true,
    marker,
    salesforceAccountId: accountId,
    ...vary,
  })

const asAsked = (subscription: Partial<Subscription> = {}): HeldAfterRun => ({
  customer: aCustomerState({
    customer: aStiggCustomer({
      id: accountId,
      name: 'Acme Corp',
      email: 'billing@acme.example',
      salesforceAccountId: accountId,
    }),
  }),
  subscriptions: new Map([['sub-1', asAskedSubscription(subscription)]]),
  fields: new Map([[accountId, { Stigg_Customer_ID__c: accountId }]]),
  tasks: new Map(),
})

const linesOf = (steps: readonly Step[], held: HeldAfterRun) =>
  verify(steps, held).map(({ field, result }) => `${field}: ${result}`)
const resultsOf = (held: HeldAfterRun) => linesOf([customerStep, subscriptionStep, writeBackStep], held)

describe('verification', () => {
  it('finds everything as it was sent, whatever the notation of a number', () => {
    expect(new Set(resultsOf(asAsked()).map((line) => line.split(': ')[1]))).toEqual(new Set(['same']))
  })

  it('names what differs from what was sent', () => {
    expect(resultsOf(asAsked({ planId: 'plan-team', addons: [] }))).toEqual(
      expect.arrayContaining(['Plan: different', 'Add-on addon-support: different']),
    )
  })

  it('does not take a subscription that was ended meanwhile for what was asked for', () => {
    expect(resultsOf(asAsked({ status: 'CANCELED' }))).toContain('In force: different')
    expect(resultsOf(asAsked({ status: 'NOT_STARTED' }))).toContain('In force: same')
  })

  it('names what stands beside the lists that were sent', () => {
    const beside = asAsked({
      addons: [
        { id: 'addon-support', quantity: '1' },
        { id: 'addon-sso', quantity: '1' },
      ],
      entitlements: [
        ...asAskedSubscription().entitlements,
        { type: 'CREDIT', currencyId: 'currency-api-credits', amount: '10', cadence: 'MONTH' },
      ],
    })
    expect(resultsOf(beside)).toEqual(
      expect.arrayContaining(['Add-on addon-sso: different', 'Credits currency-api-credits: different']),
    )
  })

  it('says that a value cannot be verified where no API shows it, instead of that it is wrong', () => {
    expect(resultsOf(asAsked({ entitlementValuesKnown: false }))).toContain('Entitlement feature-seats: not-verifiable')
  })

  it('is silent about nothing: what could not be read at all is not verifiable', () => {
    const lines = resultsOf({ customer: null, subscriptions: new Map(), fields: new Map(), tasks: new Map() })
    expect(lines.every((line) => line.endsWith('not-verifiable'))).toBe(true)
  })

  it('tells whether the logged task is there, and that it cannot be told where Salesforce did not say', () => {
    const step: Step = {
      kind: 'log-task',
      id: 'log-task',
      opportunityId: '0065g00000AbCdEAAV',
      subject: 'Provisioned in Stigg: Enterprise [sc-0123456789ab]',
      mark: 'sc-0123456789ab',
      description: '',
    }
    const told = (found: boolean | null) => linesOf([step], { ...asAsked(), tasks: new Map([['log-task', found]]) })
    expect([told(true), told(false), told(null)]).toEqual([
      ['Subject: same'],
      ['Subject: different'],
      ['Subject: not-verifiable'],
    ])
  })

  it('does not tell of a field of Salesforce that was not read', () => {
    expect(resultsOf({ ...asAsked(), fields: new Map([[accountId, {}]]) })).toContain(
      'Stigg_Customer_ID__c: not-verifiable',
    )
  })
})

const usd = (amount: string) => ({ amount, currency: 'usd' })
const moment = '2027-01-01T00:00:00.000Z'
const aCoupon = (vary: object) => ({
  id: 'coupon-1',
  name: 'Negotiated',
  status: 'ACTIVE',
  percentOff: null,
  amountsOff: [],
  durationInMonths: null,
  ...vary,
})
const own = { kind: 'own', name: 'Negotiated', percentOff: null, amountOff: null, durationInMonths: null } as const
const seats = { usageLimit: '250', hasUnlimitedUsage: false, hasSoftLimit: false, resetPeriod: null } as const
const feature = (vary: object) => ({ type: 'FEATURE', featureId: 'feature-seats', ...seats, ...vary }) as const

/** Field by field: what is asked for, what Stigg then holds, and the lines that tell of it. */
const terms: readonly [string, Partial<ProvisionRequest>, Partial<Subscription>, readonly string[]][] = [
  ['resource', { resourceId: 'space-1' }, { resourceId: 'space-1' }, ['Resource']],
  ['billing period', { billingPeriod: 'ANNUALLY' }, { billingPeriod: 'ANNUALLY' }, ['Billing period']],
  [
    'payment collection',
    { paymentCollection: 'INVOICE' },
    { paymentCollectionMethod: 'INVOICE' },
    ['Payment collection'],
  ],
  ['paying customer', { payingCustomerId: 'payer' }, { payingCustomerId: 'payer' }, ['Paying customer']],
  ['start date', { startDate: '2027-01-01T01:00:00+01:00' }, { startDate: moment }, ['Start date']],
  ['cancellation date', { cancellationDate: moment }, { cancellationDate: moment }, ['Cancellation date']],
  [
    'trial',
    { trial: { isTrial: true, endDate: moment, endBehavior: 'CONVERT_TO_PAID' } },
    { trialEndDate: moment, trialEndBehavior: 'CONVERT_TO_PAID' },
    ['Trial', 'Trial end', 'At the end of the trial'],
  ],
  ['minimum spend', { minimumSpend: usd('500') }, { minimumSpend: usd('500.00') }, ['Minimum spend (usd)']],
  [
    'maximum spend',
    { maximumSpend: { limit: '900', hasSoftLimit: false } },
    { maximumSpend: { limit: '900', hasSoftLimit: false } },
    ['Maximum spend', 'Maximum spend, hard stop'],
  ],
  ['coupon', { discount: { kind: 'coupon', couponId: 'coupon-1' } }, { coupons: [aCoupon({})] }, ['Coupon']],
  [
    'own discount in percent',
    { discount: { ...own, percentOff: '10', durationInMonths: 6 } },
    { coupons: [aCoupon({ percentOff: '10', durationInMonths: 6 })] },
    ['Discount', 'Discount, percent', 'Discount, months'],
  ],
  [
    'own discount in money',
    { discount: { ...own, amountOff: usd('50') } },
    { coupons: [aCoupon({ amountsOff: [usd('50')] })] },
    ['Discount', 'Discount (usd)', 'Discount, months'],
  ],
  ['metadata', { metadata: { owner: 'ops' } }, { metadata: { owner: 'ops' } }, ['Metadata owner']],
  [
    'quantities',
    { charges: [{ featureId: 'feature-seats', quantity: '12' }] },
    { charges: [{ featureId: 'feature-seats', quantity: '12' }] },
    ['Quantity of feature-seats'],
  ],
  ['units', { unitQuantity: '7' }, { charges: [{ featureId: 'feature-seats', quantity: '7' }] }, ['Units']],
  [
    'prices',
    {
      priceOverrides: [
        { addonId: null, featureId: null, currencyId: null, price: usd('90') },
        { addonId: null, featureId: 'feature-seats', currencyId: null, price: usd('8') },
        { addonId: 'addon-support', featureId: null, currencyId: null, price: usd('7') },
      ],
    },
    {
      prices: [
        { addonId: null, featureId: null, baseCharge: true, price: usd('90') },
        { addonId: null, featureId: 'feature-seats', baseCharge: false, price: usd('8') },
        { addonId: 'addon-support', featureId: null, baseCharge: true, price: usd('7') },
      ],
    },
    ['Price of the plan', 'Price feature-seats', 'Price addon-support'],
  ],
  [
    'a soft limit that resets',
    { entitlements: [feature({ hasSoftLimit: true, resetPeriod: 'MONTH' })] },
    { entitlements: [feature({ hasSoftLimit: true, resetPeriod: 'MONTH' })] },
    ['Entitlement feature-seats, soft limit', 'Entitlement feature-seats, reset'],
  ],
  [
    'no limit',
    { entitlements: [feature({ usageLimit: null, hasUnlimitedUsage: true })] },
    { entitlements: [feature({ usageLimit: null, hasUnlimitedUsage: true })] },
    ['Entitlement feature-seats'],
  ],
  [
    'credits and their cadence',
    { entitlements: [{ type: 'CREDIT', currencyId: 'credits', amount: '10', cadence: 'YEAR' }] },
    { entitlements: [{ type: 'CREDIT', currencyId: 'credits', amount: '10', cadence: 'YEAR' }] },
    ['Credits credits', 'Credits credits, cadence'],
  ],
]

describe('every field of a provision', () => {
  it.each(terms)('%s: same where it is held, different where it is not', (_name, request, held, fields) => {
    const step = { ...subscriptionStep, request: { ...subscriptionStep.request, ...request } }
    const told = linesOf([step], asAsked(held))
    expect(told).toEqual(expect.arrayContaining(fields.map((field) => `${field}: same`)))
    expect(told.filter((line) => line.endsWith(': different'))).toEqual([])
    const unlike = {
      entitlements: [],
      charges: [{ featureId: 'feature-seats', quantity: '1' }],
      startDate: '2026-01-01T00:00:00.000Z',
      billingPeriod: 'MONTHLY',
      paymentCollectionMethod: 'NONE',
    } as const
    const missed = linesOf([step], asAsked({ ...unlike, entitlements: [], charges: [...unlike.charges] }))
    expect(missed).toEqual(expect.arrayContaining(fields.map((field) => `${field}: different`)))
  })

  it('names what Stigg shows nowhere', () => {
    const request = {
      ...subscriptionStep.request,
      daysUntilDue: 30,
      proration: 'NONE',
      billingCycleAnchor: 'NOW',
      priceOverrides: [{ addonId: null, featureId: null, currencyId: 'credits', price: usd('1') }],
    } as const
    const lines = linesOf(
      [{ ...subscriptionStep, request: { ...request, priceOverrides: [...request.priceOverrides] } }],
      asAsked(),
    )
    expect(lines.filter((line) => line.endsWith('not-verifiable'))).toEqual([
      'Price credits: not-verifiable',
      'Billing cycle anchor: not-verifiable',
      'Proration: not-verifiable',
      'Days until due: not-verifiable',
    ])
  })

  it('knows a trial that was not asked for', () => {
    const trial = { isTrial: false, endDate: null, endBehavior: null }
    const step = { ...subscriptionStep, request: { ...subscriptionStep.request, trial } }
    expect(linesOf([step], asAsked())).toContain('Trial: same')
    expect(linesOf([step], asAsked({ trialEndDate: moment }))).toContain('Trial: different')
  })
})

describe('an amendment in place', () => {
  const amendment = { orgId: marker.orgId, opportunityId: marker.opportunityId, runId: 'run-1' }
  const amend = (request: Partial<AmendRequest>): Step => ({
    kind: 'amend-subscription',
    id: 'amend',
    subscriptionId: 'sub-1',
    productId: 'product-main',
    planName: 'Enterprise',
    request: { amendment, ...request },
  })

  it('is looked at in what it changed, and in nothing else', () => {
    const marked = asAsked({ amendments: [amendment], cancellationDate: moment })
    expect(linesOf([amend({})], marked)).toEqual(['ID: same', 'Amended for: same'])
    expect(linesOf([amend({ cancellationDate: moment })], marked)).toContain('Cancellation date: same')
    expect(linesOf([amend({ cancellationDate: null })], marked)).toContain('Cancellation date: different')
    expect(linesOf([amend({ addons: [] })], marked)).toContain('Add-on addon-support: different')
  })

  it('that clears a term finds it gone', () => {
    const request = { minimumSpend: null, maximumSpend: null, cancellationDate: null }
    const lines = ['Cancellation date', 'Minimum spend', 'Maximum spend']
    expect(linesOf([amend(request)], asAsked())).toEqual(expect.arrayContaining(lines.map((line) => `${line}: same`)))
    const held = asAsked({
      minimumSpend: usd('1'),
      maximumSpend: { limit: '1', hasSoftLimit: true },
      cancellationDate: moment,
    })
    expect(linesOf([amend(request)], held)).toEqual(expect.arrayContaining(lines.map((line) => `${line}: different`)))
  })

  it('covers quantities, terms and the end of a trial', () => {
    const request: Partial<AmendRequest> = {
      trialEndDate: moment,
      billingPeriod: 'MONTHLY',
      charges: [{ featureId: 'feature-seats', quantity: '3' }],
      minimumSpend: usd('5'),
      metadata: { owner: 'ops' },
    }
    const held = asAsked({
      amendments: [amendment],
      trialEndDate: moment,
      billingPeriod: 'MONTHLY',
      charges: [{ featureId: 'feature-seats', quantity: '3' }],
      minimumSpend: usd('5'),
      metadata: { owner: 'ops' },
    })
    expect(linesOf([amend(request)], held).filter((line) => !line.endsWith(': same'))).toEqual([])
    expect(linesOf([amend(request)], asAsked()).filter((line) => line.endsWith(': same'))).toEqual(['ID: same'])
  })
})

describe('a customer that was changed', () => {
  const update = (vary: Partial<Extract<Step, { kind: 'update-customer' }>>): Step => ({
    kind: 'update-customer',
    id: 'customer',
    customerId: accountId,
    ...vary,
  })

  it('is looked at in what was changed: name, e-mail, link and metadata', () => {
    const step = update({
      name: 'Acme Corp',
      email: null,
      link: { salesforceAccountId: accountId, integrationId: null, metadata: { tier: 'gold' } },
    })
    expect(linesOf([step], asAsked())).toEqual([
      'ID: same',
      'Name: same',
      'Billing email: different',
      'Salesforce account: same',
      'Metadata tier: different',
    ])
    expect(linesOf([update({})], asAsked())).toEqual(['ID: same'])
  })
})

describe('scheduled changes that were revoked', () => {
  it('are gone, or are told', () => {
    const step: Step = { kind: 'revoke-schedule', id: 'revoke', subscriptionId: 'sub-1', waitsFor: 'date' }
    const waiting = { type: 'ADDON', at: moment, status: 'SCHEDULED' }
    expect(linesOf([step], asAsked())).toEqual(['Scheduled changes: same'])
    expect(linesOf([step], asAsked({ scheduledUpdates: [waiting] }))).toEqual(['Scheduled changes: different'])
  })
})
