import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect, test } from './app.ts'
import { dealThatShows } from './story.ts'

const inElectron = process.env['COMPANION_E2E_ELECTRON'] !== undefined
const drifted = dealThatShows('drifted')

async function serious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(inElectron).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))
}

test('what differs is found by the keyboard alone, and leads to the draft that mends it', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  await expect(page.getByRole('grid')).toBeVisible()
  await keyboard.press('g')
  await keyboard.press('d')
  const compare = page.getByRole('button', { name: 'Compare all linked customers' })
  await expect(compare).toBeVisible()
  expect(await serious(page)).toEqual([])
  for (
    let presses = 0;
    presses < 60 && !(await compare.evaluate((one) => one === document.activeElement));
    presses += 1
  )
    await keyboard.press('Tab')
  await keyboard.press('Enter')
  const grid = page.getByRole('grid', { name: 'Differences' })
  await expect(grid.getByText(drifted.deal)).toBeVisible()
  expect(await serious(page)).toEqual([])
  const find = page.getByRole('textbox', { name: 'Find differences' })
  await find.focus()
  await keyboard.type('Ridgeline')
  await expect(grid.getByRole('row')).toHaveCount(2)
  await grid.focus()
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: drifted.deal })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Review and provision again' })).toBeEnabled()
  await expect(page.getByText('Drifted', { exact: true }).first()).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('the list is narrowed and sorted by the mouse, and the inbox counts what drifted', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Drift' }).click()
  await page.getByRole('button', { name: 'Check now' }).click()
  const grid = page.getByRole('grid', { name: 'Differences' })
  await expect(grid.getByText(drifted.deal)).toBeVisible()
  await page.getByRole('button', { name: /^Less/ }).click()
  await expect(grid.getByText('Missing')).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Provisioned deals only' }).click()
  await expect(grid.getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: /^All/ }).click()
  await grid.getByRole('button', { name: 'Difference' }).click()
  await expect(grid.getByRole('columnheader', { name: 'Difference' })).toHaveAttribute('aria-sort', 'ascending')
  await page.getByRole('button', { name: /^Not compared/ }).click()
  await expect(grid.getByText('The customer is archived in Stigg.')).toBeVisible()
  await page.getByRole('link', { name: /^Inbox/ }).click()
  await page.getByRole('button', { name: /^Drifted [1-9]/ }).click()
  await expect(page.getByRole('row').filter({ hasText: drifted.deal })).toBeVisible()
  await page.getByRole('button', { name: /^Superseded [1-9]/ }).click()
  await expect(page.getByRole('row').filter({ hasText: dealThatShows('superseded').deal })).toBeVisible()
  expect(app.troubles).toEqual([])
})
