import type { StiggPort } from '#core/ports'
import { isLive } from '#shared/domain/customer'
import type { CustomerState, StiggCustomer, Subscription } from '#shared/domain/customer'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import { findCustomer } from './find.ts'
import { customersOfAccount, detailsOfCustomer, query, subscriptionDetails } from './graphql.ts'
import type { WireDetails } from './graphql.ts'
import type { Http } from './http.ts'
import { allOf, restPath } from './pages.ts'
import type { PlanProducts } from './plan-products.ts'
import { readIntegrations } from './read-environment.ts'
import { cannotAsk, together, unless } from './results.ts'
import { WireCustomer, WireEffectiveEntitlements, WirePromotionalEntitlement } from './wire/customers.ts'
import { WireSubscription } from './wire/subscriptions.ts'
import { dataOf } from './wire/values.ts'
import { withDetails } from './with-details.ts'

type About = Parameters<StiggPort['customerState']>[0]

/** Everything that one wave of requests, side by side, tells of a customer. */
async function firstWave(http: Http, { customerId, accountId, email }: About, signal: AbortSignal | undefined) {
  const own = ['customers', customerId]
  const entitlementsPath = restPath([...own, 'entitlements'])
  const [customer, subscriptions, entitlements, promotional, linked, sameEmail, details, integrations] =
    await Promise.all([
      findCustomer(http, customerId, signal),
      allOf(http, ['subscriptions'], { customerId }, WireSubscription, signal),
      http.send({ method: 'GET', path: entitlementsPath }, dataOf(WireEffectiveEntitlements), signal),
      allOf(http, [...own, 'promotional-entitlements'], {}, WirePromotionalEntitlement, signal),
      accountId === null
        ? ok(null)
        : query(http, customersOfAccount.text, { accountId }, customersOfAccount.data, signal),
      email === null ? ok([]) : allOf(http, ['customers'], { email }, WireCustomer, signal),
      query(http, detailsOfCustomer.text, { customerId }, detailsOfCustomer.data, signal),
      readIntegrations(http, signal),
    ])
  return together({
    customer,
    subscriptions: unless(subscriptions, ['stigg.not-found'], []),
    entitlements: unless(entitlements, ['stigg.not-found'], []),
    promotional: unless(promotional, ['stigg.not-found', 'stigg.not-permitted'], []),
    linked: unless(linked, cannotAsk, null),
    sameEmail,
    details: unless(details, cannotAsk, null),
    integrations,
  })
}

/**
 * What REST leaves out of the customer's subscriptions. Where the list may not be asked for, each one in force is asked
 * for alone; where that may not be either, there is none.
 */
export async function detailsOf(
  http: Http,
  listed: readonly WireDetails[] | null,
  subscriptions: readonly Subscription[],
  signal: AbortSignal | undefined,
): Promise<Result<readonly WireDetails[]>> {
  if (listed) return ok(listed)
  const asked = await Promise.all(
    subscriptions
      .filter(isLive)
      .map(({ id }) => query(http, subscriptionDetails.text, { id }, subscriptionDetails.data, signal)),
  )
  const details: WireDetails[] = []
  for (const answer of asked) {
    const read = unless(answer, cannotAsk, null)
    if (!read.ok) return read
    if (read.value?.getSubscription) details.push(read.value.getSubscription)
  }
  return ok(details)
}

/** The customers of these IDs, those that were read already from there; one that is gone meanwhile is left out. */
async function customersOf(
  http: Http,
  ids: readonly string[],
  known: ReadonlyMap<string, StiggCustomer>,
  signal: AbortSignal | undefined,
): Promise<Result<StiggCustomer[]>> {
  const read = await Promise.all(
    ids.map(async (id) => {
      const customer = known.get(id)
      return customer ? ok(customer) : findCustomer(http, id, signal)
    }),
  )
  const customers: StiggCustomer[] = []
  for (const result of read) {
    if (!result.ok) return result
    if (result.value) customers.push(result.value)
  }
  return ok(customers)
}

/**
 * The Stigg half of a deal. One wave of requests side by side; a second one only where an account is linked to a
 * customer that was not asked for, or a trial's plan is not known yet.
 * Source: Stigg REST API v1 and GraphQL API.
 */
export async function readCustomerState(
  http: Http,
  about: About,
  context: { readonly planProducts: PlanProducts; readonly now: () => Date },
  signal?: AbortSignal,
): Promise<Result<CustomerState>> {
  const readAt = context.now().toISOString()
  const wave = await firstWave(http, about, signal)
  if (!wave.ok) return wave
  const { customer, sameEmail, promotional, entitlements, integrations } = wave.value

  const known = new Map([...sameEmail, ...(customer ? [customer] : [])].map((each) => [each.id, each]))
  // GraphQL finds what the integration links; a link that stands in metadata alone shows on customers that were read.
  const linkedByMetadata = [...known.values()].filter(
    (each) => about.accountId !== null && each.salesforceAccountId === about.accountId,
  )
  const linkedIds = new Set([
    ...(wave.value.linked?.customers ?? []).map(({ customerId }) => customerId),
    ...linkedByMetadata.map(({ id }) => id),
  ])
  const told = await detailsOf(http, wave.value.details?.subscriptions ?? null, wave.value.subscriptions, signal)
  if (!told.ok) return told
  const details = new Map(told.value.map((each) => [each.subscriptionId, each]))
  const all = wave.value.subscriptions.map((each) => withDetails(each, details.get(each.id) ?? null))

  const [linkedToAccount, hadTrialOf] = await Promise.all([
    customersOf(http, [...linkedIds], known, signal),
    context.planProducts.of(plansTried(all, details), signal),
  ])
  const second = together({ linkedToAccount, hadTrialOf })
  if (!second.ok) return second
  return ok({
    customerId: about.customerId,
    customer,
    ...second.value,
    sameEmail: sameEmail.filter(({ id }) => id !== about.customerId),
    subscriptions: all.filter((each) => isLive(each) || each.status === 'UNKNOWN' || carries(each, about.marker)),
    entitlements,
    promotional: promotional.flatMap(({ status, ...each }) => (status === null || status === 'Active' ? [each] : [])),
    integration: integrations.salesforce,
    billing: integrations.billing,
    readAt,
  })
}

const carries = ({ marker, amendments }: Subscription, deal: About['marker']): boolean =>
  deal !== null &&
  [marker, ...amendments].some((left) => left?.orgId === deal.orgId && left.opportunityId === deal.opportunityId)

/** Plans that the customer has or had a trial of. */
const plansTried = (all: readonly Subscription[], details: ReadonlyMap<string, WireDetails>): string[] => [
  ...new Set(
    all
      .filter((each) => each.trialEndDate !== null || details.get(each.id)?.wasInTrial === true)
      .map(({ planId }) => planId),
  ),
]
