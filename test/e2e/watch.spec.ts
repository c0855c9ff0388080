import { AxeBuilder } from '@axe-core/playwright'

import { expect, test } from './app.ts'
import { sellDeal } from './story.ts'

test('a deal that is won meanwhile is told, marked as new, and one click away', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('row').nth(3)).toBeVisible()
  const name = await sellDeal(app, 'Won just now')
  await page.getByRole('button', { name: 'Catch up with Salesforce' }).click()

  const told = page.getByRole('complementary', { name: 'A deal was won' })
  await expect(told.getByRole('link', { name })).toBeVisible()
  await expect(page.getByTitle('Newly won, and nobody has opened it here yet')).toHaveCount(1)
  const { violations } = await new AxeBuilder({ page }).include('aside').setLegacyMode().analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
  const pictures = process.env['COMPANION_PICTURES']
  if (pictures !== undefined) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `${pictures}/toast-${colorScheme}.png` })
    }
  }

  await told.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await expect(told).toHaveCount(0)
  await expect(page.getByTitle('Newly won, and nobody has opened it here yet')).toHaveCount(0)
  expect(app.troubles).toEqual([])
})
