import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect, test } from './app.ts'
import { dealThatShows, openDeal } from './story.ts'

const inElectron = process.env['COMPANION_E2E_ELECTRON'] !== undefined
const deal = dealThatShows('ready: custom plan with feature entitlements')

/** Mantine begins a menu with a place for the focus that is no item. */
const menuFocus = ['aria-required-children']

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
}

test.describe('the search box, by keyboard alone', () => {
  test('takes an e-mail address to the one record that has it', async ({ app }) => {
    const { page } = app
    await expect(page.getByRole('row').nth(3)).toBeVisible()
    await openPalette(page)
    await page.keyboard.insertText('billing@fjordline.example')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Fjordline Logistics AS' })).toBeVisible()
  })

  test('shows several matches with what each is and why, and goes to the one that is chosen', async ({ app }) => {
    const { page } = app
    await expect(page.getByRole('row').nth(3)).toBeVisible()
    await openPalette(page)
    await page.keyboard.insertText('anchorage.example')
    await page.keyboard.press('Enter')
    await expect(page.getByText('2 records fit.')).toBeVisible()
    const options = page.getByRole('option')
    await expect(options.nth(0)).toContainText('Customer Anchorage Cold Storage')
    await expect(options.nth(0)).toContainText('e-mail billing@anchorage.example')
    await expect(options.nth(1)).toContainText('web site https://www.anchorage.example')
    await expect(page).toHaveURL(/\/(inbox)?$/)
    const checked = await new AxeBuilder({ page }).setLegacyMode(inElectron).include('[role=dialog]').analyze()
    expect(checked.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/customers\//)
    await expect(page.getByRole('heading', { name: 'Anchorage Cold Storage' })).toBeVisible()
  })

  test('says what to try where nothing is found', async ({ app }) => {
    const { page } = app
    await expect(page.getByRole('row').nth(3)).toBeVisible()
    await openPalette(page)
    await page.keyboard.insertText('nobody@nowhere.example')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Try the domain nowhere.example')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })
})

test('a copied link, pasted back, leads to the same record', async ({ app }) => {
  const { page } = app
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openDeal(page, deal)
  await openPalette(page)
  await page.keyboard.insertText('copy link: opportunity')
  await expect(page.getByRole('option', { name: /^Copy link: opportunity/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const copied = () =>
    page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const html = item?.types.includes('text/html') ? await (await item.getType('text/html')).text() : ''
      return { plain: await navigator.clipboard.readText(), html }
    })
  await expect.poll(async () => (await copied()).plain).toMatch(/^stigg-companion:\/\/open\/opportunity\//)
  const { plain, html } = await copied()
  expect(plain.split('\n')[1]).toContain('/lightning/r/Opportunity/')
  expect(html.match(/<a /g)).toHaveLength(2)
  expect(html).toContain('in Stigg Companion')
  await page.keyboard.press('Escape')
  await page.goto(new URL('/runs', page.url()).href)
  await openPalette(page)
  await page.keyboard.press('Control+v')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: deal.deal })).toBeVisible()
})

test('every record of a deal has its links behind a button', async ({ app }) => {
  const { page } = app
  await openDeal(page, deal)
  await page.getByRole('button', { name: /^Links of the account/ }).press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Open in Salesforce' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Copy ID' })).toBeVisible()
  const checked = await new AxeBuilder({ page })
    .setLegacyMode(inElectron)
    .include('[role=menu]')
    .disableRules(menuFocus)
    .analyze()
  expect(checked.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
})
