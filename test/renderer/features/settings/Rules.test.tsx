import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { settingsFileOf } from '#shared/domain/settings-file'
import { rules } from '#test/builders'

import { openWindow } from '../../open-window.tsx'

const saved = (written: readonly { readonly call: string; readonly input: unknown }[]) =>
  written.filter(({ call }) => call === 'settings.saveRules').map(({ input }) => input)
const save = () => screen.getByRole('button', { name: 'Save the rules' })

async function type(person: ReturnType<typeof openWindow>['person'], field: HTMLElement, text: string): Promise<void> {
  await person.clear(field)
  await person.type(field, text)
}

describe('a mistake in the rules', () => {
  it('is told at the name of a template, and is not sent', async () => {
    const { person, world } = openWindow({}, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Add a template' }))
    const name = screen.getByRole('textbox', { name: 'Name of template-1' })
    await person.clear(name)
    expect(name).toBeInvalid()
    expect(name).toHaveAccessibleDescription('Something has to stand here.')
    expect(save()).toBeDisabled()
    await person.type(name, 'Annual')
    expect(name).toBeValid()
    await person.click(save())
    await waitFor(() => expect(saved(world.written)).toMatchObject([{ rules: { templates: [{ name: 'Annual' }] } }]))
  })

  it.each([
    ['Days of a trial', '731'],
    ['Days until invoices are due', '366'],
  ])('is told at “%s” where %s is too much', async (label, text) => {
    const { person } = openWindow({}, '/settings')
    const field = await screen.findByRole('textbox', { name: label })
    await type(person, field, text)
    await person.tab()
    expect(field).toHaveAccessibleDescription('This is too large or too long.')
    expect(save()).toBeDisabled()
  })

  it('is told at the larger amount where amounts cross', async () => {
    const { person } = openWindow({}, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Add a template' }))
    await person.type(screen.getByRole('textbox', { name: 'Amount from, of New template' }), '100')
    const to = screen.getByRole('textbox', { name: 'Amount to, of New template' })
    await person.type(to, '99')
    expect(to).toHaveAccessibleDescription('The smallest amount is above the largest.')
  })
})

describe('the weight of a check', () => {
  it('is raised and put back, and a lower one is not offered', async () => {
    const { person, world } = openWindow({}, '/settings')
    const field = await screen.findByRole('combobox', { name: /\(product\.inactive\)/ })
    await person.click(field)
    const choices = () => {
      const list = document.getElementById(field.getAttribute('aria-controls') ?? '')
      if (!list) throw new Error('Nothing is offered')
      return within(list).getAllByRole('option', { hidden: true })
    }
    expect(choices().map((option) => option.textContent)).toEqual(['As by itself', 'Error: blocks'])
    await person.click(choices()[1] ?? field)
    await person.click(save())
    await waitFor(() =>
      expect(saved(world.written)).toMatchObject([{ rules: { raised: { 'product.inactive': 'error' } } }]),
    )
    await waitFor(() => expect(save()).toBeDisabled())
    expect(field).toHaveValue('Error: blocks')
    await person.click(field)
    await person.click(choices()[0] ?? field)
    await person.click(save())
    await waitFor(() => expect(saved(world.written)[1]).toHaveProperty('rules.raised', {}))
  })
})

describe('a settings file', () => {
  const bring = async (text: string) => {
    const opened = openWindow({}, '/settings')
    await screen.findByRole('button', { name: 'Import from a file…' })
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')
    if (!input) throw new Error('No file can be chosen')
    await opened.person.upload(input, new File([text], 'settings.json', { type: 'application/json' }))
    return opened
  }

  it('is in force only once it is saved', async () => {
    const { person, world } = await bring(settingsFileOf(rules({ trialDays: 30 })))
    expect(await screen.findByText(/The file changes: .*days of a trial/)).toBeVisible()
    expect(saved(world.written)).toEqual([])
    await person.click(save())
    await waitFor(() => expect(saved(world.written)).toMatchObject([{ rules: { trialDays: 30 } }]))
  })

  it('that says something unknown is refused, naming it', async () => {
    const { world } = await bring(settingsFileOf(rules()).replace('"trialDays"', '"colour": 1, "trialDays"'))
    expect(await screen.findByText(/“rules\.colour”, which this version does not know/)).toBeVisible()
    expect(save()).toBeDisabled()
    expect(saved(world.written)).toEqual([])
  })
})
