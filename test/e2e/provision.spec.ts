import { expect, test } from './app.ts'
import { addFault, answered, approve, changeLine, dealThatShows, openDeal, review, slowDown } from './story.ts'

const clean = dealThatShows('ready: custom plan with feature entitlements')

test('a won deal becomes a subscription: seen, reviewed, approved, done, verified, linked both ways', async ({
  app,
}) => {
  const { page } = app
  await openDeal(page, clean)
  await expect(page.getByText('What Stigg will hold')).toBeVisible()
  const sheet = await review(page)
  await expect(sheet.getByText('What happens')).toBeVisible()
  await approve(sheet, clean)
  await expect(sheet.getByText('Every step was confirmed.')).toBeVisible()
  await expect(sheet.getByRole('link', { name: 'Opportunity in Salesforce' })).toBeVisible()
  const customer = await sheet.getByRole('link', { name: 'Customer in Stigg' }).getAttribute('href')
  expect(await (await fetch(customer ?? '')).text()).toContain(clean.account)
  await sheet.getByRole('button', { name: 'Close' }).first().click()

  await expect(page.getByRole('heading', { name: clean.deal })).toBeVisible()
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible()
  expect(await answered(app, 'stigg', 'POST', /\/api\/v1\/subscriptions$/)).toBe(1)
  expect(app.troubles).toEqual([])
})

test('the same by keyboard alone, over a slow network', async ({ app }) => {
  const { page } = app
  await slowDown(app, 'stigg', 250)
  await expect(page.getByRole('row').nth(3)).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type(clean.deal)
  await expect(page.getByRole('row').filter({ hasText: clean.deal }).first()).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Ready' })).toHaveCount(1)
  await page.keyboard.press('Enter')
  if (!page.url().includes('/inbox/')) {
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('heading', { name: clean.deal })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Review and provision' })).toBeEnabled()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(sheet.getByText('Every step was confirmed.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  expect(app.troubles).toEqual([])
})

test('a warning has to be ticked before anything is replaced', async ({ app }) => {
  const upgrade = dealThatShows('ready: amendment of a running subscription')
  await openDeal(app.page, upgrade)
  await app.page.getByRole('button', { name: 'Review and provision' }).click()
  const sheet = app.page.getByRole('dialog')
  await expect(sheet.getByRole('button', { name: /^Provision/ })).toBeDisabled()
  for (const box of await sheet.getByRole('checkbox').all()) await box.check()
  await approve(sheet, upgrade)
  await expect(sheet.getByText('Every step was confirmed.')).toBeVisible()
})

test('a blocked deal says what is wrong and where to mend it, and cannot be provisioned', async ({ app }) => {
  await openDeal(app.page, dealThatShows('mapping.type-without-id'))
  await expect(app.page.getByText('Blocked').first()).toBeVisible()
  await expect(app.page.getByRole('button', { name: 'Review and provision' })).toBeDisabled()
})

test('a missing billing period is chosen in place, and the deal can go', async ({ app }) => {
  const { page } = app
  const deal = dealThatShows('billing.period-missing')
  await openDeal(page, deal)
  const act = page.getByRole('button', { name: 'Review and provision' })
  await expect(act).toBeDisabled()
  await page.getByRole('combobox', { name: /Billing period/ }).click()
  await page.getByRole('option', { name: /year|annual/i }).click()
  await expect(act).toBeEnabled()
  const sheet = await review(page)
  await approve(sheet, deal)
  await expect(sheet.getByText('Every step was confirmed.')).toBeVisible()
})

test('a run that a power cut stopped is offered again, and makes one subscription', async ({ app }) => {
  await openDeal(app.page, clean)
  await addFault(app, 'stigg', { match: { method: 'POST', path: '/api/v1/subscriptions$' }, fault: 'hang-after' })
  const sheet = await review(app.page)
  await approve(sheet, clean)
  await expect(sheet.getByText(/Enterprise/).first()).toBeVisible()
  await expect.poll(() => answered(app, 'stigg', 'POST', /\/api\/v1\/customers$/)).toBe(1)
  await app.page.waitForTimeout(500)
  await app.kill()

  const page = await app.restart()
  await page
    .getByRole('link', { name: /Runs/ })
    .or(page.getByRole('button', { name: /interrupted/ }))
    .first()
    .click()
  await page.getByRole('row').filter({ hasText: clean.deal }).first().click()
  await page
    .getByRole('button', { name: /Resume|Go on/ })
    .first()
    .click()
  await expect(page.getByText('Done').first()).toBeVisible()
  const customer = await page
    .getByRole('link', { name: /Customer in Stigg|Stigg/ })
    .first()
    .getAttribute('href')
  const shown = await (await fetch(customer ?? '')).text()
  expect(shown.match(/plan-enterprise|Enterprise/g)?.length).toBeGreaterThan(0)
})

test('a deal that changed after the look is not provisioned as it was', async ({ app }) => {
  const { page } = app
  await openDeal(page, clean)
  const sheet = await review(page)
  await changeLine(app, clean, 'Entitlement', { Quantity: 77 })
  await approve(sheet, clean)
  await expect(sheet.getByText(/changed/i).first()).toBeVisible()
  expect(await answered(app, 'stigg', 'POST', /\/api\/v1\/(customers|subscriptions)$/)).toBe(0)
  // What is approved next is the deal as it is now.
  await expect(sheet.getByText(/77/).first()).toBeVisible()
  await approve(sheet, clean)
  await expect(sheet.getByText('Every step was confirmed.')).toBeVisible()
})

test('a service that is away costs nothing: the deal says so, and can be tried again', async ({ app }) => {
  const { page } = app
  await openDeal(page, clean)
  const sheet = await review(page)
  await addFault(app, 'stigg', { match: { method: 'GET' }, fault: '503', times: 60 })
  await approve(sheet, clean)
  await expect(sheet.getByText(/Nothing was changed|Nothing was written/i).first()).toBeVisible({ timeout: 30_000 })
  expect(await answered(app, 'stigg', 'POST', /\/api\/v1\/(customers|subscriptions)$/)).toBe(0)
})
