import type { CreditPool, CreditState } from '#core/ports'
import type { CreditConsumption, LedgerPage, UsageRange } from '#shared/contract/credits'
import type { AutoRecharge, CreditGrant } from '#shared/domain/credit-grant'
import { subtract } from '#shared/domain/decimal'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import { findCustomer } from './find.ts'
import type { Http } from './http.ts'
import { allOf, restPath } from './pages.ts'
import { readIntegrations } from './read-environment.ts'
import { together, unless } from './results.ts'
import { WireAutoRecharge, WireGrant, WireLedgerEntry, WireUsage } from './wire/credits.ts'
import { WireEffectiveEntitlements } from './wire/customers.ts'
import { WireSubscription } from './wire/subscriptions.ts'
import { dataOf, pageOf } from './wire/values.ts'

/** Of what a list of grants is asked. Without a resource, Stigg gives the grants of none. */
type Asked = Pick<CreditPool, 'customerId' | 'resourceId'> & Partial<Pick<CreditPool, 'currencyId'>>

const filterOf = ({ customerId, currencyId, resourceId }: Asked): Record<string, string> => ({
  customerId,
  ...(currencyId === undefined ? {} : { currencyId }),
  ...(resourceId === null ? {} : { resourceId }),
})

/** The grants of a customer for one resource, or for none. Source: Stigg REST API v1, "List credit grants". */
export const grantsFor = (http: Http, asked: Asked, signal?: AbortSignal): Promise<Result<CreditGrant[]>> =>
  allOf(http, ['credits', 'grants'], filterOf(asked), WireGrant, signal)

/**
 * A customer's credits: one wave of requests, and one more list for each resource that a subscription names.
 * Null where there is no such customer.
 */
export async function readCreditState(
  http: Http,
  customerId: string,
  signal?: AbortSignal,
): Promise<Result<CreditState | null>> {
  const entitlementsPath = restPath(['customers', customerId, 'entitlements'])
  const [customer, subscriptions, plain, entitlements, integrations] = await Promise.all([
    findCustomer(http, customerId, signal),
    allOf(http, ['subscriptions'], { customerId }, WireSubscription, signal),
    grantsFor(http, { customerId, resourceId: null }, signal),
    http.send({ method: 'GET', path: entitlementsPath }, dataOf(WireEffectiveEntitlements), signal),
    readIntegrations(http, signal),
  ])
  const wave = together({
    customer,
    subscriptions: unless(subscriptions, ['stigg.not-found'], []),
    plain: unless(plain, ['stigg.not-found'], []),
    entitlements: unless(entitlements, ['stigg.not-found'], []),
    integrations,
  })
  if (!wave.ok) return wave
  if (!wave.value.customer) return ok(null)
  const resources = [...new Set(wave.value.subscriptions.flatMap(({ resourceId }) => resourceId ?? []))]
  const grants = [...wave.value.plain]
  for (const listed of await Promise.all(
    resources.map((resourceId) => grantsFor(http, { customerId, resourceId }, signal)),
  )) {
    if (!listed.ok) return listed
    grants.push(...listed.value)
  }
  return ok({
    customer: wave.value.customer,
    resources,
    grants: grants.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0)),
    told: wave.value.entitlements.flatMap((held) =>
      held.type === 'CREDIT' && held.isGranted
        ? [{ currencyId: held.currencyId, balance: subtract(held.usageLimit, held.currentUsage) }]
        : [],
    ),
    hasBilling: wave.value.integrations.billing?.connected ?? null,
  })
}

const ledgerPageSize = '25'

/** Source: Stigg REST API v1, "Credit ledger". */
export async function readLedger(
  http: Http,
  pool: CreditPool,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Result<LedgerPage>> {
  const query = { limit: ledgerPageSize, ...filterOf(pool), ...(cursor === null ? {} : { after: cursor }) }
  const path = restPath(['credits', 'ledger'], query)
  const page = await http.send({ method: 'GET', path }, pageOf(WireLedgerEntry), signal)
  return page.ok ? ok({ entries: page.value.items, next: page.value.next }) : page
}

/** Source: Stigg REST API v1, "Credit usage". */
export async function readConsumption(
  http: Http,
  pool: CreditPool,
  range: UsageRange,
  signal?: AbortSignal,
): Promise<Result<CreditConsumption>> {
  const series: CreditConsumption['series'] = []
  let after: string | null = null
  do {
    const query: Record<string, string> = { ...filterOf(pool), timeRange: range, ...(after === null ? {} : { after }) }
    const call = { method: 'GET', path: restPath(['credits', 'usage'], query) } as const
    const page: Result<ReturnType<typeof WireUsage.parse>> = await http.send(call, dataOf(WireUsage), signal)
    if (!page.ok) return page
    series.push(...page.value.series)
    after = page.value.series.length === 0 ? null : page.value.next
  } while (after !== null)
  return ok({ series })
}

/** Null where Stigg answers with its defaults, because nothing was set up. Source: Stigg REST API v1, "Auto-recharge settings". */
export async function readAutoRecharge(
  http: Http,
  { customerId, currencyId }: Pick<CreditPool, 'customerId' | 'currencyId'>,
  signal?: AbortSignal,
): Promise<Result<AutoRecharge | null>> {
  const path = restPath(['credits', 'auto-recharge'], { customerId, currencyId })
  return http.send({ method: 'GET', path }, dataOf(WireAutoRecharge), signal)
}
