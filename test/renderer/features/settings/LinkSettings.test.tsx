import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { UrlPatterns } from '#shared/contract/url-patterns'
import { openWindow } from '../../open-window.tsx'

const origins = ['https://app.stigg.io']
const customer = 'https://app.stigg.io/production/customers/{customerId}'
const subscription = 'https://app.stigg.io/production/subscriptions/{subscriptionId}'
const offered = (vary: Partial<NonNullable<UrlPatterns['offered']>>): UrlPatterns => ({
  customer: null,
  subscription: null,
  origins,
  offered: {
    from: 'accounts',
    customer,
    subscription,
    sample: 'https://app.stigg.io/production/customers/acme',
    fits: 11,
    of: 12,
    ...vary,
  },
})

describe('the settings of links', () => {
  it('say at once what is wrong with a redirect page', async () => {
    const { person } = openWindow({}, '/settings')
    const field = await screen.findByLabelText('Redirect page')
    await person.click(field)
    await person.paste('http://go.example')
    expect(screen.getByText(/has to begin with https/)).toBeVisible()
    await person.clear(field)
    await person.paste('https://go.northwind.example/to?link={link}')
    expect(screen.queryByText(/has to begin with https/)).not.toBeInTheDocument()
    expect(screen.getByText(/go\.northwind\.example\/to\?link=stigg-companion%3A/)).toBeVisible()
  })

  it('offer the pattern that accounts follow, and keep it', async () => {
    const { person, world } = openWindow({ patterns: offered({}) }, '/settings')
    expect(await screen.findByText(/11 of 12 accounts with a Stigg Customer URL follow/)).toBeVisible()
    await person.click(screen.getByRole('button', { name: 'Use it' }))
    await person.click(screen.getByRole('button', { name: 'Save these pages' }))
    await waitFor(() =>
      expect(world.written).toEqual([{ call: 'settings.keepUrlPatterns', input: { customer, subscription } }]),
    )
  })

  it('ask to look at one page before a guess is used', async () => {
    const { person } = openWindow({ patterns: offered({ from: 'environment', fits: 0, of: 0 }) }, '/settings')
    const use = await screen.findByRole('button', { name: /use it/ })
    expect(use).toBeDisabled()
    const one = screen.getByRole('link', { name: /Open one/ })
    one.addEventListener('click', (event) => event.preventDefault())
    await person.click(one)
    expect(use).toBeEnabled()
  })
})
