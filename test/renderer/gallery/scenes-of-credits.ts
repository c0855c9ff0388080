import type { Page } from '@playwright/test'

import { scenes, type Scene } from './scenes.ts'
import type { Stage } from './stage.ts'

/* Credits as they are looked at, granted and voided, and as they are where something is empty, long or broken. */

const tidewater = '/credits/customer-tidewater'

async function openAt({ page, at }: Stage, place: string): Promise<Page> {
  await page.goto(at(place))
  return page
}

/** Change what the core answers to the overview, where its services cannot be brought to it. */
async function overviewAs(page: Page, change: (overview: Record<string, unknown>) => object): Promise<void> {
  await page.route(/\/rpc\/credits\/overview/, async (route) => {
    const response = await route.fetch()
    const body = (await response.json()) as { json: Record<string, unknown> }
    await route.fulfill({ response, json: { ...body, json: { ...body.json, ...change(body.json) } } })
  })
}

const longName = 'Grant for the second extension of the pilot of the Nordic reseller’s customers, agreed on the phone'

const toBottom = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'Ledger' }).evaluate((heading) => heading.scrollIntoView({ block: 'center' }))

export const scenesOfCredits: Readonly<Record<string, Scene>> = {
  'credits-list': async ({ page }) => {
    await page.getByRole('link', { name: /^Credits/ }).click()
    await page.getByRole('link', { name: /^Tidewater/ }).waitFor()
  },
  'credits-none-found': async ({ page }) => {
    await page.getByRole('link', { name: /^Credits/ }).click()
    await page.getByRole('textbox', { name: 'Account or Stigg customer ID' }).fill('nobody is called that')
    await page.getByText('No account here names such a customer').waitFor()
  },
  'credits-ledger': async (stage) => {
    const page = await openAt(stage, tidewater)
    await page.getByText('The numbers').click()
    await toBottom(page)
  },
  'credits-form': async (stage) => {
    const page = await openAt(stage, `${tidewater}?grant`)
    await page.getByRole('combobox', { name: 'Grant type' }).click()
    await page.getByRole('option', { name: 'Paid' }).click()
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('Give the grant a display name.').waitFor()
  },
  'credits-typed': async (stage) => {
    const page = await openAt(stage, `${tidewater}?grant`)
    await page.getByRole('textbox', { name: 'Amount' }).fill('60000')
    await page.getByRole('combobox', { name: 'Currency' }).click()
    await page.getByRole('option', { name: 'API credits' }).click()
    await page.getByRole('textbox', { name: 'Display name' }).fill(longName)
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('Balance of API credits').waitFor()
  },
  'credits-void': async (stage) => {
    const page = await openAt(stage, tidewater)
    await page.getByRole('button', { name: /^Void Top-up, spring campaign/ }).click()
    await page.getByRole('heading', { name: 'What cannot be undone' }).waitFor()
  },
  'credits-outcome': async (stage) => {
    await scenes['credits-grant']?.(stage)
    const sheet = stage.page.getByRole('dialog')
    // It may have been played before: then it is a further grant, which is ticked.
    for (const box of await sheet.getByRole('checkbox').all()) await box.check()
    await sheet.getByRole('button', { name: /^Grant 1,000/ }).click()
    await sheet.getByRole('button', { name: /^Undo/ }).waitFor()
  },
  'credits-run': async (stage) => {
    await scenesOfCredits['credits-outcome']?.(stage)
    await stage.page.getByRole('button', { name: 'Show the run' }).click()
    await stage.page.getByRole('heading', { name: 'What was agreed to' }).waitFor()
  },
  'credits-empty': async (stage) => {
    await overviewAs(stage.page, () => ({ balances: [], grants: [] }))
    const page = await openAt(stage, tidewater)
    await page.getByText('The customer has no credits yet').waitFor()
  },
  'credits-long': async (stage) => {
    await overviewAs(stage.page, (overview) => ({
      customer: { ...(overview['customer'] as object), name: `${longName} (Holding) GmbH & Co. KG` },
      grants: (overview['grants'] as object[]).map((grant) => ({
        ...grant,
        name: longName,
        comment: 'Ordered by Kim on the phone, confirmed by e-mail, to be invoiced with the next renewal',
        resourceId: 'workspace-emea-production-cluster-0001',
      })),
    }))
    const page = await openAt(stage, tidewater)
    await page.getByRole('heading', { name: 'Ledger' }).waitFor()
  },
  'credits-loading': async (stage) => {
    await stage.page.route(/\/rpc\/credits\/overview/, () => new Promise(() => undefined))
    const page = await openAt(stage, tidewater)
    await page.getByLabel('Reading the customer’s credits').waitFor()
  },
  'credits-failing': async (stage) => {
    await stage.fault('stigg', { match: { path: '/credits/(ledger|usage|auto-recharge)' }, fault: '500', times: null })
    const page = await openAt(stage, tidewater)
    await page.getByRole('heading', { name: 'Ledger' }).waitFor()
    await page.getByRole('alert').last().waitFor()
  },
  'credits-gone': async (stage) => {
    const page = await openAt(stage, '/credits/nobody-knows-this-customer')
    await page.getByRole('alert').waitFor()
  },
  'settings-credits': async ({ page }) => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Add a top-up' }).click()
    await page.getByRole('heading', { name: 'Guard-rails of credits' }).evaluate((heading) => heading.scrollIntoView())
  },
}
