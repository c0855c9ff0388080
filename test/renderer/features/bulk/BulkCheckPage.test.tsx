import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { Profile } from '#shared/domain/profile'

import { noBulk } from '../../fake-bulk.ts'
import { aStatus, manyRows } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'
import { aChecked } from './fixtures.ts'

const checked = [
  aChecked('0001'),
  aChecked('0002', ['subscription.replaces']),
  aChecked('0003', ['mapping.no-plan'], { state: 'blocked', writes: 0, firstInvoice: null, credits: [] }),
  aChecked('0004', [], { amount: { amount: '900', currency: 'eur' }, firstInvoice: null, invoiceUnknown: true }),
]

async function checkFour(profile: Partial<Profile> = {}) {
  const status = aStatus()
  const opened = openWindow({
    rows: manyRows(30),
    bulk: { ...noBulk(), checked },
    status: { ...status, profile: { ...status.profile, ...profile } },
  })
  const { person } = opened
  ;(await screen.findByRole('grid', { name: 'Won deals' })).focus()
  await person.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}')
  await person.click(screen.getByRole('button', { name: 'Check and provision…' }))
  await screen.findByRole('button', { name: /^Provision \d/ })
  return opened
}

describe('deals that are checked together', () => {
  it('are counted with what they come to, by currency, and those that cannot go say why', async () => {
    await checkFour()
    const totals = screen.getByLabelText('Totals')
    expect(totals).toHaveTextContent(/Deals that go2 of 4/)
    expect(totals).toHaveTextContent(/Sold€900 EUR\$48,000 USD/)
    expect(totals).toHaveTextContent(/First invoices\$4,000 USD1 deal more, not known yet/)
    expect(totals).toHaveTextContent(/Credits1,000 API credits \/ month/)
    const grid = screen.getByRole('grid', { name: 'Deals to check' })
    expect(within(grid).getByRole('row', { name: /Deal 0003/ })).toHaveTextContent(/Blocked.*No plan was sold/)
    expect(within(grid).getByRole('row', { name: /Deal 0002/ })).toHaveTextContent(/To agree/)
  })

  it('go with their warnings once those are ticked, by code, for the whole batch', async () => {
    const { world, person } = await checkFour()
    await person.click(screen.getByRole('checkbox', { name: /1 deal/ }))
    expect(screen.getByLabelText('Totals')).toHaveTextContent(/Deals that go3 of 4/)
    await person.click(screen.getByRole('button', { name: 'Provision 3 deals' }))
    await waitFor(() => expect(window.location.pathname).toBe('/bulk/bulk-1'))
    const [started] = world.written
    expect(started).toMatchObject({
      call: 'bulk.start',
      input: {
        typedCount: null,
        items: [
          { opportunityName: 'Deal 0001', acknowledged: [], fingerprint: 'fingerprint-0001' },
          { opportunityName: 'Deal 0002', acknowledged: [expect.stringContaining('subscription.replaces')] },
          { opportunityName: 'Deal 0004' },
        ],
      },
    })
  })

  it('take the typed number of deals in production', async () => {
    const { world, person } = await checkFour({ kind: 'production' })
    expect(screen.getByRole('button', { name: 'Provision 2 deals' })).toBeDisabled()
    await person.type(screen.getByRole('textbox', { name: 'Type 2 to confirm' }), '2')
    await person.click(screen.getByRole('button', { name: 'Provision 2 deals' }))
    await waitFor(() => expect(world.written).toMatchObject([{ call: 'bulk.start', input: { typedCount: 2 } }]))
  })

  it('cannot be provisioned where the profile may only read', async () => {
    await checkFour({ access: 'read-only' })
    expect(screen.getByRole('button', { name: 'Provision 2 deals' })).toBeDisabled()
    expect(screen.getByText('This profile is read-only.')).toBeVisible()
  })

  it('are shown by what becomes of them', async () => {
    const { person } = await checkFour()
    await person.click(screen.getByRole('button', { name: 'Do not go 1' }))
    const grid = screen.getByRole('grid', { name: 'Deals to check' })
    await waitFor(() => expect(within(grid).getAllByRole('row')).toHaveLength(2))
  })
})
