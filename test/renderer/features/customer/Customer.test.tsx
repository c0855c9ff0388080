import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type {
  CustomerEntitlements,
  CustomerHead,
  CustomerPair,
  CustomerSubscriptions,
} from '#shared/contract/customers'
import type { EntitlementRow } from '#shared/domain/entitlement-sources'
import { failure } from '#shared/failure'
import { accountId, aMarker, aStiggCustomer, aSubscription, now, opportunityId } from '#test/builders'

import type { World } from '../../companion.ts'
import { noCredits } from '../../fake-credits.ts'
import type { CustomersWorld } from '../../fake-customers.ts'
import { aRow, aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const customerId = 'customer-acme'
const customer = aStiggCustomer({ id: customerId, name: 'Acme Corp' })
const names = {
  'plan-team': 'Team',
  'plan-extra': 'Workspace',
  'addon-sso': 'SSO',
  'feature-seats': 'Seats',
  'product-main': 'Northwind',
}
const head = (vary: Partial<CustomerHead['customer']> = {}): CustomerHead => ({
  customer: { ...customer, ...vary },
  readAt: now,
})
const account = { id: accountId, name: 'Acme Corp', customerId, website: null, emails: [] }
const pair = (vary: Partial<CustomerPair['row']> = {}): CustomerPair => ({
  row: {
    key: `account:${accountId}`,
    state: 'linked',
    accounts: [account],
    customers: [{ id: customerId, name: 'Acme Corp', email: null, accountId }],
    namedBy: null,
    because: null,
    missing: [],
    ...vary,
  },
  archived: [],
  isWhole: true,
  readAt: now,
})
const subscriptions = (vary: Partial<CustomerSubscriptions> = {}): CustomerSubscriptions => ({
  subscriptions: [aSubscription({ customerId })],
  products: { 'plan-team': 'product-main' },
  names,
  checkouts: [],
  readAt: now,
  ...vary,
})
const seats: EntitlementRow = {
  kind: 'feature',
  id: 'feature-seats',
  isGranted: true,
  value: { kind: 'number', value: '100', unit: 'seats', per: null },
  used: '40',
  resetPeriod: 'MONTH',
  resetsAt: '2026-12-17T12:00:00.000Z',
  sources: [
    {
      kind: 'addon',
      subscriptionId: 'subscription-team',
      packageIds: ['plan-team', 'addon-sso'],
      isTrial: false,
      value: { kind: 'number', value: '100', unit: 'seats', per: null },
      endsAt: null,
    },
    {
      kind: 'promotional',
      subscriptionId: null,
      packageIds: [],
      isTrial: false,
      value: { kind: 'number', value: '10', unit: 'seats', per: null },
      endsAt: '2027-05-02T12:00:00.000Z',
    },
  ],
}
const entitlements = (vary: Partial<CustomerEntitlements> = {}): CustomerEntitlements => ({
  pools: [{ resourceId: null, deniedBecause: null, rows: [seats] }],
  resources: {},
  names,
  readAt: now,
  ...vary,
})
const credits: World['credits'] = {
  ...noCredits(),
  customers: [{ customerId, accountId, accountName: 'Acme Corp', deals: 1 }],
  overview: {
    customer,
    balances: [{ currencyId: 'currency-api', resourceId: null, balance: '1200', source: 'grants' }],
    grants: [],
    resources: [],
    names: { 'currency-api': 'API credits' },
    readAt: now,
  },
}
const whole = (vary: Partial<CustomersWorld> = {}): CustomersWorld => ({
  head: head(),
  pair: pair(),
  subscriptions: subscriptions(),
  entitlements: entitlements(),
  deals: [aRow()],
  ...vary,
})
const open = (vary: Partial<CustomersWorld> = {}, path = `/customers/${customerId}`, more: Partial<World> = {}) =>
  openWindow({ customers: whole(vary), credits, ...more }, path)

const part = (name: string) => screen.findByRole('region', { name })

describe('the page of a customer', () => {
  it('takes the focus to its name, and shows every part under a heading of its own', async () => {
    open()
    expect(await screen.findByRole('heading', { level: 1, name: 'Acme Corp' })).toHaveFocus()
    const parts = ['Subscriptions', 'Entitlements in effect', 'Deals', 'Link between the services', 'Credits', 'Runs']
    for (const name of parts) expect(await screen.findByRole('heading', { level: 2, name })).toBeVisible()
    expect(within(await part('Link between the services')).getByText('Each names the other.')).toBeVisible()
    expect(within(await part('Deals')).getByRole('link', { name: 'Acme renewal 2026' })).toHaveAttribute(
      'href',
      `/inbox/${opportunityId}`,
    )
    expect(within(await part('Credits')).getByRole('row', { name: /API credits.*1,200/ })).toBeVisible()
    expect(within(await part('Runs')).getByText(/Nothing was done about it/)).toBeVisible()
    expect(document.title).toContain('Customers')
  })

  it('says of an entitlement how much is left, when usage begins anew, and everything that gives it', async () => {
    open()
    const row = await screen.findByRole('row', { name: /^Seats/ })
    expect(row).toHaveTextContent('100 seats')
    expect(row).toHaveTextContent('60')
    expect(row).toHaveTextContent('every month, next 17 Dec 2026, 07:00')
    expect(row).toHaveTextContent('SSO, with Team')
    expect(row).toHaveTextContent('also 10 seats: Promotional entitlement, until 2 May 2027')
  })

  it('keeps what a resource shares with the whole customer behind what it has of its own', async () => {
    const [source] = seats.sources
    if (!source) throw new Error('A row without a source')
    const own = { ...seats, id: 'feature-own', sources: [{ ...source, subscriptionId: 'sub-own' }] }
    open({
      entitlements: entitlements({
        pools: [
          { resourceId: null, deniedBecause: null, rows: [seats] },
          { resourceId: 'site-a', deniedBecause: null, rows: [seats, own] },
        ],
        resources: { 'sub-own': 'site-a' },
      }),
    })
    const table = await screen.findByRole('table', { name: 'Entitlements of site-a' })
    expect(within(table).getByRole('rowheader', { name: 'feature-own' })).toBeVisible()
    expect(within(table).queryByRole('rowheader', { name: 'Seats' })).toBeNull()
    expect(screen.getByText('1 entitlement of the whole customer, as this resource uses them')).toBeVisible()
  })

  it('tells of a subscription all that is known: trial, schedule, prices, invoice, checkout, its deal and its page', async () => {
    const subscription = aSubscription({
      customerId,
      status: 'IN_TRIAL',
      trialEndDate: '2026-12-03T15:00:00.000Z',
      trialEndBehavior: 'CONVERT_TO_PAID',
      addons: [{ id: 'addon-sso', quantity: '2' }],
      charges: [{ featureId: 'feature-seats', quantity: '60' }],
      scheduledUpdates: [{ type: 'UNIT_AMOUNT', at: '2027-01-16T15:00:00.000Z', status: 'SCHEDULED' }],
      latestInvoice: {
        id: 'in_1',
        status: 'OPEN',
        amountDue: { amount: '26400', currency: 'usd' },
        pdfUrl: 'https://billing.example/in_1.pdf',
      },
      marker: aMarker(),
    })
    const checkouts = [{ subscriptionId: subscription.id, url: 'https://pay.example/1', runId: 'run-9' }]
    const { profile } = aStatus()
    const subscriptionUrlTemplate = 'https://app.stigg.example/subscriptions/{subscriptionId}'
    open({ subscriptions: subscriptions({ subscriptions: [subscription], checkouts }) }, undefined, {
      status: aStatus({ profile: { ...profile, subscriptionUrlTemplate } }),
    })
    const shown = within(await part('Subscriptions'))
    expect(await shown.findByRole('heading', { level: 3, name: 'Team' })).toBeVisible()
    expect(shown.getByText('In trial')).toBeVisible()
    const fact = (name: string) => shown.getByText(name, { selector: 'dt' }).nextElementSibling
    expect(fact('Trial ends')).toHaveTextContent(/^3 Dec 2026, 10:00 · .*, then becomes paid$/)
    expect(fact('Add-ons')).toHaveTextContent('SSO × 2')
    expect(fact('Quantities')).toHaveTextContent('Seats 60')
    expect(fact('Price')).toHaveTextContent('$990.00 a year')
    expect(fact('Latest invoice')).toHaveTextContent('Open, $26,400.00 due')
    expect(fact('Scheduled')).toHaveTextContent('its quantities change on 16 Jan 2027, 10:00')
    expect(shown.getByRole('link', { name: /Checkout page/ })).toHaveAttribute('href', 'https://pay.example/1')
    expect(shown.getByRole('link', { name: 'Its deal, of Team' })).toHaveAttribute('href', `/inbox/${opportunityId}`)
    expect(shown.getByRole('link', { name: /Run a workflow for the Team/ })).toHaveAttribute(
      'href',
      `/workflows?customer=${customerId}&subscription=subscription-team`,
    )
    expect(shown.getByRole('link', { name: /^Stigg/ })).toHaveAttribute(
      'href',
      'https://app.stigg.example/subscriptions/subscription-team',
    )
  })

  it('marks the subscription that a link led to, and keeps those that are over behind', async () => {
    const over = aSubscription({ id: 'sub-old', customerId, status: 'CANCELED' })
    open(
      { subscriptions: subscriptions({ subscriptions: [aSubscription({ customerId }), over] }) },
      `/subscriptions/subscription-team`,
    )
    const shown = within(await part('Subscriptions'))
    await shown.findByText('1 subscription that is over')
    expect(window.location.search).toBe('?subscription=subscription-team')
    expect(shown.getAllByRole('listitem').find((item) => item.getAttribute('aria-current') === 'true')).toBeDefined()
  })

  it('shows what was ordered and is not paid, though Stigg lists no subscription yet', async () => {
    const checkouts = [{ subscriptionId: 'sub-new', url: '', runId: 'run-9' }]
    open({ subscriptions: subscriptions({ subscriptions: [], checkouts }) })
    expect(await screen.findByText('sub-new')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Its run' })).toHaveAttribute('href', '/runs/run-9')
  })

  it('shows the failure of a part in its place, and the part after reading it again; the others stay', async () => {
    const { world, person } = open({ entitlements: failure('stigg.rate-limited', 'Too many requests') })
    const shown = within(await part('Entitlements in effect'))
    expect(await shown.findByRole('alert')).toBeVisible()
    expect(within(await part('Subscriptions')).getByRole('heading', { name: 'Team' })).toBeVisible()
    world.customers.entitlements = entitlements()
    await person.click(shown.getByRole('button', { name: 'Read again' }))
    expect(await shown.findByRole('table', { name: 'Effective entitlements' })).toBeVisible()
    expect(shown.queryByRole('alert')).toBeNull()
  })

  it('keeps what was known while a part fails to be read anew', async () => {
    const { world, person } = open()
    const shown = within(await part('Subscriptions'))
    await shown.findByRole('heading', { name: 'Team' })
    world.customers.subscriptions = failure('stigg.unreachable', 'No way through')
    await waitFor(() => expect(screen.getByRole('button', { name: 'Read everything again' })).toBeEnabled())
    await person.click(screen.getByRole('button', { name: 'Read everything again' }))
    expect(await shown.findByRole('alert')).toBeVisible()
    expect(shown.getByRole('heading', { name: 'Team' })).toBeVisible()
  })

  it('says in words where there is nothing', async () => {
    open(
      {
        pair: { ...pair(), isWhole: false, row: null },
        subscriptions: subscriptions({ subscriptions: [] }),
        entitlements: entitlements({
          pools: [{ resourceId: null, deniedBecause: 'NoActiveSubscription', rows: [] }],
        }),
        deals: [],
      },
      undefined,
      { credits: { ...credits, overview: credits.overview && { ...credits.overview, balances: [] } } },
    )
    expect(await screen.findByText(/No subscription yet/)).toBeVisible()
    expect(await screen.findByText('Nothing may be used: no subscription is in force.')).toBeVisible()
    expect(await screen.findByText(/The customer has no credits yet/)).toBeVisible()
    expect(screen.getByText('No won deal of the account is known here.')).toBeVisible()
    expect(screen.getByText('Nothing in Salesforce or Stigg names it.')).toBeVisible()
  })

  it('stays useful where Stigg has no such customer: what names it, its deals and its runs', async () => {
    const missing = failure('stigg.not-found', 'There is no such customer', { customerId, name: customerId })
    open({ head: missing, pair: pair({ state: 'broken', customers: [], missing: [customerId] }) })
    expect(await screen.findByText(/Stigg has no customer/)).toBeVisible()
    expect(await screen.findByText(`${customerId} leads nowhere.`)).toBeVisible()
    expect(screen.queryByRole('heading', { name: 'Subscriptions' })).toBeNull()
    expect(screen.queryByRole('link', { name: 'Grant credits…' })).toBeNull()
    expect(screen.getByRole('heading', { name: 'Deals' })).toBeVisible()
  })

  it('says that it is archived, and offers no grant on a profile that may only read', async () => {
    const status = aStatus()
    open({ head: head({ archived: true }) }, undefined, {
      status: { ...status, profile: { ...status.profile, access: 'read-only' } },
    })
    expect(await screen.findByText('Archived')).toBeVisible()
    expect(screen.queryByRole('link', { name: 'Grant credits…' })).toBeNull()
    expect(screen.getByRole('link', { name: 'Run a workflow…' })).toHaveAttribute(
      'href',
      `/workflows?customer=${customerId}`,
    )
  })
})

describe('the page of an account', () => {
  it('is that of its customer where it has one', async () => {
    open({}, `/accounts/${accountId.slice(0, 15)}`)
    expect(await part('Subscriptions')).toBeVisible()
    expect(window.location.pathname).toBe(`/customers/${customerId}`)
  })

  it('says that there is no customer and what makes one, beside its deals', async () => {
    const lonely = { ...account, customerId: null }
    open({ pair: pair({ state: 'orphaned', accounts: [lonely], customers: [] }) }, `/accounts/${accountId}`)
    expect(await screen.findByText('This account has no customer in Stigg.')).toBeVisible()
    expect(await screen.findByText(/one of the deals below is provisioned/)).toBeVisible()
    expect(screen.getByRole('heading', { level: 1, name: 'Acme Corp' })).toBeVisible()
  })

  it('says which ID leads nowhere', async () => {
    open({ pair: pair({ state: 'broken', customers: [], missing: [customerId] }) }, `/accounts/${accountId}`)
    expect(await screen.findByText(/leads nowhere: correct it in Salesforce/)).toBeVisible()
  })

  it('leads to each of several customers', async () => {
    const customers = ['customer-a', 'customer-b'].map((id) => ({ id, name: id, email: null, accountId }))
    open({ pair: pair({ state: 'conflicting', customers }) }, `/accounts/${accountId}`)
    expect(await screen.findByText(/Several customers in Stigg belong to this account/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'customer-b' })).toHaveAttribute('href', '/customers/customer-b')
  })

  it('says where Salesforce shows no such account, and where the ID is none', async () => {
    open({ pair: { ...pair(), row: null } }, `/accounts/${accountId}`)
    expect(await screen.findByText('Salesforce shows no such account.')).toBeVisible()
  })

  it('asks nobody about what is no account’s ID', async () => {
    open({}, `/accounts/${opportunityId}`)
    expect(await screen.findByText(/is not the ID of an account/)).toBeVisible()
  })
})

describe('finding a customer', () => {
  it('goes by keyboard from the search to the rows, and from row to row', async () => {
    const more = [
      { customerId, accountId, accountName: 'Acme Corp', deals: 1 },
      { customerId: 'customer-b', accountId: 'b', accountName: 'Beta', deals: 2 },
    ]
    const { person } = open({}, '/inbox', { credits: { ...credits, customers: more } })
    await screen.findByRole('grid')
    await person.keyboard('gu')
    const field = await screen.findByRole('textbox', { name: 'Account or Stigg customer ID' })
    expect(field).toHaveFocus()
    expect(field).toHaveValue('')
    await screen.findByText('2 customers')
    await person.keyboard('{ArrowDown}')
    expect(screen.getByRole('link', { name: 'Acme Corp' })).toHaveFocus()
    await person.keyboard('{ArrowDown}{ArrowDown}')
    expect(screen.getByRole('link', { name: 'Beta' })).toHaveFocus()
    await person.keyboard('{Home}{Enter}')
    expect(await part('Subscriptions')).toBeVisible()
    expect(window.location.pathname).toBe(`/customers/${customerId}`)
  })

  it('takes back to the list', async () => {
    const { person } = open()
    await person.click(await screen.findByRole('button', { name: 'Back to the customers' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()
  })
})
