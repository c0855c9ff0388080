import { expect, test } from './app.ts'
import { dealThatShows, openDeal } from './story.ts'

test('a finding leads to its page, and the page back to the finding with the focus on it', async ({ app }) => {
  const { page } = app
  await openDeal(page, dealThatShows('mapping.type-without-id'))
  const question = page.getByRole('link', { name: 'What does this mean? Stigg ID is missing' })
  await question.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/help\/mapping\.type-without-id$/)
  await expect(page.getByRole('heading', { name: 'Stigg ID is missing' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toBeFocused()
  await question.press('Enter')
  await page.getByRole('link', { name: 'Stigg Type is missing' }).click()
  await expect(page.getByRole('heading', { name: 'Stigg Type is missing' })).toBeFocused()
  await page.goBack()
  await page.goBack()
  await expect(question).toBeVisible()
  expect(app.troubles).toEqual([])
})
