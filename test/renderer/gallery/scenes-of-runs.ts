import type { Page } from '@playwright/test'

import { dealThatShows, type Told } from '../../e2e/story.ts'
import { openSheet, type Scene } from './scenes.ts'
import type { Stage } from './stage.ts'

const subscribing = { method: 'POST', path: '/api/v1/subscriptions$' }
const writing = { method: 'PATCH', path: '/composite/sobjects' }

async function agree(stage: Stage, told: Told): Promise<void> {
  await openSheet(told)(stage)
  // The list behind the sheet has boxes of its own.
  for (const box of await stage.page.getByRole('dialog').getByRole('checkbox').all()) await box.check()
  await stage.page.keyboard.press('ControlOrMeta+Enter')
}

/** Requests are held back after many failures: ask for a new try, as a person does. */
async function tryNow(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Try now' })
  if (!(await button.isVisible())) return
  await button.click()
  await button.waitFor({ state: 'detached' })
}

/** A run that meets a fault, and how its end is known. */
const met =
  (told: Told, service: 'salesforce' | 'stigg', rule: object, until: RegExp): Scene =>
  async (stage) => {
    await stage.fault(service, rule)
    await agree(stage, told)
    await stage.page.getByRole('dialog').getByText(until).first().waitFor()
  }

/** Scenes that write or go wrong. Each is played once, in this order; faults end with the scene. */
export const scenesOfRuns: Readonly<Record<string, Scene>> = {
  applying: met(
    dealThatShows('ready: add-ons'),
    'stigg',
    { match: subscribing, fault: { kind: 'delay', ms: 14_000 } },
    /Stop after this step/,
  ),
  provisioned: async (stage) => {
    await agree(stage, dealThatShows('ready: custom plan with feature and credit entitlements'))
    await stage.page.getByText('Every step was confirmed.').waitFor()
  },
  'provisioned-deal': async ({ page }) => {
    await page.getByRole('row').filter({ hasText: 'Meridian Health' }).first().click()
    await page.getByText('What was sold').first().waitFor()
  },
  refused: met(
    dealThatShows('ready: multi-currency'),
    'stigg',
    { match: subscribing, fault: 'StripeError', times: null },
    /Refused/,
  ),
  'refused-by-salesforce': met(
    dealThatShows('ready: unmapped service line'),
    'salesforce',
    { match: writing, fault: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', times: null },
    /Refused/,
  ),
  unknown: async (stage) => {
    await stage.fault('stigg', { match: { path: '/api/v1/subscriptions/sub-' }, fault: 'reset-before', times: null })
    await met(
      dealThatShows('ready: CPQ-synced lines'),
      'stigg',
      { match: subscribing, fault: 'reset-after', times: null },
      /Not known/,
    )(stage)
  },
  payment: met(
    dealThatShows('ready: paid plan with credit charges'),
    'stigg',
    { match: subscribing, fault: 'PAYMENT_REQUIRED' },
    /has to pay first|Waits for payment/,
  ),
  'unreachable-in-sheet': async (stage) => {
    await openSheet(dealThatShows('ready: right-to-left names'))(stage)
    await stage.fault('stigg', { match: { method: 'GET' }, fault: '503', times: 200 })
    await stage.page.keyboard.press('ControlOrMeta+Enter')
    await stage.page.getByText('It was not provisioned').waitFor({ timeout: 60_000 })
  },
  attention: async ({ page }) => {
    await tryNow(page)
    await page.getByRole('button', { name: /^Attention / }).click()
    await page.getByRole('row').nth(1).click()
    await page.getByText('What was sold').first().waitFor()
  },
  'runs-filled': async ({ page }) => {
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByRole('row').nth(2).waitFor()
  },
  'one-run': async ({ page }) => {
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByRole('row').filter({ hasText: 'Meridian' }).click()
    await page.getByRole('heading', { name: 'What was agreed to' }).waitFor()
  },
  'one-run-refused': async ({ page }) => {
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByRole('row').filter({ hasText: 'Granite' }).click()
    await page.getByRole('heading', { name: 'What was agreed to' }).waitFor()
  },
  'give-up': async ({ page }) => {
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByRole('row').filter({ hasText: 'Granite' }).click()
    await page.getByRole('button', { name: 'Give up…' }).click()
    await page.getByRole('dialog').waitFor()
  },
  'circuit-open': async ({ page, fault }) => {
    await fault('stigg', { match: {}, fault: '503', times: null })
    await page.getByRole('row').nth(4).click()
    await page.getByRole('alert').waitFor({ timeout: 60_000 })
  },
  interrupted: async (stage) => {
    await tryNow(stage.page)
    await stage.fault('stigg', { match: subscribing, fault: 'hang-after' })
    await agree(stage, dealThatShows('ready: Chinese, Japanese and Korean names'))
    // Not before the request that hangs is under way: a run that was not begun is not interrupted.
    await stage.page.getByRole('dialog').getByText('Sent', { exact: true }).waitFor()
    await stage.page.waitForTimeout(1500)
    await stage.powerCut()
    await stage.page.getByText('interrupted').first().waitFor()
  },
  'signed-out': async ({ page, fault }) => {
    await fault('salesforce', { match: { path: '/services/data' }, fault: 'permanent-401', times: null })
    await fault('salesforce', { match: { path: 'oauth2/token' }, fault: 'refresh-revoked', times: null })
    await page.getByRole('button', { name: 'Catch up with Salesforce' }).click()
    await page.getByText('signed you out').first().waitFor({ timeout: 40_000 })
  },
  'session-lost': async ({ page, at }) => {
    await page.evaluate(() => sessionStorage.clear())
    await page.goto(at('/inbox'))
    await page.getByText('npm start').waitFor()
  },
}
