import { screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { diagnosticsText } from '#shared/domain/diagnostics'

import { someDiagnostics } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const shown = () => screen.findByRole('dialog', { name: 'Diagnostics' })
const report = async () => within(await shown()).findByRole('textbox', { name: 'The report' })

describe('the diagnostics', () => {
  it('are seen whole before they are copied', async () => {
    const { person } = openWindow({}, '/settings')
    const copied = vi.spyOn(navigator.clipboard, 'writeText')
    await person.click(await screen.findByRole('button', { name: 'Show diagnostics…' }))
    const text = diagnosticsText(someDiagnostics())
    expect(await report()).toHaveValue(text)
    expect(copied).not.toHaveBeenCalled()
    await person.click(screen.getByRole('button', { name: 'Copy diagnostics' }))
    expect(copied).toHaveBeenCalledWith(text)
    expect(await screen.findByText('Copied.')).toBeVisible()
  })

  it('are one command of the palette', async () => {
    const { person } = openWindow()
    await screen.findByRole('grid')
    await person.keyboard('{Control>}k{/Control}')
    await person.type(await screen.findByPlaceholderText(/A deal, an ID/), 'diagnostics')
    await person.click(await screen.findByRole('option', { name: /Show diagnostics/ }))
    expect(await report()).toHaveValue(diagnosticsText(someDiagnostics()))
  })
})
