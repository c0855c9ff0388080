import { expect, test } from './app.ts'
import { fill, openGroup } from './editor.ts'
import { approve, dealThatShows, openDeal, review, sentTo } from './story.ts'

test('edits outlive leaving and quitting, one goes back, and the others reach Stigg', async ({ app }) => {
  const deal = dealThatShows('ready: paid plan, invoice and price overrides')
  await openDeal(app.page, deal)
  await openGroup(app.page, 'Payment')
  await fill(app.page, 'Days until due', '45')
  await openGroup(app.page, 'Spend')
  await fill(app.page, 'Minimum spend', '500')
  await expect(app.page.getByRole('button', { name: /Discard 2 edits/ })).toBeVisible()
  // The deal was looked at again, which is done after its edits were sent to be kept.
  await expect(app.page.locator('[aria-busy="true"]')).toHaveCount(0)
  await app.page.keyboard.press('Escape')
  await app.page.reload()
  await expect(app.page.getByRole('row').filter({ hasText: deal.deal }).getByText('edited')).toBeVisible()
  expect(app.troubles).toEqual([])

  const page = await app.restart()
  await expect(page.getByRole('row').filter({ hasText: deal.deal }).getByText('edited')).toBeVisible()
  await openDeal(page, deal)
  await openGroup(page, 'Payment')
  await expect(page.getByRole('textbox', { name: 'Days until due', exact: true })).toHaveValue('45')
  await openGroup(page, 'Spend')
  await page.getByRole('button', { name: 'Undo the edit of Minimum spend' }).click()
  await expect(page.getByRole('textbox', { name: 'Minimum spend', exact: true })).toHaveValue('')
  await expect(page.getByRole('button', { name: /Discard 1 edit/ })).toBeVisible()

  const sheet = await review(page)
  await approve(sheet, deal)
  await expect(sheet.getByText('Every step was confirmed.')).toBeVisible()
  const [body] = await sentTo(app, 'stigg', 'POST', /\/api\/v1\/subscriptions$/)
  expect(body).toMatchObject({ billingInformation: { invoiceDaysUntilDue: 45 } })
  expect(body).not.toHaveProperty('minimumSpend')
  await sheet.getByRole('button', { name: 'Close' }).first().click()
  // What was provisioned is no pending edit any more.
  await expect(page.getByRole('button', { name: /^Discard/ })).toHaveCount(0)
})
