import type { Page } from '@playwright/test'

import { expect, test } from './app.ts'
import { addFault } from './story.ts'

async function openWorkflow(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('grid')).toBeVisible()
  await page.getByRole('link', { name: 'Workflows', exact: true }).click()
  await page.getByRole('link', { name }).click()
  await page.getByRole('textbox', { name: 'Account or Stigg customer ID' }).fill('Tidewater')
  await page
    .getByRole('link', { name: /^Tidewater/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: `${name} for Tidewater Robotics` })).toBeVisible()
}

test('metadata is set by a workflow, tested first, left while it runs, and found again, by mouse', async ({ app }) => {
  const { page } = app
  await openWorkflow(page, 'Set subscription metadata')
  await page.getByRole('textbox', { name: 'Metadata' }).fill('{"region": "emea"}')
  await expect(page.getByRole('region', { name: 'Payload' }).getByText(/"region": "emea"/)).toBeVisible()
  await page.getByRole('switch', { name: /^Only a test/ }).click()
  await page.getByRole('button', { name: /^Review/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /^Test “Set subscription metadata”/ }).click()
  await expect(sheet.getByText('It was a test: nothing was to change, and nothing did.')).toBeVisible()
  await expect(sheet.getByText(/"isTest": true/).first()).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).first().click()

  await page.getByRole('switch', { name: /^Only a test/ }).click()
  await page.getByRole('button', { name: /^Review/ }).click()
  // Long enough to be hidden while it is out.
  await addFault(app, 'stigg', {
    match: { path: '/graphql$', bodyIncludes: 'mutation TriggerWorkflow' },
    fault: { kind: 'delay', ms: 4000 },
  })
  await sheet.getByText('The request to Stigg').click()
  await expect(sheet.getByText(/mutation TriggerWorkflow/)).toBeVisible()
  await sheet.getByRole('button', { name: /^Fire “Set subscription metadata”/ }).click()
  await expect(sheet.getByText(/^Stigg may take up to a minute|^The workflow has answered/)).toBeVisible()
  await sheet.getByRole('button', { name: 'Hide', exact: true }).click()
  const fired = page.getByRole('list', { name: 'Fired from here' })
  await expect(fired.getByText(/The subscription has changed as it was to/)).toBeVisible()
  await fired.getByRole('link', { name: 'Show the run' }).last().click()
  await expect(page.getByText(/Fire the workflow Set subscription metadata/).first()).toBeVisible()
  await page.getByRole('link', { name: 'Open the workflow' }).click()
  await expect(page.getByRole('heading', { name: /^Set subscription metadata for/ })).toBeVisible()
  expect(app.troubles).toEqual([])
})

test('a cancellation is rescheduled by the keyboard alone', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  await expect(page.getByRole('grid')).toBeVisible()
  await keyboard.press('g')
  await keyboard.press('w')
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeFocused()
  const link = page.getByRole('link', { name: 'Reschedule a cancellation' })
  const tabTo = async (target: typeof link): Promise<void> => {
    for (let n = 0; n < 20 && !(await target.evaluate((one) => one === document.activeElement)); n += 1) {
      await keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
  }
  await tabTo(link)
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Account or Stigg customer ID' })).toBeFocused()
  await keyboard.type('Tidewater')
  await expect(page.getByText('1 customer')).toBeVisible()
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^Reschedule a cancellation for Tidewater/ })).toBeFocused()
  await tabTo(page.getByLabel('Cancellation date'))
  await keyboard.type('12312029')
  await expect(
    page.getByRole('region', { name: 'Payload' }).getByText(/"cancellationDate": "2029-12-31T/),
  ).toBeVisible()
  await keyboard.press('ControlOrMeta+Enter')
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText(/Stigg is asked to let the .+ subscription of Tidewater Robotics end on/)).toBeVisible()
  await keyboard.press('ControlOrMeta+Enter')
  await expect(sheet.getByText(/The subscription has changed as it was to/)).toBeVisible()
  await keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  expect(app.troubles).toEqual([])
})

test('a link fills the form in and fires nothing; a payload is edited with its mistakes at their places', async ({
  app,
}) => {
  const { page } = app
  await openWorkflow(page, 'Downgrade to a grace-period plan')
  await page.goto(page.url())
  await expect(page.getByRole('heading', { name: /^Downgrade to a grace-period plan for Tidewater/ })).toBeVisible()
  await page.getByRole('button', { name: 'Edit as JSON' }).click()
  const editor = page.getByRole('textbox', { name: 'Payload as JSON' })
  const text = await editor.inputValue()
  await editor.fill(text.replace('}', ', "targetPlanId": "plan-nowhere" }'))
  await expect(page.getByText(/^\/targetPlanId, line \d+, column \d+:/)).toBeVisible()
  await editor.fill(`${text}}`)
  await expect(page.getByText(/^line \d+, column \d+: This is not JSON/)).toBeVisible()
  await page.getByRole('button', { name: /^Review/ }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('link', { name: /Runs/ }).click()
  await expect(page.getByText('Fire the workflow')).toHaveCount(0)
  expect(app.troubles).toEqual([])
})
