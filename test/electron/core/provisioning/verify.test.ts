import { describe, expect, it } from 'vitest'

import { verify, type HeldAfterRun } from '#core/provisioning/verify'
import { aCustomerState, aStiggCustomer, aSubscription } from '#test/builders'

import { customerStep, subscriptionStep, writeBackStep } from '../run-builders.ts'

const accountId = '0015g00000BcDeFAAV'

const asAsked = (): HeldAfterRun => ({
  customer: aCustomerState({
    customer: aStiggCustomer({
      id: accountId,
      name: 'Acme Corp',
      email: 'billing@acme.example',
      salesforceAccountId: accountId,
    }),
  }),
  subscriptions: new Map([
    [
      'sub-1',
      aSubscription({
        id: 'sub-1',
        customerId: accountId,
        planId: 'plan-enterprise',
        addons: [{ id: 'addon-support', quantity: '1.0' }],
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
      }),
    ],
  ]),
  fields: new Map([[accountId, { Stigg_Customer_ID__c: accountId }]]),
})

const resultsOf = (held: HeldAfterRun) =>
  verify([customerStep, subscriptionStep, writeBackStep], held).map(({ field, result }) => `${field}: ${result}`)

describe('verification', () => {
  it('finds everything as it was sent, whatever the notation of a number', () => {
    expect(new Set(resultsOf(asAsked()).map((line) => line.split(': ')[1]))).toEqual(new Set(['same']))
  })

  it('names what differs from what was sent', () => {
    const held = asAsked()
    const subscription = held.subscriptions.get('sub-1')
    if (!subscription) throw new Error('No subscription')
    const other = { ...subscription, planId: 'plan-team', addons: [] }
    expect(resultsOf({ ...held, subscriptions: new Map([['sub-1', other]]) })).toEqual(
      expect.arrayContaining(['Plan: different', 'Add-on addon-support: different']),
    )
  })

  it('says that a value cannot be verified where no API shows it, instead of that it is wrong', () => {
    const held = asAsked()
    const subscription = held.subscriptions.get('sub-1')
    if (!subscription) throw new Error('No subscription')
    const hidden = { ...subscription, entitlementValuesKnown: false }
    expect(resultsOf({ ...held, subscriptions: new Map([['sub-1', hidden]]) })).toContain(
      'Entitlement feature-seats: not-verifiable',
    )
  })

  it('is silent about nothing: what could not be read at all is not verifiable', () => {
    const lines = resultsOf({ customer: null, subscriptions: new Map(), fields: new Map() })
    expect(lines.every((line) => line.endsWith('not-verifiable'))).toBe(true)
  })
})
