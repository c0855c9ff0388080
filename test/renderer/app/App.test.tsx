import { render, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import type { ProfileSummary } from '#shared/contract/profiles'
import { failure } from '#shared/failure'
import type { ProfileKind } from '#shared/domain/profile'

import { App } from '#renderer/app/App.tsx'

import { opportunityId } from '../../builders.ts'
import { heldProfiles } from '../fake-profiles.ts'
import { aPreview, aRun, aStatus, manyRows, numberedId } from '../fixtures.ts'
import { openWindow } from '../open-window.tsx'

describe('the environment bar', () => {
  it.each([
    ['practice', 'Practice'],
    ['sandbox', 'Sandbox'],
    ['production', 'Production'],
    ['mixed', 'Mixed'],
  ] as const satisfies readonly (readonly [ProfileKind, string])[])(
    'names a %s profile in a word',
    async (kind, word) => {
      openWindow({ status: aStatus({ profile: { ...aStatus().profile, kind } }) })
      const bar = await screen.findByRole('banner')
      expect(within(bar).getByText(word)).toBeVisible()
      expect(bar).toHaveTextContent(/Northwind.*Salesforce, sandbox.*Staging.*Stigg, sandbox/)
    },
  )

  it('names both services while they are not connected, where they were before', async () => {
    const { salesforce, stigg } = aStatus()
    const acme: ProfileSummary = {
      id: 'acme',
      name: 'Acme',
      kind: 'production',
      access: 'read-only',
      orgName: 'Northwind Traders',
      environmentName: 'Live',
      orgId: '00D5g000004XyZQEA0',
      environmentId: 'env-1',
      isFinished: true,
      isDamaged: false,
    }
    openWindow({
      profiles: { ...heldProfiles(), current: 'acme', list: [acme] },
      status: aStatus({
        salesforce: { ...salesforce, org: null, state: 'signed-out' },
        stigg: { ...stigg, environment: null, state: 'signed-out' },
      }),
    })
    const bar = await screen.findByRole('banner')
    await waitFor(() => expect(bar).toHaveTextContent(/Northwind Traders.*not signed in.*Live.*not connected/))
  })

  it('says what may be written, and who is signed in', async () => {
    openWindow({ status: aStatus({ profile: { ...aStatus().profile, access: 'read-only' } }) })
    const bar = await screen.findByRole('banner')
    expect(within(bar).getByText('Read-only')).toBeVisible()
    expect(within(bar).getByText('Signed in as Jordan Doe')).toBeInTheDocument()
  })
})

describe('trouble', () => {
  it('of the sign-in is said with the way back in', async () => {
    const { salesforce } = aStatus()
    openWindow({ status: aStatus({ salesforce: { ...salesforce, state: 'signed-out' } }) })
    expect(await screen.findByText(/Salesforce has signed you out/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Sign in again' })).toBeVisible()
  })

  it('of a session that ended while catching up is said with the way back in, which goes on from there', async () => {
    const opened = vi.spyOn(window, 'open').mockReturnValue(null)
    const { person, world } = openWindow({ syncFailure: failure('salesforce.signed-out', 'expired') })
    await person.click(await screen.findByRole('button', { name: 'Catch up with Salesforce' }))
    const again = await screen.findByRole('button', { name: 'Sign in again' })
    world.syncFailure = null
    await person.click(again)
    await waitFor(() => expect(screen.queryByText(/Salesforce has signed you out/)).toBeNull())
    expect(opened).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^https:\/\/login\.example\/authorize\?/),
      '_blank',
      'noreferrer',
    )
    opened.mockRestore()
  })

  it('of Stigg is said by its cause', async () => {
    const { stigg } = aStatus()
    const down = failure('stigg.circuit-open', 'open')
    openWindow({ status: aStatus({ stigg: { ...stigg, state: 'unreachable', failure: down } }) })
    expect(await screen.findByText(/Stigg failed several times in a row/)).toBeVisible()
  })

  it('of a Stigg key that is not kept here blames nobody, and leads to where one is handed over', async () => {
    const { stigg } = aStatus()
    const noKey = failure('stigg.key-refused', 'There is no API key', { reason: 'no-key' })
    const { person } = openWindow({
      status: aStatus({
        profile: { ...aStatus().profile, kind: 'sandbox' },
        stigg: { ...stigg, state: 'signed-out', failure: noKey },
      }),
    })
    const strip = await screen.findByText(/There is no Stigg key\./)
    expect(strip).toHaveTextContent('No key of this environment is kept on this machine.')
    expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull()
    await person.click(screen.getByRole('link', { name: 'Hand over a key' }))
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeVisible()
  })

  it('of a Stigg key that is refused leads there too, and can be tried again', async () => {
    const { stigg } = aStatus()
    const refused = failure('stigg.key-refused', '401')
    openWindow({
      status: aStatus({
        profile: { ...aStatus().profile, kind: 'production' },
        stigg: { ...stigg, state: 'signed-out', failure: refused },
      }),
    })
    expect(await screen.findByText(/Stigg does not take the API key/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'Hand over a key' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Try now' })).toBeVisible()
  })

  it('of a Stigg that was left alone ends by itself, on the page as well', async () => {
    const { stigg } = aStatus()
    const held = failure('stigg.circuit-open', 'Stigg failed repeatedly')
    const { world } = openWindow(
      {
        status: aStatus({ stigg: { ...stigg, state: 'unreachable', failure: held } }),
        preview: () => held,
        // The stream of events breaks again and again: the status is looked at each time that it is opened.
        eventsFailure: failure('host.unavailable', 'The stream broke'),
      },
      `/inbox/${opportunityId}`,
    )
    await screen.findByRole('button', { name: 'Read again' })
    world.preview = () => aPreview()
    world.status = aStatus()
    expect(await screen.findByRole('columnheader', { name: 'What was sold' }, { timeout: 8000 })).toBeVisible()
  })

  it('of runs that were interrupted leads to them', async () => {
    const { person } = openWindow({ status: aStatus({ interruptedRuns: 1 }), runs: [aRun({ state: 'interrupted' })] })
    await screen.findByText(/1 run was interrupted/)
    await person.click(screen.getByRole('link', { name: 'Review' }))
    expect(await within(await screen.findByRole('grid', { name: 'Runs' })).findByText('Interrupted')).toBeVisible()
  })

  it('of files that were kept aside names them', async () => {
    openWindow({ status: aStatus({ keptAside: ['settings-unreadable-1.json'] }) })
    expect(await screen.findByText(/settings-unreadable-1.json/)).toBeVisible()
  })
})

describe('places', () => {
  it('are reached by keys', async () => {
    const { person } = openWindow()
    await screen.findByRole('grid')
    await person.keyboard('gr')
    expect(await screen.findByRole('heading', { name: 'Runs' })).toBeVisible()
    await person.keyboard('gs')
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeVisible()
    await person.keyboard('gi')
    expect(await screen.findByRole('heading', { name: 'Inbox' })).toBeVisible()
  })

  it('count what waits for a person', async () => {
    openWindow({ runs: [aRun({ state: 'attention' })] })
    const link = (word: string) => screen.getByRole('link', { name: new RegExp(`^${word}`) })
    await screen.findByRole('grid')
    await waitFor(() => expect(link('Inbox')).toHaveTextContent('Inbox, 1 ready or in need of attention'))
    await waitFor(() => expect(link('Runs')).toHaveTextContent('Runs, 1 in need of attention'))
  })

  it('stand in the window’s title', async () => {
    openWindow()
    await waitFor(() => expect(document.title).toBe('Inbox (1) · Stigg Companion'))
  })
})

describe('the palette', () => {
  it('gives the focus back to the list when it is left', async () => {
    const { person } = openWindow()
    const grid = await screen.findByRole('grid')
    grid.focus()
    await person.keyboard('{Control>}k{/Control}')
    await screen.findByRole('dialog')
    await person.keyboard('{Escape}')
    await waitFor(() => expect(grid).toHaveFocus())
  })

  it('goes to a deal by a part of its name', async () => {
    const { person } = openWindow({ rows: manyRows(30) })
    await screen.findByRole('grid')
    await person.keyboard('{Control>}k{/Control}')
    await person.type(await screen.findByPlaceholderText(/A deal, an ID/), '0017')
    await screen.findByRole('option', { name: /Deal 0017/ })
    await person.keyboard('{Enter}')
    await waitFor(() => expect(window.location.pathname).toBe(`/inbox/${numberedId('0017')}`))
  })

  it('goes where a pasted address leads', async () => {
    const { person } = openWindow({ rows: manyRows(3) })
    await screen.findByRole('grid')
    await person.keyboard('{Control>}k{/Control}')
    const url = `https://northwind.lightning.example/lightning/r/Opportunity/${numberedId('0002')}/view`
    await person.click(await screen.findByPlaceholderText(/A deal, an ID/))
    await person.paste(url)
    await person.click(await screen.findByRole('option', { name: /^Deal.*named by the link/ }))
    await waitFor(() => expect(window.location.pathname).toBe(`/inbox/${numberedId('0002')}`))
  })

  it('says that an address leads nowhere', async () => {
    const { person } = openWindow()
    await screen.findByRole('grid')
    await person.keyboard('{Control>}k{/Control}')
    await person.click(await screen.findByPlaceholderText(/A deal, an ID/))
    await person.paste('https://elsewhere.example/x')
    expect(await screen.findByText(/No web site and no e-mail address is of this domain/)).toBeVisible()
  })

  it('keeps what cannot be done listed, with the reason', async () => {
    const { person } = openWindow()
    await screen.findByRole('grid')
    await person.keyboard('{Control>}k{/Control}')
    expect(await screen.findByRole('option', { name: /Stop catching up.*nothing is under way/ })).toBeVisible()
  })
})

it('lists every shortcut after a question mark', async () => {
  const { person } = openWindow()
  await screen.findByRole('grid')
  await person.keyboard('?')
  expect(await screen.findByText('No single key writes anything.')).toBeVisible()
})

it('follows a link that was opened from outside', async () => {
  openWindow({ events: [{ type: 'link.opened', path: '/settings' }] })
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeVisible()
})

it('starts the practice workspace over only after it was asked twice', async () => {
  const { person, world } = openWindow({}, '/settings')
  await person.click(await screen.findByRole('button', { name: 'Start over…' }))
  expect(world.written).toEqual([])
  await person.click(await screen.findByRole('button', { name: 'Delete and start over' }))
  await waitFor(() => expect(world.written).toEqual([{ call: 'workspace.startOver', input: null }]))
})

it.each(['no-token', 'refused', 'gone', 'expired'] as const)('says how to get in again (%s)', (why) => {
  render(<App connected={{ at: 'lost', why }} />)
  expect(screen.getByRole('heading', { name: 'This tab is not connected to the companion' })).toBeVisible()
  expect(screen.getByText('npm start')).toBeVisible()
})
