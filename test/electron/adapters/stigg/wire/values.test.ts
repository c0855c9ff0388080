import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { WireFeature, WirePackageEntitlement, WirePlan } from '#adapters/stigg/wire/catalog'
import { WireCustomer, WireEffectiveEntitlements } from '#adapters/stigg/wire/customers'
import { WireSubscription } from '#adapters/stigg/wire/subscriptions'
import { Amount, dataOf, Instant, listOf, maybe, Metadata, oneOf, pageOf, WireMoney } from '#adapters/stigg/wire/values'

describe('a value on the wire', () => {
  it('is null where it is absent or null', () => {
    const schema = z.object({ a: maybe(z.string()), b: listOf(z.string()), c: oneOf('X', 'Y') })
    expect(schema.parse({})).toEqual({ a: null, b: [], c: null })
    expect(schema.parse({ a: null, b: null, c: null })).toEqual({ a: null, b: [], c: null })
    expect(schema.parse({ a: 'x', b: ['y'], c: 'Y', more: 1 })).toEqual({ a: 'x', b: ['y'], c: 'Y' })
  })

  it('of an enum that we do not know is null', () => {
    expect(oneOf('MONTHLY', 'ANNUALLY').parse('FORTNIGHTLY')).toBeNull()
  })

  it('that is a number is exact', () => {
    expect([0.1, 48_000, 1e21, -0, 49.9].map((value) => Amount.parse(value))).toEqual([
      '0.1',
      '48000',
      '1000000000000000000000',
      '0',
      '49.9',
    ])
    expect(WireMoney.parse({ amount: 49.5, currency: 'USD' })).toEqual({ amount: '49.5', currency: 'usd' })
  })

  it('that is a date is UTC with milliseconds, whatever its offset', () => {
    expect(Instant.parse('2026-11-18T18:20:31+02:00')).toBe('2026-11-18T16:20:31.000Z')
    expect(Instant.safeParse('soon').success).toBe(false)
  })

  it('in metadata is text', () => {
    expect(Metadata.parse({ a: 'x', b: 1, c: null, d: { e: true } })).toEqual({ a: 'x', b: '1', d: '{"e":true}' })
    expect(Metadata.parse(undefined)).toEqual({})
  })

  it('is taken out of its envelope', () => {
    expect(dataOf(z.string()).parse({ data: 'x' })).toBe('x')
    expect(pageOf(z.string()).parse({ data: ['x'], pagination: { next: 'n', prev: null } })).toEqual({
      items: ['x'],
      next: 'n',
    })
    expect(pageOf(z.string()).parse({ data: [] })).toEqual({ items: [], next: null })
    expect(dataOf(z.string()).safeParse({ id: 'bare' }).success).toBe(false)
  })
})

describe('an answer with values that we do not know', () => {
  it('still is a customer, whose account is the integration’s before the metadata’s', () => {
    const integrations = [
      { id: 'i1', vendorIdentifier: 'NEW_VENDOR', syncedEntityId: 'x' },
      { id: 'i2', vendorIdentifier: 'SALESFORCE', syncedEntityId: '001A' },
    ]
    const wire = { id: 'c', metadata: { salesforceAccountId: '001B' }, integrations }
    expect(WireCustomer.parse(wire).salesforceAccountId).toBe('001A')
    expect(WireCustomer.parse({ ...wire, integrations: [] }).salesforceAccountId).toBe('001B')
    expect(WireCustomer.parse({ id: 'c' })).toMatchObject({ salesforceAccountId: null, archived: false, metadata: {} })
  })

  it('still is a subscription', () => {
    const wire = {
      id: 's',
      customerId: 'c',
      planId: 'p',
      status: 'PAUSED',
      pricingType: 'FREEMIUM',
      startDate: '2026-11-18T16:20:31Z',
      paymentCollectionMethod: 'BARTER',
      prices: [
        { baseCharge: true, price: { amount: 1, currency: 'usd' } },
        { featureId: 'f', amount: 2, currency: 'usd' },
      ],
      futureUpdates: [
        { subscriptionScheduleType: 'NEW', scheduleStatus: 'SCHEDULED', scheduledExecutionTime: null },
        { subscriptionScheduleType: 'PLAN', scheduleStatus: 'DONE' },
      ],
      latestInvoice: { billingId: 'in_1', status: 'DRAFT' },
      subscriptionEntitlements: [
        { id: 'x', type: 'OTHER' },
        { id: 'f', type: 'FEATURE' },
      ],
    }
    expect(WireSubscription.parse(wire)).toMatchObject({
      status: 'UNKNOWN',
      pricingType: 'FREEMIUM',
      startDate: '2026-11-18T16:20:31.000Z',
      paymentCollectionMethod: null,
      prices: [
        { baseCharge: true, price: { amount: '1', currency: 'usd' } },
        { featureId: 'f', price: { amount: '2', currency: 'usd' } },
      ],
      scheduledUpdates: [{ type: 'NEW', at: null, status: 'SCHEDULED' }],
      latestInvoice: { status: 'UNKNOWN', amountDue: null },
      entitlements: [{ featureId: 'f' }],
      marker: null,
    })
  })

  it('leaves out entitlements of other kinds', () => {
    const entitlements = [{ type: 'TOKENS' }, { type: 'FEATURE' }, { type: 'CREDIT', currency: { currencyId: 'c' } }]
    expect(WireEffectiveEntitlements.parse({ entitlements })).toEqual([
      { type: 'CREDIT', currencyId: 'c', isGranted: false, usageLimit: '0', currentUsage: '0' },
    ])
    expect(WirePackageEntitlement.parse({ id: 'x', type: 'TOKENS' })).toBeNull()
  })

  it('still is a plan and a feature', () => {
    const plan = { id: 'p', displayName: 'P', productId: 'pr', pricingType: null, status: 'PUBLISHED' }
    expect(WirePlan.parse(plan)).toEqual({
      isLatest: false,
      content: {
        id: 'p',
        name: 'P',
        productId: 'pr',
        pricingType: null,
        status: 'PUBLISHED',
        version: 0,
        compatibleAddonIds: [],
        defaultTrial: null,
      },
    })
    const feature = { id: 'f', displayName: 'F', featureType: 'JSON', featureStatus: 'BETA' }
    expect(WireFeature.parse(feature)).toMatchObject({ type: 'ENUM', status: 'ACTIVE', meterType: 'None' })
  })
})
