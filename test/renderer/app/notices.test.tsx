import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'

import type { Notice } from '#shared/domain/notice'

import { openWindow } from '../open-window.tsx'

const aNotice = (vary: Partial<Notice> = {}): Notice => ({
  category: 'attention',
  title: 'The run for Acme needs attention',
  body: 'A step was not done.',
  path: '/runs/run-1',
  ...vary,
})
const told = (...notices: Notice[]) => notices.map((notice) => ({ type: 'notice.told' as const, notice }))

it('shows what happened in a corner, reads it out, and leads there', async () => {
  const { person } = openWindow({ events: told(aNotice()) })
  const notices = await screen.findByRole('region', { name: 'Notices' })
  expect(within(notices).getByText('The run for Acme needs attention')).toBeVisible()
  expect(screen.getByText('The run for Acme needs attention. A step was not done.')).toBeInTheDocument()
  await person.click(within(notices).getByRole('link', { name: 'Show' }))
  expect(window.location.pathname).toBe('/runs/run-1')
  expect(screen.queryByRole('region', { name: 'Notices' })).toBeNull()
})

it('puts a notice away, and keeps the others', async () => {
  const { person } = openWindow({
    events: told(aNotice(), aNotice({ title: 'The run for Globex needs attention', path: '/runs/run-2' })),
  })
  await person.click(await screen.findByRole('button', { name: 'Dismiss: The run for Acme needs attention' }))
  expect(screen.queryByText('The run for Acme needs attention')).toBeNull()
  expect(screen.getByText('The run for Globex needs attention')).toBeVisible()
})

it('shows three at the most, and one for each place', async () => {
  const many = [1, 2, 3, 4, 5].map((number) => aNotice({ title: `Run ${number} stopped`, path: `/runs/${number}` }))
  openWindow({ events: told(...many, aNotice({ title: 'Run 5 stopped again', path: '/runs/5' })) })
  await screen.findByText('Run 5 stopped again')
  const notices = screen.getByRole('region', { name: 'Notices' })
  expect(within(notices).getAllByRole('article')).toHaveLength(3)
  expect(within(notices).queryByText('Run 5 stopped')).toBeNull()
})

it('tells nothing to whoever is at the place already', async () => {
  openWindow({ events: told(aNotice({ path: '/runs' })) }, '/runs')
  await screen.findByRole('navigation', { name: 'Places' })
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Notices' })).toBeNull())
})

it('leaves drift to the strip that it has', async () => {
  openWindow({
    events: [
      ...told(aNotice({ category: 'drift', title: '2 customers differ from what was sold', path: '/drift' })),
      { type: 'drift.checked', bySchedule: true, customers: 2, fresh: 2 },
    ],
  })
  await screen.findByRole('button', { name: 'Dismiss' })
  expect(screen.queryByRole('region', { name: 'Notices' })).toBeNull()
})

it('says once that a newer version can be had, with where to get it', async () => {
  const release = { version: '9.0.0', url: 'https://updates.example/setup.exe', notes: '' }
  const { person } = openWindow({ events: [{ type: 'update.available', release }] })
  expect(await screen.findByText(/Version 9\.0\.0 of the companion is available/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute('href', release.url)
  await person.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByText(/Version 9\.0\.0 of the companion is available/)).toBeNull()
})

it('stands in one corner with the deals that were won, and does not cover them', async () => {
  openWindow({ events: [...told(aNotice()), { type: 'deals.won', count: 1, first: [] }] })
  const won = await screen.findByRole('complementary', { name: 'A deal was won' })
  const notices = screen.getByRole('region', { name: 'Notices' })
  expect(won.parentElement).toBe(notices.parentElement)
})
