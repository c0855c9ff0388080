import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { WorkspaceEvent } from '#shared/contract/workspace'
import { failure } from '#shared/failure'

import { aRow, aWatch } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const deal = (index: number) => ({
  id: `0065g00000AAA0${index}AAV`,
  name: `Deal ${index}`,
  accountName: `Account ${index}`,
  state: 'ready' as const,
})
const wonEvent = (count: number): WorkspaceEvent => ({
  type: 'deals.won',
  count,
  first: Array.from({ length: Math.min(count, 5) }, (_, index) => deal(index)),
})

describe('newly won deals', () => {
  it('are told with a link to the deal, until it is followed', async () => {
    const { person } = openWindow({ events: [wonEvent(1)] })
    const told = await screen.findByRole('complementary', { name: 'A deal was won' })
    expect(within(told).getByText(/Account 0/)).toBeVisible()
    await person.click(within(told).getByRole('link', { name: 'Deal 0' }))
    expect(window.location.pathname).toBe(`/inbox/${deal(0).id}`)
    expect(screen.queryByRole('complementary', { name: 'A deal was won' })).toBeNull()
  })

  it('are told together, the first by name and the rest by number', async () => {
    openWindow({ events: [wonEvent(12)] })
    const told = await screen.findByRole('complementary', { name: '12 deals were won' })
    expect(within(told).getAllByRole('listitem')).toHaveLength(3)
    expect(within(told).getByRole('link', { name: '9 more in the inbox' })).toBeVisible()
  })

  it('can be put away', async () => {
    const { person } = openWindow({ events: [wonEvent(1)] })
    await person.click(await screen.findByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('complementary', { name: 'A deal was won' })).toBeNull()
  })

  it('are heard by those who do not see', async () => {
    openWindow({ events: [wonEvent(2)] })
    expect(await screen.findByText('2 deals were won: Deal 0, Deal 1.')).toBeInTheDocument()
  })

  it('are marked in the list while nobody has opened them', async () => {
    openWindow({ watch: aWatch({ newDeals: [aRow().id] }) })
    expect(await screen.findByTitle('Newly won, and nobody has opened it here yet')).toBeVisible()
  })
})

describe('the watch in the settings', () => {
  const section = () => screen.findByRole('region', { name: 'Watching Salesforce' })

  it('says how often it looks, and what of the share is taken', async () => {
    openWindow({}, '/settings')
    const shown = await section()
    expect(await within(shown).findByText(/^Looks every minute\. Next look at/)).toBeVisible()
    expect(
      within(shown).getByText('120 of 2,000 requests of the app’s share; 4,200 of 100,000 by the whole org'),
    ).toBeVisible()
  })

  it.each([
    [{ because: 'share', everyMs: 600_000 }, /^Looks every 10 minutes\..*Much of the share is taken/],
    [{ because: 'org', everyMs: 600_000 }, /Others use much of what the org may/],
    [{ state: 'stopped', because: 'share', everyMs: null }, /^Stopped: the share is used up\..*goes on at/],
    [
      { state: 'stopped', because: 'share', everyMs: null, nextAt: null },
      /^Stopped: the share is too small for a single look\.$/,
    ],
    [{ state: 'stopped', because: 'org', everyMs: null }, /^Stopped: the org has no API requests left\./],
    [{ state: 'off', nextAt: null }, /only when somebody refreshes/],
    [{ state: 'looking' }, /^Looking now\.$/],
    [{ state: 'waiting', failure: failure('salesforce.unreachable', 'offline'), nextAt: null }, /^Waiting\. /],
  ] as const)('says why: %o', async (vary, words) => {
    openWindow({ watch: aWatch(vary) }, '/settings')
    expect(await within(await section()).findByText(words)).toBeVisible()
  })

  it('switches it off, and measures the share in requests', async () => {
    const { person, world } = openWindow({}, '/settings')
    const shown = await section()
    await person.click(within(shown).getByRole('switch'))
    await person.click(within(shown).getByRole('radio', { name: 'Requests' }))
    await person.click(screen.getByRole('button', { name: 'Save the rules' }))
    await waitFor(() =>
      expect(world.status.profile.rules.watch).toEqual({ on: false, share: { of: 'requests', requests: 1_000 } }),
    )
  })

  it('refuses a share that is too large, and says the limit', async () => {
    const { person } = openWindow({}, '/settings')
    const field = await within(await section()).findByRole('textbox', { name: 'Percent of the org’s API limit' })
    await person.clear(field)
    await person.type(field, '80')
    expect(await within(await section()).findByText(/At most 50 percent\./)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Save the rules' })).toBeDisabled()
  })
})
