import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { aStatus, aRow } from '../../fixtures.ts'
import { openWindow } from '../../open-window.tsx'

const openDeal = async (vary: Parameters<typeof openWindow>[0] = {}) => {
  const opened = openWindow(vary, `/inbox/${aRow().id}`)
  return { ...opened, links: await screen.findByRole('group', { name: /^Links of the opportunity/ }) }
}
const clipboard = () => navigator.clipboard.readText()

describe('the links of a record', () => {
  it('open its page, and copy the app’s link with the record’s own URL', async () => {
    const { person, links } = await openDeal()
    const href =
      within(links)
        .getByRole('link', { name: /Salesforce/ })
        .getAttribute('href') ?? ''
    expect(href).toContain(`/lightning/r/Opportunity/${aRow().id}/view`)
    await person.click(within(links).getByRole('button', { name: 'Copy link' }))
    await person.click(await screen.findByRole('menuitem', { name: 'Copy link', hidden: true }))
    await waitFor(async () => expect(await clipboard()).toMatch(/^stigg-companion:\/\/open\/opportunity\//))
    expect((await clipboard()).split('\n')[1]).toBe(href)
    await person.click(await within(links).findByRole('button', { name: /Cop(y link|ied)/ }))
    await person.click(await screen.findByRole('menuitem', { name: 'Copy ID', hidden: true }))
    await waitFor(async () => expect(await clipboard()).toBe(aRow().id))
  })

  it('go through the company’s page where the profile names one', async () => {
    const { profile } = aStatus()
    const rules = { ...profile.rules, redirectUrl: 'https://go.northwind.example/to?link={link}' }
    const { person, links } = await openDeal({ status: aStatus({ profile: { ...profile, rules } }) })
    await person.click(within(links).getByRole('button', { name: 'Copy link' }))
    await person.click(await screen.findByRole('menuitem', { name: 'Copy link', hidden: true }))
    await waitFor(async () =>
      expect(await clipboard()).toMatch(/^https:\/\/go\.northwind\.example\/to\?link=stigg-companion%3A/),
    )
  })

  it('stand in the palette for as long as the record stands on the page', async () => {
    const { person } = await openDeal()
    await person.keyboard('{Control>}k{/Control}')
    await person.type(await screen.findByPlaceholderText(/A deal, an ID/), 'copy link opportunity')
    await person.click(await screen.findByRole('option', { name: /^Copy link: opportunity/ }))
    await waitFor(async () => expect(await clipboard()).toMatch(/^stigg-companion:\/\/open\/opportunity\//))
  })
})
