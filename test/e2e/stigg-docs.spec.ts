import { expect, test, type RunningApp } from './app.ts'
import { choose, fill, openGroup } from './editor.ts'
import { approve, dealThatShows, openDeal, review, sentTo, type Told } from './story.ts'

/*
 * The scenarios of Stigg's documents about Salesforce, one case each, named after their headings there. What a document
 * has somebody build as a Flow is done here by looking at the deal and approving it.
 */

/** Look at a deal, agree to every warning, provision it. @returns the subscriptions that Stigg was asked for */
async function provision(
  app: RunningApp,
  deal: Told,
  edit: () => Promise<void> = () => Promise.resolve(),
): Promise<unknown[]> {
  await openDeal(app.page, deal)
  await edit()
  const sheet = await review(app.page)
  await approve(sheet, deal)
  await expect(sheet.getByText('Every step was confirmed.')).toBeVisible()
  expect(app.troubles).toEqual([])
  return sentTo(app, 'stigg', 'POST', /\/api\/v1\/subscriptions$/)
}

test.describe('Provisioning flows', () => {
  test('Insert your provisioning logic', async ({ app }) => {
    const { page, practice } = app
    const overview = await (await fetch(practice.customerApp)).text()
    const authorization = /id="authorization">([^<]+)</.exec(overview)?.[1] ?? ''
    const deal = dealThatShows('ready: custom plan with feature entitlements')
    const api = `${practice.customerApp}/workspaces`

    // Send a request to the application, and say where its IDs stand in the answer.
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('switch', { name: 'Call my application first' }).click()
    await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue(api)
    await page.getByRole('button', { name: 'Add a resource ID of Northwind', exact: true }).click()
    await page.getByRole('button', { name: 'Enter it…' }).click()
    await page.getByLabel('Secret app-key', { exact: true }).fill(authorization)
    await page.getByRole('button', { name: 'Keep' }).click()
    await expect(page.getByText(`Set for ${practice.customerApp}`)).toBeVisible()
    await page.getByRole('button', { name: 'Save the call-out' }).click()

    // Tried on a deal, it makes nothing.
    await page.getByRole('combobox', { name: 'Deal to try it on' }).fill(deal.deal)
    await page.getByRole('option', { name: new RegExp(deal.deal) }).click()
    await page.getByRole('button', { name: 'Try the call' }).click()
    await expect(page.getByText('HTTP 200')).toBeVisible()
    expect(await (await fetch(api, { headers: { authorization } })).json()).toEqual({ workspaces: [] })

    // The generated IDs go to the customer and the subscription.
    await page.getByRole('link', { name: /Inbox/ }).click()
    const [subscription] = await provision(app, deal)
    const { workspaces } = (await (await fetch(api, { headers: { authorization } })).json()) as {
      workspaces: { id: string; customerId: string }[]
    }
    expect(workspaces).toHaveLength(1)
    expect(subscription).toMatchObject({ customerId: workspaces[0]?.customerId, resourceId: workspaces[0]?.id })

    // The run shows the call with its answer, and no secret.
    await page.getByRole('dialog').getByRole('button', { name: 'Show the run' }).click()
    await expect(page.getByText('Call your application at', { exact: false }).first()).toBeVisible()
    await expect(page.getByText(workspaces[0]?.customerId ?? '?').first()).toBeVisible()
    expect(await page.content()).not.toContain(authorization)
  })

  test('Provisioning custom subscriptions with entitlements', async ({ app }) => {
    const [body] = await provision(app, dealThatShows('ready: custom plan with feature entitlements'))
    expect(body).toMatchObject({
      planId: 'plan-enterprise',
      entitlements: expect.arrayContaining([{ type: 'FEATURE', id: 'feature-seats', usageLimit: expect.any(Number) }]),
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
      billingPeriod: expect.stringMatching(/^(MONTHLY|ANNUALLY)$/),
      priceOverrides: expect.arrayContaining([
        expect.objectContaining({ amount: expect.any(Number), currency: expect.any(String) }),
      ]),
    })
    // The invoice is sent to an address that the customer has.
    const customers = await sentTo(app, 'stigg', 'POST', /\/api\/v1\/customers$/)
    expect(customers).toMatchObject([{ email: expect.stringContaining('@') }])
  })

  test('Provisioning paid subscriptions with credit charges', async ({ app }) => {
    const [body] = await provision(app, dealThatShows('ready: paid plan with credit charges'))
    expect(body).toMatchObject({
      paymentCollectionMethod: 'INVOICE',
      entitlements: expect.arrayContaining([
        {
          type: 'CREDIT',
          id: expect.any(String),
          amount: expect.any(Number),
          cadence: expect.stringMatching(/^(MONTH|YEAR)$/),
        },
      ]),
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
      trialOverrideConfiguration: { isTrial: true, trialEndDate: expect.stringMatching(/^\d{4}-/) },
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

  test('Updating an existing subscription (amending in place)', async ({ app }) => {
    const deal = dealThatShows('ready: amendment of a running subscription')
    const made = await provision(app, deal, async () => {
      await app.page.getByRole('radio', { name: /Change it in place/ }).click()
      await expect(app.page.getByText(/is changed where it stands/).first()).toBeVisible()
    })
    expect(made).toEqual([])
    const [body] = await sentTo(app, 'stigg', 'PATCH', /\/api\/v1\/subscriptions\/[^/]+$/)
    expect(body).toMatchObject({ entitlements: expect.any(Array), metadata: expect.any(Object) })
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
      startDate: expect.stringMatching(/^\d{4}-/),
      cancellationDate: expect.stringMatching(/^\d{4}-/),
    })
  })
})

/* What a person says in Stigg's own screen, said here of a paid deal, and what Stigg was then asked for. */
test.describe('Manual provisioning', () => {
  const paid = dealThatShows('ready: paid plan, invoice and price overrides')

  test('Subscription content', async ({ app }) => {
    const [body] = await provision(app, paid, async () => {
      await openGroup(app.page, 'Content')
      await fill(app.page, 'Quantity of Seats', '55')
      await fill(app.page, 'Price of the plan', '9999')
    })
    expect(body).toMatchObject({
      charges: [{ id: 'feature-seats', quantity: 55 }],
      priceOverrides: expect.arrayContaining([{ baseCharge: true, amount: 9999, currency: 'usd' }]),
    })
  })

  test('Subscription start date', async ({ app }) => {
    const [body] = await provision(app, paid, async () => {
      await choose(app.page, 'Starts', 'On a day')
      await fill(app.page, 'Start date', '1 Mar 2027')
      await app.page.keyboard.press('Enter')
    })
    expect(body).toMatchObject({ startDate: expect.stringMatching(/^2027-0[23]-/) })
  })

  test('Free trial', async ({ app }) => {
    const [body] = await provision(app, paid, async () => {
      await openGroup(app.page, 'Free trial')
      await choose(app.page, 'Trial', 'No trial')
    })
    // The plan's own trial is overridden.
    expect(body).toMatchObject({ trialOverrideConfiguration: { isTrial: false } })
  })

  test('Spend management for on-demand charges', async ({ app }) => {
    const [body] = await provision(app, paid, async () => {
      await openGroup(app.page, 'Spend')
      await fill(app.page, 'Minimum spend', '500')
      await fill(app.page, 'Maximum spend', '20000')
    })
    expect(body).toMatchObject({
      minimumSpend: { amount: 500, currency: 'usd' },
      budget: { limit: 20_000, hasSoftLimit: false },
    })
  })

  test('Discounts', async ({ app }) => {
    const [body] = await provision(app, paid, async () => {
      await openGroup(app.page, 'Discount')
      await choose(app.page, 'Discount', 'For this subscription alone')
      await fill(app.page, 'Percent off', '15')
    })
    expect(body).toMatchObject({ appliedCoupon: { discount: { percentOff: 15 } } })
  })

  test('Payment method', async ({ app }) => {
    const [body] = await provision(app, paid, async () => {
      await choose(app.page, 'Payment', /Not collected/)
    })
    expect(body).toMatchObject({ paymentCollectionMethod: 'NONE' })
  })

  test('Billing', async ({ app }) => {
    const [body] = await provision(app, paid, async () => {
      await openGroup(app.page, 'Billing')
      await choose(app.page, 'Billing cycle', 'Starts now')
      await choose(app.page, 'Proration', 'Prorate with the next invoice')
    })
    expect(body).toMatchObject({
      billingCycleAnchor: 'NOW',
      billingInformation: { prorationBehavior: 'CREATE_PRORATIONS' },
    })
  })

  test('what is pending survives leaving the page and quitting the app', async ({ app }) => {
    await openDeal(app.page, paid)
    await openGroup(app.page, 'Spend')
    await fill(app.page, 'Minimum spend', '777')
    await expect(app.page.getByRole('button', { name: /Discard 1 edit/ })).toBeVisible()
    // As long as a hand needs to reach for the window's corner.
    await app.page.waitForTimeout(600)
    const page = await app.restart()
    await openDeal(page, paid)
    await openGroup(page, 'Spend')
    await expect(page.getByRole('textbox', { name: 'Minimum spend', exact: true })).toHaveValue('777')
    await page.getByRole('button', { name: 'Undo the edit of Minimum spend' }).click()
    await expect(page.getByRole('textbox', { name: 'Minimum spend', exact: true })).toHaveValue('')
  })
})
