import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect, test } from './app.ts'
import { approve, dealThatShows, openDeal, review } from './story.ts'

const inElectron = process.env['COMPANION_E2E_ELECTRON'] !== undefined

async function serious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(inElectron).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))
}

async function openTidewater(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Credits/ }).click()
  await page.getByRole('textbox', { name: 'Account or Stigg customer ID' }).fill('Tidewater')
  await page
    .getByRole('link', { name: /^Tidewater/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Balance' })).toBeVisible()
}

test('a preset is granted by a click and a confirmation, and voided again, by mouse', async ({ app }) => {
  const { page } = app
  await openTidewater(page)
  await expect(page.getByRole('heading', { name: 'Ledger' })).toBeVisible()
  await expect(page.getByText('Within 90 days')).not.toHaveCount(0)
  expect(await serious(page)).toEqual([])
  await page.getByRole('button', { name: 'Grant credits…' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Goodwill, 1,000 API credits' }).click()
  await expect(sheet.getByText('Balance of API credits')).toBeVisible()
  expect(await serious(page)).toEqual([])
  await sheet.getByRole('button', { name: /^Grant 1,000 API credits/ }).click()
  await expect(sheet.getByText('The credits are granted.')).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).first().click()
  await page.getByRole('button', { name: 'Void Goodwill, 1,000 API credits' }).click()
  await expect(sheet.getByText(/It cannot be taken back/)).toBeVisible()
  await sheet.getByRole('button', { name: 'Void the grant of 1,000' }).click()
  await expect(sheet.getByText('The grant is void.')).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('a double click grants once, and what was granted is undone from where it was', async ({ app }) => {
  const { page } = app
  await openTidewater(page)
  await page.getByRole('button', { name: 'Grant credits…' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox', { name: 'Amount' }).fill('321')
  await sheet.getByRole('combobox', { name: 'Currency' }).click()
  await page.getByRole('option', { name: 'API credits' }).click()
  await sheet.getByRole('textbox', { name: 'Display name' }).fill('Clicked twice')
  await sheet.getByRole('button', { name: 'Review' }).click()
  await sheet.getByRole('button', { name: /^Grant 321 API credits/ }).dblclick()
  await expect(sheet.getByText('The credits are granted.')).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).first().click()
  const row = page.getByRole('row').filter({ hasText: 'Clicked twice' }).filter({ hasText: 'Promotional' })
  await expect(row).toHaveCount(1)
  await page.getByRole('button', { name: 'Void Clicked twice' }).click()
  await expect(
    sheet.getByText('Tidewater Robotics loses the 321 API credits that are left of it, at once.'),
  ).toBeVisible()
  await sheet.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Grant credits…' }).click()
  await sheet.getByRole('textbox', { name: 'Amount' }).fill('654')
  await sheet.getByRole('combobox', { name: 'Currency' }).click()
  await page.getByRole('option', { name: 'API credits' }).click()
  await sheet.getByRole('textbox', { name: 'Display name' }).fill('Undone at once')
  await sheet.getByRole('button', { name: 'Review' }).click()
  await sheet.getByRole('button', { name: /^Grant 654 API credits/ }).click()
  await sheet.getByRole('button', { name: 'Undo: void this grant…' }).click()
  await sheet.getByRole('button', { name: 'Void the grant of 654' }).click()
  await expect(sheet.getByText('The grant is void.')).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).first().click()
  await expect(
    page.getByRole('row').filter({ hasText: 'Undone at once' }).filter({ hasText: 'Void' }).first(),
  ).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('credits are granted and voided by the keyboard alone', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  await expect(page.getByRole('grid')).toBeVisible()
  await keyboard.press('g')
  await keyboard.press('c')
  const search = page.getByRole('textbox', { name: 'Account or Stigg customer ID' })
  await expect(search).toBeFocused()
  await keyboard.type('Tidewater')
  await expect(page.getByText('1 customer')).toBeVisible()
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^Tidewater/ })).toBeFocused()
  const grant = page.getByRole('button', { name: 'Grant credits…' })
  await keyboard.press('Tab')
  await expect(grant).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeFocused()
  await keyboard.type('77')
  await keyboard.press('Tab')
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await keyboard.type('By keyboard')
  await keyboard.press('ControlOrMeta+Enter')
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText(/^Balance of /)).toBeVisible()
  await keyboard.press('ControlOrMeta+Enter')
  await expect(sheet.getByText('The credits are granted.')).toBeVisible()
  await keyboard.press('Escape')
  await expect(grant).toBeFocused()
  const undo = page.getByRole('button', { name: 'Void By keyboard' })
  await expect(undo).toBeVisible()
  for (let n = 0; n < 12 && !(await undo.evaluate((button) => button === document.activeElement)); n += 1) {
    await keyboard.press('Tab')
  }
  await expect(undo).toBeFocused()
  await keyboard.press('Enter')
  await expect(sheet.getByText(/It cannot be taken back/)).toBeVisible()
  await keyboard.press('ControlOrMeta+Enter')
  await expect(sheet.getByText('The grant is void.')).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('from a deal, its credit lines are filled in', async ({ app }) => {
  const { page } = app
  const deal = dealThatShows('ready: custom plan with feature and credit entitlements')
  await openDeal(page, deal)
  const provisioning = await review(page)
  await approve(provisioning, deal)
  await expect(provisioning.getByText('Every step was confirmed.')).toBeVisible()
  await provisioning.getByRole('button', { name: 'Close' }).first().click()
  await page.getByRole('link', { name: 'Grant credits…' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText(/^Grant credits for /)).toBeVisible()
  await expect(sheet.getByRole('heading', { name: 'Sold with the deal' })).toBeVisible()
  await sheet
    .getByRole('button', { name: /^[\d,]+ API credits$/ })
    .first()
    .click()
  await expect(sheet.getByText(/^Balance of /)).toBeVisible()
  const grant = sheet.getByRole('button', { name: /^Grant [\d,]+ API credits/ })
  await expect(grant).toBeDisabled()
  await sheet.getByRole('checkbox', { name: /brings 250,000 of this currency by itself already/ }).check()
  await expect(sheet.getByText('More than the 50,000 credits that the profile allows per grant.')).toBeVisible()
  const field = sheet.getByRole('textbox', { name: /^Type .+ to confirm$/ })
  await field.fill(new URL(page.url()).pathname.split('/').at(-1) ?? '')
  await expect(grant).toBeEnabled()
  expect(app.troubles).toEqual([])
})
