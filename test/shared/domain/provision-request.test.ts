import { expect, it } from 'vitest'

import { buildDraft } from '#shared/domain/build-draft'
import { noEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import { provisionRequestOf } from '#shared/domain/provision-request'
import { ProvisionRequest } from '#shared/domain/step'
import {
  aCatalog,
  aCreditLine,
  accountId,
  aDeal,
  aMarker,
  anAddonLine,
  anEntitlementLine,
  aPlanLine,
  now,
  rules,
} from '#test/builders'

const requestFor = (creditCadence: 'MONTH' | null) => {
  const lines = [
    aPlanLine('plan-team', { unitPrice: '500' }),
    anEntitlementLine('feature-seats', { unitPrice: '150' }),
    anEntitlementLine('feature-projects', { quantity: '40' }),
    aCreditLine('cred-type-ai-tokens', { quantity: '9' }),
    anAddonLine('addon-premium-support'),
    anAddonLine('addon-extra-projects', { quantity: '2' }),
  ]
  const deal = aDeal({ lines })
  const catalog = aCatalog()
  const draft = buildDraft({
    deal,
    mapping: mapLines(deal, catalog),
    catalog,
    rules: rules({ billingPeriod: 'ANNUALLY', creditCadence }),
    live: null,
    edits: noEdits,
    now,
    timeZone: 'UTC',
  })
  const [subscription] = draft?.subscriptions ?? []
  if (!subscription) throw new Error('The deal makes a subscription')
  return provisionRequestOf(subscription, { customerId: 'acme', accountId, marker: aMarker() })
}

it('is the draft without where it came from, its lists in order', () => {
  const request = requestFor('MONTH')
  expect(ProvisionRequest.parse(request)).toEqual(request)
  expect(request).toEqual({
    customerId: 'acme',
    planId: 'plan-team',
    resourceId: null,
    billingPeriod: 'ANNUALLY',
    unitQuantity: null,
    charges: [{ featureId: 'feature-seats', quantity: '250' }],
    addons: [
      { addonId: 'addon-extra-projects', quantity: '2' },
      { addonId: 'addon-premium-support', quantity: '1' },
    ],
    entitlements: [
      { type: 'CREDIT', currencyId: 'cred-type-ai-tokens', amount: '9', cadence: 'MONTH' },
      {
        type: 'FEATURE',
        featureId: 'feature-projects',
        usageLimit: '40',
        hasUnlimitedUsage: false,
        hasSoftLimit: false,
        resetPeriod: null,
      },
    ],
    priceOverrides: [
      { addonId: null, featureId: null, currencyId: null, price: { amount: '500', currency: 'usd' } },
      { addonId: null, featureId: 'feature-seats', currencyId: null, price: { amount: '150', currency: 'usd' } },
    ],
    startDate: null,
    cancellationDate: null,
    trial: null,
    paymentCollection: 'INVOICE',
    daysUntilDue: 30,
    minimumSpend: null,
    maximumSpend: null,
    discount: null,
    billingCycleAnchor: null,
    proration: null,
    payingCustomerId: null,
    metadata: {},
    salesforceAccountId: accountId,
    marker: aMarker(),
  })
})

it('leaves credits out whose cadence nobody has said: such a draft is blocked', () => {
  expect(requestFor(null).entitlements.map(({ type }) => type)).toEqual(['FEATURE'])
})
