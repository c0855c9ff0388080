import { z } from 'zod'

import type { StiggEnvironment } from '#core/ports'
import type { SalesforceIntegration } from '#shared/domain/customer'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import { currentEnvironment, environmentIntegrations, environments, query } from './graphql.ts'
import type { Http } from './http.ts'
import { restPath } from './pages.ts'
import { cannotAsk, together, unless } from './results.ts'
import { pageOf } from './wire/values.ts'

/**
 * The environment that the key belongs to. A key that REST refuses fails; one that may not ask GraphQL for the
 * environment's name gets an environment that is named after the host.
 * Source: Stigg GraphQL API, `currentEnvironment`, `environments`; REST API v1, customers (the cheapest key check).
 */
export async function readEnvironment(
  http: Http,
  host: string,
  signal?: AbortSignal,
): Promise<Result<StiggEnvironment>> {
  const [key, current, all] = await Promise.all([
    http.send({ method: 'GET', path: restPath(['customers'], { limit: '1' }) }, pageOf(z.unknown()), signal),
    query(http, currentEnvironment.text, {}, currentEnvironment.data, signal),
    query(http, environments.text, {}, environments.data, signal),
  ])
  const read = together({ key, current: unless(current, cannotAsk, null), all: unless(all, cannotAsk, null) })
  if (!read.ok) return read
  const name = read.value.current?.currentEnvironment ?? null
  const known = read.value.all?.environments ?? []
  const own =
    known.find(({ id, slug, displayName }) => name !== null && [id, slug, displayName].includes(name)) ??
    (known.length === 1 ? known[0] : undefined)
  if (!own) return ok({ id: name ?? host, name: name ?? host, type: 'UNKNOWN', slug: null })
  const type = own.type ?? (own.isSandbox ? 'SANDBOX' : 'UNKNOWN')
  return ok({ id: own.id, name: own.displayName ?? own.slug ?? own.id, type, slug: own.slug })
}

/** What the environment is connected with. */
export interface Integrations {
  readonly salesforce: SalesforceIntegration | null
  /** Stigg's own name of the Salesforce integration, where the reference ID is not taken; null where it has none. */
  readonly salesforceUuid: string | null
  /** Null where the key may not ask. */
  readonly billing: { readonly connected: boolean } | null
}

/** Vendors that collect money, for a type that is not told. */
const billingVendors = new Set(['STRIPE', 'STRIPE_INVOICING', 'ZUORA', 'AIRWALLEX'])
const billingTypes = new Set(['BILLING', 'INVOICING'])

/**
 * The environment's integrations. Where the key may not ask, there is no Salesforce integration as far as anybody can
 * tell, and nothing is known of billing.
 * The ID is the reference ID that customers' links carry. Source: Stigg GraphQL API, `integrations`.
 */
export async function readIntegrations(http: Http, signal?: AbortSignal): Promise<Result<Integrations>> {
  const asked = await query(http, environmentIntegrations.text, {}, environmentIntegrations.data, signal)
  const read = unless(asked, cannotAsk, null)
  if (!read.ok) return read
  if (!read.value) return ok({ salesforce: null, salesforceUuid: null, billing: null })
  const all = read.value.integrations
  const own = all.find(({ vendorIdentifier }) => vendorIdentifier === 'SALESFORCE')
  const connected = all.some(({ vendorIdentifier, vendorType }) =>
    vendorType === null ? billingVendors.has(vendorIdentifier) : billingTypes.has(vendorType),
  )
  return ok({
    salesforce: own ? { id: own.integrationId ?? own.id, domain: own.credentials?.domain ?? null } : null,
    salesforceUuid: own?.id ?? null,
    billing: { connected },
  })
}

/** The environment's Salesforce integration; null where it has none, `not-told` where the key may not ask. */
export async function readSalesforceIntegration(
  http: Http,
  signal?: AbortSignal,
): Promise<Result<SalesforceIntegration | null | 'not-told'>> {
  const read = await readIntegrations(http, signal)
  if (!read.ok) return read
  // Of billing nothing is known only where nothing may be asked.
  return ok(read.value.billing === null ? 'not-told' : read.value.salesforce)
}
