import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import type { DriftReport } from '#shared/domain/drift'
import { failure } from '#shared/failure'
import { aDriftReport, aDriftRow, opportunityId } from '#test/builders'

import { openWindow } from '../../open-window.tsx'

const report: DriftReport = aDriftReport({
  rows: [
    aDriftRow(),
    aDriftRow({
      key: 'acme:addon:addon-premium-support',
      kind: 'missing',
      what: { kind: 'addon', id: 'addon-premium-support', name: 'Premium Support' },
      sold: { kind: 'number', value: '1', unit: null, per: null },
      live: null,
      isProvisioned: false,
    }),
    aDriftRow({
      key: 'beta:feature:feature-storage',
      customerId: 'beta',
      accountName: 'Beta',
      kind: 'more',
      what: { kind: 'feature', id: 'feature-storage', name: 'Storage' },
      sold: null,
      live: { kind: 'number', value: '250', unit: 'GB', per: null },
      source: 'promotional',
      deal: null,
      isProvisioned: false,
      endedAt: '2027-05-02T12:00:00.000Z',
    }),
  ],
  notes: [
    {
      customerId: 'gamma',
      accountId: '0015g00000XyZaBAAV',
      accountName: 'Gamma',
      key: 'gamma:customer-missing',
      reason: 'customer-missing',
      deal: null,
      facts: {},
    },
  ],
})
const cells = (grid: HTMLElement): string[][] =>
  within(grid)
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    )

describe('drift', () => {
  it('says that nothing was compared yet, and compares when it is asked to', async () => {
    const { person } = openWindow({ driftFound: report }, '/drift')
    expect(await screen.findByRole('heading', { name: 'Nothing was compared yet' })).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'Compare all linked customers' }))
    expect(await screen.findByRole('grid', { name: 'Differences' })).toBeVisible()
    expect(screen.getByText(/^12 linked customers as of/)).toBeVisible()
    expect(await screen.findByRole('link', { name: /^Drift/ })).toHaveTextContent('Drift, 2 customers differ')
  })

  it('groups by customer, the most urgent first, and says what lies behind each', async () => {
    openWindow({ drift: report }, '/drift')
    expect(cells(await screen.findByRole('grid', { name: 'Differences' }))).toEqual([
      [
        'Acme Corp 2',
        'Missing',
        'Premium Support',
        '1 add-on',
        'nothing',
        'Not provisioned from here.',
        'Acme Corp - Enterprise',
      ],
      ['Acme Corp', 'Less', 'Seats', '150 seats', '100 seats', 'Set so on the subscription.', 'Acme Corp - Enterprise'],
      ['Beta', 'More', 'Storage', 'nothing', '250 GB', 'Granted by hand in Stigg until 2 May 2027.', '–'],
    ])
  })

  it('is narrowed by kind, by words and to deals that were provisioned, and sorted by a column', async () => {
    const { person } = openWindow({ drift: report }, '/drift')
    const grid = await screen.findByRole('grid', { name: 'Differences' })
    await person.click(screen.getByRole('button', { name: 'More 1' }))
    await waitFor(() => expect(cells(grid)).toHaveLength(1))
    await person.click(screen.getByRole('button', { name: 'All 3' }))
    await person.click(screen.getByRole('checkbox', { name: 'Provisioned deals only' }))
    await waitFor(() => expect(cells(grid).map(([, kind]) => kind)).toEqual(['Less', 'More']))
    await person.click(within(grid).getByRole('button', { name: 'What' }))
    await person.click(within(grid).getByRole('button', { name: 'What' }))
    await waitFor(() => expect(cells(grid).map(([, , what]) => what)).toEqual(['Storage', 'Seats']))
    await person.type(screen.getByRole('textbox', { name: 'Find differences' }), 'nobody')
    expect(await screen.findByText('No difference fits this filter.')).toBeVisible()
  })

  it('tells what was not compared, and why', async () => {
    const { person } = openWindow({ drift: report }, '/drift')
    await person.click(await screen.findByRole('button', { name: 'Not compared 1' }))
    expect(await screen.findByText('Stigg has no customer of this ID.')).toBeVisible()
  })

  it('leads by keyboard to the deal that mends it', async () => {
    const { person } = openWindow({ drift: report }, '/drift')
    const grid = await screen.findByRole('grid', { name: 'Differences' })
    grid.focus()
    await person.keyboard('{Enter}')
    await waitFor(() => expect(window.location.pathname).toBe(`/inbox/${opportunityId}`))
  })

  it('leads to the customer where no deal speaks of it', async () => {
    const { person } = openWindow({ drift: report }, '/drift')
    const grid = await screen.findByRole('grid', { name: 'Differences' })
    grid.focus()
    await person.keyboard('{End}{Enter}')
    await waitFor(() => expect(window.location.pathname).toBe('/customers/beta'))
  })

  it('is found by its keys, and says so where nothing differs', async () => {
    const { person } = openWindow({ drift: aDriftReport({ rows: [] }) }, '/inbox')
    await screen.findByRole('link', { name: 'Drift' })
    await person.keyboard('gd')
    expect(await screen.findByRole('heading', { name: 'What was sold is live' })).toBeVisible()
  })

  it('says what failed, keeps what was found before, and can be tried again', async () => {
    const { person, world } = openWindow(
      { drift: report, driftFound: report, driftFailure: failure('stigg.unreachable', 'No answer') },
      '/drift',
    )
    await person.click(await screen.findByRole('button', { name: 'Check again' }))
    const alert = await screen.findByRole('alert')
    expect(screen.getByRole('grid', { name: 'Differences' })).toBeVisible()
    world.driftFailure = null
    await person.click(within(alert).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  it('hands the lines over as a file', async () => {
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:drift')
    vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
    const { person } = openWindow({ drift: report }, '/drift')
    await person.click(await screen.findByRole('button', { name: 'Export' }))
    expect(saved).toHaveBeenCalledOnce()
    const file = made.mock.calls[0]?.[0]
    expect(file instanceof Blob && (await file.text())).toContain(
      'Less,Acme Corp,Seats,feature-seats,150 seats,100 seats,',
    )
    vi.restoreAllMocks()
  })
})

describe('what the clock found', () => {
  const news = { type: 'drift.checked', bySchedule: true, customers: 2, fresh: 1 } as const

  it('is announced, shown above every page, and put away', async () => {
    const { person } = openWindow({ drift: report, events: [news] }, '/inbox')
    const said = 'Drift was checked. 1 difference is new; 2 customers differ in all.'
    expect((await screen.findAllByText(said)).length).toBe(2)
    await person.click(screen.getByRole('button', { name: 'Dismiss' }))
    await waitFor(() => expect(screen.getAllByText(said)).toHaveLength(1))
  })

  it('is nothing to tell where nothing is new, or where a person asked', async () => {
    const quiet = [
      { ...news, fresh: 0 },
      { ...news, bySchedule: false },
    ]
    openWindow({ drift: report, events: quiet }, '/inbox')
    await screen.findByRole('link', { name: /^Drift/ })
    expect(screen.queryByText(/^Drift was checked/)).toBeNull()
  })
})

it('is checked by the clock once a rule of the profile says how often', async () => {
  const { person, world } = openWindow({}, '/settings')
  await person.type(await screen.findByRole('textbox', { name: 'Hours between two checks for drift' }), '6')
  await person.click(screen.getByRole('button', { name: /^Save/ }))
  await waitFor(() => expect(world.status.profile.rules.driftEvery).toBe(6))
})
