import type { BrowserContext, Locator, Page } from '@playwright/test'

import { expect, test, type RunningApp } from './app.ts'
import { addFault, answered, approve, dealThatShows, openDeal, review } from './story.ts'

const olivia = 'olivia.ops@northwind.example'

/** What the strip below the environment bar says while nobody is signed in. */
const strip = (page: Page) =>
  page.getByText(/^(Salesforce has signed you out|You are signed out of Salesforce)\. Deals/)

/** End the session in Salesforce for good, as an administrator may, and let the app meet it. */
async function signedOut(app: RunningApp): Promise<void> {
  await addFault(app, 'salesforce', { fault: 'expire-all-sessions', match: { path: '/services/data/' } })
  await addFault(app, 'salesforce', { fault: 'refresh-revoked', match: { path: '/token' } })
  await app.page.getByRole('button', { name: 'Catch up with Salesforce' }).click()
  await expect(strip(app.page)).toBeVisible()
}

/** Begin a sign-in. @returns the page of Salesforce in the browser, and the dialog that waits for it */
async function begin(page: Page, context: BrowserContext): Promise<{ consent: Page; dialog: Locator }> {
  const opening = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Sign in again' }).first().click()
  return { consent: await opening, dialog: page.getByRole('dialog', { name: 'Sign in to Salesforce' }) }
}

const allow = (consent: Page) => consent.getByRole('button', { name: 'Allow' }).click()

test.beforeEach(async ({ app }) => {
  await expect(app.page.getByRole('row').nth(3)).toBeVisible()
})

test('a person signs in through the page of Salesforce, and the window goes on by itself', async ({ app, context }) => {
  const { page } = app
  await signedOut(app)
  const { consent, dialog } = await begin(page, context)
  await expect(dialog).toContainText('Northwind Systems')
  await expect(dialog.getByRole('timer')).toContainText(/for [45]:\d\d more/)
  await expect(consent.getByRole('heading', { name: 'Allow access?' })).toBeVisible()
  // The person of before is suggested.
  await expect(consent.getByRole('radio', { name: /Olivia/ })).toBeChecked()
  await allow(consent)
  await expect(consent.getByText('Signed in. You can close this tab.')).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(strip(page)).toBeHidden()
  expect(app.troubles.filter((text) => !text.includes('favicon'))).toEqual([])
})

test('the same by keyboard alone', async ({ app, context }) => {
  const { page } = app
  await signedOut(app)
  const opening = context.waitForEvent('page')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('textbox', { name: /Go to a record/ })).toBeFocused()
  await page.keyboard.type('sign in to salesforce')
  await expect(page.getByRole('option', { name: 'Sign in to Salesforce', exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  const consent = await opening
  await consent.getByRole('radio').first().waitFor()
  await consent.keyboard.press('Tab')
  await consent.keyboard.press('Tab')
  await expect(consent.getByRole('button', { name: 'Allow' })).toBeFocused()
  await consent.keyboard.press('Enter')
  await expect(consent.getByText('Signed in.')).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(strip(page)).toBeHidden()
})

/** What the page of Salesforce or the exchange after it answers, and what the person is told and told to do. */
const comingHome: readonly (readonly [fault: string, at: 'authorize' | 'token', title: RegExp, todo: RegExp])[] = [
  ['access-denied', 'authorize', /was declined/, /press Allow/],
  ['app-blocked', 'authorize', /blocked this app/, /unblock it/],
  ['not-approved', 'authorize', /not approved/, /permission set/],
  ['app-not-found', 'authorize', /does not have the app/, /My Domain/],
  ['approval-error', 'authorize', /could not approve/, /API Enabled/],
  ['scope-refused', 'authorize', /lacks a scope/, /select the scopes/],
  ['challenge-missing', 'authorize', /does not understand/, /report/],
  ['server-error', 'authorize', /trouble of its own/, /few minutes/],
  ['temporarily-unavailable', 'authorize', /trouble of its own/, /few minutes/],
  ['unknown-error', 'authorize', /trouble of its own/, /few minutes/],
  ['code-expired', 'token', /took too long/, /Sign in again/],
  ['code-invalid', 'token', /took too long/, /Sign in again/],
  ['verifier-invalid', 'token', /proof of the sign-in/, /Sign in again/],
  ['authentication-failed', 'token', /at this time/, /Salesforce itself/],
  ['consumer-not-approved', 'token', /not approved/, /permission set/],
  ['ip-restricted', 'token', /Not from this network/, /VPN/],
  ['user-inactive', 'token', /user is not active/, /activate/],
  ['org-inactive', 'token', /org is not active/, /trial/],
  ['client-refused', 'token', /credentials/, /Require secret/],
  ['app-not-installed', 'token', /not installed/, /Connected Apps OAuth Usage/],
  ['client-unknown', 'token', /consumer key/, /ten minutes/],
  ['not-approved', 'token', /not approved/, /permission set/],
  ['grant-type-unsupported', 'token', /switched off/, /Authorization Code/],
  ['redirect-mismatch', 'token', /not registered/, /http:\/\/localhost:17\d7\/oauth\/callback/],
  ['login-rate-exceeded', 'token', /Too many sign-ins/, /Wait an hour/],
  ['no-refresh-token', 'token', /could not be kept/, /refresh_token/],
  ['503', 'token', /trouble of its own/, /few minutes/],
  ['502', 'token', /trouble of its own/, /few minutes/],
  ['reset-before', 'token', /could not be reached/, /proxy/],
  ['empty', 'token', /unknown form/, /network/],
]

for (const place of ['authorize', 'token'] as const) {
  test(`each refusal of ${place} is said in words with what to do, and the next try signs in`, async ({
    app,
    context,
  }) => {
    test.setTimeout(300_000)
    const { page } = app
    await signedOut(app)
    for (const [fault, at, title, todo] of comingHome.filter((row) => row[1] === place)) {
      await test.step(`${fault} at ${at}`, async () => {
        await addFault(app, 'salesforce', { fault, match: { path: `/services/oauth2/${at}` } })
        const { consent } = await begin(page, context)
        if (at === 'token') await allow(consent)
        const failed = page.getByRole('dialog', { name: 'You are not signed in' })
        const panel = failed.getByRole('alert')
        await expect(panel.getByRole('heading')).toHaveText(title)
        await expect(panel).toContainText(todo)
        await expect(panel).toContainText('Nothing was changed.')
        await consent.close()
        await page.keyboard.press('Escape')
        await expect(failed).toBeHidden()
      })
    }
    const { consent } = await begin(page, context)
    await allow(consent)
    await expect(strip(page)).toBeHidden()
  })
}

/** Refusals that stay on Salesforce's own page: what that page shows. */
const stayingThere: readonly (readonly [fault: string, shown: RegExp, hint: RegExp])[] = [
  ['app-not-installed', /app must be installed/, /App must be installed/],
  ['client-unknown', /client identifier invalid/, /Client identifier invalid/],
  ['redirect-mismatch', /redirect_uri must match/, /registers http:\/\/localhost:17\d7\/oauth\/callback/],
  ['cross-org', /Cross-org/, /Cross-org/],
  ['user-inactive', /user is inactive/, /User is inactive/],
  ['org-inactive', /organization is inactive/, /inactive/],
  ['login-attempts-exceeded', /login attempts exceeded/, /login attempts exceeded/],
  ['wrong-login-host', /check your username/, /login page of its own/],
]

test('an error page that never comes back is explained after a while, and Cancel ends the wait', async ({
  app,
  context,
}) => {
  test.setTimeout(240_000)
  const { page } = app
  await signedOut(app)
  await page.clock.install()
  for (const [fault, shown, hint] of stayingThere) {
    await test.step(fault, async () => {
      await addFault(app, 'salesforce', { fault, match: { path: '/services/oauth2/authorize' } })
      const { consent, dialog } = await begin(page, context)
      await expect(consent.getByText(shown).first()).toBeVisible()
      await page.clock.fastForward(25_000)
      await expect(dialog.getByRole('listitem').filter({ hasText: hint }).first()).toBeVisible()
      await consent.close()
      await dialog.getByRole('button', { name: 'Cancel' }).focus()
      await page.keyboard.press('Enter')
      await expect(dialog).toBeHidden()
    })
  }
  // Its port is free again, and the person is where they were.
  const { consent } = await begin(page, context)
  await allow(consent)
  await expect(strip(page)).toBeHidden()
})

test('an answer that belongs to another sign-in is left out, and the right one still counts', async ({
  app,
  context,
}) => {
  const { page } = app
  await signedOut(app)
  await addFault(app, 'salesforce', { fault: 'wrong-state', match: { path: 'RemoteAccessAuthorizationPage' } })
  const { consent, dialog } = await begin(page, context)
  await allow(consent)
  await expect(consent.getByText(/does not belong to the one/)).toBeVisible()
  await expect(dialog.getByText(/was left out/)).toBeVisible()
  const opening = context.waitForEvent('page')
  await dialog.getByRole('link', { name: 'Open the page again' }).click()
  await allow(await opening)
  await expect(dialog).toBeHidden()
  await expect(strip(page)).toBeHidden()
})

test('a sign-in to another org is refused with both names, given back, and nothing is kept', async ({
  app,
  context,
}) => {
  const { page } = app
  await signedOut(app)
  await addFault(app, 'salesforce', { fault: 'other-org', match: { path: '/services/oauth2/token' } })
  await addFault(app, 'salesforce', {
    fault: { kind: 'status', status: 200, body: { totalSize: 1, done: true, records: [{ Name: 'Globex' }] } },
    match: { path: 'FROM Organization' },
  })
  const { consent } = await begin(page, context)
  await allow(consent)
  const panel = page.getByRole('dialog').getByRole('alert')
  await expect(panel).toContainText('That is another org')
  await expect(panel).toContainText(/Globex \(00D5g00000GlobEEAR\).*Northwind Systems \(00D5g000004XyZQEA0\)/)
  await expect(panel).toContainText('nothing of it was kept')
  expect(await answered(app, 'salesforce', 'POST', /\/oauth2\/revoke$/)).toBe(1)
  await expect(strip(page)).toBeVisible()

  const opening = context.waitForEvent('page')
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in as somebody else' }).click()
  const again = await opening
  expect(new URL(again.url()).searchParams.get('prompt')).toBe('login')
  await allow(again)
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a sign-in as another user of the org says so', async ({ app, context }) => {
  const { page } = app
  await signedOut(app)
  const { consent } = await begin(page, context)
  await consent.getByRole('radio', { name: /Nils/ }).check()
  await allow(consent)
  const dialog = page.getByRole('dialog', { name: 'You are signed in as somebody else' })
  await expect(dialog).toContainText('nils.nofield@northwind.example')
  await expect(dialog).toContainText(olivia)
  await dialog.getByRole('button', { name: 'Go on as this user' }).click()
  await expect(dialog).toBeHidden()
})

test('a run that a dead session stopped goes on after the sign-in, and is done exactly once', async ({
  app,
  context,
}) => {
  const { page } = app
  const clean = dealThatShows('ready: custom plan with feature entitlements')
  await openDeal(page, clean)
  const sheet = await review(page)
  // The session dies when the first record is written back to Salesforce.
  await addFault(app, 'salesforce', { fault: 'expire-all-sessions', match: { method: 'PATCH' } })
  await addFault(app, 'salesforce', { fault: 'refresh-revoked', match: { path: '/token' } })
  await approve(sheet, clean)
  await expect(sheet.getByText(/Salesforce has signed you out/).first()).toBeVisible({ timeout: 30_000 })
  await sheet.getByRole('button', { name: 'Close' }).first().click()

  const { consent } = await begin(page, context)
  await allow(consent)
  await expect(strip(page)).toBeHidden()
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible()
  expect(await answered(app, 'stigg', 'POST', /\/api\/v1\/subscriptions$/)).toBe(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  const runs = page.getByRole('grid', { name: 'Runs' })
  await expect(runs.getByRole('row').filter({ hasText: clean.deal })).toHaveCount(1)
  await expect(runs.getByRole('row').filter({ hasText: clean.deal })).toContainText('Done')
})

test('signing out says what comes of it, ends the session at Salesforce, and signing in goes on', async ({
  app,
  context,
}) => {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).first().click()
  await page.getByRole('button', { name: 'Sign out…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign out of Salesforce' })
  await expect(dialog).toContainText('nothing can be read anew or provisioned')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Sign out' }).click()
  await expect(dialog).toContainText('Salesforce has ended the session')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(strip(page)).toBeVisible()
  expect(await answered(app, 'salesforce', 'POST', /\/oauth2\/revoke$/)).toBe(1)

  const opening = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Sign in…' }).click()
  await allow(await opening)
  await expect(strip(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Sign out…' })).toBeVisible()
})
