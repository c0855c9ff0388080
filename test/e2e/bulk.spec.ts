import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { expect, test } from './app.ts'
import { answered, dealThatShows, slowDown } from './story.ts'

// Two dozen deals stay under Stigg's limits of a minute, which takes its time.
test.setTimeout(180_000)

const clean = dealThatShows('ready: custom plan with feature entitlements')
const blocked = dealThatShows('plan.not-found')

/** Select every deal of the inbox by the keyboard, and check them. */
async function checkAll(page: Page): Promise<void> {
  await expect(page.getByRole('row').filter({ hasText: clean.deal })).toBeVisible()
  await page.getByRole('grid', { name: 'Won deals' }).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByRole('region', { name: 'Selected deals' })).toContainText(/\d+ deals selected/)
  await page.getByRole('button', { name: 'Check and provision…' }).click()
  await expect(page.getByRole('button', { name: /^Provision \d+ deals$/ })).toBeEnabled({ timeout: 150_000 })
}

const inElectron = process.env['COMPANION_E2E_ELECTRON'] !== undefined

/** What keeps somebody from using the view as it stands, in both schemes. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(inElectron).analyze()
    for (const { id, impact, nodes } of violations) {
      if (impact === 'serious' || impact === 'critical') found.push(`${colorScheme} ${id} ${nodes[0]?.html ?? ''}`)
    }
  }
  return found
}

const inGrid = (page: Page, label: string, text: string) =>
  page.getByRole('grid', { name: label }).getByRole('row').filter({ hasText: text })

test('many deals are selected, checked, agreed to and provisioned in one run, and handed over as a file', async ({
  app,
}) => {
  const { page } = app
  await checkAll(page)
  expect(await violations(page)).toEqual([])
  await expect(page.getByLabel('Totals')).toContainText(/Deals that go\d+ of \d+/)
  await page.getByRole('button', { name: /^Do not go/ }).click()
  await expect(inGrid(page, 'Deals to check', blocked.deal)).toContainText('Blocked')
  await page.getByRole('checkbox', { name: /Replaces a running subscription/ }).check()
  const go = page.getByRole('button', { name: /^Provision \d+ deals$/ })
  const count = Number((await go.innerText()).match(/\d+/)?.[0])
  expect(count).toBeGreaterThan(5)
  await go.click()

  await expect(page.getByRole('heading', { name: `${count} deals in bulk` })).toBeVisible()
  await expect(page.getByText(`${count} of ${count} done`)).toBeVisible({ timeout: 150_000 })
  await expect(page.getByText('Every deal had its turn.')).toBeVisible()
  expect(await answered(app, 'stigg', 'POST', /\/api\/v1\/subscriptions$/)).toBeGreaterThanOrEqual(count)
  expect(await violations(page)).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text.split('\r\n')).toHaveLength(count + 1)

  await inGrid(page, 'Deals of the bulk run', clean.deal).getByRole('link', { name: 'Run' }).click()
  await expect(page.getByRole('heading', { name: clean.deal })).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('a bulk run that a power cut ended is offered again, and goes on to its end', async ({ app }) => {
  await checkAll(app.page)
  await slowDown(app, 'stigg', 150)
  await app.page.getByRole('button', { name: /^Provision \d+ deals$/ }).click()
  await expect(app.page.getByText(/^[1-9]\d* of \d+ done/)).toBeVisible({ timeout: 150_000 })
  await app.kill()
  const page = await app.restart()
  await expect(page.getByText(/A bulk run was interrupted and can go on/)).toBeVisible()
  await page.getByRole('link', { name: 'Show' }).click()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Every deal had its turn.')).toBeVisible({ timeout: 150_000 })
  await expect(page.getByRole('button', { name: 'Not done 0' })).toBeVisible()
})
