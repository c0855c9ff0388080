import { AxeBuilder } from '@axe-core/playwright'

import { expect, test } from './app.ts'

const inElectron = process.env['COMPANION_E2E_ELECTRON'] !== undefined

test('the window opens on the inbox, without an error and usable by everybody', async ({ app }) => {
  const { page } = app
  await expect(page).toHaveTitle(/Stigg Companion/)
  await expect(page.getByRole('navigation')).toBeVisible()
  await expect(page.getByText('Northwind', { exact: false }).first()).toBeVisible()
  // Electron gives no second page to work in, which the other mode needs.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(inElectron).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([])
  expect(app.troubles).toEqual([])
})

test('a reload of the tab goes on, and the start link is gone from the address', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('navigation')).toBeVisible()
  expect(page.url()).not.toContain('start=')
  await page.reload()
  await expect(page.getByRole('navigation')).toBeVisible()
  expect(app.troubles).toEqual([])
})
