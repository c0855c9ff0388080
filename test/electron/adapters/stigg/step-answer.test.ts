import { describe, expect, it } from 'vitest'

import { isUpToDate, provisioned, sameCustomer, sameSubscription } from '#adapters/stigg/step-answer'
import { accountId, aStiggCustomer, aSubscription } from '#test/builders'
import { aCreateStep, aProvisionStep, anUpdateStep } from './steps.ts'

const step = aProvisionStep()
const { customerId, planId, marker } = step.request
const ours = aSubscription({ id: step.subscriptionId, customerId, planId, marker, status: 'ACTIVE' })
const answer = { id: 'sub-1', status: 'SUCCESS', subscription: null, isScheduled: null, checkoutUrl: null }

describe('the answer to a provision', () => {
  it('is a subscription, or one that waits for its payment', () => {
    expect(provisioned({ ...answer, subscription: ours })).toMatchObject({
      checkoutUrl: null,
      facts: { status: 'ACTIVE' },
    })
    const pending = { ...ours, status: 'PAYMENT_PENDING' as const }
    expect(provisioned({ ...answer, subscription: pending })).toMatchObject({ checkoutUrl: '' })
    expect(provisioned({ ...answer, status: 'PAYMENT_REQUIRED', checkoutUrl: 'https://pay.example' })).toMatchObject({
      recordId: 'sub-1',
      checkoutUrl: 'https://pay.example',
    })
    expect(provisioned({ ...answer, status: 'PAYMENT_REQUIRED' })).toMatchObject({ checkoutUrl: '' })
    expect(provisioned(answer)).toMatchObject({ recordId: 'sub-1', checkoutUrl: null, facts: { status: 'SUCCESS' } })
  })
})

describe('what stands under the ID of a step', () => {
  it('is its work, also after it was cancelled since', () => {
    expect(sameSubscription(step, { ...ours, status: 'CANCELED' })).toMatchObject({
      ok: true,
      value: { foundExisting: true, byRunId: null, facts: { status: 'CANCELED' } },
    })
  })

  it('waits for its payment where it did before', () => {
    const pending = sameSubscription(step, { ...ours, status: 'PAYMENT_PENDING' })
    expect(pending).toMatchObject({ ok: true, value: { checkoutUrl: '' } })
  })

  it.each([
    ['another customer', { customerId: 'x' }],
    ['another plan', { planId: 'x' }],
    ['another deal', { marker: { ...marker, opportunityId: 'x' } }],
    ['another org', { marker: { ...marker, orgId: 'x' } }],
    ['no marker', { marker: null }],
  ])('is not its work under %s', (_, differs) => {
    expect(sameSubscription(step, { ...ours, ...differs })).toMatchObject({ failure: { code: 'stigg.conflict' } })
  })

  it('is not its customer where that is archived', () => {
    const customer = aStiggCustomer({ id: 'customer-of-tests', salesforceAccountId: accountId })
    expect(sameCustomer(aCreateStep(), customer).ok).toBe(true)
    expect(sameCustomer(aCreateStep(), { ...customer, archived: true })).toMatchObject({
      failure: { code: 'stigg.conflict', facts: { archived: 'true' } },
    })
  })
})

describe('a customer that is up to date', () => {
  const customer = aStiggCustomer({
    name: 'A',
    email: null,
    salesforceAccountId: accountId,
    metadata: { a: '1', b: '2' },
  })
  const link = { salesforceAccountId: accountId, integrationId: null, metadata: { a: '1' } }
  it('holds everything that the update names', () => {
    expect(isUpToDate(anUpdateStep({ name: 'A', email: null, link }), customer)).toBe(true)
    expect(isUpToDate(anUpdateStep(), customer)).toBe(true)
  })
  it.each([
    ['name', { name: 'B' }],
    ['e-mail', { email: 'x@y.example' }],
    ['account', { link: { ...link, salesforceAccountId: 'x' } }],
    ['metadata', { link: { ...link, metadata: { a: '2' } } }],
  ])('does not where the %s differs', (_, update) => {
    expect(isUpToDate(anUpdateStep(update), customer)).toBe(false)
  })
})
