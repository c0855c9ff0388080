import type { ClockPort, LineScope } from '#core/ports'
import type { Deal } from '#shared/domain/opportunity'
import { toId18 } from '#shared/domain/salesforce-id'
import { fail, ok, type Result } from '#shared/failure'

import { hasPrimaryQuotes } from './deal-columns.ts'
import { byOpportunity, countsQuote, createLineReading, linesOf, readAround } from './deal-lines.ts'
import { contactsWhere, linesWhere, opportunityWithRoles, quoteLinesWhere, rolesWhere } from './deal-queries.ts'
import type { OrgContext } from './org-context.ts'
import { queriesAtOnce, QueryPage, rowsFrom, type Query, type WireRecord } from './query.ts'
import { id, ids, soql } from './soql.ts'
import { standardPriceQuery } from './standard-prices.ts'
import { toContacts } from './to-contacts.ts'
import { toOpportunity } from './to-opportunity.ts'
import { textAt, valueAt } from './wire.ts'

/** Deals that are read in one go: their lines and contacts fit into a page of each query, as a rule. */
export const dealsAtOnce = 50

/**
 * Deals as Salesforce holds them now, in one round trip: no query waits for another's answer. Further requests are
 * made only for what does not fit into one page, and for deals whose primary quote was never copied into products.
 * @param opportunityIds at most `dealsAtOnce`
 * @returns a result for each deal: one that is gone or cannot be parsed says so, and the others are there
 * Fails: `salesforce.*`.
 * Source: REST API Developer Guide, "Composite"; SOQL and SOSL Reference, "Semi-Joins with IN".
 */
export async function readDeals(
  context: OrgContext,
  opportunityIds: readonly string[],
  scope: LineScope,
  clock: ClockPort,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, Result<Deal>>>> {
  const known = opportunityIds.filter((each) => toId18(each))
  if (known.length === 0) return ok(new Map(opportunityIds.map((each) => [each, notFound(each)])))
  const { api, schema } = context
  const { fields } = scope
  const which = conditionsFor(known)
  const queries = {
    deal: { soql: opportunityWithRoles(schema, fields, which.deals) },
    lines: { soql: linesWhere(schema, fields, which.lines) },
    contacts: {
      soql: contactsWhere(soql`AccountId IN (SELECT AccountId FROM Opportunity WHERE ${which.deals})`),
    },
    prices: {
      soql: standardPriceQuery(
        schema,
        soql`Product2Id IN (SELECT Product2Id FROM OpportunityLineItem WHERE ${which.lines})`,
      ),
    },
    ...(hasPrimaryQuotes(schema) ? { quoteLines: { soql: quoteLinesWhere(schema, fields, which.quoteLines) } } : {}),
  } satisfies Record<string, Query>
  const pages = await queriesAtOnce(api, queries, signal)
  if (!pages.ok) return pages
  const rows = async (name: keyof typeof queries): Promise<Result<WireRecord[]>> => {
    const page = pages.value[name]
    const query = queries[name]
    if (!page || !query) return ok([])
    return page.ok ? rowsFrom(api, query, page.value, signal) : page
  }
  const [deals, lines, contacts, prices, quoteLines] = await Promise.all([
    rows('deal'),
    rows('lines'),
    rows('contacts'),
    rows('prices'),
    rows('quoteLines'),
  ])
  if (!deals.ok) return deals
  // What is not there is said before what else went wrong: there is nothing to read around it.
  if (deals.value.length === 0) return ok(new Map(opportunityIds.map((each) => [each, notFound(each)])))
  if (!lines.ok) return lines
  if (!contacts.ok) return contacts
  if (!prices.ok) return prices
  if (!quoteLines.ok) return quoteLines

  const linesBy = byOpportunity(lines.value, 'OpportunityId')
  const quoteLinesBy = byOpportunity(quoteLines.value, 'SBQQ__Quote__r.SBQQ__Opportunity2__c')
  const contactsBy = Map.groupBy(contacts.value, (contact) => textAt(contact, 'AccountId'))
  const reading = createLineReading(scope)
  reading.standardPrices.add(prices.value)
  for (const line of lines.value) reading.pricedProducts.add(String(valueAt(line, 'Product2.Id')))
  const counted = [...quoteLinesBy].flatMap(([opportunityId, theirs]) =>
    countsQuote(scope.lineSource, linesBy.get(opportunityId) ?? [], theirs) ? theirs : [],
  )
  const around = await readAround(context, lines.value, counted, reading, signal)
  if (!around.ok) return around

  const toDeal = async (record: WireRecord): Promise<Result<Deal>> => {
    const parsed = toOpportunity(record, fields, context.currency)
    if (!parsed.ok) return parsed
    const { opportunity, account } = parsed.value
    const roles = await rolesOf(context, record, opportunity.id, signal)
    if (!roles.ok) return roles
    const dealLines = linesOf(
      linesBy.get(opportunity.id) ?? [],
      quoteLinesBy.get(opportunity.id) ?? [],
      opportunity.currency,
      reading,
    )
    if (!dealLines.ok) return dealLines
    const people = toContacts(contactsBy.get(account?.id ?? null) ?? [], roles.value)
    if (!people.ok) return people
    const readAt = clock.now().toISOString()
    return ok({ opportunity, account, lines: dealLines.value, contacts: people.value, readAt })
  }
  const read = new Map(
    await Promise.all(deals.value.map(async (record) => [toId18(String(record['Id'])), await toDeal(record)] as const)),
  )
  return ok(new Map(opportunityIds.map((each) => [each, read.get(toId18(each)) ?? notFound(each)])))
}

/**
 * One deal as Salesforce holds it now, in one round trip.
 * Fails: `opportunity.not-found`, `salesforce.*`.
 */
export async function readDeal(
  context: OrgContext,
  opportunityId: string,
  scope: LineScope,
  clock: ClockPort,
  signal?: AbortSignal,
): Promise<Result<Deal>> {
  const read = await readDeals(context, [opportunityId], scope, clock, signal)
  return read.ok ? (read.value.get(opportunityId) ?? notFound(opportunityId)) : read
}

/** Which records belong to the deals: by equality for one of them, as a filter that every index knows. */
function conditionsFor(opportunityIds: readonly string[]) {
  const [only] = opportunityIds
  const primary = soql`SBQQ__Quote__r.SBQQ__Primary__c = ${true}`
  if (opportunityIds.length === 1 && only !== undefined) {
    return {
      deals: soql`Id = ${id(only)}`,
      lines: soql`OpportunityId = ${id(only)}`,
      quoteLines: soql`SBQQ__Quote__r.SBQQ__Opportunity2__c = ${id(only)} AND ${primary}`,
    }
  }
  return {
    deals: soql`Id IN ${ids(opportunityIds)}`,
    lines: soql`OpportunityId IN ${ids(opportunityIds)}`,
    quoteLines: soql`SBQQ__Quote__r.SBQQ__Opportunity2__c IN ${ids(opportunityIds)} AND ${primary}`,
  }
}

const notFound = (opportunityId: string): Result<never> =>
  fail('opportunity.not-found', `No opportunity ${opportunityId} is visible`, { opportunityId })

/** Roles come inside the opportunity's record; Salesforce cuts long lists short there. */
function rolesOf(
  { api }: OrgContext,
  record: WireRecord,
  opportunityId: string,
  signal?: AbortSignal,
): Promise<Result<WireRecord[]>> {
  const children = QueryPage.safeParse(record['OpportunityContactRoles'])
  if (!children.success) return Promise.resolve(ok([]))
  const query = { soql: rolesWhere(soql`OpportunityId = ${id(opportunityId)}`) }
  return rowsFrom(api, query, children.data, signal)
}
