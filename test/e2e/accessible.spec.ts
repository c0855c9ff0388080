import { AxeBuilder } from '@axe-core/playwright'

import { expect, test } from './app.ts'
import { dealThatShows, openDeal, review } from './story.ts'

const inElectron = process.env['COMPANION_E2E_ELECTRON'] !== undefined

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every view is usable by everybody, ${colorScheme}`, async ({ app }) => {
    const { page } = app
    await page.emulateMedia({ colorScheme })
    const violations = async (view: string) => {
      const found = await new AxeBuilder({ page }).setLegacyMode(inElectron).analyze()
      return found.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => ({ view, id, where: nodes.slice(0, 3).map(({ html }) => html) }))
    }
    await expect(page.getByRole('row').nth(3)).toBeVisible()
    const found = [...(await violations('inbox'))]
    await openDeal(page, dealThatShows('ready: renewal of a running subscription'))
    found.push(...(await violations('deal')))
    await review(page)
    found.push(...(await violations('sheet')))
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('link', { name: /Runs/ }).click()
    found.push(...(await violations('runs')))
    await page.getByRole('link', { name: /^Customers/ }).click()
    await page.getByRole('link', { name: /^Gannet/ }).click()
    await expect(page.getByRole('table', { name: 'Effective entitlements' })).toBeVisible()
    await page.getByText(/subscription that is over/).click()
    found.push(...(await violations('customer')))
    await page.getByRole('link', { name: /Settings/ }).click()
    found.push(...(await violations('settings')))
    await page.getByRole('switch', { name: 'Call my application first' }).click()
    await page.getByRole('textbox', { name: 'Address' }).fill('http://app.example')
    found.push(...(await violations('the call-out')))
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Workflows' }).click()
    await expect(page.getByText('There').first()).toBeVisible()
    found.push(...(await violations('workflows')))
    await page.getByRole('link', { name: 'Set subscription metadata' }).click()
    await page.getByRole('textbox', { name: 'Account or Stigg customer ID' }).fill('Tidewater')
    await page
      .getByRole('link', { name: /^Tidewater/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^Review/ }).click()
    await expect(page.getByText('This has to be given.')).toBeVisible()
    found.push(...(await violations('form of a workflow')))
    await page.getByRole('textbox', { name: 'Metadata' }).fill('{"region": "emea"}')
    await page.getByRole('button', { name: /^Review/ }).click()
    await expect(page.getByRole('heading', { name: 'What is sent' })).toBeVisible()
    found.push(...(await violations('review of a workflow')))
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('link', { name: 'Help', exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Search the help' })).toBeFocused()
    found.push(...(await violations('help')))
    await page.getByRole('link', { name: /mapping\.no-plan/ }).click()
    await expect(page.getByRole('heading', { name: 'How to mend it' })).toBeVisible()
    found.push(...(await violations('page of the help')))
    expect(found).toEqual([])
  })
}
