import { z } from 'zod'

import type { StiggEnvironment } from '#core/ports'
import type { SalesforceIntegration } from '#shared/domain/customer'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import { currentEnvironment, environments, query, salesforceIntegrations } from './graphql.ts'
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

/**
 * The environment's Salesforce integration; null where it has none, and where the key may not ask.
 * Its ID is the reference ID that customers' links carry. Source: Stigg GraphQL API, `integrations`.
 */
export async function readSalesforceIntegration(
  http: Http,
  signal?: AbortSignal,
): Promise<Result<SalesforceIntegration | null>> {
  const asked = await query(http, salesforceIntegrations.text, {}, salesforceIntegrations.data, signal)
  const read = unless(asked, cannotAsk, null)
  if (!read.ok) return read
  const first = read.value?.integrations[0]
  return ok(first ? { id: first.integrationId ?? first.id, domain: first.credentials?.domain ?? null } : null)
}
