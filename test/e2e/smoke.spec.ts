import { AxeBuilder } from '@axe-core/playwright'

import { anotherLink, expect, test } from './app.ts'

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

test.describe('in a browser', () => {
  // The desktop app has one window and no links to it: these cases are no part of its suite.
  if (inElectron) return

  test('a tab without a start link says how to get in, and another link lets it in', async ({ app, context }) => {
    await expect(app.page.getByRole('navigation')).toBeVisible()
    const tab = await context.newPage()
    await tab.goto(new URL('/', app.page.url()).href)
    await expect(tab.getByText('npm start')).toBeVisible()
    const another = await context.newPage()
    await another.goto(await anotherLink(app))
    await expect(another.getByRole('navigation')).toBeVisible()
    await app.page.reload()
    await expect(app.page.getByRole('navigation')).toBeVisible()
  })

  test('a tab of an app that was killed says so, and the next start lets it in', async ({ app }) => {
    await expect(app.page.getByRole('navigation')).toBeVisible()
    await app.kill()
    const page = await app.restart()
    await expect(page.getByRole('navigation')).toBeVisible()
  })
})
