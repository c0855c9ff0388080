import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { manyRows } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const grid = () => screen.findByRole('grid', { name: 'Won deals' })
const bar = () => screen.findByRole('region', { name: 'Selected deals' })
const selected = async () => within(await grid()).getAllByRole('row', { selected: true }).length

describe('choosing deals in the list', () => {
  it('toggles the row that the keyboard is on with X, and says how many are chosen', async () => {
    const { person } = openWindow({ rows: manyRows(30) })
    ;(await grid()).focus()
    await person.keyboard('xjx')
    expect(await bar()).toHaveTextContent('2 deals selected')
    await person.keyboard('x')
    expect(await bar()).toHaveTextContent('1 deal selected')
    expect(await selected()).toBe(1)
  })

  it('draws a stretch with Shift and the arrows, and lets go of what it leaves again', async () => {
    const { person } = openWindow({ rows: manyRows(30) })
    ;(await grid()).focus()
    await person.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{/Shift}')
    expect(await bar()).toHaveTextContent('3 deals selected')
  })

  it('draws a stretch with Shift and a click, without opening the deal', async () => {
    const { person } = openWindow({ rows: manyRows(30) })
    const list = await grid()
    list.focus()
    await person.keyboard('x{Shift>}')
    await person.click(within(list).getByRole('row', { name: /Deal 0005/ }))
    await person.keyboard('{/Shift}')
    expect(await bar()).toHaveTextContent('5 deals selected')
    expect(window.location.pathname).toBe('/inbox')
  })

  it('reads the part of a stretch that was never in sight, and says where it is too long for one run', async () => {
    const { person } = openWindow({ rows: manyRows(700) })
    ;(await grid()).focus()
    await person.keyboard('x{End}{Shift>}{ArrowUp}{/Shift}')
    await waitFor(async () => expect(await bar()).toHaveTextContent('699 deals selected'))
    expect(screen.getByRole('button', { name: 'Check and provision…' })).toBeDisabled()
    expect(screen.getByText('500 deals at most in one run.')).toBeVisible()
  })

  it('chooses by its box without opening the deal', async () => {
    const { person } = openWindow({ rows: manyRows(30) })
    const [box] = within(await grid()).getAllByRole('checkbox', { name: /^Select .*0003/ })
    if (!box) throw new Error('No box')
    await person.click(box)
    expect(await bar()).toHaveTextContent('1 deal selected')
    expect(window.location.pathname).toBe('/inbox')
  })

  it('chooses all under the filter at once, and clears with Escape before anything else', async () => {
    const { person } = openWindow({ rows: manyRows(620) })
    ;(await grid()).focus()
    await person.keyboard('{Control>}a{/Control}')
    await waitFor(async () => expect(await bar()).toHaveTextContent('620 deals selected'))
    await person.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Selected deals' })).not.toBeInTheDocument())
  })
})
