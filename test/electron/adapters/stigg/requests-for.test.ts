import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { requestsFor } from '#adapters/stigg/requests-for'
import { jsonNumber, previewBody } from '#adapters/stigg/subscription-body'
import { toDecimal } from '#shared/domain/decimal'
import { accountId, opportunityId, orgId } from '#test/builders'
import { aCreateStep, aProvisionStep, aRequest, anUpdateStep } from './steps.ts'

const link = {
  salesforceAccountId: accountId,
  integrationId: 'integration-1',
  metadata: { salesforceAccountId: accountId },
}
const integration = { id: 'integration-1', vendorIdentifier: 'SALESFORCE', syncedEntityId: accountId }

describe('the requests of a step', () => {
  it('makes a customer with its link', () => {
    expect(requestsFor(aCreateStep({ integrationId: 'integration-1' }))).toEqual([
      {
        service: 'stigg',
        method: 'POST',
        path: '/api/v1/customers',
        body: {
          id: 'customer-of-tests',
          name: 'Customer of tests',
          email: 'billing@tests.example',
          integrations: [integration],
          metadata: { salesforceAccountId: accountId, companionOrg: orgId },
        },
      },
    ])
  })

  it('keeps the link in metadata alone where there is no integration, and sends no e-mail that is not there', () => {
    const [request] = requestsFor(aCreateStep({ integrationId: null, email: null }))
    expect(Object.keys(request?.body as object)).toEqual(['id', 'name', 'metadata'])
  })

  it('links first and changes then', () => {
    expect(requestsFor(anUpdateStep({ customerId: 'a|b@c', name: 'New', link }))).toEqual([
      { service: 'stigg', method: 'POST', path: '/api/v1/customers/a%7Cb%40c/integrations', body: integration },
      {
        service: 'stigg',
        method: 'PATCH',
        path: '/api/v1/customers/a%7Cb%40c',
        body: { name: 'New', metadata: link.metadata },
      },
    ])
  })

  it('sends of an update what it names, and null where that clears', () => {
    expect(requestsFor(anUpdateStep({ email: null })).map(({ body }) => body)).toEqual([{ email: null }])
    expect(requestsFor(anUpdateStep())).toEqual([])
  })

  it('provisions a custom plan with its entitlements', () => {
    const [request] = requestsFor(
      aProvisionStep({
        entitlements: [
          {
            type: 'FEATURE',
            featureId: 'feature-seats',
            usageLimit: '250',
            hasUnlimitedUsage: false,
            hasSoftLimit: false,
            resetPeriod: null,
          },
          {
            type: 'FEATURE',
            featureId: 'feature-sso',
            usageLimit: null,
            hasUnlimitedUsage: false,
            hasSoftLimit: false,
            resetPeriod: null,
          },
          {
            type: 'FEATURE',
            featureId: 'feature-projects',
            usageLimit: null,
            hasUnlimitedUsage: true,
            hasSoftLimit: false,
            resetPeriod: null,
          },
          { type: 'CREDIT', currencyId: 'currency-api-credits', amount: '0.5', cadence: 'YEAR' },
        ],
        startDate: '2026-12-01T00:00:00.000Z',
        cancellationDate: '2027-12-01T00:00:00.000Z',
      }),
    )
    expect(request).toEqual({
      service: 'stigg',
      method: 'POST',
      path: '/api/v1/subscriptions',
      body: {
        id: 'sub-of-tests',
        customerId: 'customer-of-tests',
        planId: 'plan-enterprise',
        startDate: '2026-12-01T00:00:00.000Z',
        cancellationDate: '2027-12-01T00:00:00.000Z',
        entitlements: [
          { type: 'FEATURE', id: 'feature-seats', usageLimit: 250 },
          { type: 'FEATURE', id: 'feature-sso' },
          { type: 'FEATURE', id: 'feature-projects', hasUnlimitedUsage: true },
          { type: 'CREDIT', id: 'currency-api-credits', amount: 0.5, cadence: 'YEAR' },
        ],
        salesforceId: accountId,
        metadata: {
          companionOrg: orgId,
          companionOpportunity: opportunityId,
          companionRun: 'run-1',
          companionGeneration: '1',
        },
      },
    })
  })

  const paid = aRequest({
    planId: 'plan-team',
    resourceId: 'workspace-1',
    billingPeriod: 'ANNUALLY',
    unitQuantity: '2',
    charges: [{ featureId: 'feature-seats', quantity: '250' }],
    addons: [{ addonId: 'addon-support', quantity: '1' }],
    entitlements: [],
    priceOverrides: [
      { addonId: null, featureId: null, currencyId: null, price: { amount: '12000', currency: 'usd' } },
      { addonId: null, featureId: 'feature-seats', currencyId: null, price: { amount: '49.50', currency: 'usd' } },
      { addonId: 'addon-support', featureId: null, currencyId: null, price: { amount: '0', currency: 'usd' } },
    ],
    trial: { isTrial: true, endDate: '2026-12-02T00:00:00.000Z', endBehavior: null },
    paymentCollection: 'INVOICE',
    daysUntilDue: 30,
  })

  it('provisions a paid plan with quantities, prices, a trial and terms', () => {
    const [request] = requestsFor(aProvisionStep(paid))
    expect(request?.body).toMatchObject({
      resourceId: 'workspace-1',
      billingPeriod: 'ANNUALLY',
      unitQuantity: 2,
      charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 250 }],
      addons: [{ id: 'addon-support', quantity: 1 }],
      priceOverrides: [
        { baseCharge: true, amount: 12000, currency: 'usd' },
        { featureId: 'feature-seats', amount: 49.5, currency: 'usd' },
        { addonId: 'addon-support', amount: 0, currency: 'usd' },
      ],
      trialOverrideConfiguration: { isTrial: true, trialEndDate: '2026-12-02T00:00:00.000Z' },
      paymentCollectionMethod: 'INVOICE',
      billingInformation: { invoiceDaysUntilDue: 30 },
    })
    expect(request?.body).not.toHaveProperty('entitlements')
  })

  it('previews what a preview takes, and nothing else', () => {
    const fields = `addons billingInformation billingPeriod charges customerId planId resourceId
      trialOverrideConfiguration unitQuantity`.split(/\s+/)
    expect(Object.keys(previewBody(paid)).sort()).toEqual(fields)
  })

  it('yields the same requests for the same step', () => {
    for (const step of [aCreateStep(), anUpdateStep({ link }), aProvisionStep(paid)])
      expect(requestsFor(structuredClone(step))).toEqual(requestsFor(step))
  })
})

describe('an amount as a JSON number', () => {
  it('is the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.nat(3), (units, places) => {
        const text = toDecimal(`${units}e-${places}`)
        expect(toDecimal(JSON.stringify(jsonNumber(text)))).toBe(text)
      }),
    )
  })

  it('is refused where a number would be another amount', () => {
    expect(() => jsonNumber('9007199254740993')).toThrow(RangeError)
    expect(jsonNumber('48000.00')).toBe(48_000)
  })
})
