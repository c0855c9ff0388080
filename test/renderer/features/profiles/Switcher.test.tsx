import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { formatDeepLink } from '#shared/domain/deep-link'
import { failure } from '#shared/failure'

import { aProfileSummary, heldProfiles } from '../../fake-profiles.ts'
import { aStatus, manyRows } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const practice = aProfileSummary({
  id: 'practice',
  name: 'Practice workspace',
  kind: 'practice',
  access: 'confirm',
  orgName: null,
  environmentName: null,
  orgId: null,
  environmentId: null,
})
const northwind = aProfileSummary()
const unfinished = aProfileSummary({
  id: 'new',
  name: 'EMEA sandbox',
  kind: 'sandbox',
  environmentName: null,
  environmentId: null,
  isFinished: false,
})
const profiles = () => ({ ...heldProfiles(), list: [practice, northwind, unfinished] })
const link = formatDeepLink({
  kind: 'customer',
  id: 'acme',
  orgId: '00D5g000004XyZQEA0',
  environmentId: 'env-production',
})

// jsdom loads no page: that it is asked for is what counts.
const assign = vi.fn()
beforeEach(() => {
  const real = window.location
  const read = (name: 'pathname' | 'search' | 'hash' | 'href' | 'origin' | 'protocol' | 'host') => ({
    get: () => real[name],
    enumerable: true,
  })
  const shown = Object.defineProperties(
    { assign },
    {
      pathname: read('pathname'),
      search: read('search'),
      hash: read('hash'),
      href: read('href'),
      origin: read('origin'),
      protocol: read('protocol'),
      host: read('host'),
    },
  )
  vi.stubGlobal('location', shown)
})
afterEach(() => {
  vi.unstubAllGlobals()
  assign.mockReset()
})

const opened = (id: string, more: object = {}) => [{ call: 'profiles.open', input: { id, stopRuns: false, ...more } }]

describe('the switcher', () => {
  it('shows what each profile is before it is opened, and which one is open', async () => {
    const { person } = openWindow({ profiles: profiles() })
    await person.click(await screen.findByRole('button', { name: 'Profile Practice workspace. Switch' }))
    const other = await screen.findByRole('menuitem', { name: /Northwind production/, hidden: true })
    for (const said of ['Production', 'Northwind Traders ↔ Production', 'Read-only']) {
      expect(within(other).getByText(said)).toBeInTheDocument()
    }
    expect(
      screen.getByRole('menuitem', { name: /EMEA sandbox.*Not finished: .*Stigg, no key yet/, hidden: true }),
    ).toBeInTheDocument()
    expect(screen.getByRole('menuitem', { name: /Practice workspace/, hidden: true })).toHaveAttribute(
      'aria-current',
      'true',
    )
    expect(screen.getByRole('menuitem', { name: 'New connection', hidden: true })).toBeInTheDocument()
  })

  it('goes there by a click, and by one key, where nothing is half done', async () => {
    const { person, world } = openWindow({ profiles: profiles() })
    await person.click(await screen.findByRole('button', { name: /^Profile/ }))
    await person.click(await screen.findByRole('menuitem', { name: /Northwind production/, hidden: true }))
    await waitFor(() => expect(world.written).toEqual(opened('northwind')))
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/'))
  })

  it('takes the key of the place in the list, wherever the focus is', async () => {
    const { person, world } = openWindow({ profiles: profiles() })
    await person.click(await screen.findByLabelText('Search deals'))
    await person.keyboard('{Control>}3{/Control}')
    await waitFor(() => expect(world.written).toEqual(opened('new')))
  })

  it('asks first where deals are selected, and stays where that is wanted', async () => {
    const { person, world } = openWindow({ profiles: profiles(), rows: manyRows(3) })
    const grid = await screen.findByRole('grid')
    grid.focus()
    await person.keyboard('x')
    await person.keyboard('{Control>}2{/Control}')
    const dialog = await screen.findByRole('dialog', { name: 'Switch to Northwind production?' })
    expect(within(dialog).getByText('1 deal selected in the inbox')).toBeVisible()
    await person.click(within(dialog).getByRole('button', { name: 'Stay here' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(world.written).toEqual([])
    await person.keyboard('{Control>}2{/Control}')
    await person.click(await screen.findByRole('button', { name: 'Switch' }))
    await waitFor(() => expect(world.written).toEqual(opened('northwind')))
  })

  it('asks before a run under way is stopped', async () => {
    const held = { ...profiles(), openFailure: failure('run.busy', 'A run is under way') }
    const { person, world } = openWindow({ profiles: held })
    await screen.findByRole('grid')
    await person.keyboard('{Control>}2{/Control}')
    await person.click(await screen.findByRole('button', { name: 'Stop the run and switch' }))
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/'))
    expect(world.written.at(-1)).toEqual({ call: 'profiles.open', input: { id: 'northwind', stopRuns: true } })
  })

  it('says why another one cannot be opened', async () => {
    const held = { ...profiles(), openFailure: failure('profile.in-use', 'Another copy has it') }
    const { person } = openWindow({ profiles: held })
    await screen.findByRole('grid')
    await person.keyboard('{Control>}2{/Control}')
    expect(await screen.findByRole('alert')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible()
    await waitFor(() => expect(screen.getByRole('button', { name: 'Stay here' })).toHaveFocus())
    expect(assign).not.toHaveBeenCalled()
  })

  it('is in the palette too', async () => {
    const { person, world } = openWindow({ profiles: profiles() })
    await screen.findByRole('grid')
    await person.keyboard('{Control>}k{/Control}')
    await person.click(await screen.findByRole('option', { name: /Switch to Northwind production/ }))
    await waitFor(() => expect(world.written).toEqual(opened('northwind')))
  })

  it('loads the page again where another window opened another profile', async () => {
    openWindow({ profiles: profiles(), events: [{ type: 'profile.opened' }] })
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/'))
  })

  it('loads the page again where that was missed, because the machine slept or the line broke', async () => {
    openWindow({ profiles: profiles(), eventsFailure: failure('profile.closed', 'Another profile is open') })
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/'))
  })
})

describe('a link of another profile', () => {
  const profile = { id: 'northwind', name: 'Northwind production' }

  it('asks, and switches and follows it on a yes', async () => {
    const { person, world } = openWindow({
      profiles: profiles(),
      events: [{ type: 'link.elsewhere', link, profile }],
    })
    const dialog = await screen.findByRole('dialog', { name: 'A link of another profile' })
    expect(dialog).toHaveTextContent(
      'This link belongs to Northwind production. It leads to a customer there. Switch to that profile?',
    )
    expect(world.written).toEqual([])
    await person.click(within(dialog).getByRole('button', { name: 'Switch' }))
    await waitFor(() => expect(world.written).toEqual(opened('northwind', { link })))
  })

  it('says so where no profile here has its org and environment', async () => {
    const { person, world } = openWindow({ events: [{ type: 'link.elsewhere', link, profile: null }] })
    const dialog = await screen.findByRole('dialog', { name: 'A link of another profile' })
    expect(dialog).toHaveTextContent(/no profile on this machine has/)
    expect(within(dialog).queryByRole('button', { name: /^Switch/ })).toBeNull()
    await person.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(world.written).toEqual([])
  })

  it('that was pasted offers the way there', async () => {
    const other = failure('link.other-profile', 'Elsewhere', {
      profileId: 'northwind',
      profile: 'Northwind production',
      link,
    })
    const { person, world } = openWindow({ profiles: profiles(), found: () => other })
    await screen.findByRole('grid')
    await person.keyboard('{Control>}k{/Control}')
    await person.click(await screen.findByPlaceholderText(/A deal, an ID/))
    await person.paste(link)
    await person.click(await screen.findByRole('option', { name: 'Switch to Northwind production and open the link' }))
    await waitFor(() => expect(world.written).toEqual(opened('northwind', { link })))
  })
})

describe('a mixed pair', () => {
  it('is confirmed from its strip, and the strip goes', async () => {
    const mixed = { ...aStatus(), profile: { ...aStatus().profile, kind: 'mixed' as const } }
    const { person, world } = openWindow({ status: mixed })
    await person.click(await screen.findByRole('button', { name: 'Allow writes for this session' }))
    await waitFor(() => expect(screen.queryByText(/This pair is mixed/)).toBeNull())
    expect(world.status.isMixedPairConfirmed).toBe(true)
  })
})
