import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { LinkRow } from '#shared/domain/link-states'
import { failure } from '#shared/failure'

import { aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const aRow = (vary: Partial<LinkRow>): LinkRow => ({
  key: 'account:a',
  state: 'linked',
  accounts: [{ id: '0015g00000BcDeFAAV', name: 'Acme', customerId: 'customer-acme', website: null, emails: [] }],
  customers: [{ id: 'customer-acme', name: 'Acme', email: null, accountId: '0015g00000BcDeFAAV' }],
  namedBy: null,
  because: null,
  missing: [],
  ...vary,
})
const broken = aRow({
  key: 'account:b',
  state: 'broken',
  accounts: [{ id: '0015g00000XyZaBAAV', name: 'Beta', customerId: 'gone', website: null, emails: [] }],
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

const oneSided = aRow({
  key: 'account:c',
  state: 'one-sided',
  namedBy: 'customer',
  accounts: [{ id: '0015g00000QrStUAAV', name: 'Gamma', customerId: null, website: null, emails: [] }],
  customers: [{ id: 'customer-gamma', name: 'Gamma', email: null, accountId: '0015g00000QrStUAAV' }],
})

describe('a mend', () => {
  it('is shown value by value, confirmed by keyboard, and told; the list knows of it', async () => {
    const { person, world } = openWindow({ linkRows: [oneSided] }, '/links')
    const grid = await screen.findByRole('grid', { name: 'Links' })
    grid.focus()
    await person.keyboard('{Enter}')
    await person.click(await screen.findByRole('button', { name: 'Mend…' }))
    const sheet = await screen.findByRole('dialog')
    const changes = await within(sheet).findByRole('region', { name: 'Changes of Gamma' })
    expect(changes).toHaveTextContent('Salesforce: Stigg Customer IDbefore: emptyafter: customer-gamma')
    expect(world.written).toEqual([])
    await person.keyboard('{Control>}{Enter}{/Control}')
    expect(await within(sheet).findByText('1 of 1 link done.')).toBeVisible()
    expect(world.written).toMatchObject([
      { call: 'links.mend', input: { items: [{ mend: { kind: 'pair', customerId: 'customer-gamma' } }], typed: null } },
    ])
    await person.keyboard('{Escape}')
    expect(await screen.findByRole('button', { name: 'Linked 1' })).toBeVisible()
  })

  it('of many is confirmed once; one that fails stands beside those that are done, which can be undone', async () => {
    const { person, world } = openWindow(
      {
        linkRows: [broken, oneSided, aRow({})],
        mendFailures: { Beta: failure('link.stale', 'Changed', { name: 'Beta' }) },
      },
      '/links',
    )
    const grid = await screen.findByRole('grid', { name: 'Links' })
    grid.focus()
    await person.keyboard('{Control>}a{/Control}')
    const bar = await screen.findByRole('region', { name: 'Selected links' })
    expect(bar).toHaveTextContent('3 pairs selected 2 can be mended')
    await person.click(within(bar).getByRole('button', { name: 'Mend 2 links…' }))
    const sheet = await screen.findByRole('dialog')
    await person.click(await within(sheet).findByRole('button', { name: /^Mend 2 links/ }))
    expect(await within(sheet).findByText('1 of 2 links done.')).toBeVisible()
    expect(within(sheet).getByText('Beta is not what it was when you agreed.')).toBeVisible()
    world.undoable = { 'run-1': [] }
    await person.click(within(sheet).getByRole('button', { name: 'Undo 1 mend…' }))
    expect(await within(sheet).findByText('Undo a mend')).toBeVisible()
  })

  it('links an account and a customer that nothing ties to each other, once both are chosen', async () => {
    const account = { id: '0015g00000QrStUAAV', name: 'Gamma', customerId: null, website: null, emails: [] }
    const customer = { id: 'zeta-holding', name: 'Zeta Holding', email: null, accountId: null }
    const alone = { state: 'orphaned', namedBy: null } as const
    const { person, world } = openWindow(
      {
        linkRows: [
          aRow({ ...alone, key: 'account:g', accounts: [account], customers: [] }),
          aRow({ ...alone, key: 'customer:z', accounts: [], customers: [customer] }),
        ],
      },
      '/links',
    )
    const grid = await screen.findByRole('grid', { name: 'Links' })
    grid.focus()
    await person.keyboard('{Control>}a{/Control}')
    await person.click(await screen.findByRole('button', { name: 'Link the two…' }))
    const sheet = await screen.findByRole('dialog')
    await person.click(await within(sheet).findByRole('button', { name: /^Mend 1 link/ }))
    expect(await within(sheet).findByText('1 of 1 link done.')).toBeVisible()
    expect(world.written).toMatchObject([
      { input: { items: [{ mend: { kind: 'pair', accountId: account.id, customerId: customer.id } }] } },
    ])
  })

  it('asks for a name where the profile says so, and is not offered where it may only read', async () => {
    const status = aStatus()
    const { person, world } = openWindow(
      { linkRows: [oneSided], status: { ...status, profile: { ...status.profile, access: 'retype' } } },
      '/links',
    )
    const grid = await screen.findByRole('grid', { name: 'Links' })
    grid.focus()
    await person.keyboard('{Enter}')
    await person.click(await screen.findByRole('button', { name: 'Mend…' }))
    const button = await screen.findByRole('button', { name: /^Mend 1 link/ })
    expect(button).toBeDisabled()
    await person.type(screen.getByRole('textbox', { name: 'Type Gamma to confirm' }), 'Gamma')
    await person.click(button)
    await screen.findByText('1 of 1 link done.')
    expect(world.written).toMatchObject([{ input: { typed: 'Gamma' } }])
  })

  it('of a conflict waits until a person says which belong together', async () => {
    const conflict = aRow({
      state: 'conflicting',
      accounts: [
        { id: '0015g00000BcDeFAAV', name: 'Acme', customerId: 'customer-acme', website: null, emails: [] },
        { id: '0015g00000QrStUAAV', name: 'Acme EU', customerId: 'customer-acme', website: null, emails: [] },
      ],
    })
    const { person } = openWindow({ linkRows: [conflict] }, '/links')
    const grid = await screen.findByRole('grid', { name: 'Links' })
    grid.focus()
    await person.keyboard('{Enter}')
    expect(await screen.findByRole('button', { name: 'Mend…' })).toBeDisabled()
    await person.click(screen.getByRole('radio', { name: /^Acme EU with Acme/ }))
    await person.click(screen.getByRole('button', { name: 'Mend…' }))
    const sheet = await screen.findByRole('dialog')
    const changes = await within(sheet).findByRole('region', { name: 'Changes of Acme EU' })
    expect(changes).toHaveTextContent('Salesforce: Stigg Customer ID of Acme')
  })
})

describe('reading', () => {
  it('can be stopped; what was read before stays, and says how fresh it is', async () => {
    const { person, world } = openWindow({ linkRows: [aRow({})] }, '/links')
    await screen.findByRole('grid', { name: 'Links' })
    world.linksHeld = new Promise(() => undefined)
    await person.click(screen.getByRole('button', { name: 'Refresh' }))
    await person.click(await screen.findByRole('button', { name: 'Stop' }))
    await waitFor(() => expect(world.linksStopped).toBe(true))
    expect(await screen.findByRole('button', { name: 'Refresh' })).toBeVisible()
    expect(screen.getByText(/^as of /)).toBeVisible()
    await person.click(screen.getByRole('link', { name: /^Inbox/ }))
    await person.click(screen.getByRole('link', { name: /^Links/ }))
    expect(await screen.findByRole('grid', { name: 'Links' })).toBeVisible()
  })
})
