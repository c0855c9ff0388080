import { expect, test, type RunningApp } from './app.ts'
import { approve, dealThatShows, openDeal, review, sentTo, type Told } from './story.ts'

/*
 * The scenarios of Stigg's documents about Salesforce, one case each, named after their headings there. What a document
 * has somebody build as a Flow is done here by looking at the deal and approving it.
 */

/** Look at a deal, agree to every warning, provision it. @returns the subscriptions that Stigg was asked for */
async function provision(app: RunningApp, deal: Told): Promise<unknown[]> {
  await openDeal(app.page, deal)
  const sheet = await review(app.page)
  await approve(sheet, deal)
  await expect(sheet.getByText('Every step was confirmed.')).toBeVisible()
  expect(app.troubles).toEqual([])
  return sentTo(app, 'stigg', 'POST', /\/api\/v1\/subscriptions$/)
}

test.describe('Provisioning flows', () => {
  test('Provisioning custom subscriptions with entitlements', async ({ app }) => {
    const [body] = await provision(app, dealThatShows('ready: custom plan with feature entitlements'))
    expect(body).toMatchObject({
      planId: 'plan-enterprise',
      entitlements: expect.arrayContaining([
        { type: 'FEATURE', id: 'feature-seats', usageLimit: expect.any(Number) },
      ]) as unknown,
    })
    // Billing is handled outside Stigg.
    expect(body).not.toHaveProperty('paymentCollectionMethod')
    const written = await sentTo(app, 'salesforce', 'PATCH', /\/composite\/sobjects$/)
    expect(JSON.stringify(written)).toContain('Stigg_Customer_URL__c')
  })

  test('Provisioning paid subscriptions, price overrides, and invoices', async ({ app }) => {
    const [body] = await provision(app, dealThatShows('ready: paid plan, invoice and price overrides'))
    expect(body).toMatchObject({
      paymentCollectionMethod: 'INVOICE',
      billingPeriod: expect.stringMatching(/^(MONTHLY|ANNUALLY)$/) as unknown,
      priceOverrides: expect.arrayContaining([
        expect.objectContaining({ amount: expect.any(Number) as unknown, currency: expect.any(String) as unknown }),
      ]) as unknown,
    })
    // The invoice is sent to an address that the customer has.
    const customers = await sentTo(app, 'stigg', 'POST', /\/api\/v1\/customers$/)
    expect(customers).toMatchObject([{ email: expect.stringContaining('@') as unknown }])
  })

  test('Provisioning paid subscriptions with credit charges', async ({ app }) => {
    const [body] = await provision(app, dealThatShows('ready: paid plan with credit charges'))
    expect(body).toMatchObject({
      paymentCollectionMethod: 'INVOICE',
      entitlements: expect.arrayContaining([
        {
          type: 'CREDIT',
          id: expect.any(String) as unknown,
          amount: expect.any(Number) as unknown,
          cadence: expect.stringMatching(/^(MONTH|YEAR)$/) as unknown,
        },
      ]) as unknown,
    })
  })

  test('Provisioning custom plans with credit entitlements', async ({ app }) => {
    const [body] = await provision(app, dealThatShows('ready: custom plan with feature and credit entitlements'))
    expect(body).not.toHaveProperty('paymentCollectionMethod')
    const { entitlements } = body as { entitlements: { type: string }[] }
    expect(new Set(entitlements.map(({ type }) => type))).toEqual(new Set(['FEATURE', 'CREDIT']))
  })

  test('Provisioning trial subscriptions', async ({ app }) => {
    const [body] = await provision(app, dealThatShows('ready: trial at POC stage'))
    expect(body).toMatchObject({
      trialOverrideConfiguration: { isTrial: true, trialEndDate: expect.stringMatching(/^\d{4}-/) as unknown },
    })
  })
})

test.describe('Handling renewals and amendments', () => {
  test('Provisioning a new subscription (replaces the existing one)', async ({ app }) => {
    const deal = dealThatShows('ready: amendment of a running subscription')
    const bodies = await provision(app, deal)
    // Stigg cancels the old one by itself: nothing else is sent.
    expect(bodies).toHaveLength(1)
    expect(await sentTo(app, 'stigg', 'POST', /\/cancel$/)).toEqual([])
    await app.page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()
    await expect(app.page.getByText('Live', { exact: true }).first()).toBeVisible()
  })

  test('a renewal starts where the old term ends, and nothing is cut short', async ({ app }) => {
    const [body] = await provision(app, dealThatShows('ready: renewal of a running subscription'))
    const { startDate } = body as { startDate: string }
    expect(Date.parse(startDate)).toBeGreaterThan(Date.now())
  })
})

test.describe('Integration with Salesforce CPQ', () => {
  test('lines that CPQ synced from the primary quote bring their dates and billing frequency', async ({ app }) => {
    const [body] = await provision(app, dealThatShows('ready: CPQ-synced lines'))
    expect(body).toMatchObject({
      billingPeriod: 'ANNUALLY',
      startDate: expect.stringMatching(/^\d{4}-/) as unknown,
      cancellationDate: expect.stringMatching(/^\d{4}-/) as unknown,
    })
  })
})
