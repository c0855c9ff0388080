import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import type { Bulk } from '#shared/domain/bulk'
import { failure } from '#shared/failure'

import { noBulk } from '../../fake-bulk.ts'
import { openWindow } from '../../open-window.tsx'
import { aBulk, aBulkRow } from './fixtures.ts'

const done = aBulkRow('0001', {
  state: 'done',
  runId: 'run-1',
  startedAt: '2026-11-18T16:00:00.000Z',
  finishedAt: '2026-11-18T16:00:01.500Z',
})
const stale = aBulkRow('0002', {
  state: 'refused',
  failure: failure('opportunity.stale', 'Changed'),
  opportunityName: '=cmd|calc',
})
const waiting = aBulkRow('0003')

const look = (bulk: Bulk) => openWindow({ bulk: { ...noBulk(), bulks: [bulk] } }, '/bulk/bulk-1')

describe('a bulk run', () => {
  it('says how far it is, and what became of each deal', async () => {
    look(aBulk([done, stale, waiting], { perMinute: 60 }))
    expect(await screen.findByText('1 of 3 done · less than a minute left')).toBeVisible()
    const grid = screen.getByRole('grid', { name: 'Deals of the bulk run' })
    expect(within(grid).getByRole('row', { name: /Deal 0001/ })).toHaveTextContent(/Done.*1\.5 s.*Run/)
    expect(within(grid).getByRole('row', { name: /calc/ })).toHaveTextContent(/Not begun/)
  })

  it('can be paused, and cancelled after a second word', async () => {
    const { world, person } = look(aBulk([done, waiting]))
    await person.click(await screen.findByRole('button', { name: 'Pause' }))
    await person.click(await screen.findByRole('button', { name: 'Cancel…' }))
    expect(world.written).toMatchObject([{ call: 'bulk.pause' }])
    await person.click(await screen.findByRole('button', { name: 'Cancel what is left' }))
    await waitFor(() => expect(world.written).toMatchObject([{ call: 'bulk.pause' }, { call: 'bulk.cancel' }]))
  })

  it('that was interrupted can go on', async () => {
    const { world, person } = look(aBulk([done, waiting], { state: 'interrupted' }))
    await person.click(await screen.findByRole('button', { name: 'Resume' }))
    await waitFor(() => expect(world.written).toMatchObject([{ call: 'bulk.resume' }]))
  })

  it('says why it paused by itself', async () => {
    look(aBulk([done, waiting], { state: 'paused', failure: failure('salesforce.signed-out', 'Signed out') }))
    expect(await screen.findByRole('alert')).toHaveTextContent(/Salesforce/)
  })

  it('tries again what did not go', async () => {
    const { world, person } = look(aBulk([done, stale], { state: 'done' }))
    await person.click(await screen.findByRole('button', { name: 'Try 1 deal again' }))
    await waitFor(() => expect(world.written).toMatchObject([{ call: 'bulk.retry' }]))
  })

  it('hands its results over as a file in which no formula runs', async () => {
    const saved = vi.fn<(blob: Blob) => string>(() => 'blob:bulk')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
    Object.assign(URL, { createObjectURL: saved, revokeObjectURL: () => undefined })
    const { person } = look(aBulk([done, stale], { state: 'done' }))
    await person.click(await screen.findByRole('button', { name: 'CSV' }))
    const text = await saved.mock.calls[0]?.[0].text()
    expect(text).toContain("Not begun,'=cmd|calc")
    expect(text?.split('\r\n')).toHaveLength(3)
  })

  it('that is not there says so', async () => {
    openWindow({}, '/bulk/unknown')
    expect(await screen.findByText('There is no such bulk run')).toBeVisible()
  })

  it('stands in the list of bulk runs, and is opened from there', async () => {
    const { person } = openWindow({ bulk: { ...noBulk(), bulks: [aBulk([done, stale], { state: 'done' })] } }, '/bulk')
    const grid = await screen.findByRole('grid', { name: 'Bulk runs' })
    expect(within(grid).getByRole('row', { name: /Jordan Doe/ })).toHaveTextContent(/Done.*Jordan Doe211/)
    grid.focus()
    await person.keyboard('{Enter}')
    await waitFor(() => expect(window.location.pathname).toBe('/bulk/bulk-1'))
  })

  it('is offered above the other pages while it is not over', async () => {
    openWindow({ bulk: { ...noBulk(), bulks: [aBulk([done, waiting], { state: 'interrupted' })] } })
    expect(await screen.findByText(/was interrupted and can go on: 1 of 2 deals done/)).toBeVisible()
  })
})
