import { z } from 'zod'

import type { WorkflowCustomer } from '#core/ports'
import type { Result } from '#shared/failure'
import { ok } from '#shared/failure'
import { findCustomer } from './find.ts'
import { detailsOfCustomer, query } from './graphql.ts'
import type { Http } from './http.ts'
import { allOf } from './pages.ts'
import { cannotAsk, together, unless } from './results.ts'
import { WireSubscription } from './wire/subscriptions.ts'
import { withDetails } from './with-details.ts'

/** The trigger's address is internal to Stigg, and not asked for. */
const workflowTriggers = {
  text: 'query WorkflowTriggers { workflowTriggers { triggerId } }',
  data: z.object({ workflowTriggers: z.array(z.object({ triggerId: z.string() })) }),
}

/** IDs of the environment's workflow triggers; null where the key may not ask. Source: Stigg GraphQL API, `workflowTriggers`. */
export async function readWorkflowTriggers(
  http: Http,
  signal?: AbortSignal,
): Promise<Result<readonly string[] | null>> {
  const read = unless(await query(http, workflowTriggers.text, {}, workflowTriggers.data, signal), cannotAsk, null)
  return read.ok ? ok(read.value && read.value.workflowTriggers.map(({ triggerId }) => triggerId)) : read
}

/** A customer with every subscription, in one wave; null where there is none. */
export async function readWorkflowCustomer(
  http: Http,
  customerId: string,
  signal?: AbortSignal,
): Promise<Result<WorkflowCustomer | null>> {
  const [customer, subscriptions, details] = await Promise.all([
    findCustomer(http, customerId, signal),
    allOf(http, ['subscriptions'], { customerId }, WireSubscription, signal),
    query(http, detailsOfCustomer.text, { customerId }, detailsOfCustomer.data, signal),
  ])
  const read = together({
    customer,
    subscriptions: unless(subscriptions, ['stigg.not-found'], []),
    details: unless(details, cannotAsk, null),
  })
  if (!read.ok) return read
  const { value } = read
  if (!value.customer) return ok(null)
  const known = new Map(value.details?.subscriptions.map((one) => [one.subscriptionId, one]))
  return ok({
    customer: value.customer,
    subscriptions: value.subscriptions.map((held) => withDetails(held, known.get(held.id) ?? null)),
  })
}
