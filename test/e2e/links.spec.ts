import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect, test } from './app.ts'
import { dealThatShows, openDeal } from './story.ts'

const inElectron = process.env['COMPANION_E2E_ELECTRON'] !== undefined
const deal = dealThatShows('ready: custom plan with feature entitlements')

test('a pasted Salesforce address leads to its deal', async ({ app }) => {
  const { page } = app
  await openDeal(page, deal)
  const href = await page
    .getByRole('link', { name: /Salesforce/ })
    .first()
    .getAttribute('href')
  expect(href).toContain('/lightning/r/Opportunity/')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
  await page.keyboard.type(href ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: deal.deal })).toBeVisible()
})

test('what is no link says so, and goes nowhere', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('navigation')).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
  await page.keyboard.type('https://evil.example/lightning/r/Opportunity/0065g00000CdEfGAAV/view')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/(inbox)?$/)
  expect(app.troubles.filter((trouble) => !trouble.includes('400') && !trouble.includes('500'))).toEqual([])
})

test('back and forward walk through the deals that were open', async ({ app }) => {
  const { page } = app
  const other = dealThatShows('mapping.type-without-id')
  await openDeal(page, deal)
  await openDeal(page, other)
  await page.goBack()
  await expect(page.getByRole('heading', { name: deal.deal })).toBeVisible()
  await page.goForward()
  await expect(page.getByRole('heading', { name: other.deal })).toBeVisible()
})

async function serious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(inElectron).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))
}

test('links are mended by mouse: a conflict by choice, many at once, and undone from what came of it', async ({
  app,
}) => {
  const { page } = app
  await page.getByRole('link', { name: /^Links/ }).click()
  await expect(page.getByRole('grid', { name: 'Links' })).toBeVisible()
  await page.getByRole('button', { name: /^Conflicting/ }).click()
  await page.getByText(/^Grovewood Outlet, Grovewood Interiors/).click()
  await page.getByRole('radio', { name: /^Grovewood Interiors with/ }).check()
  expect(await serious(page)).toEqual([])
  await page.getByRole('button', { name: 'Mend…' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('region', { name: 'Changes of Grovewood Interiors' })).toBeVisible()
  expect(await serious(page)).toEqual([])
  await sheet.getByRole('button', { name: /^Mend 1 link/ }).click()
  await expect(sheet.getByText('1 of 1 link done.')).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).first().click()
  await expect(page.getByRole('button', { name: 'Conflicting 1' })).toBeVisible()

  await page.getByRole('button', { name: /^Broken/ }).click()
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await page.getByRole('button', { name: /^Mend \d links…/ }).click()
  await sheet.getByRole('button', { name: /^Mend \d links/ }).click()
  await expect(sheet.getByText(/^(\d) of \1 links done\.$/)).toBeVisible()
  expect(await serious(page)).toEqual([])
  await sheet.getByRole('button', { name: /^Undo \d mends…/ }).click()
  await sheet.getByRole('button', { name: /^Undo \d mends/ }).click()
  await expect(sheet.getByText(/^(\d) of \1 links done\.$/)).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).first().click()
  await expect(page.getByRole('button', { name: /^Broken [1-9]/ })).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('a link is mended, and the mend undone from its run, by the keyboard alone', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  await expect(page.getByRole('grid')).toBeVisible()
  await keyboard.press('g')
  await keyboard.press('l')
  const grid = page.getByRole('grid', { name: 'Links' })
  await expect(grid).toBeVisible()
  const search = page.getByRole('textbox', { name: 'Find links' })
  while (!(await search.evaluate((field) => field === document.activeElement))) await keyboard.press('Tab')
  await keyboard.type('Dunmore')
  await expect(page.getByText('Cascade Timber')).toHaveCount(0)
  while (!(await grid.evaluate((field) => field === document.activeElement))) await keyboard.press('Tab')
  await keyboard.press('x')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Mend 1 link…' })).toBeFocused()
  await keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText('What is changed')).toBeVisible()
  await keyboard.press('Control+Enter')
  await expect(sheet.getByText('1 of 1 link done.')).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByText('Each names the other.')).toBeVisible()
  await keyboard.press('g')
  await keyboard.press('r')
  await expect(page.getByRole('grid', { name: /runs/i })).toBeVisible()
  await page.getByRole('grid', { name: /runs/i }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Dunmore Distillery' })).toBeVisible()
  const undo = page.getByRole('button', { name: 'Undo the mend…' })
  while (!(await undo.evaluate((field) => field === document.activeElement))) await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(sheet.getByText('What is changed')).toBeVisible()
  await keyboard.press('Control+Enter')
  await expect(sheet.getByText('1 of 1 link done.')).toBeVisible()
  expect(app.troubles).toEqual([])
})
