import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'

import { accountId, opportunityId, orgId } from '#test/builders'
import { gateBefore } from './gate.ts'
import { openPracticeStigg, type PracticeStigg } from './practice.ts'
import { aCreateStep, aProvisionStep } from './steps.ts'

const marker = { orgId, opportunityId }
const graphql = { path: '^/graphql' }

let stigg: PracticeStigg
beforeEach(async () => {
  const opened = await openPracticeStigg()
  stigg = opened
  onTestFinished(() => opened.close())
})

const stateOf = async (about: { customerId?: string; accountId?: string; email?: string | null } = {}) =>
  stigg.reader.customerState({
    customerId: 'customer-of-tests',
    accountId,
    email: 'billing@tests.example',
    marker,
    ...about,
  })

const provisioned = async () => {
  await stigg.writer.send(aCreateStep(), 'key-customer')
  const sent = await stigg.writer.send(aProvisionStep(), 'key-subscription')
  expect(sent).toMatchObject({ ok: true })
}

describe('reading a customer', () => {
  it('takes eight requests, and is out with all of them before the first is answered', async () => {
    await provisioned()
    await stigg.forgetExchanges()
    const state = await stateOf()
    expect(await stigg.exchanges()).toHaveLength(8)
    const { reader } = stigg.clientWith(stigg.service.apiKey, await gateBefore(stigg.service.url, 8))
    const about = { customerId: 'customer-of-tests', accountId, email: 'billing@tests.example', marker }
    expect(await reader.customerState(about)).toEqual(state)
  })

  it('says whether the environment bills, and that nothing is known where the key may not ask', async () => {
    expect(await stateOf()).toMatchObject({
      value: { billing: { connected: true }, integration: { id: 'integration-salesforce-practice' } },
    })
    await stigg.control('billing', 'POST', { connected: false })
    expect(await stateOf()).toMatchObject({ value: { billing: { connected: false } } })
    await stigg.failNext('AccessDeniedError', { ...graphql, bodyIncludes: 'integrations' }, null)
    expect(await stateOf()).toMatchObject({ value: { billing: null, integration: null } })
  })

  it('shows an open invoice of a running subscription with where it can be read', async () => {
    await stigg.writer.send(aCreateStep(), 'key-customer')
    const invoiced = { planId: 'plan-team', billingPeriod: 'MONTHLY', paymentCollection: 'INVOICE' } as const
    const trial = { isTrial: false, endDate: null, endBehavior: null }
    await stigg.writer.send(aProvisionStep({ ...invoiced, entitlements: [], trial }), 'key-invoiced')
    const pdfUrl = expect.stringMatching(/^https:/) as string
    expect(await stateOf()).toMatchObject({
      value: { subscriptions: [{ latestInvoice: { status: 'OPEN', amountDue: { currency: 'usd' }, pdfUrl } }] },
    })
  })

  it('asks for the product of a trial that it does not know yet, and only once', async () => {
    await stigg.writer.send(aCreateStep(), 'key-customer')
    const trial = { isTrial: true, endDate: '2026-12-18T00:00:00.000Z', endBehavior: null }
    const sent = await stigg.writer.send(aProvisionStep({ trial }), 'key-trial')
    expect(sent).toMatchObject({ ok: true, value: { facts: { status: 'IN_TRIAL' } } })
    await stigg.forgetExchanges()
    for (let count = 0; count < 2; count++)
      expect(await stateOf()).toMatchObject({ ok: true, value: { hadTrialOf: ['product-northwind'] } })
    const asked = (await stigg.exchanges()).filter(({ path }) => path.includes('/plans/'))
    expect(asked).toHaveLength(1)
  })

  it('remembers a trial that is over', async () => {
    await stigg.writer.send(aCreateStep(), 'key-customer')
    const trial = { isTrial: true, endDate: '2026-12-18T00:00:00.000Z', endBehavior: 'CANCEL_SUBSCRIPTION' } as const
    const other = { orgId, opportunityId: '0065g00000OtherAAA', runId: 'run-1', generation: 1 }
    await stigg.writer.send(aProvisionStep({ trial, marker: other }), 'key-trial')
    await stigg.control('clock', 'POST', { setTo: '2027-01-18T00:00:00.000Z' })
    expect(await stateOf()).toMatchObject({ ok: true, value: { subscriptions: [], hadTrialOf: ['product-northwind'] } })
  })

  it('shows a subscription that is over where it is of the same deal', async () => {
    await provisioned()
    await stigg.raw('POST', '/api/v1/subscriptions/sub-of-tests/cancel', { cancellationTime: 'IMMEDIATE' })
    const state = await stateOf()
    expect(state).toMatchObject({ ok: true, value: { subscriptions: [{ id: 'sub-of-tests', status: 'CANCELED' }] } })
  })

  it('knows a link that stands in metadata alone', async () => {
    await stigg.writer.send(aCreateStep({ integrationId: null }), 'key-customer')
    expect(await stateOf()).toMatchObject({ ok: true, value: { linkedToAccount: [{ id: 'customer-of-tests' }] } })
  })

  it('goes without what the key may not ask GraphQL for', async () => {
    await provisioned()
    await stigg.failNext('AccessDeniedError', graphql, null)
    const state = await stateOf()
    expect(state).toMatchObject({
      ok: true,
      value: {
        integration: null,
        linkedToAccount: [{ id: 'customer-of-tests' }],
        subscriptions: [{ entitlementValuesKnown: false, billingPeriod: null }],
      },
    })
    if (!state.ok) throw new Error('It was just read')
    expect(state.value.subscriptions[0]?.entitlements).toEqual([])
    const found = await stigg.reader.findSubscription('sub-of-tests')
    expect(found).toMatchObject({
      ok: true,
      value: { entitlementValuesKnown: false, entitlements: [{ featureId: 'feature-seats', usageLimit: null }] },
    })
  })

  it('asks for each subscription where it may not ask for all', async () => {
    await provisioned()
    await stigg.failNext('AccessDeniedError', { ...graphql, bodyIncludes: 'DetailsOfCustomer' }, null)
    expect(await stateOf()).toMatchObject({
      ok: true,
      value: { subscriptions: [{ entitlementValuesKnown: true, entitlements: [{ usageLimit: '250' }] }] },
    })
  })

  it.each(['/api/v1/customers/customer-of-tests$', '/api/v1/subscriptions', '/entitlements$', '^/graphql'])(
    'fails as a whole where %s cannot be reached: a missing answer is not an empty one',
    async (path) => {
      await provisioned()
      await stigg.failNext('503', { path }, null)
      expect(await stateOf()).toMatchObject({ ok: false, failure: { code: 'stigg.unreachable' } })
    },
  )
})

describe('reading what else the key shows', () => {
  it('names an environment after its host where GraphQL may not be asked', async () => {
    await stigg.failNext('AccessDeniedError', graphql, null)
    const { host } = new URL(stigg.service.url)
    expect(await stigg.reader.environment()).toEqual({
      ok: true,
      value: { id: host, name: host, type: 'UNKNOWN', slug: null },
    })
    expect(await stigg.reader.salesforceIntegration()).toEqual({ ok: true, value: 'not-told' })
  })

  it('reads with a key that may only read', async () => {
    const { reader } = stigg.clientWith(stigg.service.readOnlyKey)
    expect(await reader.environment()).toMatchObject({ ok: true, value: { type: 'SANDBOX' } })
    expect(await reader.catalog()).toMatchObject({ ok: true })
  })

  it('fails the catalogue as a whole where a part of it cannot be read', async () => {
    await stigg.failNext('AccessDeniedError', { path: 'charges' })
    expect(await stigg.reader.catalog()).toMatchObject({ ok: false, failure: { code: 'stigg.not-permitted' } })
  })

  it('reads lists to their end, page by page', async () => {
    const customers = Array.from({ length: 230 }, (_, index) => ({ id: `bulk-${index}`, name: 'x', email: null }))
    await stigg.raw('POST', '/api/v1/customers/import', { customers })
    const subscriptions = customers.map(({ id }) => ({
      id: `sub-${id}`,
      customerId: id,
      planId: 'plan-enterprise',
      metadata: { companionOrg: orgId, companionOpportunity: id, companionRun: 'r', companionGeneration: '1' },
    }))
    await stigg.raw('POST', '/api/v1/subscriptions/import', { subscriptions })
    const ids: string[] = []
    for await (const page of stigg.reader.markedSubscriptions(orgId)) {
      if (!page.ok) throw new Error(page.failure.message)
      ids.push(...page.value.map(({ subscriptionId }) => subscriptionId))
    }
    const bulk = ids.filter((id) => id.startsWith('sub-bulk-'))
    expect(bulk).toHaveLength(230)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('ends a list with the failure of a page', async () => {
    await stigg.failNext('AccessDeniedError', { path: '/subscriptions' })
    const pages = []
    for await (const page of stigg.reader.markedSubscriptions(orgId)) pages.push(page.ok)
    expect(pages).toEqual([false])
  })
})
