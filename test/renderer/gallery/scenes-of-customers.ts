import type { Page } from '@playwright/test'

import type { Scene } from './scenes.ts'

/** Every part has been read, or has failed. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null)
}

const at =
  (place: string, until: string): Scene =>
  async (stage) => {
    await stage.page.goto(stage.at(place))
    await stage.page.getByText(until).first().waitFor()
    await settled(stage.page)
  }

const accountOf =
  (deal: string, until: string): Scene =>
  async (stage) => {
    const { page } = stage
    await page.getByLabel('Search deals').fill(deal)
    await page.getByRole('row').filter({ hasText: deal }).first().click()
    await page.getByRole('link', { name: deal }).first().click()
    await page.getByText(until).first().waitFor()
  }

/** The page of a customer, as it is, as it comes, and where something of it fails. None of them writes. */
export const scenesOfCustomers: Readonly<Record<string, Scene>> = {
  customers: async ({ page, at: address }) => {
    await page.goto(address('/customers'))
    await page.getByText(/\d+ customers/).waitFor()
  },
  customer: at('/customers/customer-gannet', 'Entitlements in effect'),
  'customer-scrolled': async (stage) => {
    await at('/customers/customer-gannet', 'Entitlements in effect')(stage)
    await stage.page.getByRole('heading', { name: 'Entitlements in effect' }).evaluate((heading) => {
      heading.scrollIntoView()
    })
  },
  'customer-empty': at('/customers/customer-cascade', 'No subscription yet'),
  'customer-archived': at('/customers/customer-sundial', 'Archived'),
  'customer-conflict': at('/customers/customer-grovewood', 'Conflicting'),
  'customer-missing': at('/customers/customer-that-was-removed', 'Stigg has no customer'),
  'customer-loading': async ({ page, at: address }) => {
    await page.route(/\/rpc\/(customers|credits)\//, () => new Promise(() => undefined))
    await page.goto(address('/customers/customer-gannet'))
    await page.getByLabel('Reading: Subscriptions').waitFor()
  },
  'customer-failing': async (stage) => {
    const fault = { kind: 'status', status: 403 }
    await stage.fault('stigg', { match: { path: '/customers/customer-gannet/entitlements' }, fault, times: null })
    await stage.page.goto(stage.at('/customers/customer-gannet'))
    await stage.page.getByRole('alert').first().waitFor()
    await settled(stage.page)
  },
  'customer-long': async ({ page, at: address }) => {
    await page.route(/\/rpc\/customers\/(get|pair|subscriptions)/, async (route) => {
      const response = await route.fetch()
      const long =
        'Wolfeschlegelsteinhausenbergerdorff & Daughters Sustainable Confectionery of all 27 European branches 🍫'
      const body = (await response.text())
        .replaceAll('"Gannet Air Systems"', JSON.stringify(long))
        .replaceAll('"workspace-hangar"', '"workspace-with-an-identifier-that-nobody-shortened-0001-0002-0003"')
        .replaceAll('"Dedicated Workspace"', '"Dedicated Workspace for Regulated Industries, with everything included"')
      await route.fulfill({ response, body })
    })
    await page.goto(address('/customers/customer-gannet'))
    await page.getByText('Entitlements in effect').waitFor()
    await page.getByText('Wolfeschlegel').first().waitFor()
    await settled(page)
  },
  account: accountOf('Fjordline Logistics', 'This account has no customer in Stigg'),
}
