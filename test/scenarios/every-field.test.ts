import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { DraftEdits, SubscriptionEdits } from '#shared/domain/draft-edits'
import type { Run } from '#shared/domain/run'
import { drain } from '#test/harness/host-process'
import { openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'
import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'
import { enterprise, worldOf, type Sold, type World } from '#test/harness/sell-deals'

/* Everything that a draft can say, from a person's edit to the request that Stigg gets, and back through verification. */

const productId = 'product-northwind'
let practice: PracticeProcess
let world: World
let opened: OpenCompanion
beforeAll(async () => {
  practice = await startPracticeProcess()
  world = worldOf(practice)
  opened = await openCompanionOn(practice)
  await practice.stiggSend('POST', '/customers', { id: 'parent-company', email: 'parent@payer.example' })
})
afterAll(async () => {
  await opened.close()
  await practice.child.stop()
})

const team: Sold = { 'plan-team': { quantity: 1, price: 441 }, 'feature-seats': { quantity: 3, price: 200 } }
const usd = (amount: string) => ({ amount, currency: 'usd' })
const inDays = (days: number): string => new Date(Date.UTC(2040, 0, 1 + days)).toISOString()

/** Approve the deal with these edits. @returns the run, and what Stigg was sent to make the subscription */
async function provisioned(lines: Sold, edits: Omit<DraftEdits, 'subscriptions'>, subscription: SubscriptionEdits) {
  const { opportunityId } = await world.sell('Every field', lines)
  const all: DraftEdits = { ...edits, subscriptions: { [productId]: subscription } }
  const { findings, fingerprint } = await opened.companion.provisioning.preview({ opportunityId, edits: all })
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  await practice.stigg.forgetExchanges()
  const acknowledged = findings.map(({ key }) => key)
  const { report } = await drain(
    await opened.companion.provisioning.apply({ opportunityId, edits: all, fingerprint, acknowledged }),
  )
  const sent = z
    .array(z.looseObject({ method: z.string(), path: z.string(), requestBody: z.string() }))
    .parse(await practice.stigg.exchanges())
  const bodyOf = (path: string): unknown => {
    const body = sent.find((one) => one.method === 'POST' && one.path === path)?.requestBody
    return body === undefined ? null : (JSON.parse(body) as unknown)
  }
  return { run: report.run, customer: bodyOf('/api/v1/customers'), subscription: bodyOf('/api/v1/subscriptions') }
}

/** The verified fields with that result. */
const fieldsWith = ({ verification }: Run, wanted: string): string[] =>
  (verification?.fields ?? []).filter(({ result }) => result === wanted).map(({ field }) => field)

interface Case {
  readonly lines?: Sold
  readonly edits: SubscriptionEdits
  /** What the request says of it. */
  readonly sent: object
  /** The fields that verification finds as they were asked for. */
  readonly same: readonly string[]
  /** Those that it can only name. */
  readonly unseen?: readonly string[]
}

const paid = { lines: team, edits: { billingPeriod: 'ANNUALLY' } } as const
const cases: Readonly<Record<string, Case>> = {
  'billing period': { ...paid, sent: { billingPeriod: 'ANNUALLY' }, same: ['Billing period'] },
  'quantities of features': {
    ...paid,
    edits: { ...paid.edits, charges: { 'feature-seats': '42' } },
    sent: { charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 42 }] },
    same: ['Quantity of feature-seats'],
  },
  'add-ons': {
    edits: { addons: { 'addon-sso': '1' } },
    sent: { addons: [{ id: 'addon-sso', quantity: 1 }] },
    same: ['Add-on addon-sso'],
  },
  'a limit, soft and resetting': {
    edits: {
      entitlements: {
        'feature-seats': {
          type: 'FEATURE',
          usageLimit: '77',
          hasUnlimitedUsage: false,
          hasSoftLimit: true,
          resetPeriod: 'MONTH',
        },
      },
    },
    sent: {
      entitlements: [
        { type: 'FEATURE', id: 'feature-seats', usageLimit: 77, hasSoftLimit: true, resetPeriod: 'MONTH' },
      ],
    },
    same: ['Entitlement feature-seats', 'Entitlement feature-seats, soft limit', 'Entitlement feature-seats, reset'],
  },
  'no limit': {
    edits: {
      entitlements: {
        'feature-seats': {
          type: 'FEATURE',
          usageLimit: null,
          hasUnlimitedUsage: true,
          hasSoftLimit: false,
          resetPeriod: null,
        },
      },
    },
    sent: { entitlements: [{ type: 'FEATURE', id: 'feature-seats', hasUnlimitedUsage: true }] },
    same: ['Entitlement feature-seats'],
  },
  'credits and their cadence': {
    edits: { entitlements: { 'currency-api-credits': { type: 'CREDIT', amount: '5000', cadence: 'YEAR' } } },
    sent: {
      entitlements: expect.arrayContaining([
        { type: 'CREDIT', id: 'currency-api-credits', amount: 5000, cadence: 'YEAR' },
      ]) as unknown,
    },
    same: ['Credits currency-api-credits', 'Credits currency-api-credits, cadence'],
  },
  'prices of plan and feature': {
    ...paid,
    edits: { ...paid.edits, priceOverrides: { plan: '399', 'feature:feature-seats': '150.5' } },
    sent: {
      priceOverrides: expect.arrayContaining([
        { baseCharge: true, amount: 399, currency: 'usd' },
        { featureId: 'feature-seats', amount: 150.5, currency: 'usd' },
      ]) as unknown,
    },
    same: ['Price of the plan', 'Price feature-seats'],
  },
  'start and end': {
    edits: { startKind: 'date', startDate: inDays(0), cancellationDate: inDays(365) },
    sent: { startDate: inDays(0), cancellationDate: inDays(365) },
    same: ['Start date', 'Cancellation date'],
  },
  'a trial': {
    ...paid,
    edits: { ...paid.edits, trial: { isTrial: true, endDate: inDays(30), endBehavior: 'CANCEL_SUBSCRIPTION' } },
    sent: {
      trialOverrideConfiguration: {
        isTrial: true,
        trialEndDate: inDays(30),
        trialEndBehavior: 'CANCEL_SUBSCRIPTION',
      },
    },
    same: ['Trial', 'Trial end', 'At the end of the trial'],
  },
  'minimum and maximum spend': {
    ...paid,
    edits: {
      ...paid.edits,
      minimumSpend: usd('1000'),
      maximumSpend: { limit: '9000', hasSoftLimit: false },
    },
    sent: { minimumSpend: { amount: 1000, currency: 'usd' }, budget: { limit: 9000, hasSoftLimit: false } },
    same: ['Minimum spend (usd)', 'Maximum spend', 'Maximum spend, hard stop'],
  },
  'a coupon': {
    ...paid,
    edits: { ...paid.edits, discount: { kind: 'coupon', couponId: 'coupon-launch-20' } },
    sent: { appliedCoupon: { couponId: 'coupon-launch-20' } },
    same: ['Coupon'],
  },
  'a discount of its own': {
    ...paid,
    edits: {
      ...paid.edits,
      discount: { kind: 'own', name: 'Negotiated', percentOff: '12.5', amountOff: null, durationInMonths: 6 },
    },
    sent: { appliedCoupon: { discount: { name: 'Negotiated', percentOff: 12.5, durationInMonths: 6 } } },
    same: ['Discount', 'Discount, percent', 'Discount, months'],
  },
  'collection, terms, proration and anchor': {
    ...paid,
    edits: {
      ...paid.edits,
      paymentCollection: 'INVOICE',
      daysUntilDue: 45,
      proration: 'NONE',
      billingCycleAnchor: 'NOW',
    },
    sent: {
      paymentCollectionMethod: 'INVOICE',
      billingInformation: { invoiceDaysUntilDue: 45, prorationBehavior: 'NONE' },
      billingCycleAnchor: 'NOW',
    },
    same: ['Payment collection'],
    unseen: ['Billing cycle anchor', 'Proration', 'Days until due'],
  },
  'who pays': {
    ...paid,
    edits: { ...paid.edits, paymentCollection: 'INVOICE', payingCustomerId: 'parent-company' },
    sent: { payingCustomerId: 'parent-company' },
    same: ['Paying customer'],
  },
  metadata: {
    edits: { metadata: { costCentre: '4711' } },
    sent: { metadata: expect.objectContaining({ costCentre: '4711' }) as unknown },
    same: ['Metadata costCentre'],
  },
}

describe('what a person says of a subscription is sent, held and verified', () => {
  it.each(Object.entries(cases))('%s', async (_name, { lines = enterprise, edits, sent, same, unseen = [] }) => {
    const { run, subscription } = await provisioned(lines, {}, edits)
    expect(run.state).toBe('done')
    expect(subscription).toMatchObject(sent)
    expect(fieldsWith(run, 'different')).toEqual([])
    expect(fieldsWith(run, 'same')).toEqual(expect.arrayContaining([...same]))
    expect(fieldsWith(run, 'not-verifiable')).toEqual(expect.arrayContaining([...unseen]))
  })
})

describe('what a person says of the customer is sent, held and verified', () => {
  it('name, billing e-mail and metadata', async () => {
    const customer = { name: 'Told by a person', metadata: { segment: 'enterprise' } }
    const said = await provisioned(enterprise, { customer, billingEmail: 'someone@else.example' }, {})
    expect(said.customer).toMatchObject({
      name: 'Told by a person',
      email: 'someone@else.example',
      metadata: { segment: 'enterprise' },
    })
    expect(fieldsWith(said.run, 'different')).toEqual([])
    expect(fieldsWith(said.run, 'same')).toEqual(
      expect.arrayContaining(['Name', 'Billing email', 'Salesforce account', 'Metadata segment']),
    )
  })
})
