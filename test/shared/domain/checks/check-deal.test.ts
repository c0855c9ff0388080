import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { buildDraft } from '#shared/domain/build-draft'
import { checkOffline } from '#shared/domain/checks/check-offline'
import type { WantedWrite } from '#shared/domain/checks/write-back'
import { ChangeSet } from '#shared/domain/change-set'
import { changeSetOf } from '#shared/domain/change-set-of'
import { Draft } from '#shared/domain/draft'
import { noEdits, type DraftEdits, type SubscriptionEdits } from '#shared/domain/draft-edits'
import { mapLines } from '#shared/domain/mapping'
import { provisionRequestOf } from '#shared/domain/provision-request'
import { ProvisionRequest } from '#shared/domain/step'
import type { ProvisioningRules } from '#shared/domain/profile'
import type { OpportunityLine } from '#shared/domain/opportunity'
import { Finding, findingCodes, severities, type FindingCode } from '#shared/domain/finding'
import {
  accountId,
  aCatalog,
  aContact,
  aCreditLine,
  aCustomerState,
  aDeal,
  aKnownCustomer,
  aLine,
  aMarker,
  anAccount,
  anAddonLine,
  anEntitlementLine,
  anOpportunity,
  anUnmappedLine,
  aPlan,
  aPlanLine,
  aQuoteLine,
  aStiggCustomer,
  aSubscription,
  now,
  rules,
} from '#test/builders'
import { callOutTo } from '#test/harness/call-outs'

import { wildLines } from '../arbitraries.ts'
import { findingsOn, type Situation } from './cases.ts'

const catalog = aCatalog()

const line = aLine()
const withLines = (...lines: OpportunityLine[]) => aDeal({ lines: [line, ...lines] })
const trialDeal = (lines = [line]) =>
  aDeal({ opportunity: anOpportunity({ stageName: 'POC', isWon: false, isClosed: false }), lines })
const teamDeal = (...more: OpportunityLine[]) =>
  aDeal({ lines: [aPlanLine('plan-team', { unitPrice: null }), ...more] })
const annually = { subscriptions: { 'product-northwind': { billingPeriod: 'ANNUALLY' as const } } }
const workspaceDeal = aDeal({ lines: [aPlanLine('plan-workspace')] })
const amendment = (vary: Parameters<typeof aQuoteLine>[0]) => aQuoteLine({ quoteType: 'Amendment', ...vary })

const northwind = (edits: SubscriptionEdits): DraftEdits => ({ subscriptions: { 'product-northwind': edits } })
const spend = (limit: string) => ({
  billingPeriod: 'ANNUALLY' as const,
  maximumSpend: { limit, hasSoftLimit: false },
})
const coupon = (couponId: string) => ({ kind: 'coupon' as const, couponId })
const percent = (percentOff: string) => ({
  kind: 'own' as const,
  name: 'Negotiated',
  percentOff,
  amountOff: null,
  durationInMonths: null,
})
const amountOff = (currency: string) => ({
  ...percent('0'),
  percentOff: null,
  amountOff: { amount: '50', currency },
})
const aWrite = (vary: Partial<WantedWrite> = {}): WantedWrite => ({
  record: { system: 'salesforce', type: 'Account', id: accountId, name: 'Acme Corp' },
  field: 'Stigg_Customer_ID__c',
  label: 'Stigg Customer ID',
  updateable: true,
  length: 255,
  value: 'acme5',
  ...vary,
})
const euros = {
  id: 'coupon-euros',
  name: 'Fifty euros',
  archived: false,
  percentOff: null,
  amountsOff: [{ amount: '50', currency: 'eur' }],
  durationInMonths: null,
}

/** For every code a deal on which it is found, and a deal that differs in nothing but the cure. */
const cases: Record<FindingCode, { readonly fires: Situation; readonly silent: Situation }> = {
  'opportunity.not-won': {
    fires: { deal: aDeal({ opportunity: anOpportunity({ stageName: 'Negotiation', isWon: false, isClosed: false }) }) },
    silent: { deal: trialDeal() },
  },
  'opportunity.no-account': {
    fires: { deal: aDeal({ account: null, opportunity: anOpportunity({ accountId: null }) }), live: null },
    silent: {},
  },
  'opportunity.no-lines': { fires: { deal: aDeal({ lines: [] }) }, silent: {} },
  'opportunity.already-provisioned': {
    fires: { live: aKnownCustomer({ subscriptions: [aSubscription({ marker: aMarker() })] }) },
    silent: {
      live: aKnownCustomer({ subscriptions: [aSubscription({ marker: aMarker({ opportunityId: 'other' }) })] }),
    },
  },
  'flow.may-provision': {
    fires: { nativeFlow: { state: 'active', names: ['Stigg provisioning'] } },
    silent: { nativeFlow: { state: 'none', names: [] } },
  },
  'opportunity.stale': {
    fires: { alter: (draft) => ({ ...draft, customer: { ...draft.customer, exists: true } }) },
    silent: { alter: (draft) => draft },
  },
  'product.inactive': { fires: { deal: aDeal({ lines: [aLine({ productActive: false })] }) }, silent: {} },
  'product.no-standard-price': {
    fires: { deal: aDeal({ lines: [aLine({ standardPriceActive: false })] }) },
    silent: { deal: withLines(anUnmappedLine({ standardPriceActive: false })) },
  },
  'pricebook.mismatch': {
    fires: { deal: aDeal({ lines: [aLine({ quote: aQuoteLine({ pricebookId: '01s5g00000ZzZzZAAV' }) })] }) },
    silent: { deal: aDeal({ lines: [aLine({ quote: aQuoteLine({ pricebookId: '01s5g00000GhIjK' }) })] }) },
  },
  'mapping.no-plan': {
    fires: { deal: aDeal({ lines: [anEntitlementLine()] }) },
    silent: { deal: aDeal({ lines: [aLine({ stiggId: null }), anEntitlementLine()] }) },
  },
  'mapping.several-plans': {
    fires: { deal: withLines(aPlanLine('plan-free')) },
    silent: { deal: withLines(aPlanLine('plan-insights')) },
  },
  'mapping.type-unknown': {
    fires: { deal: withLines(anEntitlementLine('feature-seats', { stiggType: 'Bundle' })) },
    silent: { deal: withLines(anEntitlementLine('feature-seats', { stiggType: ' ENTITLEMENT ' })) },
  },
  'mapping.type-without-id': {
    fires: { deal: withLines(anEntitlementLine('feature-seats', { stiggId: ' ' })) },
    silent: {},
  },
  'mapping.id-without-type': {
    fires: { deal: withLines(anEntitlementLine('feature-seats', { stiggType: null })) },
    silent: {},
  },
  'mapping.entity-disagrees': {
    fires: { deal: aDeal({ lines: [aPlanLine('addon-premium-support')] }) },
    silent: { deal: withLines(anAddonLine('addon-premium-support')) },
  },
  'mapping.prefix-disagrees': {
    fires: {
      deal: aDeal({ lines: [aPlanLine('addon-ultimate')] }),
      catalog: aCatalog({ plans: [aPlan({ id: 'addon-ultimate' })] }),
    },
    silent: {
      deal: aDeal({ lines: [aPlanLine('ultimate')] }),
      catalog: aCatalog({ plans: [aPlan({ id: 'ultimate' })] }),
    },
  },
  'mapping.duplicate': {
    fires: { deal: withLines(anEntitlementLine(), anEntitlementLine('feature-seats', { id: 'line-again' })) },
    silent: { deal: withLines(anEntitlementLine()) },
  },
  'mapping.delta-lines': {
    fires: {
      deal: withLines(anEntitlementLine('feature-seats', { quantity: '50', quote: amendment({ quantity: null }) })),
    },
    silent: {
      deal: withLines(
        anEntitlementLine('feature-seats', {
          quantity: '50',
          quote: amendment({ quantity: '150', priorQuantity: '100' }),
        }),
      ),
    },
  },
  'mapping.ramp': {
    fires: {
      deal: withLines(
        anEntitlementLine('feature-seats', { id: 'line-1', quote: aQuoteLine({ segmentIndex: 1 }) }),
        anEntitlementLine('feature-seats', { id: 'line-2', quote: aQuoteLine({ segmentIndex: 2 }) }),
      ),
    },
    silent: { deal: withLines(anEntitlementLine('feature-seats', { quote: aQuoteLine({ segmentIndex: 1 }) })) },
  },
  'quantity.not-positive': {
    fires: { deal: withLines(anEntitlementLine('feature-seats', { quantity: '0' })) },
    silent: {},
  },
  'quantity.not-whole': {
    fires: { deal: withLines(anEntitlementLine('feature-seats', { quantity: '2.5' })) },
    silent: { deal: withLines(aCreditLine('currency-api-credits', { quantity: '2.5' })) },
  },
  'plan.not-found': { fires: { deal: aDeal({ lines: [aPlanLine('plan-unheard-of')] }) }, silent: {} },
  'plan.not-published': { fires: { deal: aDeal({ lines: [aPlanLine('plan-next')] }) }, silent: {} },
  'plan.archived': { fires: { deal: aDeal({ lines: [aPlanLine('plan-legacy')] }) }, silent: {} },
  'addon.not-found': { fires: { deal: withLines(anAddonLine('addon-unheard-of')) }, silent: {} },
  'addon.incompatible': {
    fires: { deal: withLines(anAddonLine('addon-sandbox')) },
    silent: { deal: withLines(anAddonLine('addon-premium-support')) },
  },
  'addon.dependency': {
    fires: { deal: withLines(anAddonLine('addon-audit-log')) },
    silent: { deal: withLines(anAddonLine('addon-audit-log'), anAddonLine('addon-premium-support')) },
  },
  'addon.too-many': {
    fires: { deal: withLines(anAddonLine('addon-extra-projects', { quantity: '6' })) },
    silent: { deal: withLines(anAddonLine('addon-extra-projects', { quantity: '5' })) },
  },
  'feature.not-found': { fires: { deal: withLines(anEntitlementLine('feature-unheard-of')) }, silent: {} },
  'feature.enum': { fires: { deal: withLines(anEntitlementLine('feature-region', { quantity: '1' })) }, silent: {} },
  'feature.takes-no-limit': {
    fires: { deal: withLines(anEntitlementLine('feature-sso', { quantity: '5' })) },
    silent: { deal: withLines(anEntitlementLine('feature-sso', { quantity: '1' })) },
  },
  'currency.not-found': {
    fires: { deal: withLines(aCreditLine('currency-unheard-of')) },
    silent: { deal: withLines(aCreditLine()) },
  },
  'currency.archived': {
    fires: { deal: withLines(aCreditLine('currency-coins')) },
    silent: { deal: withLines(aCreditLine()) },
  },
  'customer.archived': {
    fires: { live: aKnownCustomer({ customer: aStiggCustomer({ archived: true }) }) },
    silent: { live: aKnownCustomer() },
  },
  'customer.possible-duplicate': {
    fires: { live: aCustomerState({ sameEmail: [aStiggCustomer({ id: 'acme-old' })] }) },
    silent: { live: aKnownCustomer({ sameEmail: [aStiggCustomer()] }) },
  },
  'billing.period-missing': { fires: { deal: teamDeal() }, silent: { deal: teamDeal(), edits: annually } },
  'credit.cadence-missing': {
    fires: { deal: withLines(aCreditLine()), rules: rules({ creditCadence: null }) },
    silent: { deal: withLines(aCreditLine()) },
  },
  'billing.email-missing': {
    fires: { deal: { ...teamDeal(), contacts: [] }, edits: annually },
    silent: { deal: { ...teamDeal(), contacts: [aContact()] }, edits: annually },
  },
  'billing.open-invoice': {
    fires: { live: aKnownCustomer({ subscriptions: [aSubscription({ latestInvoice: invoice('OPEN') })] }) },
    silent: { live: aKnownCustomer({ subscriptions: [aSubscription({ latestInvoice: invoice('PAID') })] }) },
  },
  'price.period-unknown': {
    fires: { deal: aDeal({ lines: [aPlanLine('plan-team')] }), edits: annually, rules: rules({ pricePeriod: null }) },
    silent: { deal: aDeal({ lines: [aPlanLine('plan-team')] }), edits: annually },
  },
  'price.credit-not-supported': {
    fires: { deal: teamDeal(aCreditLine('currency-api-credits', { unitPrice: '0.01' })), edits: annually },
    silent: { deal: withLines(aCreditLine('currency-api-credits', { unitPrice: '0.01' })) },
  },
  'subscription.replaces': {
    fires: { live: aKnownCustomer() },
    silent: { live: aKnownCustomer({ subscriptions: [aSubscription({ status: 'CANCELED' })] }) },
  },
  'subscription.schedule-lost': {
    fires: { live: aKnownCustomer({ subscriptions: [aSubscription({ scheduledUpdates: [scheduled('SCHEDULED')] })] }) },
    silent: { live: aKnownCustomer({ subscriptions: [aSubscription({ scheduledUpdates: [scheduled('DONE')] })] }) },
  },
  'subscription.paid-to-custom': {
    fires: { live: aKnownCustomer() },
    silent: { live: aKnownCustomer({ subscriptions: [aSubscription({ paymentCollectionMethod: 'NONE' })] }) },
  },
  'subscription.resource-required': {
    fires: { deal: workspaceDeal },
    silent: { deal: workspaceDeal, edits: { subscriptions: { 'product-workspaces': { resourceId: 'site-1' } } } },
  },
  'billing.email-not-a-contact': {
    fires: { deal: teamDeal(), edits: { ...annually, billingEmail: 'pay@elsewhere.example' } },
    silent: { deal: teamDeal(), edits: { ...annually, billingEmail: 'BILLING@acme.example' } },
  },
  'billing.not-integrated': {
    fires: { deal: teamDeal(), edits: annually, live: aCustomerState({ billing: { connected: false } }) },
    silent: { deal: teamDeal(), edits: annually, live: aCustomerState({ billing: null }) },
  },
  'billing.no-payment-method': {
    fires: { deal: teamDeal(), edits: northwind({ billingPeriod: 'ANNUALLY', paymentCollection: 'CHARGE' }) },
    silent: {
      deal: teamDeal(),
      edits: northwind({ billingPeriod: 'ANNUALLY', paymentCollection: 'CHARGE' }),
      live: aKnownCustomer({ subscriptions: [] }),
    },
  },
  'billing.currency-mismatch': {
    fires: { deal: { ...teamDeal(), opportunity: anOpportunity({ currency: 'sek' }) }, edits: annually },
    silent: { deal: teamDeal(), edits: annually },
  },
  'dates.backdated': {
    fires: { edits: northwind({ startDate: '2026-11-01T00:00:00.000Z' }) },
    silent: { edits: northwind({ startDate: '2026-12-01T00:00:00.000Z' }) },
  },
  'dates.no-current-period': {
    fires: { edits: northwind({ startKind: 'period-end' }) },
    silent: { edits: northwind({ startKind: 'period-end' }), live: aKnownCustomer() },
  },
  'dates.end-before-start': {
    fires: {
      edits: northwind({ startDate: '2027-01-01T00:00:00.000Z', cancellationDate: '2027-01-01T00:00:00.000Z' }),
    },
    silent: {
      edits: northwind({ startDate: '2027-01-01T00:00:00.000Z', cancellationDate: '2027-01-01T00:00:00.001Z' }),
    },
  },
  'spend.minimum-above-maximum': {
    fires: {
      deal: teamDeal(),
      edits: northwind({ ...spend('500'), minimumSpend: { amount: '500.01', currency: 'usd' } }),
    },
    silent: {
      deal: teamDeal(),
      edits: northwind({ ...spend('500'), minimumSpend: { amount: '500', currency: 'usd' } }),
    },
  },
  'spend.other-currency': {
    fires: {
      deal: teamDeal(),
      edits: northwind({ billingPeriod: 'ANNUALLY', minimumSpend: { amount: '400', currency: 'eur' } }),
    },
    silent: {
      deal: teamDeal(),
      edits: northwind({ billingPeriod: 'ANNUALLY', minimumSpend: { amount: '400', currency: 'usd' } }),
    },
  },
  'discount.other-currency': {
    fires: { deal: teamDeal(), edits: northwind({ billingPeriod: 'ANNUALLY', discount: amountOff('eur') }) },
    silent: { deal: teamDeal(), edits: northwind({ billingPeriod: 'ANNUALLY', discount: amountOff('usd') }) },
  },
  'discount.out-of-range': {
    fires: { deal: teamDeal(), edits: northwind({ billingPeriod: 'ANNUALLY', discount: percent('100.5') }) },
    silent: { deal: teamDeal(), edits: northwind({ billingPeriod: 'ANNUALLY', discount: percent('100') }) },
  },
  'coupon.not-found': {
    fires: { deal: teamDeal(), edits: northwind({ billingPeriod: 'ANNUALLY', discount: coupon('coupon-unheard-of') }) },
    silent: { deal: teamDeal(), edits: northwind({ billingPeriod: 'ANNUALLY', discount: coupon('coupon-launch') }) },
  },
  'coupon.archived': {
    fires: { deal: teamDeal(), edits: northwind({ billingPeriod: 'ANNUALLY', discount: coupon('coupon-old') }) },
    silent: { deal: teamDeal(), edits: northwind({ billingPeriod: 'ANNUALLY', discount: coupon('coupon-launch') }) },
  },
  'coupon.other-currency': {
    fires: {
      deal: teamDeal(),
      catalog: aCatalog({ coupons: [euros] }),
      edits: northwind({ billingPeriod: 'ANNUALLY', discount: coupon(euros.id) }),
    },
    silent: {
      deal: teamDeal(),
      catalog: aCatalog({ coupons: [{ ...euros, amountsOff: [{ amount: '50', currency: 'usd' }] }] }),
      edits: northwind({ billingPeriod: 'ANNUALLY', discount: coupon(euros.id) }),
    },
  },
  'subscription.cannot-amend': {
    // Team runs, Enterprise was sold: Stigg changes no plan in place.
    fires: { live: aKnownCustomer(), edits: { subscriptions: { 'product-northwind': { way: 'amend' } } } },
    silent: {
      live: aKnownCustomer({ subscriptions: [aSubscription({ planId: 'plan-enterprise', pricingType: 'CUSTOM' })] }),
      edits: { subscriptions: { 'product-northwind': { way: 'amend' } } },
    },
  },
  'trial.end-in-past': {
    fires: { deal: trialDeal(), edits: trialUntil('2026-11-18T16:20:31.000Z') },
    silent: { deal: trialDeal(), edits: trialUntil('2026-11-19T00:00:00.000Z') },
  },
  'trial.replaces': {
    fires: { deal: trialDeal(), live: aKnownCustomer({ subscriptions: [aSubscription({ status: 'IN_TRIAL' })] }) },
    silent: { deal: trialDeal(), live: aKnownCustomer() },
  },
  'trial.had-before': {
    fires: { deal: trialDeal(), live: aKnownCustomer({ hadTrialOf: ['product-northwind'] }) },
    silent: { live: aKnownCustomer({ hadTrialOf: ['product-northwind'] }) },
  },
  'link.conflict': {
    fires: { live: aKnownCustomer({ customer: aStiggCustomer({ salesforceAccountId: '0015g00000ZzZzZAAV' }) }) },
    silent: { live: aKnownCustomer({ customer: aStiggCustomer({ salesforceAccountId: '0015g00000BcDeF' }) }) },
  },
  'link.field-too-short': { fires: { writes: [aWrite({ length: 4 })] }, silent: { writes: [aWrite({ length: 5 })] } },
  'link.field-read-only': { fires: { writes: [aWrite({ updateable: false })] }, silent: { writes: [aWrite()] } },
  'link.no-integration': { fires: { live: aCustomerState({ integration: null }) }, silent: {} },
}

function invoice(status: 'OPEN' | 'PAID') {
  return { id: 'in-1', status, amountDue: { amount: '990', currency: 'usd' }, pdfUrl: null }
}
function scheduled(status: string) {
  return { type: 'DOWNGRADE', at: '2027-01-01T00:00:00.000Z', status }
}
function trialUntil(endDate: string) {
  const trial = { isTrial: true, endDate, endBehavior: null }
  return { subscriptions: { 'product-northwind': { trial } } }
}

describe('every code', () => {
  it('has a case', () => {
    expect(Object.keys(cases).toSorted()).toEqual([...findingCodes].toSorted())
  })

  it.each(findingCodes)('%s is found where it holds, weighs what the table says, and nowhere else', (code) => {
    const { fires, silent } = cases[code]
    const found = findingsOn(fires).filter((finding) => finding.code === code)
    expect(found).toHaveLength(1)
    expect(found[0]?.severity).toBe(severities[code])
    expect(findingsOn(silent).map((finding) => finding.code)).not.toContain(code)
  })
})

describe('findings', () => {
  it('are none on a clean deal of a new customer', () => {
    expect(findingsOn({})).toEqual([])
  })

  it('come as errors, then warnings, then information', () => {
    const found = findingsOn({
      deal: withLines(
        anEntitlementLine('feature-seats', { quantity: '0' }),
        anEntitlementLine('feature-sso', { quantity: '3' }),
        anAddonLine('addon-sandbox', { productActive: false }),
      ),
    })
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'error', 'warning', 'info'])
  })

  it('have keys of their own, which stay the same when the deal is read again', () => {
    const situation = {
      deal: withLines(
        anAddonLine('addon-audit-log', { quantity: '9', productActive: false }),
        anEntitlementLine('feature-seats', { id: 'a' }),
        anEntitlementLine('feature-seats', { id: 'b' }),
      ),
      live: aKnownCustomer(),
    }
    const keys = findingsOn(situation).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(findingsOn(situation).map(({ key }) => key)).toEqual(keys)
  })

  it('name what their sentences need', () => {
    const [found] = findingsOn({ deal: withLines(anAddonLine('addon-audit-log')) })
    expect(found).toMatchObject({
      code: 'addon.dependency',
      record: { system: 'stigg', type: 'addon', id: 'addon-audit-log', name: 'Audit log' },
      facts: { name: 'Audit log', plan: 'Enterprise', needs: 'Premium support' },
      lineIds: ['line-addon-audit-log'],
    })
  })
})

describe('links', () => {
  it('conflict where the account is linked to another customer than it names', () => {
    const found = findingsOn({
      deal: aDeal({ account: anAccount({ stiggCustomerId: 'acme' }) }),
      live: aCustomerState({ customerId: 'acme', linkedToAccount: [aStiggCustomer({ id: 'acme-2', name: 'Acme 2' })] }),
    })
    expect(found).toMatchObject([
      { code: 'link.conflict', facts: { side: 'account', otherId: 'acme-2', customerId: 'acme' } },
    ])
  })

  it('conflict where the customer belongs to another account', () => {
    const { live } = cases['link.conflict'].fires
    const [found] = findingsOn(live ? { live } : {})
    expect(found).toMatchObject({ facts: { side: 'customer', otherAccountId: '0015g00000ZzZzZAAV' } })
  })
})

describe('an amendment that names no plan', () => {
  it('is said to be a difference, not a deal without a plan: the plan stands in the running subscription', () => {
    const seats = anEntitlementLine('feature-seats', {
      quantity: '50',
      quote: amendment({ quantity: '150', priorQuantity: '100' }),
    })
    const codes = findingsOn({ deal: { ...withLines(seats), lines: [seats] } }).map(({ code }) => code)
    expect(codes).toContain('mapping.delta-lines')
    expect(codes).not.toContain('mapping.no-plan')
  })
})

describe('a deal that was provisioned before', () => {
  it('is known from a run that was done here, and not from one that was given up', () => {
    const codesAfter = (state: 'done' | 'abandoned') =>
      findingsOn({ priorRun: { runId: 'run-1', state } }).map(({ code }) => code)
    expect(codesAfter('done')).toEqual(['opportunity.already-provisioned'])
    expect(codesAfter('abandoned')).toEqual([])
  })

  it('is known from a marker, even where the subscription is over by now', () => {
    const over = aSubscription({ marker: aMarker(), status: 'CANCELED' })
    const codes = findingsOn({ live: aKnownCustomer({ subscriptions: [over] }) }).map(({ code }) => code)
    expect(codes).toEqual(['opportunity.already-provisioned'])
  })
})

describe('a flow of the org', () => {
  const sold = '2026-11-21T08:00:00.000Z'
  const closed = aDeal({ opportunity: anOpportunity({ closeDate: '2026-11-20' }), lines: [aPlanLine('plan-team')] })
  const unknown = { state: 'unknown', names: [] } as const
  const foundWith = (vary: Parameters<typeof aSubscription>[0]) =>
    findingsOn({
      deal: closed,
      edits: annually,
      nativeFlow: unknown,
      live: aKnownCustomer({ subscriptions: [aSubscription({ startDate: sold, ...vary })] }),
    }).filter(({ code }) => code === 'flow.may-provision')

  it('is known by what it leaves, where nobody may look at the flows', () => {
    expect(foundWith({})).toMatchObject([{ facts: { subscriptionId: 'subscription-team' } }])
  })

  it.each([
    ['a copy of this app made it', { marker: aMarker({ opportunityId: 'other' }) }],
    ['it is older than the deal', { startDate: '2026-11-19T23:00:00.000Z' }],
    ['it is for another account', { salesforceAccountId: '0015g00000ZzZzZAAV' }],
    ['it is over', { status: 'CANCELED' as const }],
  ])('is not taken for the maker of a subscription where %s', (_, vary) => {
    expect(foundWith(vary)).toEqual([])
  })
})

describe('a subscription that is there already', () => {
  it('is not replaced where it ends before the new one starts', () => {
    const ending = aSubscription({ cancellationDate: '2026-12-31T00:00:00.000Z' })
    const edits = { subscriptions: { 'product-northwind': { startDate: '2027-01-01T00:00:00.000Z' } } }
    expect(findingsOn({ live: aKnownCustomer({ subscriptions: [ending] }), edits })).toEqual([])
  })

  it('is replaced early by so many days', () => {
    const ending = aSubscription({ cancellationDate: '2026-12-18T16:20:31.000Z' })
    const [found] = findingsOn({ live: aKnownCustomer({ subscriptions: [ending] }) })
    expect(found).toMatchObject({ code: 'subscription.replaces', facts: { plan: 'Team', daysEarly: '30' } })
  })

  it('needs no resource ID yet where the call-out will say it', () => {
    const codesWith = (resourceIdsAt: Record<string, string>) =>
      findingsOn({
        deal: workspaceDeal,
        rules: rules({ callOut: callOutTo('https://app.example', { resourceIdsAt }) }),
      }).map(({ code }) => code)
    expect(codesWith({ 'product-workspaces': '/workspace/id' })).not.toContain('subscription.resource-required')
    expect(codesWith({ 'product-northwind': '/workspace/id' })).toContain('subscription.resource-required')
  })

  it('is left alone where it is of another resource', () => {
    const other = aSubscription({ planId: 'plan-workspace', pricingType: 'CUSTOM', resourceId: 'site-1' })
    const live = aKnownCustomer({ subscriptions: [other] })
    const codesFor = (resourceId: string) =>
      findingsOn({ deal: workspaceDeal, live, edits: { subscriptions: { 'product-workspaces': { resourceId } } } }).map(
        ({ code }) => code,
      )
    expect(codesFor('site-2')).toEqual([])
    expect(codesFor('site-1')).toEqual(['subscription.replaces'])
  })

  it('stays beside a trial, and a trial beside it', () => {
    expect(findingsOn({ deal: trialDeal(), live: aKnownCustomer() })).toEqual([])
    const onTrial = aKnownCustomer({ subscriptions: [aSubscription({ status: 'IN_TRIAL' })] })
    expect(findingsOn({ live: onTrial })).toEqual([])
  })

  it('blocks with an open invoice only while something is due on it', () => {
    const paid = { ...invoice('OPEN'), amountDue: { amount: '0', currency: 'usd' } }
    const live = aKnownCustomer({ subscriptions: [aSubscription({ latestInvoice: paid })] })
    expect(findingsOn({ live }).map(({ code }) => code)).not.toContain('billing.open-invoice')
  })
})

describe('a billing period', () => {
  it('that the plan has no price for is missing, whoever said it', () => {
    const edits = { subscriptions: { 'product-northwind': { billingPeriod: 'MONTHLY' as const } } }
    const [found] = findingsOn({ deal: aDeal({ lines: [aPlanLine('plan-growth')] }), edits })
    expect(found).toMatchObject({ code: 'billing.period-missing', facts: { period: 'MONTHLY', offered: 'ANNUALLY' } })
  })

  it('says nothing on a plan whose prices are not told', () => {
    const catalog = aCatalog({ plans: [aPlan({ id: 'plan-team', pricingType: 'PAID', charges: [] })] })
    expect(findingsOn({ deal: teamDeal(), catalog, edits: annually })).toEqual([])
  })
})

it('finds a negative line that a sum would hide', () => {
  const found = findingsOn({
    deal: withLines(anEntitlementLine(), anEntitlementLine('feature-seats', { id: 'minus', quantity: '-20' })),
  })
  expect(found.map(({ code }) => code)).toEqual(['quantity.not-positive', 'mapping.duplicate'])
})

it('takes an archived add-on for one that does not fit', () => {
  const [found] = findingsOn({ deal: withLines(anAddonLine('addon-retired')) })
  expect(found).toMatchObject({ code: 'addon.incompatible', facts: { reason: 'archived' } })
})

it('does not know the price of an amendment, because CPQ prorates it', () => {
  const quote = amendment({ quantity: '150', priorQuantity: '100' })
  const seats = anEntitlementLine('feature-seats', { quantity: '50', unitPrice: '80', quote })
  const found = findingsOn({ deal: teamDeal(seats), edits: annually })
  expect(found.map(({ code }) => code)).toEqual(['price.period-unknown'])
})

describe('any deal, of any customer', () => {
  const lives = fc.constantFrom(null, aCustomerState(), aKnownCustomer(), {
    ...aKnownCustomer({ hadTrialOf: ['product-northwind'], integration: null }),
    subscriptions: [
      aSubscription({ marker: aMarker(), latestInvoice: invoice('OPEN'), scheduledUpdates: [scheduled('SCHEDULED')] }),
      aSubscription({ id: 'trial', status: 'IN_TRIAL', trialEndDate: '2026-12-01T00:00:00.000Z' }),
      aSubscription({ id: 'secret', planId: 'plan-insights', entitlementValuesKnown: false }),
    ],
  })
  const opportunities = fc.constantFrom(
    anOpportunity(),
    anOpportunity({ stageName: 'POC', isWon: false, isClosed: false }),
    anOpportunity({ stageName: 'Closed Lost', isWon: false, currency: 'eur' }),
  )

  const raises = fc.dictionary(fc.constantFrom(...findingCodes), fc.constantFrom('error' as const, 'warning' as const))

  it('has findings as heavy as their check or as the profile raised it, whichever is more, in the list and opened', () => {
    const ranks = ['info', 'warning', 'error']
    const weigh = (found: readonly { readonly key: string; readonly severity: string }[]) =>
      new Map(found.map(({ key, severity }) => [key, severity]))
    fc.assert(
      fc.property(wildLines, lives, opportunities, raises, (lines, live, opportunity, raised) => {
        const deal = aDeal({ opportunity, lines })
        const raisedOf = (found: readonly Finding[]) =>
          found.map((one) => {
            const wanted = raised[one.code] ?? 'info'
            return ranks.indexOf(wanted) > ranks.indexOf(one.severity) ? { ...one, severity: wanted } : one
          })
        const [plain, heavier] = [rules(), rules({ raised })]
        const opened = findingsOn({ deal, live, rules: plain })
        expect(weigh(findingsOn({ deal, live, rules: heavier }))).toEqual(weigh(raisedOf(opened)))
        const listed = checkOffline(deal, catalog, plain, now)
        expect(weigh(checkOffline(deal, catalog, heavier, now))).toEqual(weigh(raisedOf(listed)))
        expect(opened.every(({ code, severity }) => severity === severities[code])).toBe(true)
      }),
    )
  })

  it('has findings that can be told apart, the weightiest first, and a draft that blocks or can be sent', () => {
    fc.assert(
      fc.property(wildLines, lives, opportunities, (lines, live, opportunity) => {
        const deal = aDeal({ opportunity, lines })
        const mapping = mapLines(deal, catalog)
        const ours = rules({ billingPeriod: 'ANNUALLY' })
        const draft = buildDraft({ deal, mapping, catalog, rules: ours, live, edits: noEdits, now, timeZone: 'UTC' })
        const found = findingsOn({ deal, rules: ours, live })
        expect(z.array(Finding).parse(found)).toEqual(found)
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length)
        const ranks = found.map(({ severity }) => ['error', 'warning', 'info'].indexOf(severity))
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
        if (!draft) {
          expect(found.some(({ severity }) => severity === 'error') || live === null).toBe(true)
          return
        }
        expect(Draft.parse(draft)).toEqual(draft)
        const changes = changeSetOf({ draft, deal, mapping, catalog, live, now })
        expect(ChangeSet.parse(changes)).toEqual(changes)
        for (const subscription of draft.subscriptions) {
          const request = provisionRequestOf(subscription, { customerId: 'acme', accountId, marker: aMarker() })
          expect(ProvisionRequest.parse(request)).toEqual(request)
          expect(ids(request.addons.map(({ addonId }) => addonId))).toBe(true)
          expect(ids(request.charges.map(({ featureId }) => featureId))).toBe(true)
        }
      }),
    )
  })
})

/** Whether every ID is there once: Stigg refuses a thing that is given twice. */
const ids = (all: readonly string[]): boolean => new Set(all).size === all.length

it('blocks a change in place that would lose an entitlement whose value nobody can read, until somebody says it', () => {
  const unreadable = {
    type: 'FEATURE' as const,
    featureId: 'feature-storage',
    usageLimit: null,
    hasUnlimitedUsage: null,
    hasSoftLimit: null,
    resetPeriod: null,
  }
  const running = aSubscription({
    planId: 'plan-enterprise',
    pricingType: 'CUSTOM',
    entitlements: [unreadable],
    entitlementValuesKnown: false,
  })
  const live = aKnownCustomer({ subscriptions: [running] })
  const codes = (edits: SubscriptionEdits) => findingsOn({ live, edits: northwind(edits) }).map(({ code }) => code)
  expect(codes({ way: 'amend' })).toContain('mapping.delta-lines')
  const { featureId: _, ...value } = { ...unreadable, hasUnlimitedUsage: true, hasSoftLimit: false }
  expect(codes({ way: 'amend', entitlements: { 'feature-storage': value } })).not.toContain('mapping.delta-lines')
  expect(codes({})).not.toContain('mapping.delta-lines')
})

it('weighs a finding as the profile raised it, and never less than by itself', () => {
  const deal = aDeal({ lines: [aLine({ productActive: false })] })
  const weightOf = (raised: ProvisioningRules['raised']) =>
    findingsOn({ deal, rules: rules({ raised }) }).find(({ code }) => code === 'product.inactive')?.severity
  expect(weightOf({})).toBe('warning')
  expect(weightOf({ 'product.inactive': 'error' })).toBe('error')
  const blocked = { deal: aDeal({ lines: [] }), rules: rules({ raised: { 'opportunity.no-lines': 'warning' } }) }
  expect(findingsOn(blocked)).toContainEqual(
    expect.objectContaining({ code: 'opportunity.no-lines', severity: 'error' }),
  )
})

it('does not compare a minimum with the maximum where it is in another currency', () => {
  const edits = northwind({ ...spend('500'), minimumSpend: { amount: '60000', currency: 'jpy' } })
  const found = findingsOn({ deal: teamDeal(), edits }).map(({ code }) => code)
  expect(found).toEqual(['spend.other-currency'])
})

it('says once for each field what a run would leave out of its write-back', () => {
  const url = aWrite({ field: 'Stigg_Customer_URL__c', label: 'Stigg Customer URL', length: 3 })
  const found = findingsOn({ writes: [aWrite({ length: 3 }), url] })
  expect(found.map(({ code, facts }) => [code, facts['label']])).toEqual([
    ['link.field-too-short', 'Stigg Customer ID'],
    ['link.field-too-short', 'Stigg Customer URL'],
  ])
  expect(new Set(found.map(({ key }) => key)).size).toBe(2)
})
