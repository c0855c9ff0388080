import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'

import type { Updates } from '#shared/domain/update'

import { openWindow } from '../../open-window.tsx'

const checkedAt = '2026-11-21T09:00:00.000Z'
const updates = (vary: Partial<Updates>): Updates => ({
  state: { at: 'unknown' },
  managed: false,
  feedHost: 'updates.example',
  ...vary,
})
const lookDaily = /^Look for newer versions once a day/
/** The section of the page, found by its heading: the page's own list of sections has the same word. */
const section = async () => {
  const heading = await screen.findByText('Updates', { selector: 'h2' })
  const found = heading.closest('section')
  if (found === null) throw new Error('no section')
  return within(found)
}

it('switches a kind of notification off at once, and leaves the others and the rest as they are', async () => {
  const { person, world } = openWindow({}, '/settings')
  const drift = await screen.findByLabelText(/^Drift was found/)
  expect(drift).toBeChecked()
  world.app = { ...world.app, network: { proxy: 'http://proxy.example:3128', caFile: null } }
  await person.click(drift)
  await waitFor(() => expect(world.app.notifications).toEqual({ won: true, attention: true, drift: false }))
  expect(world.app.network.proxy).toBe('http://proxy.example:3128')
  await waitFor(() => expect(screen.getByLabelText(/^Drift was found/)).not.toBeChecked())
})

it('switches the look for newer versions off, and looks by hand', async () => {
  const found = updates({ state: { at: 'current', checkedAt } })
  const { person, world } = openWindow({ updates: updates({}), updatesFound: found }, '/settings')
  const part = await section()
  const own = await part.findByLabelText(lookDaily)
  expect(own).toBeChecked()
  expect(part.getByText(/Asks updates\.example, and sends nothing of yours/)).toBeVisible()
  await person.click(own)
  await waitFor(() => expect(world.app.updates.check).toBe(false))
  await person.click(part.getByText('Look now'))
  expect(await part.findByText(/This is the newest version/)).toBeVisible()
})

it('shows that an administrator decides, and leaves nothing to press', async () => {
  openWindow({ updates: updates({ state: { at: 'off', because: 'managed' }, managed: true }) }, '/settings')
  const part = await section()
  expect(await part.findByText('Managed by your administrator.')).toBeVisible()
  expect(part.getByLabelText(lookDaily)).toBeDisabled()
  expect(part.getByLabelText(lookDaily)).not.toBeChecked()
  expect(part.queryByText('Look now')).toBeNull()
  expect(part.getByText(/administrator has switched off/)).toBeVisible()
})

it('says that nothing is looked for where the app was built without a feed', async () => {
  openWindow({}, '/settings')
  const part = await section()
  expect(await part.findByText(/built without a place to look/)).toBeVisible()
  expect(part.getByLabelText(lookDaily)).toBeDisabled()
})

it.each([
  [{ trouble: 'unreachable', status: null } as const, /updates\.example did not answer/],
  [{ trouble: 'refused', status: 503 } as const, /answered with an error \(HTTP 503\)/],
  [{ trouble: 'not-valid', status: 200 } as const, /names no version/],
])('says why a look failed, and lets it be tried again: %o', async (why, said) => {
  openWindow({ updates: updates({ state: { at: 'failed', checkedAt, ...why } }) }, '/settings')
  const part = await section()
  expect(await part.findByText(said)).toBeVisible()
  expect(part.getByText('Look now').closest('button')).toBeEnabled()
})
