import type { FoundCustomers } from '#core/ports'
import type { LinkCustomer } from '#shared/domain/link-states'
import { holdsWords, isOfDomain, type Asked } from '#shared/domain/search-text'
import { ok, type Result } from '#shared/failure'

import { findCustomer } from './find.ts'
import { foundCustomers, query } from './graphql.ts'
import type { Http } from './http.ts'
import { allOf } from './pages.ts'
import { cannotAsk } from './results.ts'
import { WireCustomer } from './wire/customers.ts'

/**
 * Customers by their e-mail address, by its domain, or by the words of their name and their ID; with words also the
 * subscription of that ID. One GraphQL request, in which what was typed is a variable; where the key may not ask it,
 * REST is asked what it can tell: an exact e-mail address, an exact name, an ID. Archived customers are left out.
 * Source: Stigg GraphQL schema, `CustomerFilter`; Stigg REST API v1, list customers.
 */
export async function searchCustomers(
  http: Http,
  asked: Asked,
  limit: number,
  signal?: AbortSignal,
): Promise<Result<FoundCustomers>> {
  const { text } = asked
  const variables = { filter: filterOf(asked), first: limit, id: asked.by === 'words' ? text : '' }
  const answer = await query(http, foundCustomers.text, variables, foundCustomers.data, signal)
  if (!answer.ok) return cannotAsk.includes(answer.failure.code) ? byRest(http, asked, signal) : answer
  const { customers, subscriptions } = answer.value
  return ok({
    customers: customers
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ customerId, name, email, salesforceId }): LinkCustomer => ({
        id: customerId,
        name,
        email,
        accountId: salesforceId,
      }))
      .filter((customer) => fits(customer, asked)),
    subscriptions: subscriptions
      .filter(({ subscriptionId }) => subscriptionId === text)
      .map(({ subscriptionId, customer }) => ({ id: subscriptionId, customerId: customer.customerId })),
  })
}

/** `%` stands for any run of characters; nothing tells how to write one as itself, so what comes back is looked at again. */
function filterOf({ by, text }: Asked): object {
  const typed = text.replaceAll('%', '_')
  if (by === 'email') return { email: { iLike: typed } }
  if (by === 'domain') return { email: { iLike: `%@${typed}` } }
  const words = typed.split(/\s+/).filter(Boolean).slice(0, 8)
  return { or: [{ customerId: { eq: text } }, { and: words.map((word) => ({ name: { iLike: `%${word}%` } })) }] }
}

function fits({ id, name, email }: LinkCustomer, { by, text }: Asked): boolean {
  if (by === 'email') return email?.toLowerCase() === text
  return by === 'domain' ? isOfDomain(email, text) : id === text || holdsWords(name, text)
}

async function byRest(http: Http, { by, text }: Asked, signal?: AbortSignal): Promise<Result<FoundCustomers>> {
  if (by === 'domain') return ok({ customers: [], subscriptions: [] })
  if (by === 'words' && !/\s/.test(text)) {
    const one = await findCustomer(http, text, signal)
    return one.ok ? ok(only(one.value ? [one.value] : [])) : one
  }
  const filter = by === 'email' ? { email: text } : { name: text }
  const found = await allOf(http, ['customers'], filter, WireCustomer, signal)
  return found.ok ? ok(only(found.value)) : found
}

const only = (customers: readonly (typeof WireCustomer)['_output'][]): FoundCustomers => ({
  customers: customers
    .filter(({ archived }) => !archived)
    .map(({ id, name, email, salesforceAccountId }) => ({ id, name, email, accountId: salesforceAccountId })),
  subscriptions: [],
})
