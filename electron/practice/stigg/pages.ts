import { html } from 'hono/html'
import type { SubscriptionRow } from './model.ts'
import type { World } from './world.ts'

type Html = ReturnType<typeof html>

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #1d2433; background: #f6f7f9 }
  header { background: #3b2a8c; color: #fff; padding: 14px 32px; font-weight: 600 }
  header small { font-weight: 400; opacity: .85; margin-left: 12px }
  main { max-width: 860px; margin: 32px auto; padding: 28px 32px; background: #fff; border: 1px solid #dfe3ea; border-radius: 10px }
  h1 { margin: 0 0 4px; font-size: 24px } code { color: #4a5468 } table { width: 100%; border-collapse: collapse; margin-top: 20px }
  th, td { text-align: left; padding: 8px 10px; border-bottom: 1px solid #e6e9ef; vertical-align: top } a { color: #3b2a8c }
  button { font: inherit; padding: 8px 18px; border: 0; border-radius: 6px; background: #3b2a8c; color: #fff; cursor: pointer }
  :focus-visible { outline: 3px solid #f0a500; outline-offset: 2px }`

function page(world: World, title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} - Stigg (practice)</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>Stigg <small>practice environment ${world.environment.displayName}</small></header>
        <main>${content}</main>
      </body>
    </html>`
}

const link = (world: World, kind: 'customers' | 'subscriptions', id: string): Html =>
  html`<a href="/${world.environment.slug}/${kind}/${encodeURIComponent(id)}">${id}</a>`

const planName = (world: World, row: SubscriptionRow): string =>
  world.catalog.plan(row.planId)?.displayName ?? row.planId

/** A customer's page, as a deep link opens it; null for an unknown customer. */
export function customerPage(world: World, id: string): Html | null {
  const customer = world.tables.customers.get(id)
  if (customer === undefined) return null
  const account = customer.integrations.find(
    ({ vendorIdentifier }) => vendorIdentifier === 'SALESFORCE',
  )?.syncedEntityId
  const rows = world.subscriptionsOf(id)
  return page(
    world,
    customer.name ?? id,
    html`<h1>${customer.name ?? id}</h1>
      <p>
        <code>${id}</code>${customer.email ? html` · ${customer.email}` : ''}${customer.archivedAt ? ' · archived' : ''}
      </p>
      ${
        account
          ? html`<p>
              Salesforce account:
              <a href="${world.urls.salesforce}/lightning/r/Account/${encodeURIComponent(account)}/view">${account}</a>
            </p>`
          : html`<p>Not linked to a Salesforce account.</p>`
      }
      <table>
        <thead>
          <tr>
            <th>Subscription</th>
            <th>Plan</th>
            <th>Status</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <td>${link(world, 'subscriptions', row.id)}</td>
                <td>${planName(world, row)}</td>
                <td>${row.status}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${rows.length === 0 ? html`<p>No subscriptions.</p>` : ''}`,
  )
}

/** A subscription's page, as a deep link opens it; null for an unknown subscription. */
export function subscriptionPage(world: World, id: string): Html | null {
  const row = world.tables.subscriptions.get(id)
  if (row === undefined) return null
  const facts: readonly (readonly [string, string | Html])[] = [
    ['Customer', link(world, 'customers', row.customerId)],
    ['Plan', planName(world, row)],
    ['Status', row.status],
    ['Start', row.startDate],
    ...(row.trialEndDate === null ? [] : [['Trial ends', row.trialEndDate] as const]),
    ...(row.cancellationDate === null ? [] : [['Cancellation', row.cancellationDate] as const]),
    ...(row.resourceId === null ? [] : [['Resource', row.resourceId] as const]),
    ['Add-ons', row.addons.map((addon) => `${addon.id} × ${addon.quantity}`).join(', ') || 'none'],
    ['Entitlement overrides', row.details.entitlements.map((override) => override.id).join(', ') || 'none'],
    ['Invoice', row.latestInvoice === null ? 'none' : `${row.latestInvoice.billingId}, ${row.latestInvoice.status}`],
  ]
  return page(
    world,
    id,
    html`<h1>${planName(world, row)}</h1>
      <p><code>${id}</code></p>
      <table>
        <tbody>
          ${facts.map(
            ([name, value]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
  )
}

/** Where an order that lacks a payment method is paid for; null for an unknown checkout. */
export function checkoutPage(world: World, id: string): Html | null {
  const checkout = world.tables.checkouts.get(id)
  if (checkout === undefined) return null
  const form = html`<form method="post"><button type="submit">Pay with the practice card</button></form>`
  const done = html`<p>Paid. Subscription ${link(world, 'subscriptions', checkout.subscriptionId)} is active.</p>`
  return page(
    world,
    'Checkout',
    html`<h1>Checkout</h1>
      ${checkout.completedAt === null ? form : done}`,
  )
}

export const missingPage = (world: World): Html =>
  page(
    world,
    'Not found',
    html`<h1>Not found</h1>
      <p>There is no such record in this practice environment.</p>`,
  )
