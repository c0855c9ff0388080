import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { FoundRecord, LinkSearch } from '#shared/contract/links'
import { factsOfOffers } from '#shared/domain/profile-offer'
import { failure } from '#shared/failure'
import type { aWorld } from '../../companion.ts'
import { openWindow } from '../../open-window.tsx'

const aRecord = (vary: Partial<FoundRecord>): FoundRecord => ({
  kind: 'customer',
  id: 'customer-acme',
  name: 'Acme',
  of: 'billing@acme.example',
  state: null,
  why: { by: 'email', value: 'billing@acme.example' },
  path: '/credits/customer-acme',
  ...vary,
})
const answer = (vary: Partial<LinkSearch> = {}): LinkSearch => ({
  asked: 'email',
  found: [],
  more: false,
  silent: [],
  ...vary,
})
const anAccount = aRecord({
  kind: 'account',
  id: '0015g00000BcDeFAAV',
  name: 'Acme Corp',
  of: null,
  why: { by: 'contact', value: 'Robin, billing@acme.example' },
  path: '/credits/of-the-account',
})

async function openPalette(found: NonNullable<ReturnType<typeof aWorld>['found']>) {
  const opened = openWindow({ found })
  await screen.findByRole('grid')
  await opened.person.keyboard('{Control>}k{/Control}')
  await screen.findByPlaceholderText(/A deal, an ID/)
  return opened
}

describe('the palette', () => {
  it('goes to the one record of a pasted e-mail address, once the services have said that it is one', async () => {
    const { person, world } = await openPalette((_text, reach) =>
      reach === 'here' ? answer({ more: true }) : answer({ found: [aRecord({})] }),
    )
    await person.paste('billing@acme.example')
    await person.keyboard('{Enter}')
    await waitFor(() => expect(window.location.pathname).toBe('/credits/customer-acme'))
    expect(world.searches).toEqual([
      { text: 'billing@acme.example', reach: 'here' },
      { text: 'billing@acme.example', reach: 'services' },
    ])
  })

  it('shows several to choose from by arrow keys, with what each is and why, and goes nowhere by itself', async () => {
    const { person } = await openPalette((_text, reach) =>
      reach === 'here' ? answer({ more: true }) : answer({ found: [aRecord({}), anAccount] }),
    )
    await person.paste('billing@acme.example')
    await person.keyboard('{Enter}')
    expect(await screen.findByText(/2 records fit/)).toBeVisible()
    expect(window.location.pathname).not.toContain('credits')
    expect(screen.getByRole('option', { name: /^Customer.*Acme.*e-mail billing@acme.example/ })).toBeVisible()
    expect(screen.getByRole('option', { name: /^Account.*Acme Corp.*contact Robin/ })).toBeVisible()
    await person.keyboard('{ArrowDown}{Enter}')
    await waitFor(() => expect(window.location.pathname).toBe('/credits/of-the-account'))
  })

  it('takes the record of exactly that name among several', async () => {
    const { person } = await openPalette(() =>
      answer({ asked: 'words', found: [anAccount, aRecord({ name: 'Acme', why: { by: 'name', value: 'Acme' } })] }),
    )
    await person.paste('acme')
    await person.keyboard('{Enter}')
    await waitFor(() => expect(window.location.pathname).toBe('/credits/customer-acme'))
  })

  it('asks the services only where this machine says that they may know more', async () => {
    const { person, world } = await openPalette(() => answer({ asked: 'record', found: [aRecord({})] }))
    await person.paste('customer-acme')
    await screen.findByRole('option', { name: /Customer.*Acme/ })
    expect(world.searches.map(({ reach }) => reach)).toEqual(['here'])
  })

  it('says which service is silent, and what to try where nothing is found', async () => {
    const { person } = await openPalette((_text, reach) =>
      reach === 'here'
        ? answer({ more: true })
        : answer({ silent: [{ service: 'stigg', failure: failure('stigg.unreachable', 'No answer') }] }),
    )
    await person.paste('nobody@acme.example')
    expect(await screen.findByText(/Stigg could not be asked/)).toBeVisible()
    expect(screen.getByText(/Try the domain acme.example/)).toBeVisible()
  })

  it('says of a list view that it is no record', async () => {
    const { person } = await openPalette(() => failure('link.no-record', 'A list', { what: 'list' }))
    await person.paste('https://northwind.lightning.force.com/lightning/o/Account/list')
    expect(await screen.findByText(/It is a list, not a record/)).toBeVisible()
  })

  it('asks for the other profile instead of going there', async () => {
    const { person } = await openPalette(() => failure('link.other-profile', 'Elsewhere', { org: 'globex.example' }))
    await person.paste('https://globex.lightning.force.com/lightning/r/Account/0015g00000BcDeFAAV/view')
    await person.keyboard('{Enter}')
    expect(await screen.findByText(/Open it with the profile that it belongs to/)).toBeVisible()
    expect(screen.getByRole('dialog')).toBeVisible()
  })

  it('offers every profile that a pasted address is of, and the record there', async () => {
    const { person, world } = await openPalette(() =>
      failure(
        'link.other-profile',
        'Elsewhere',
        factsOfOffers([
          { id: 'globex', name: 'Globex', link: 'stigg-companion://open/customer/acme?org=o&env=e' },
          { id: 'globex-dev', name: 'Globex dev', link: null },
        ]),
      ),
    )
    await person.paste('https://globex.lightning.force.com/lightning/r/Account/0015g00000BcDeFAAV/view')
    expect(await screen.findByText(/It is of Globex and of Globex dev\./)).toBeVisible()
    expect(screen.getByRole('option', { name: 'Switch to Globex dev' })).toBeVisible()
    expect(world.written).toEqual([])
    await person.click(screen.getByRole('option', { name: 'Switch to Globex and open the link' }))
    await waitFor(() =>
      expect(world.written).toEqual([
        {
          call: 'profiles.open',
          input: { id: 'globex', stopRuns: false, link: 'stigg-companion://open/customer/acme?org=o&env=e' },
        },
      ]),
    )
  })

  it('takes Enter that came before the answer for the one profile, and for none of several', async () => {
    const offers = ['Globex', 'Globex dev'].map((name) => ({ id: name, name, link: null }))
    let facts = factsOfOffers(offers)
    const { person, world } = await openPalette(() => failure('link.other-profile', 'Elsewhere', facts))
    await person.paste('https://globex.lightning.force.com/lightning/o/Account/list')
    await person.keyboard('{Enter}')
    expect(await screen.findByRole('option', { name: 'Switch to Globex dev' })).toBeVisible()
    expect(world.written).toEqual([])
    facts = factsOfOffers(offers.slice(1))
    await person.clear(screen.getByPlaceholderText(/A deal, an ID/))
    await person.paste('https://globex.lightning.force.com/lightning/o/Contact/list')
    await person.keyboard('{Enter}')
    await waitFor(() =>
      expect(world.written).toEqual([{ call: 'profiles.open', input: { id: 'Globex dev', stopRuns: false } }]),
    )
  })

  it('keeps two pasted links apart', async () => {
    const { person, world } = await openPalette(() => answer({ asked: 'record', found: [aRecord({})] }))
    await person.paste('stigg-companion://open/x\nhttps://app.stigg.io/y')
    await screen.findByRole('option', { name: /Customer.*Acme/ })
    expect(world.searches[0]?.text).toBe('stigg-companion://open/x https://app.stigg.io/y')
  })
})
