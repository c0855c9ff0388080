import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { LinkRow } from '#shared/domain/link-states'
import { failure } from '#shared/failure'

import { openWindow } from '../../open-window.tsx'

const aRow = (vary: Partial<LinkRow>): LinkRow => ({
  key: 'account:a',
  state: 'linked',
  accounts: [{ id: '0015g00000BcDeFAAV', name: 'Acme', customerId: 'customer-acme', website: null }],
  customers: [{ id: 'customer-acme', name: 'Acme', email: null, accountId: '0015g00000BcDeFAAV' }],
  namedBy: null,
  because: null,
  missing: [],
  ...vary,
})
const broken = aRow({
  key: 'account:b',
  state: 'broken',
  accounts: [{ id: '0015g00000XyZaBAAV', name: 'Beta', customerId: 'gone', website: null }],
  customers: [],
  missing: ['gone'],
})

describe('the links', () => {
  it('are read by themselves, counted by state, filtered by a tab and by words', async () => {
    const { person } = openWindow({ linkRows: [broken, aRow({})] }, '/links')
    const grid = await screen.findByRole('grid', { name: 'Links' })
    expect(within(grid).getByText('gone leads nowhere.')).toBeVisible()
    expect(screen.getByRole('link', { name: /^Links/ })).toHaveTextContent('Links, 1 in need of attention')
    await person.click(screen.getByRole('button', { name: 'Linked 1' }))
    await waitFor(() => expect(screen.queryByText('gone leads nowhere.')).toBeNull())
    await person.type(screen.getByRole('textbox', { name: 'Find links' }), 'nobody')
    expect(await screen.findByText('No pair fits this filter.')).toBeVisible()
  })

  it('show both records of a pair, by keyboard, with the way to each', async () => {
    const { person } = openWindow({ linkRows: [aRow({})] }, '/links')
    const grid = await screen.findByRole('grid', { name: 'Links' })
    grid.focus()
    await person.keyboard('{Enter}')
    const pair = await screen.findByRole('complementary', { name: 'The pair' })
    expect(within(pair).getByText('Each names the other.')).toBeVisible()
    const links = within(pair).getByRole('group', { name: /^Links of the account/ })
    expect(within(links).getByRole('link', { name: 'Salesforce' })).toHaveAttribute(
      'href',
      expect.stringContaining('/lightning/r/Account/0015g00000BcDeFAAV/view'),
    )
    await person.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('complementary', { name: 'The pair' })).toBeNull())
  })

  it('say what failed, and can be read again', async () => {
    const { person, world } = openWindow({ linksFailure: failure('stigg.unreachable', 'No answer') }, '/links')
    const alert = await screen.findByRole('alert')
    world.linksFailure = null
    world.linkRows = [aRow({})]
    await person.click(within(alert).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('grid', { name: 'Links' })).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
