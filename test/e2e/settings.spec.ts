import { readFile } from 'node:fs/promises'

import { expect, test } from './app.ts'
import { openGroup } from './editor.ts'
import { dealThatShows, openDeal } from './story.ts'

const deal = dealThatShows('ready: paid plan, invoice and price overrides')

test('a template that is edited is in the next draft, and a file shows before and after until it is saved', async ({
  app,
}) => {
  const { page } = app
  const due = page.getByRole('textbox', { name: 'Days until due', exact: true })
  const save = page.getByRole('button', { name: 'Save the rules' })
  const openSettings = () => page.getByRole('link', { name: 'Settings' }).click()

  await openSettings()
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Templates' })).toBeInViewport()
  await page.getByRole('button', { name: 'Add a template' }).click()
  await page.getByRole('textbox', { name: 'Name of template-1' }).fill('Net 55')
  await page.getByRole('textbox', { name: 'Days until due of Net 55' }).fill('55')
  await expect(page.getByText('Not saved: templates')).toBeVisible()
  await page.getByRole('button', { name: 'Which deals would they be picked for?' }).click()
  await expect(page.getByText(/^Picked for \d+ deals: /)).toBeVisible()
  await save.click()
  await expect(page.getByText('The rules are saved.')).toBeVisible()

  // The draft takes it.
  await page.getByRole('link', { name: /Inbox/ }).click()
  await openDeal(page, deal)
  await openGroup(page, 'Payment')
  await expect(due).toHaveValue('55')
  await expect(page.getByText('from a template').filter({ visible: true }).first()).toBeVisible()
  await page.keyboard.press('Escape')

  // The same settings with another number come back as a file.
  await openSettings()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as a file' }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  const file = text.replace('"daysUntilDue": 55', '"daysUntilDue": 44')
  expect(file).not.toBe(text)
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'settings.json', mimeType: 'application/json', buffer: Buffer.from(file) })
  const changes = page.getByRole('note', { name: 'What the file changes' })
  await expect(changes).toContainText('Nothing of the file is in force before it is saved.')
  const row = changes.getByRole('row', { name: /^templates/ })
  await expect(row.getByRole('cell').nth(0)).toContainText('due in 55 days')
  await expect(row.getByRole('cell').nth(1)).toContainText('due in 44 days')
  await save.click()
  await expect(page.getByText('The rules are saved.')).toBeVisible()
  await expect(changes).toHaveCount(0)

  await page.getByRole('link', { name: /Inbox/ }).click()
  await openDeal(page, deal)
  await openGroup(page, 'Payment')
  await expect(due).toHaveValue('44')
  expect(app.troubles).toEqual([])
})
