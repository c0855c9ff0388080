import { expect, test } from './app.ts'
import { dealThatShows, openDeal } from './story.ts'

const deal = dealThatShows('ready: custom plan with feature entitlements')

test('a pasted Salesforce address leads to its deal', async ({ app }) => {
  const { page } = app
  await openDeal(page, deal)
  const href = await page
    .getByRole('link', { name: /Salesforce/ })
    .first()
    .getAttribute('href')
  expect(href).toContain('/lightning/r/Opportunity/')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
  await page.keyboard.type(href ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: deal.deal })).toBeVisible()
})

test('what is no link says so, and goes nowhere', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('navigation')).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
  await page.keyboard.type('https://evil.example/lightning/r/Opportunity/0065g00000CdEfGAAV/view')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/(inbox)?$/)
  expect(app.troubles.filter((trouble) => !trouble.includes('400') && !trouble.includes('500'))).toEqual([])
})

test('back and forward walk through the deals that were open', async ({ app }) => {
  const { page } = app
  const other = dealThatShows('mapping.type-without-id')
  await openDeal(page, deal)
  await openDeal(page, other)
  await page.goBack()
  await expect(page.getByRole('heading', { name: deal.deal })).toBeVisible()
  await page.goForward()
  await expect(page.getByRole('heading', { name: other.deal })).toBeVisible()
})
