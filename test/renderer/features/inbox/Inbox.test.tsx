import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { failure } from '#shared/failure'

import { aRow, aStatus, manyRows, numberedId } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const list = () => screen.findByRole('grid', { name: 'Won deals' })

describe('the list', () => {
  it('shows a deal with its state in words, its plan, its day and its amount with the currency', async () => {
    openWindow()
    const row = await within(await list()).findByRole('row', { name: /Acme renewal/ })
    expect(row).toHaveTextContent(/Ready.*Acme renewal 2026.*Acme Corp.*Enterprise plan\+ 2.*3 Nov.*\$48,000/)
  })

  it('marks a deal whose edits were not provisioned yet, and no other', async () => {
    const id = numberedId('0002')
    const edits = { subscriptions: { 'product-northwind': { daysUntilDue: 7 } } }
    openWindow({
      rows: [aRow(), aRow({ id, name: 'Edited deal' })],
      kept: [{ opportunityId: id, edits, keptAt: '2026-11-18T16:20:31.000Z' }],
    })
    const row = await within(await list()).findByRole('row', { name: /Edited deal/ })
    expect(await within(row).findByText('edited')).toBeVisible()
    expect(screen.getAllByText('edited')).toHaveLength(1)
  })

  it('says what blocks a deal instead of its plan', async () => {
    const reason = { finding: 'mapping.no-plan', facts: {}, runId: null, warnings: 0 } as const
    openWindow({ rows: [aRow({ state: 'blocked', reason })] })
    expect(await within(await list()).findByText('No plan was sold')).toBeVisible()
  })

  it('draws only what is in sight of a long list, and knows how long it is', async () => {
    openWindow({ rows: manyRows(5000) })
    const grid = await list()
    expect(grid).toHaveAttribute('aria-rowcount', '5001')
    expect(within(grid).getAllByRole('row').length).toBeLessThan(80)
  })

  it('narrows to a state by its count, and says how many there are of each', async () => {
    const { world, person } = openWindow({ rows: [aRow(), aRow({ id: numberedId('0002'), state: 'live' })] })
    await list()
    await person.click(screen.getByRole('button', { name: 'Live 1' }))
    await waitFor(() => expect(world.asked.at(-1)?.states).toEqual(['live']))
    expect(screen.getByRole('button', { name: 'Live 1' })).toHaveAttribute('aria-pressed', 'true')
  })

  it('is searched after a slash, and left for the rows by the arrow', async () => {
    const { world, person } = openWindow({ rows: manyRows(30) })
    const grid = await list()
    await person.keyboard('/')
    expect(screen.getByRole('textbox', { name: 'Search deals' })).toHaveFocus()
    await person.keyboard('0007')
    await waitFor(() => expect(world.asked.at(-1)?.search).toBe('0007'))
    await person.keyboard('{ArrowDown}')
    expect(await list()).toHaveFocus()
    expect(grid).toBeInTheDocument()
  })

  it('is walked through by keys and opened by Enter, with an address of its own', async () => {
    const { person } = openWindow({ rows: manyRows(30) })
    ;(await list()).focus()
    await person.keyboard('jjk{Enter}')
    await waitFor(() => expect(window.location.pathname).toBe(`/inbox/${numberedId('0002')}`))
  })

  it('takes the focus from nothing that was opened since its deal was closed', async () => {
    const frames: FrameRequestCallback[] = []
    const { person } = openWindow({ rows: [aRow()] })
    const grid = await list()
    await person.click(await within(grid).findByRole('row', { name: /Acme renewal/ }))
    await screen.findByRole('heading', { name: /Acme renewal/ })
    const spied = vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame))
    try {
      await person.keyboard('{Escape}')
    } finally {
      spied.mockRestore()
    }
    await person.keyboard('{Control>}k{/Control}')
    const box = await screen.findByRole('textbox', { name: 'Go to a record, or do something' })
    await waitFor(() => expect(box).toHaveFocus())
    expect(frames).not.toEqual([])
    for (const frame of frames) frame(0)
    expect(box).toHaveFocus()
  })

  it('has the focus again once its deal is closed', async () => {
    const { person } = openWindow({ rows: [aRow()] })
    const grid = await list()
    await person.click(await within(grid).findByRole('row', { name: /Acme renewal/ }))
    await person.click(await screen.findByRole('button', { name: /^Back to/ }))
    await waitFor(() => expect(grid).toHaveFocus())
  })

  it('sorts by a column, and turns the order round on the second click', async () => {
    const { world, person } = openWindow()
    await list()
    await person.click(screen.getByRole('button', { name: 'Amount' }))
    await waitFor(() => expect(world.asked.at(-1)?.sort).toEqual({ by: 'amount', descending: true }))
    await person.click(screen.getByRole('button', { name: 'Amount' }))
    await waitFor(() => expect(world.asked.at(-1)?.sort).toEqual({ by: 'amount', descending: false }))
  })

  it('catches up with Salesforce', async () => {
    const { person } = openWindow()
    await list()
    expect(screen.getByText(/as of/)).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'Catch up with Salesforce' }))
    expect(await screen.findByText(/as of/)).toBeVisible()
  })

  it('hands every deal under the filter over as a file', async () => {
    const saved = vi.fn<(blob: Blob) => string>(() => 'blob:deals')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
    Object.assign(URL, { createObjectURL: saved, revokeObjectURL: () => undefined })
    const { person } = openWindow({ rows: manyRows(1200) })
    await list()
    await person.click(screen.getByRole('button', { name: 'Export these deals as CSV' }))
    await waitFor(() => expect(saved).toHaveBeenCalledOnce())
    const text = await saved.mock.calls[0]?.[0].text()
    expect(text?.split('\r\n')).toHaveLength(1201)
  })
})

describe('an empty list says why', () => {
  it('nothing matches, and clears the filter', async () => {
    const { person } = openWindow()
    await list()
    await person.type(screen.getByRole('textbox', { name: 'Search deals' }), 'nobody')
    await screen.findByRole('heading', { name: 'No deal matches' })
    const [, ofTheState] = screen.getAllByRole('button', { name: 'Clear filters' })
    if (ofTheState) await person.click(ofTheState)
    expect(await list()).toBeVisible()
  })

  it('nothing to do', async () => {
    openWindow({ rows: [] })
    expect(await screen.findByRole('heading', { name: 'No won deals' })).toBeVisible()
  })

  it('not connected', async () => {
    const { salesforce } = aStatus()
    openWindow({ rows: [], asOf: null, status: aStatus({ salesforce: { ...salesforce, state: 'signed-out' } }) })
    expect(await screen.findByRole('heading', { name: 'Salesforce is not connected' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Sign in to Salesforce' })).toBeVisible()
  })

  it('no field carries the mapping, and leads to what an administrator has to make', async () => {
    const found = { label: 'Stigg Type', foundBy: 'name', updateable: true, length: 40 } as const
    const productType = { object: 'Product2', field: 'Stigg_Type__c', ...found }
    const none = { lineType: null, lineId: null, customerId: null, customerUrl: null, subscriptionId: null }
    openWindow({ rows: [], asOf: null, status: aStatus({ mapping: { ...none, productType, productId: null } }) })
    expect(await screen.findByRole('heading', { name: 'No field carries the mapping' })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Which fields are missing' })).toHaveAttribute('href', '/readiness')
    expect(screen.queryByRole('button', { name: 'Read deals' })).toBeNull()
  })

  it('no permission, and on what', async () => {
    const { salesforce } = aStatus()
    const because = failure('salesforce.not-visible', 'no access', { object: 'Opportunity' })
    openWindow({ rows: [], status: aStatus({ salesforce: { ...salesforce, failure: because } }) })
    expect(await screen.findByRole('heading', { name: 'You may not see Opportunity' })).toBeVisible()
  })
})

it('says what failed where the list cannot be read', async () => {
  openWindow({ listFailure: failure('profile.unreadable', 'bad file', { file: 'mirror.db' }) })
  expect(await screen.findByRole('alert')).toHaveTextContent(/A file could not be read.*mirror.db/)
})
