import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { stiggUrl, subscriptionPageUrl } from '#shared/domain/record-url'
import { noEdits } from '#shared/domain/draft-edits'
import { blankGrant } from '#shared/domain/grant-presets'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, type OpenCompanion } from '#test/harness/open-companion'
import { enterprise, worldOf, type World } from '#test/harness/sell-deals'

/* The page of a customer and of an account, part by part, over the practice workspace. */

let opened: OpenCompanion
let world: World
let customers: OpenCompanion['companion']['customers']
beforeAll(async () => {
  opened = await openCompanion()
  ;({ customers } = opened.companion)
  world = worldOf(opened.practice)
  await drain(await opened.companion.opportunities.sync({ full: true }))
})
afterAll(() => opened.close())

const accountNamed = async (name: string): Promise<string> => {
  const [row] = await opened.practice.query(`SELECT Id FROM Account WHERE Name = '${name}'`)
  return String(row?.['Id'])
}
const customerId = 'customer-gannet'

describe('a customer with something of everything', () => {
  it('is named with the ways to it', async () => {
    const { customer } = await customers.get({ customerId })
    expect(customer).toMatchObject({ name: 'Gannet Air Systems', hasPaymentMethod: true, archived: false })
    const page = stiggUrl((await opened.companion.workspace.status()).profile.customerUrlTemplate ?? '', customerId)
    expect((await fetch(page)).status).toBe(200)
  })

  it('is linked both ways', async () => {
    const accountId = await accountNamed('Gannet Air Systems')
    const pair = await customers.pair({ customerId })
    expect(pair).toMatchObject({ isWhole: true, archived: [], row: { state: 'linked', missing: [] } })
    expect(pair.row?.accounts).toMatchObject([{ id: accountId, customerId }])
    expect(pair.row?.customers).toMatchObject([{ id: customerId, accountId }])
    expect((await customers.pair({ accountId })).row).toEqual(pair.row)
  })

  it('has subscriptions of several products: one with a scheduled change and an open invoice, a trial, an ended one', async () => {
    const { subscriptions, products } = await customers.subscriptions({ customerId })
    const byPlan = new Map(subscriptions.map((each) => [each.planId, each]))
    expect(new Set(Object.values(products)).size).toBe(3)
    expect(byPlan.get('plan-growth')).toMatchObject({
      status: 'ACTIVE',
      billingPeriod: 'ANNUALLY',
      charges: [{ featureId: 'feature-seats', quantity: '60' }],
      scheduledUpdates: [{ type: 'UNIT_AMOUNT', status: 'SCHEDULED' }],
      latestInvoice: { status: 'OPEN', amountDue: { amount: '26400', currency: 'usd' } },
    })
    expect(byPlan.get('plan-analytics-pro')).toMatchObject({ status: 'IN_TRIAL', trialEndDate: expect.any(String) })
    expect(byPlan.get('plan-workspace')).toMatchObject({ resourceId: 'workspace-hangar' })
    expect(subscriptions.at(-1)).toMatchObject({ planId: 'plan-team', status: 'CANCELED' })
    const [first] = subscriptions
    const { profile } = await opened.companion.workspace.status()
    const page = subscriptionPageUrl(profile.subscriptionUrlTemplate ?? '', first?.id ?? '', customerId)
    expect((await fetch(String(page))).status).toBe(200)
    expect(await customers.ofSubscription({ subscriptionId: first?.id ?? '' })).toEqual({ customerId })
  })

  it('lets the invoice of a subscription be opened, and no other address', async () => {
    const { subscriptions } = await customers.subscriptions({ customerId })
    const pdf = subscriptions.find(({ latestInvoice }) => latestInvoice)?.latestInvoice?.pdfUrl ?? ''
    expect(opened.core.isAllowedExternal(pdf)).toBe(true)
    expect(opened.core.isAllowedExternal(`${pdf}x`)).toBe(false)
  })

  it('says what gives each entitlement, how much of it is used, and when usage begins anew', async () => {
    const { pools } = await customers.entitlements({ customerId })
    expect(pools.map(({ resourceId }) => resourceId)).toEqual([null, 'workspace-hangar'])
    const rows = new Map(pools[0]?.rows.map((row) => [row.id, row]))
    expect(rows.get('feature-storage-gb')).toMatchObject({
      value: { value: '1000', unit: 'GB' },
      used: '420',
      sources: [
        { kind: 'promotional', value: { value: '1000' }, endsAt: expect.any(String) },
        { kind: 'plan', packageIds: ['plan-growth'], value: { value: '500' } },
      ],
    })
    expect(rows.get('feature-api-calls')).toMatchObject({
      used: '612400',
      resetPeriod: 'MONTH',
      resetsAt: expect.any(String),
    })
    expect(rows.get('feature-projects')).toMatchObject({
      value: { kind: 'unlimited' },
      sources: [{ packageIds: ['plan-analytics-pro'], isTrial: true }, { packageIds: ['plan-growth'] }],
    })
    expect(rows.get('feature-priority-support')?.sources).toMatchObject([
      { kind: 'addon', packageIds: ['plan-growth', 'addon-premium-support'] },
    ])
    expect(rows.get('feature-dashboards')?.sources).toMatchObject([{ kind: 'override', value: { value: '25' } }])
    expect(rows.get('feature-seats')).toMatchObject({ value: { value: '60' }, used: '47' })
    expect(rows.get('feature-environments')).toBeUndefined()
    const hangar = new Map(pools[1]?.rows.map((row) => [row.id, row]))
    expect(hangar.get('feature-environments')).toMatchObject({ value: { value: '3' } })
    const kinds = new Set(pools.flatMap((pool) => pool.rows.map(({ kind }) => kind)))
    expect(kinds).toEqual(new Set(['feature', 'credit']))
  })

  it('has credits, deals and, once something was done, runs', async () => {
    const { balances } = await opened.companion.credits.overview({ customerId })
    expect(new Set(balances.map(({ currencyId }) => currencyId))).toEqual(
      new Set(['currency-api-credits', 'cred-type-ai-tokens']),
    )
    const accountId = await accountNamed('Gannet Air Systems')
    expect(await customers.deals({ customerId, accountId })).toMatchObject([
      { name: 'Gannet Air Systems - Growth, 60 seats', state: 'live' },
    ])
    const about = { customerId, accountId }
    expect(await opened.companion.runs.list({ about })).toEqual([])
    const request = { ...blankGrant({ customerId, opportunityId: null }), currencyId: 'currency-api-credits' }
    const act = { kind: 'grant-credits' as const, request: { ...request, displayName: 'Goodwill', amount: '5' } }
    const { fingerprint, findings } = await opened.companion.credits.preview({ act })
    const acknowledged = findings.map(({ code }) => code)
    await drain(await opened.companion.credits.apply({ act, fingerprint, acknowledged, typed: '' }))
    expect(await opened.companion.runs.list({ about })).toMatchObject([{ kind: 'grant-credits', customerId }])
  })
})

describe('an account without a customer', () => {
  it('is shown with its deals, and with nothing in Stigg', async () => {
    const accountId = await accountNamed('Fjordline Logistics AS')
    const pair = await customers.pair({ accountId })
    expect(pair.row).toMatchObject({ state: 'orphaned', accounts: [{ id: accountId }], customers: [] })
    expect(await customers.deals({ customerId: null, accountId })).toHaveLength(1)
  })

  it('is broken where its Stigg Customer ID leads nowhere, and so is the customer that is not there', async () => {
    const accountId = await accountNamed('Everglade Tours')
    const missing = 'customer-that-was-removed'
    const pair = await customers.pair({ accountId })
    expect(pair.row).toMatchObject({ state: 'broken', missing: [missing], customers: [] })
    expect((await customers.pair({ customerId: missing })).row).toEqual(pair.row)
    expect(await failureOf(customers.get({ customerId: missing }))).toMatchObject({ code: 'stigg.not-found' })
  })

  it('is not there where Salesforce shows none', async () => {
    expect((await customers.pair({ accountId: '0015g00000ZZZZZ' })).row).toBeNull()
  })
})

describe('a customer without an account', () => {
  it('is orphaned where nothing names it', async () => {
    const pair = await customers.pair({ customerId: 'cus-selfserve-33108' })
    expect(pair.row).toMatchObject({ state: 'orphaned', accounts: [] })
    expect((await customers.subscriptions({ customerId: 'cus-selfserve-33108' })).subscriptions).toHaveLength(1)
  })

  it('is broken where the account that it names was deleted', async () => {
    const { row } = await customers.pair({ customerId: 'customer-farpoint' })
    expect(row).toMatchObject({ state: 'broken', accounts: [], missing: [expect.stringMatching(/^001/)] })
  })

  it('is one-sided where the account alone names it', async () => {
    const { row } = await customers.pair({ customerId: 'customer-cascade' })
    expect(row).toMatchObject({ state: 'one-sided', namedBy: 'account', accounts: [{ name: 'Cascade Timber' }] })
  })

  it('is in conflict where two accounts share it, seen from each of the three', async () => {
    const { row } = await customers.pair({ customerId: 'customer-grovewood' })
    expect(row).toMatchObject({ state: 'conflicting', accounts: [{}, {}], customers: [{}] })
    for (const { id: accountId } of row?.accounts ?? []) {
      expect((await customers.pair({ accountId })).row).toEqual(row)
    }
  })

  it('is told to be archived', async () => {
    expect(await customers.pair({ customerId: 'customer-sundial' })).toMatchObject({ archived: ['customer-sundial'] })
  })

  it('may use nothing, and says why', async () => {
    const { pools } = await customers.entitlements({ customerId: 'customer-cascade' })
    expect(pools).toEqual([{ resourceId: null, deniedBecause: 'NoActiveSubscription', rows: [] }])
  })
})

it('says what waits for a payment, with the page to pay on', async () => {
  const subject = await world.sell('Pays first', enterprise)
  await opened.practice.stigg.addFault({
    match: { method: 'POST', path: '/api/v1/subscriptions$' },
    fault: { kind: 'named', name: 'PAYMENT_REQUIRED' },
  })
  const { opportunityId, accountId } = subject
  const { fingerprint, findings } = await opened.companion.provisioning.preview({ opportunityId, edits: noEdits })
  const acknowledged = findings.map(({ key }) => key)
  const approved = { opportunityId, edits: noEdits, fingerprint, acknowledged }
  const { report } = await drain(await opened.companion.provisioning.apply(approved))
  await opened.practice.stigg.clearFaults()
  expect(report.run.state).toBe('waiting')
  const { checkouts, subscriptions } = await customers.subscriptions({ customerId: report.run.customerId })
  expect(subscriptions).toEqual([])
  expect(checkouts).toMatchObject([{ runId: report.run.id, url: expect.stringContaining('/checkout/') }])
  expect(await opened.companion.runs.list({ about: { customerId: null, accountId } })).toMatchObject([
    { id: report.run.id },
  ])
})

describe('a part that fails', () => {
  it('is alone: the others are read all the same', async () => {
    await opened.practice.stigg.addFault({
      match: { path: `/customers/${customerId}/entitlements` },
      fault: { kind: 'status', status: 403 },
      times: null,
    })
    expect(await failureOf(customers.entitlements({ customerId }))).toMatchObject({ code: 'stigg.not-permitted' })
    expect((await customers.get({ customerId })).customer.id).toBe(customerId)
    expect((await customers.subscriptions({ customerId })).subscriptions).not.toEqual([])
    expect((await customers.pair({ customerId })).row?.state).toBe('linked')
    await opened.practice.stigg.clearFaults()
    expect((await customers.entitlements({ customerId })).pools).toHaveLength(2)
  })

  it('leaves out what the key may not ask, and says so', async () => {
    await opened.practice.stigg.addFault({
      match: { path: '/graphql' },
      fault: { kind: 'named', name: 'AccessDeniedError' },
      times: null,
    })
    const pair = await customers.pair({ customerId })
    expect(pair).toMatchObject({ isWhole: false, row: { state: 'linked' } })
    const { subscriptions } = await customers.subscriptions({ customerId })
    expect(subscriptions.find(({ planId }) => planId === 'plan-growth')).toMatchObject({ billingPeriod: null })
    await opened.practice.stigg.clearFaults()
  })

  it('is given up on when the person leaves', async () => {
    const leaving = new AbortController()
    await opened.practice.stigg.addFault({
      match: { path: `/customers/${customerId}/entitlements` },
      fault: { kind: 'hang' },
    })
    const asked = customers.entitlements({ customerId }, { signal: leaving.signal })
    leaving.abort()
    expect(await failureOf(asked)).toMatchObject({ code: 'request.cancelled' })
    await opened.practice.stigg.clearFaults()
  })
})
