import { screen, waitFor, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'

import type { WorkspaceEvent } from '#shared/contract/workspace'
import { commands, placeCommands, type CommandName } from '#shared/domain/commands'

import { aStatus } from '../fixtures.ts'
import { openWindow } from '../open-window.tsx'

const chosen = (name: CommandName): WorkspaceEvent => ({ type: 'command', name })
const desktop = { ...aStatus(), host: 'electron' as const }

it.each(placeCommands)('goes to the place that was chosen from the desktop’s menu: %s', async (name) => {
  openWindow({ events: [chosen(name)] }, name === 'inbox' ? '/runs' : '/inbox')
  await waitFor(() => expect(window.location.pathname).toBe(commands[name].path))
})

it.each(placeCommands)('goes to the same place by its two letters: %s', async (name) => {
  const { person } = openWindow({}, name === 'inbox' ? '/runs' : '/inbox')
  await screen.findByRole('navigation', { name: 'Places' })
  await person.keyboard(commands[name].keys.join(''))
  await waitFor(() => expect(window.location.pathname).toBe(commands[name].path))
})

it('opens the palette from the menu', async () => {
  openWindow({ events: [chosen('palette')] })
  expect(await screen.findByPlaceholderText(/A deal, an ID, a URL/)).toBeVisible()
})

it('lists the keys of the menu in the desktop app alone', async () => {
  openWindow({ events: [chosen('shortcuts')], status: desktop })
  const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
  const term = within(list).getByText('Help').closest('div')
  expect(term).toHaveTextContent(/G.*H.*F1/)
  expect(within(list).getByText('Open the record in Stigg')).toBeVisible()
})

it('lists no keys in a browser that the browser keeps for itself', async () => {
  openWindow({ events: [chosen('shortcuts')] })
  const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
  expect(within(list).getByText('Help').closest('div')).not.toHaveTextContent('F1')
  expect(within(list).queryByText('Open the record in Stigg')).toBeNull()
})

it('catches up from the menu and by Ctrl+R, wherever the window is', async () => {
  const { person, world } = openWindow({}, '/runs')
  await screen.findByRole('navigation', { name: 'Places' })
  const before = world.asked.length
  await person.keyboard('{Control>}r{/Control}')
  await waitFor(() => expect(world.asked.length).toBeGreaterThan(before))
})

it('opens the record that is shown, and says so where none is', async () => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null)
  openWindow({ events: [chosen('open-salesforce')] }, '/runs')
  expect(await screen.findByText('No record with such a link is shown here')).toBeInTheDocument()
  expect(open).not.toHaveBeenCalled()
  open.mockRestore()
})

it('looks for a newer version from the menu, and shows what it found', async () => {
  const release = { version: '9.0.0', url: 'https://updates.example/setup.exe', notes: 'Quicker search.' }
  const checkedAt = '2026-11-21T09:00:00.000Z'
  openWindow({
    events: [chosen('check-updates')],
    updatesFound: { state: { at: 'available', checkedAt, release }, managed: false, feedHost: 'updates.example' },
  })
  expect(await screen.findByText(/Version 9\.0\.0 of the companion is available/)).toBeInTheDocument()
  expect(window.location.pathname).toBe('/settings')
  expect(screen.getByText('Quicker search.')).toBeInTheDocument()
  // Led to, so that the next Tab goes on from there.
  await waitFor(() => expect(document.activeElement).toHaveAttribute('id', 'settings-updates'))
})
