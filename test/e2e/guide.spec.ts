import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { startPracticeProcess, type PracticeProcess } from '#test/harness/practice-process'

import { expect, test, type RunningApp } from './app.ts'

/*
 * A newcomer goes from a fresh start through the whole guide. The org and the environment are the practice services of
 * another process; the companion does not know that.
 */

test.use({ isFresh: true })

/** Services of the case that is running; they end with it, however it ends. */
const started: PracticeProcess[] = []
async function aPair(args: readonly string[] = []): Promise<PracticeProcess> {
  const practice = await startPracticeProcess(args)
  started.push(practice)
  return practice
}
test.afterEach(async () => {
  for (const practice of started.splice(0)) await practice.child.stop()
})

const stigg = (practice: PracticeProcess) => practice.targets.stigg
const step = (page: Page, name: string) => page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 })

/** The practice org's app has callback addresses of its own. */
const portsOf = (practice: PracticeProcess) => practice.targets.salesforce.redirectPorts.join(', ')

/** Nobody is kept out of the step that is in view. */
async function isUsableByEverybody(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(process.env['COMPANION_E2E_ELECTRON'] !== undefined)
    .analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([])
}

/** Consent on Salesforce's page, as the person would, and come back. */
async function consent(page: Page, practice: PracticeProcess, begin: () => Promise<void>): Promise<void> {
  const [popup] = await Promise.all([page.context().waitForEvent('page'), begin()])
  await popup.getByText(practice.username).click()
  await popup.getByRole('button', { name: 'Allow' }).click()
  await popup.close()
}

async function throughTheGuide(practice: PracticeProcess, app: RunningApp): Promise<void> {
  const { page } = app
  const address = page.getByRole('textbox', { name: 'Address of the org' })
  const key = page.getByRole('textbox', { name: 'Consumer key' })
  const goOn = page.getByRole('button', { name: 'Go on to the sign-in' })

  await isUsableByEverybody(page)
  await page.getByRole('button', { name: 'Connect your org' }).click()
  await page.getByRole('textbox', { name: 'Name of the profile' }).fill('Northwind')
  // What people paste first.
  await address.fill('olivia@northwind.example')
  await expect(page.getByText('That is an e-mail address.')).toBeVisible()
  await address.fill('https://northwind.lightning.force.com/lightning/page/home')
  await expect(page.getByText('https://northwind.my.salesforce.com')).toBeVisible()
  await key.fill('A'.repeat(64))
  await goOn.click()
  await expect(page.getByText('That looks like the consumer secret')).toBeVisible()
  await isUsableByEverybody(page)
  await address.fill(practice.targets.salesforce.loginUrl)
  await key.fill(practice.targets.salesforce.clientId)
  await page.getByRole('button', { name: 'Advanced' }).click()
  await page.getByRole('textbox', { name: 'Ports of the callback addresses' }).fill(portsOf(practice))
  await goOn.click()

  await expect(heading(page, 'Sign in to Salesforce')).toBeVisible()
  await consent(page, practice, () => page.getByRole('button', { name: 'Open the browser and sign in' }).click())
  await expect(page.getByText('The profile belongs to this org from now on.')).toBeVisible()
  await page.getByRole('button', { name: 'Go on', exact: true }).click()

  await expect(heading(page, 'Which Stigg environment?')).toBeVisible()
  await page.getByRole('button', { name: 'Advanced' }).click()
  await page.getByRole('textbox', { name: 'Address of Stigg’s API' }).fill(stigg(practice).baseUrl)
  await page.getByRole('textbox', { name: 'Address of Stigg’s app' }).fill(stigg(practice).appUrl)
  await page.getByRole('button', { name: 'Use these addresses' }).click()

  const serverKey = page.getByLabel('Server key')
  await expect(page.getByRole('button', { name: 'Advanced' })).toHaveAttribute('aria-expanded', 'false')
  await serverKey.fill('client-abc')
  await serverKey.press('Enter')
  await expect(page.getByRole('alert')).toContainText('That is a publishable key')
  await expect(serverKey).toHaveValue('')
  await serverKey.fill(practice.stigg.apiKey)
  await serverKey.press('Enter')
  await page.getByRole('button', { name: /^Keep the key of / }).click()

  await expect(heading(page, 'Which fields carry the mapping?')).toBeVisible()
}

test('the practice workspace is one click away, and is not asked about again', async ({ app }) => {
  const { page } = app
  await page.getByRole('button', { name: 'Try the practice workspace' }).click()
  await expect(page.getByText('Northwind', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  expect(app.troubles).toEqual([])
  const again = await app.restart()
  await expect(again.getByRole('navigation', { name: 'Places' })).toBeVisible()
})

test('a newcomer connects an org of their own, and its deals are there', async ({ app }) => {
  test.setTimeout(120_000)
  const practice = await aPair()
  const { page } = app
  await throughTheGuide(practice, app)
  await expect(
    page
      .getByRole('row', { name: /Stigg ID of a product/ })
      .getByText('plan-')
      .first(),
  ).toBeVisible()
  await isUsableByEverybody(page)
  await page.getByRole('button', { name: 'These are right, go on' }).click()

  const found = page.getByRole('list', { name: 'What was found' })
  await expect(found.getByRole('listitem').filter({ hasText: 'Mapping fields' })).toContainText('In order')
  await expect(found.getByRole('listitem')).toHaveCount(6)
  await isUsableByEverybody(page)
  // Every step can be gone back to.
  await step(page, 'Sign in').click()
  await expect(page.getByText('The profile belongs to this org from now on.')).toBeVisible()
  await step(page, 'Readiness').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^readiness-.*\.csv$/)
  await page.getByRole('button', { name: 'Finish, and go to the deals' }).click()
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Readiness' }).click()
  await expect(found.getByRole('listitem')).toHaveCount(6)
  // The browser notes the answer that refused the publishable key, and nothing else: what the page still asked of the
  // profile that made way is no trouble.
  const troubles = app.troubles.filter((trouble) => !trouble.includes('409 (Conflict)'))
  expect(troubles).toEqual([expect.stringContaining('status of 500')])
})

test('in a small window every step scrolls by itself, and the ways out stay in sight', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 1024, height: 600 })
  await page.getByRole('button', { name: 'Connect your org' }).click()
  const last = page.getByText('The key works a few minutes after the app was made.')
  await expect(page.getByRole('link', { name: 'Back', exact: true })).toBeInViewport({ ratio: 1 })
  await expect(last).not.toBeInViewport()
  await page.getByRole('heading', { name: 'Which Salesforce org?' }).hover()
  await page.mouse.wheel(0, 10_000)
  await expect(last).toBeInViewport()
  await expect(page.getByRole('banner')).toBeInViewport({ ratio: 1 })
  expect(app.troubles).toEqual([])
})

test('fields that were guessed wrong are chosen by their examples, and what is missing is said as steps', async ({
  app,
}) => {
  test.setTimeout(120_000)
  const practice = await aPair(['--fields', 'odd'])
  const { page } = app
  await throughTheGuide(practice, app)
  const choose = async (role: string, option: RegExp) => {
    await page.getByRole('combobox', { name: `Field for the ${role}` }).click()
    await page.getByRole('option', { name: option }).click()
  }
  await expect(page.getByText('Not found: deals cannot be mapped by product.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What an administrator has to make' })).toBeVisible()
  await expect(page.getByText('No product holds a value in it.')).toBeVisible()
  await choose('Stigg Type of a product', /^Catalogue kind/)
  await choose('Stigg ID of a product', /^Catalogue key/)
  await expect(page.getByText('No product holds a value in it.')).toHaveCount(0)
  await page.getByRole('button', { name: 'Keep these fields and go on' }).click()
  const found = page.getByRole('list', { name: 'What was found' })
  await expect(found.getByRole('listitem').filter({ hasText: 'Product catalogue' })).toContainText(
    /\d+ of \d+ products/,
  )
})

test('the whole guide goes by keyboard alone', async ({ app }) => {
  test.setTimeout(120_000)
  const practice = await aPair()
  const { page } = app
  const { keyboard } = page
  /** Tab until the focus is on what is called that. */
  const tabTo = async (name: RegExp) => {
    for (let pressed = 0; pressed < 60; pressed += 1) {
      const label = await page.evaluate(() => {
        const element = document.activeElement
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
        return [element?.getAttribute('aria-label'), ...labels.map((one) => one.textContent), element?.textContent]
          .filter((text) => text)
          .join(' ')
          .trim()
      })
      if (name.test(label)) return
      await keyboard.press('Tab')
    }
    throw new Error(`Nothing called ${String(name)} can be reached by Tab`)
  }
  await expect(page.getByRole('heading', { name: 'Provision won deals in Stigg' })).toBeFocused()
  await tabTo(/^Connect your org/)
  await keyboard.press('Enter')
  await tabTo(/^Name of the profile/)
  await keyboard.type('Northwind')
  await tabTo(/^Address of the org/)
  await keyboard.type(practice.targets.salesforce.loginUrl)
  await tabTo(/^Consumer key/)
  await keyboard.type(practice.targets.salesforce.clientId)
  await tabTo(/^Advanced/)
  await keyboard.press('Enter')
  await tabTo(/^Ports of the callback/)
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type(portsOf(practice))
  await keyboard.press('Enter')
  await expect(heading(page, 'Sign in to Salesforce')).toBeFocused()
  await tabTo(/^Open the browser/)
  await consent(page, practice, () => keyboard.press('Enter'))
  await expect(page.getByText('The profile belongs to this org from now on.')).toBeVisible()

  await tabTo(/^Go on$/)
  await keyboard.press('Enter')
  await expect(heading(page, 'Which Stigg environment?')).toBeFocused()
  await tabTo(/^Advanced/)
  await keyboard.press('Enter')
  await tabTo(/^Address of Stigg’s API/)
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type(stigg(practice).baseUrl)
  await tabTo(/^Use these addresses/)
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Advanced' })).toHaveAttribute('aria-expanded', 'false')
  await tabTo(/^Server key/)
  await keyboard.type(practice.stigg.apiKey)
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Keep the key of / })).toBeFocused()
  await keyboard.press('Enter')
  await expect(heading(page, 'Which fields carry the mapping?')).toBeFocused()
  await expect(page.getByRole('button', { name: 'These are right, go on' })).toBeVisible()
  await tabTo(/^These are right/)
  await keyboard.press('Enter')
  await expect(heading(page, 'What was found')).toBeFocused()
  await expect(page.getByRole('list', { name: 'What was found' }).getByRole('listitem')).toHaveCount(6)
  await tabTo(/^Finish/)
  await keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('a profile that was begun is removed by its name, and the practice workspace is there', async ({ app }) => {
  const practice = await aPair()
  const { page } = app
  await page.getByRole('button', { name: 'Connect your org' }).click()
  await page.getByRole('textbox', { name: 'Name of the profile' }).fill('Northwind')
  await page.getByRole('textbox', { name: 'Address of the org' }).fill(practice.targets.salesforce.loginUrl)
  await page.getByRole('textbox', { name: 'Consumer key' }).fill(practice.targets.salesforce.clientId)
  await page.getByRole('button', { name: 'Go on to the sign-in' }).click()
  await expect(heading(page, 'Sign in to Salesforce')).toBeVisible()
  await page.getByRole('button', { name: 'Remove this profile…' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('button', { name: 'Remove the profile' })).toBeDisabled()
  await sheet.getByRole('textbox').fill('Northwind')
  await sheet.getByRole('button', { name: 'Remove the profile' }).click()
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  expect(app.troubles).toEqual([])
})
