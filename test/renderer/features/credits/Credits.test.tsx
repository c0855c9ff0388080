import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'

import type { CreditPreview } from '#shared/contract/credits'
import { blankGrant } from '#shared/domain/grant-presets'
import { failure } from '#shared/failure'
import { aCreditGrant, now } from '#test/builders'

import { aCreditOverview, noCredits, type CreditsWorld } from '../../fake-credits.ts'
import { aReport, aStatus, aStepRecord } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const customerId = 'customer-1'
const request = {
  ...blankGrant({ customerId, opportunityId: null }),
  currencyId: 'currency-credits',
  displayName: 'Goodwill',
  amount: '50',
}
const preview = (vary: Partial<CreditPreview> = {}): CreditPreview => ({
  act: { kind: 'grant-credits', request },
  customerName: 'Northwind Traders',
  currencyName: 'API credits',
  before: { currencyId: 'currency-credits', resourceId: null, balance: '1200', source: 'grants' },
  after: '1250',
  ordinal: 1,
  grant: null,
  findings: [],
  step: {
    kind: 'grant-credits',
    id: 'grant:1',
    currencyName: 'API credits',
    grant: request,
    marker: { orgId: 'org', opportunityId: null, family: 'family', ordinal: 1 },
  },
  requests: [{ service: 'stigg', method: 'POST', path: '/api/v1/credits/grants', body: { amount: 50 } }],
  fingerprint: 'credits-1',
  readAt: now,
  ...vary,
})
const withPreset = () => {
  const status = aStatus()
  const preset = {
    name: 'Goodwill',
    currencyId: 'currency-credits',
    amount: '50',
    type: 'PROMOTIONAL' as const,
    expiresInDays: null,
    priority: null,
    comment: null,
    collection: null,
    cost: null,
  }
  return { ...status, profile: { ...status.profile, rules: { ...status.profile.rules, creditPresets: [preset] } } }
}
const credits = (vary: Partial<CreditsWorld> = {}): CreditsWorld => ({
  ...noCredits(),
  overview: aCreditOverview(),
  preview: preview(),
  ...vary,
})

it('finds a customer by its account, and takes any other ID', async () => {
  const customers = [{ customerId, accountId: 'a', accountName: 'Northwind Traders', deals: 2 }]
  const { person } = openWindow({ credits: credits({ customers }) }, '/credits')
  expect(await screen.findByRole('link', { name: 'Northwind Traders' })).toBeVisible()
  await person.type(screen.getByRole('textbox', { name: 'Account or Stigg customer ID' }), 'customer-9{Enter}')
  await waitFor(() => expect(window.location.pathname).toBe('/credits/customer-9'))
})

it('says where a balance comes from, and offers to void only what was granted by hand', async () => {
  openWindow({ credits: credits() }, `/credits/${customerId}`)
  expect(await screen.findByText('added up from the grants in force')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Void Welcome' })).toBeEnabled()
  expect(screen.queryByRole('button', { name: 'Void Plan' })).toBeNull()
})

it('says in words that nothing is recharged by itself', async () => {
  openWindow({ credits: credits() }, `/credits/${customerId}`)
  expect(await screen.findByText('None: nothing is bought by itself.')).toBeVisible()
})

it('says of an auto-recharge when it begins, how far it goes, and what it may spend', async () => {
  const autoRecharge = {
    isEnabled: true,
    below: { of: 'credits', amount: '2000' },
    target: '10000',
    spendLimit: '3000',
    expiresAfter: 'year',
  } as const
  openWindow({ credits: credits({ autoRecharge }) }, `/credits/${customerId}`)
  expect(
    await screen.findByText(
      'On: where less than 2,000 is left, Stigg buys up to 10,000, for at most $3,000. What is bought expires after one year.',
    ),
  ).toBeVisible()
})

it('says that there is no such customer, and leads back', async () => {
  const { person } = openWindow({ credits: noCredits() }, '/credits/nobody')
  await person.click(await screen.findByRole('button', { name: 'Back to the customers' }))
  expect(window.location.pathname).toBe('/credits')
})

it('takes a preset to its review, and sends what was agreed to', async () => {
  const { person, world } = openWindow({ status: withPreset(), credits: credits() }, `/credits/${customerId}?grant`)
  const sheet = await screen.findByRole('dialog')
  await person.click(await within(sheet).findByRole('button', { name: 'Goodwill' }))
  expect(await within(sheet).findByText('1,250')).toBeVisible()
  await person.click(within(sheet).getByRole('button', { name: /^Grant 50 API credits/ }))
  await waitFor(() =>
    expect(world.written).toMatchObject([
      { call: 'credits.apply', input: { fingerprint: 'credits-1', act: { request: { amount: '50' } } } },
    ]),
  )
})

it('sends one grant for a double click', async () => {
  async function* apply() {
    yield { runId: 'run-1', index: 0, record: aStepRecord({ step: preview().step }) }
    return aReport({ kind: 'grant-credits' })
  }
  const { person, world } = openWindow(
    { status: withPreset(), credits: credits(), apply },
    `/credits/${customerId}?grant`,
  )
  const sheet = await screen.findByRole('dialog')
  await person.click(await within(sheet).findByRole('button', { name: 'Goodwill' }))
  const grant = await within(sheet).findByRole('button', { name: /^Grant 50 API credits/ })
  // Both clicks in one go, before the window is drawn again.
  act(() => {
    grant.click()
    grant.click()
  })
  expect(await within(sheet).findByText('The credits are granted.')).toBeVisible()
  expect(world.written.map(({ call }) => call)).toEqual(['credits.apply'])
})

it('offers to void what was just granted, through a review of its own', async () => {
  async function* apply() {
    const answer = { recordId: 'grant-9', foundExisting: false, byRunId: null, checkoutUrl: null, facts: {} }
    const record = aStepRecord({ step: preview().step, answer })
    yield { runId: 'run-1', index: 0, record }
    return aReport({ kind: 'grant-credits', steps: [record] })
  }
  const { person, world } = openWindow(
    { status: withPreset(), credits: credits(), apply },
    `/credits/${customerId}?grant`,
  )
  const sheet = await screen.findByRole('dialog')
  await person.click(await within(sheet).findByRole('button', { name: 'Goodwill' }))
  await person.click(await within(sheet).findByRole('button', { name: /^Grant 50 API credits/ }))
  const undo = await within(sheet).findByRole('button', { name: 'Undo: void this grant…' })
  world.credits.preview = preview({
    act: { kind: 'void-grant', customerId, grantId: 'grant-9', opportunityId: null },
    grant: aCreditGrant({ id: 'grant-9', name: 'Goodwill', granted: '50' }),
    ordinal: null,
  })
  await person.click(undo)
  expect(await within(sheet).findByRole('button', { name: /^Void the grant of 50/ })).toBeEnabled()
  expect(
    within(sheet).getByText('Northwind Traders loses the 50 API credits that are left of it, at once.'),
  ).toBeVisible()
  expect(within(sheet).getByRole('button', { name: 'Cancel' })).toHaveFocus()
})

it('asks for a tick before a further grant, and for the ID beyond a cap', async () => {
  const findings: CreditPreview['findings'] = [
    { code: 'another', facts: { count: '1', ordinal: '2' } },
    { code: 'over-grant-cap', facts: { cap: '10' } },
  ]
  const world = credits({ preview: preview({ findings, ordinal: 2 }) })
  const { person } = openWindow({ status: withPreset(), credits: world }, `/credits/${customerId}?grant`)
  const sheet = await screen.findByRole('dialog')
  await person.click(await within(sheet).findByRole('button', { name: 'Goodwill' }))
  expect(await within(sheet).findByText(/This is grant number 2/)).toBeVisible()
  const grant = within(sheet).getByRole('button', { name: /^Grant 50 API credits/ })
  expect(grant).toBeDisabled()
  await person.click(within(sheet).getByRole('checkbox'))
  expect(grant).toBeDisabled()
  await person.type(within(sheet).getByRole('textbox', { name: /^Type customer-1/ }), customerId)
  expect(grant).toBeEnabled()
})

it('says at its field what is missing before anything is asked', async () => {
  const { person, world } = openWindow({ credits: credits() }, `/credits/${customerId}?grant`)
  await person.click(await screen.findByRole('button', { name: 'Review' }))
  expect(await screen.findByText('Give the grant a display name.')).toBeVisible()
  expect(screen.getByText('Say how many credits: a number above zero.')).toBeVisible()
  expect(world.written).toEqual([])
})

it('keeps the sheet open with the way on where the look fails', async () => {
  const world = credits({ preview: failure('stigg.unreachable', 'No answer') })
  const { person } = openWindow({ status: withPreset(), credits: world }, `/credits/${customerId}?grant`)
  const sheet = await screen.findByRole('dialog')
  await person.click(await within(sheet).findByRole('button', { name: 'Goodwill' }))
  expect(await within(sheet).findByRole('button', { name: 'Review again' })).toBeEnabled()
})
