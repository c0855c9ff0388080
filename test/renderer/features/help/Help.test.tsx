import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { finding } from '#shared/domain/finding'
import { failure } from '#shared/failure'

import { opportunityId } from '../../../builders.ts'
import { aPreview, aStatus } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const question = (about: string) => ({ name: `What does this mean? ${about}` })

describe('a page of the help', () => {
  it('says what a check means, how much it weighs, why it matters and how to mend it, each step in its place', async () => {
    openWindow({}, '/help/mapping.type-without-id')
    const page = within(await screen.findByRole('article', { name: 'Stigg ID is missing' }))
    expect(page.getByRole('heading', { level: 1 })).toHaveFocus()
    expect(page.getByText('Error')).toBeVisible()
    expect(page.getByText('mapping.type-without-id')).toBeVisible()
    expect(page.getByText('It blocks the deal until it is mended.')).toBeVisible()
    const steps = within(page.getByRole('heading', { name: 'How to mend it' }).nextElementSibling as HTMLElement)
    expect(steps.getAllByRole('listitem').map((step) => step.textContent)).toEqual([
      'StiggCopy the ID of the plan, add-on, feature or credit currency.',
      'SalesforcePut it into Stigg ID on the product.',
      'HerePress Read the deal again, at the top of the deal.',
    ])
  })

  it('says of a check of a grant what it does to the grant', async () => {
    openWindow({}, '/help/grant.over-grant-cap')
    const page = within(await screen.findByRole('article', { name: 'Above the limit of a grant' }))
    expect(page.getByText('Typed')).toBeVisible()
    expect(page.getByText('The customer’s ID has to be typed before it is granted.')).toBeVisible()
  })

  it('says of a failure whether anything was changed', async () => {
    openWindow({}, '/help/stigg.outcome-unknown')
    const page = within(await screen.findByRole('article', { name: 'Stigg did not confirm the write' }))
    expect(page.getByText('Failure')).toBeVisible()
    expect(page.getByText('Whether anything was changed is not known yet.')).toBeVisible()
  })

  it('leads to related pages, and back the way one came', async () => {
    const { person } = openWindow({}, '/help/mapping.ramp')
    const related = within(await screen.findByRole('navigation', { name: 'Related pages' }))
    await person.click(related.getByRole('link', { name: 'Several lines, one thing' }))
    expect(await screen.findByRole('heading', { name: 'Several lines, one thing' })).toHaveFocus()
    await person.click(screen.getByRole('button', { name: 'Back' }))
    expect(await screen.findByRole('heading', { name: 'A ramp over several periods' })).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'Back' }))
    expect(await screen.findByRole('textbox', { name: 'Search the help' })).toBeVisible()
  })

  it('that does not exist leads to the list, which says so', async () => {
    openWindow({}, '/help/no.such-code')
    expect(await screen.findByText(/There is no page on “no.such-code”/)).toBeVisible()
    expect(screen.getByRole('link', { name: /mapping\.no-plan/ })).toBeVisible()
  })
})

describe('the list of pages', () => {
  it('is reached from the places and by its keys, and narrowed by what is typed', async () => {
    const { person } = openWindow()
    await person.click(await screen.findByRole('link', { name: 'Help' }))
    const search = await screen.findByRole('textbox', { name: 'Search the help' })
    expect(search).toHaveFocus()
    await person.type(search, 'credit cadence')
    const topic = within(await screen.findByRole('region', { name: 'Billing, prices and discounts' }))
    expect(topic.getByRole('link', { name: /No credit cadence/ })).toBeVisible()
    expect(screen.queryByRole('link', { name: /mapping\.ramp/ })).toBeNull()
    expect(window.location.search).toBe('?find=credit+cadence')
    await person.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { name: 'No credit cadence' })).toHaveFocus()
    await person.keyboard('{Escape}')
    expect(await screen.findByRole('textbox', { name: 'Search the help' })).toHaveValue('credit cadence')
  })

  it('says that no page has the words', async () => {
    openWindow({}, '/help?find=zebra')
    expect(await screen.findByText('No page has these words.')).toBeVisible()
  })

  it('is walked with the arrow keys', async () => {
    const { person } = openWindow({}, '/help?find=coupon')
    await screen.findByRole('textbox', { name: 'Search the help' })
    await person.keyboard('{ArrowDown}')
    const links = within(screen.getByRole('region', { name: 'Help' })).getAllByRole('link')
    expect(links[0]).toHaveFocus()
    await person.keyboard('{ArrowDown}')
    expect(links[1]).toHaveFocus()
    await person.keyboard('{ArrowUp}{ArrowUp}')
    expect(screen.getByRole('textbox', { name: 'Search the help' })).toHaveFocus()
  })

  it('is opened from the palette', async () => {
    const { person } = openWindow()
    await screen.findByRole('navigation', { name: 'Places' })
    await person.keyboard('{Control>}k{/Control}')
    await person.type(await screen.findByPlaceholderText(/A deal, an ID/), 'help')
    await person.click(await screen.findByRole('option', { name: /Go to the help/ }))
    expect(await screen.findByRole('region', { name: 'Help' })).toBeVisible()
  })
})

describe('the way from what is shown to its page', () => {
  it('leads from a finding, and back to it with the focus where it was', async () => {
    const findings = [finding('mapping.ramp'), finding('billing.email-missing')]
    const { person } = openWindow({ preview: () => aPreview({ findings }) }, `/inbox/${opportunityId}`)
    await person.click(await screen.findByRole('link', question('No billing e-mail')))
    expect(await screen.findByRole('heading', { name: 'No billing e-mail' })).toHaveFocus()
    await person.keyboard('{Escape}')
    await waitFor(() => expect(screen.getByRole('link', question('No billing e-mail'))).toHaveFocus())
  })

  it('leads from a failure', async () => {
    const { person } = openWindow({ preview: () => failure('stigg.unreachable', 'No') }, `/inbox/${opportunityId}`)
    await person.click(await screen.findByRole('link', question('Stigg does not answer')))
    expect(await screen.findByRole('heading', { name: 'Stigg does not answer' })).toBeVisible()
  })

  it('leads from the strip that says which service is out of reach', async () => {
    const status = aStatus()
    const stigg = { ...status.stigg, state: 'unreachable' as const, failure: failure('stigg.circuit-open', 'No') }
    const { person } = openWindow({ status: { ...status, stigg } })
    await person.click(await screen.findByRole('link', question('Stigg failed several times in a row')))
    expect(await screen.findByRole('heading', { name: 'Stigg failed several times in a row' })).toBeVisible()
  })

  it('leaves a review as it was: its ticks are there again afterwards', async () => {
    const findings = [finding('subscription.replaces'), finding('trial.had-before')]
    const { person } = openWindow({ preview: () => aPreview({ findings }) }, `/inbox/${opportunityId}`)
    await person.click(await screen.findByRole('button', { name: 'Review and provision' }))
    const sheet = () => within(screen.getByRole('dialog'))
    await person.click(await screen.findByRole('checkbox', { name: 'Agree: A second trial' }))
    await person.click(sheet().getByRole('link', question('A second trial')))
    expect(await screen.findByRole('heading', { name: 'A second trial' })).toBeVisible()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    act(() => window.history.back())
    expect(await screen.findByRole('checkbox', { name: 'Agree: A second trial' })).toBeChecked()
    expect(sheet().getByRole('checkbox', { name: 'Agree: Replaces a running subscription' })).not.toBeChecked()
  })
})
