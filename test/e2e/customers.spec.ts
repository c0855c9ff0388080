import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect, test } from './app.ts'
import { addFault, dealThatShows, openDeal } from './story.ts'

const inElectron = process.env['COMPANION_E2E_ELECTRON'] !== undefined

async function serious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(inElectron).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const parts = ['Subscriptions', 'Entitlements in effect', 'Deals', 'Link between the services', 'Credits', 'Runs']

test('everything about a customer is found and looked through by the keyboard alone', async ({ app }) => {
  test.slow()
  const { page } = app
  const { keyboard } = page
  await expect(page.getByRole('grid')).toBeVisible()
  await keyboard.press('g')
  await keyboard.press('u')
  await expect(page.getByRole('textbox', { name: 'Account or Stigg customer ID' })).toBeFocused()
  await keyboard.type('Gannet')
  await expect(page.getByText('1 customer', { exact: true })).toBeVisible()
  await keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: 'Gannet Air Systems' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Gannet Air Systems' })).toBeFocused()
  for (const name of parts) await expect(part(page, name)).toHaveAttribute('aria-busy', 'false')

  const subscriptions = part(page, 'Subscriptions')
  for (const plan of ['Growth', 'Analytics Pro', 'Dedicated Workspace']) {
    await expect(subscriptions.getByRole('heading', { name: plan })).toBeVisible()
  }
  await expect(subscriptions.getByText('Open, $26,400.00 due')).toBeVisible()
  await expect(subscriptions.getByText(/its quantities change on/)).toBeVisible()
  await expect(subscriptions.getByText(/then is cancelled/)).toBeVisible()
  const storage = part(page, 'Entitlements in effect')
    .getByRole('row', { name: /^Storage/ })
    .first()
  await expect(storage).toContainText('Promotional entitlement')
  await expect(storage).toContainText('also 500 GB: Growth plan')
  await expect(part(page, 'Link between the services').getByText('Each names the other.')).toBeVisible()
  await expect(part(page, 'Credits').getByRole('row', { name: /API credits.*7,700/ })).toBeVisible()

  const tabTo = async (target: ReturnType<Page['getByRole']>) => {
    for (let n = 0; n < 60 && !(await target.evaluate((element) => element === document.activeElement)); n += 1) {
      await keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
  }
  await tabTo(subscriptions.locator('summary'))
  await keyboard.press('Enter')
  await expect(subscriptions.getByRole('row', { name: /^Team/ })).toBeVisible()
  await tabTo(part(page, 'Deals').getByRole('link', { name: /^Gannet Air Systems/ }))
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/\/inbox\/006/)
  await expect(page.getByRole('columnheader', { name: 'What was sold' })).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('a deal leads to its customer, and a part that fails is read again, by mouse', async ({ app }) => {
  const { page } = app
  await addFault(app, 'stigg', {
    match: { path: '/customers/customer-tidewater/promotional-entitlements' },
    fault: { kind: 'status', status: 500 },
    times: null,
    id: 'no-promotions',
  })
  await page.getByRole('link', { name: /^Customers/ }).click()
  await page.getByRole('link', { name: /^Tidewater/ }).click()
  const entitlements = part(page, 'Entitlements in effect')
  await expect(entitlements.getByRole('alert')).toBeVisible({ timeout: 30_000 })
  await expect(part(page, 'Subscriptions').getByRole('heading', { name: 'Enterprise' })).toBeVisible()
  expect(await serious(page)).toEqual([])
  await fetch(`${app.practice.stigg}/__practice/faults`, { method: 'DELETE' })
  await entitlements.getByRole('button', { name: 'Read again' }).click()
  await expect(entitlements.getByRole('row', { name: /^Seats/ })).toBeVisible({ timeout: 30_000 })
  await expect(entitlements.getByRole('alert')).toBeHidden()

  await page.getByRole('link', { name: /^Inbox/ }).click()
  const deal = dealThatShows('ready: amendment of a running subscription')
  await openDeal(page, deal)
  await page.getByRole('link', { name: deal.account }).click()
  await expect(page).toHaveURL(/\/customers\/customer-tidewater$/)
  await page.getByRole('link', { name: 'Grants, ledger and consumption' }).click()
  await expect(page.getByRole('heading', { name: 'Balance' })).toBeVisible()
})

test('an account without a customer says so and what makes one', async ({ app }) => {
  const { page } = app
  const deal = dealThatShows('ready: custom plan with feature entitlements')
  await openDeal(page, deal)
  await page.getByRole('link', { name: deal.account }).click()
  await expect(page.getByText('This account has no customer in Stigg.')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Customers/ })).toHaveAttribute('aria-current', 'page')
  expect(await serious(page)).toEqual([])
  await page.getByRole('link', { name: deal.deal }).click()
  await expect(page.getByRole('heading', { name: deal.deal })).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('a pasted address of Stigg leads to the customer, and to the subscription on its page', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: /^Customers/ }).click()
  await page.getByRole('link', { name: /^Gannet/ }).click()
  const growth = part(page, 'Subscriptions').getByRole('listitem').filter({ hasText: 'Growth' }).first()
  const address = await growth.getByRole('link', { name: /^Stigg/ }).getAttribute('href')
  expect(address).toContain('/subscriptions/sub-')
  await page.getByRole('link', { name: /^Inbox/ }).click()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
  await page.keyboard.type(address ?? '')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/customers\/customer-gannet\?subscription=sub-/)
  await expect(part(page, 'Subscriptions').locator('[aria-current="true"]')).toContainText('Growth')
  // While it is typed, what stands there is no link yet.
  expect(app.troubles.filter((trouble) => !trouble.includes('400') && !trouble.includes('500'))).toEqual([])
})
