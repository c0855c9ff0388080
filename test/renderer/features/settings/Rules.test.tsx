import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { settingsFileOf } from '#shared/domain/settings-file'
import { rules } from '#test/builders'

import { aCreditOverview, noCredits } from '../../fake-credits.ts'
import { aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const saved = (written: readonly { readonly call: string; readonly input: unknown }[]) =>
  written.filter(({ call }) => call === 'settings.saveRules').map(({ input }) => input)
const save = () => screen.getByRole('button', { name: 'Save the rules' })

async function type(person: ReturnType<typeof openWindow>['person'], field: HTMLElement, text: string): Promise<void> {
  await person.clear(field)
  await person.type(field, text)
}

/** Open a field's own list, of the many lists of the page, and take one of it. */
async function choose(person: ReturnType<typeof openWindow>['person'], name: string, option: string): Promise<void> {
  const field = screen.getByRole('combobox', { name })
  await person.click(field)
  const list = document.getElementById(field.getAttribute('aria-controls') ?? '')
  if (!list) throw new Error('Nothing is offered')
  await person.click(within(list).getByRole('option', { name: option, hidden: true }))
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
    ['Days of a trial', '731', 'At most 730 days.'],
    ['Days of a trial', '0', 'At least 1 day.'],
    ['Days until invoices are due', '366', 'At most 365 days.'],
  ])('is told at “%s” where %s is beyond its limit', async (label, text, told) => {
    const { person } = openWindow({}, '/settings')
    const field = await screen.findByRole('textbox', { name: label })
    await type(person, field, text)
    await person.tab()
    expect(field).toHaveAccessibleDescription(told)
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

describe('the list of checks', () => {
  it('starts with those that were raised, and is searched by name and code', async () => {
    const status = aStatus()
    const { profile } = status
    const raised = { 'trial.replaces': 'error' } as const
    const { person } = openWindow(
      { status: { ...status, profile: { ...profile, rules: { ...profile.rules, raised } } } },
      '/settings',
    )
    const part = within(await screen.findByRole('region', { name: 'Checks' }))
    const codes = () => part.getAllByRole('combobox').map((field) => field.getAttribute('aria-label'))
    expect(codes()[0]).toContain('(trial.replaces)')
    await person.type(part.getByRole('searchbox', { name: 'Search the checks' }), 'product. inactive')
    expect(codes()).toEqual([expect.stringContaining('(product.inactive)')])
    await person.type(part.getByRole('searchbox', { name: 'Search the checks' }), 'zzz')
    expect(part.getByText('None of these checks has this in its name or code.')).toBeVisible()
  })
})

describe('rules that are not saved', () => {
  it('are named where they are saved', async () => {
    const { person } = openWindow({}, '/settings')
    expect(await screen.findByText('The rules are saved.')).toBeVisible()
    await type(person, screen.getByRole('textbox', { name: 'Days of a trial' }), '21')
    await person.click(screen.getByRole('button', { name: 'Add a template' }))
    expect(screen.getByText('Not saved: days of a trial, templates')).toBeVisible()
  })

  it('stay while another place is looked at, until they are discarded', async () => {
    const { person, world } = openWindow({}, '/settings')
    const days = await screen.findByRole('textbox', { name: 'Days of a trial' })
    await type(person, days, '21')
    await person.click(screen.getByRole('link', { name: /^Runs/ }))
    await person.click(screen.getByRole('link', { name: /^Settings/ }))
    expect(await screen.findByRole('textbox', { name: 'Days of a trial' })).toHaveValue('21 days')
    await person.click(screen.getByRole('button', { name: 'Discard the changes' }))
    expect(screen.getByRole('textbox', { name: 'Days of a trial' })).toHaveValue('14 days')
    expect(saved(world.written)).toEqual([])
  })
})

describe('return data', () => {
  it('goes to a field of the org, and what does not fit is said at the field', async () => {
    const { person, world } = openWindow({}, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Return a value' }))
    const field = screen.getByRole('combobox', { name: 'Field of value 1' })
    expect(field).toHaveValue('Stigg plan (Stigg_Plan__c, 255 characters)')
    await person.click(field)
    await person.click(await screen.findByRole('option', { name: /Short__c/, hidden: true }))
    expect(field).toHaveAccessibleDescription('This field is too short for the value. It takes 36 characters.')
    expect(save()).toBeDisabled()
    await person.click(field)
    await person.click(await screen.findByRole('option', { name: /Line text/, hidden: true }))
    await person.click(save())
    const returnData = [{ value: 'subscription-id', object: 'OpportunityLineItem', field: 'Stigg_As__c', length: 255 }]
    await waitFor(() => expect(saved(world.written)).toMatchObject([{ rules: { returnData } }]))
  })
})

describe('a template', () => {
  it('is duplicated, moved, and tells which deals it would be picked for', async () => {
    const { person, world } = openWindow({}, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Add a template' }))
    await person.click(screen.getByRole('checkbox', { name: 'No trial with New template' }))
    await person.type(screen.getByRole('textbox', { name: 'Minimum spend of New template' }), '500')
    await person.click(screen.getByRole('button', { name: 'Duplicate New template' }))
    await person.click(screen.getByRole('button', { name: 'Move New template (copy) up' }))
    await person.click(screen.getByRole('button', { name: /Which deals/ }))
    expect(await screen.findAllByText('Picked for 1 deal: Acme Corp renewal')).toHaveLength(2)
    await person.click(save())
    const values = { trial: null, minimumSpend: '500' }
    await waitFor(() =>
      expect(saved(world.written)).toMatchObject([
        {
          rules: {
            templates: [
              { id: 'template-2', name: 'New template (copy)', values },
              { id: 'template-1', values },
            ],
          },
        },
      ]),
    )
  })
})

describe('guard-rails of credits', () => {
  it('are set and taken away, and a limit that lets nothing through is told at its field', async () => {
    const { person, world } = openWindow({}, '/settings')
    const most = await screen.findByRole('textbox', { name: 'Credits of one grant at most' })
    await person.type(most, '0')
    expect(most).toHaveAccessibleDescription('This has to be a number above zero.')
    expect(save()).toBeDisabled()
    await type(person, most, '50,000.5')
    await type(person, screen.getByRole('textbox', { name: 'Hours in which the same grant asks again' }), '0')
    expect(screen.getByText('It is never asked.')).toBeVisible()
    await person.click(save())
    const creditGuards = { repeatWithinHours: 0, maxPerGrant: '50000.5', maxPerDay: null }
    await waitFor(() => expect(saved(world.written)).toMatchObject([{ rules: { creditGuards } }]))
  })
})

describe('a top-up', () => {
  it('is told at its fields what it lacks, and is saved once it is whole', async () => {
    const { person, world } = openWindow({}, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Add a top-up' }))
    const amount = screen.getByRole('textbox', { name: 'Amount of New top-up' })
    expect(amount).toHaveAccessibleDescription('Something has to stand here.')
    await person.type(amount, '1.5')
    expect(amount).toBeValid()
    await choose(person, 'Type of New top-up', 'Paid')
    const cost = screen.getByRole('textbox', { name: 'Cost in all of New top-up' })
    expect(cost).toHaveAccessibleDescription('Something has to stand here.')
    expect(save()).toBeDisabled()
    await person.type(cost, '900')
    await choose(person, 'Payment of New top-up', 'Send an invoice')
    await person.type(screen.getByRole('textbox', { name: 'Expires after of New top-up' }), '90')
    await person.click(save())
    const preset = { amount: '1.5', type: 'PAID', cost: { amount: '900', currency: 'usd' }, collection: 'INVOICE' }
    await waitFor(() =>
      expect(saved(world.written)).toMatchObject([{ rules: { creditPresets: [{ ...preset, expiresInDays: 90 }] } }]),
    )
  })

  it('is duplicated under another name, moved and deleted', async () => {
    const { person, world } = openWindow({}, '/settings')
    const add = await screen.findByRole('button', { name: 'Add a top-up' })
    await person.click(add)
    await person.type(screen.getByRole('textbox', { name: 'Amount of New top-up' }), '5')
    await person.click(screen.getByRole('button', { name: 'Duplicate New top-up' }))
    await person.click(add)
    await person.click(screen.getByRole('button', { name: 'Move New top-up (copy) up' }))
    await person.click(screen.getByRole('button', { name: 'Delete New top-up 2' }))
    await person.click(save())
    const creditPresets = [{ name: 'New top-up (copy)', amount: '5' }, { name: 'New top-up' }]
    await waitFor(() => expect(saved(world.written)).toMatchObject([{ rules: { creditPresets } }]))
  })

  it('is offered where credits are granted as soon as it is saved', async () => {
    const world = { ...noCredits(), overview: aCreditOverview() }
    const { person } = openWindow({ credits: world }, '/settings')
    await person.click(await screen.findByRole('button', { name: 'Add a top-up' }))
    await person.type(screen.getByRole('textbox', { name: 'Amount of New top-up' }), '5')
    await person.click(save())
    await waitFor(() => expect(save()).toBeDisabled())
    await person.click(screen.getByRole('link', { name: /^Credits/ }))
    await person.type(await screen.findByRole('textbox', { name: 'Account or Stigg customer ID' }), 'customer-1{Enter}')
    await person.click(await screen.findByRole('button', { name: 'Grant credits…' }))
    expect(await screen.findByRole('button', { name: 'New top-up' })).toBeEnabled()
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
    const changes = within(await screen.findByRole('note', { name: 'What the file changes' }))
    expect(changes.getByRole('row', { name: 'days of a trial 14 days 30 days' })).toBeVisible()
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
