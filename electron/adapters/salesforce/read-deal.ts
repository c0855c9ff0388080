import type { ClockPort, LineScope } from '#core/ports'
import type { Deal } from '#shared/domain/opportunity'
import { toId18 } from '#shared/domain/salesforce-id'
import { fail, ok, type Result } from '#shared/failure'

import { hasPrimaryQuotes } from './deal-columns.ts'
import { countsQuote, createLineReading, linesOf, readAround } from './deal-lines.ts'
import { contactsWhere, linesWhere, opportunityWithRoles, quoteLinesWhere, rolesWhere } from './deal-queries.ts'
import type { OrgContext } from './org-context.ts'
import { queriesAtOnce, QueryPage, rowsFrom, type Query, type WireRecord } from './query.ts'
import { id, soql } from './soql.ts'
import { standardPriceQuery } from './standard-prices.ts'
import { toContacts } from './to-contacts.ts'
import { toOpportunity } from './to-opportunity.ts'
import { valueAt } from './wire.ts'

/**
 * One deal as Salesforce holds it now, in one round trip: no query waits for another's answer. Further requests are
 * made only for what does not fit into one page, and for deals whose primary quote was never copied into products.
 * Fails: `opportunity.not-found`, `salesforce.*`.
 * Source: REST API Developer Guide, "Composite"; SOQL and SOSL Reference, "Semi-Joins with IN".
 */
export async function readDeal(
  context: OrgContext,
  opportunityId: string,
  scope: LineScope,
  clock: ClockPort,
  signal?: AbortSignal,
): Promise<Result<Deal>> {
  if (!toId18(opportunityId)) return notFound(opportunityId)
  const { api, schema } = context
  const { fields } = scope
  const theDeal = soql`OpportunityId = ${id(opportunityId)}`
  const queries = {
    deal: { soql: opportunityWithRoles(schema, fields, soql`Id = ${id(opportunityId)}`) },
    lines: { soql: linesWhere(schema, fields, theDeal) },
    contacts: {
      soql: contactsWhere(soql`AccountId IN (SELECT AccountId FROM Opportunity WHERE Id = ${id(opportunityId)})`),
    },
    prices: {
      soql: standardPriceQuery(
        schema,
        soql`Product2Id IN (SELECT Product2Id FROM OpportunityLineItem WHERE ${theDeal})`,
      ),
    },
    ...(hasPrimaryQuotes(schema)
      ? { quoteLines: { soql: quoteLinesWhere(schema, fields, primaryOf(opportunityId)) } }
      : {}),
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
  const record = deals.value[0]
  if (!record) return notFound(opportunityId)
  if (!lines.ok) return lines
  if (!contacts.ok) return contacts
  if (!prices.ok) return prices
  if (!quoteLines.ok) return quoteLines

  const roles = await rolesOf(context, record, opportunityId, signal)
  if (!roles.ok) return roles
  const reading = createLineReading(scope)
  reading.standardPrices.add(prices.value)
  for (const line of lines.value) reading.pricedProducts.add(String(valueAt(line, 'Product2.Id')))
  const around = await readAround(
    context,
    lines.value,
    countsQuote(scope.lineSource, lines.value, quoteLines.value) ? quoteLines.value : [],
    reading,
    signal,
  )
  if (!around.ok) return around

  const parsed = toOpportunity(record, fields, context.currency)
  if (!parsed.ok) return parsed
  const { opportunity, account } = parsed.value
  const dealLines = linesOf(lines.value, quoteLines.value, opportunity.currency, reading)
  if (!dealLines.ok) return dealLines
  const people = toContacts(contacts.value, roles.value)
  if (!people.ok) return people
  return ok({
    opportunity,
    account,
    lines: dealLines.value,
    contacts: people.value,
    readAt: clock.now().toISOString(),
  })
}

const notFound = (opportunityId: string): Result<never> =>
  fail('opportunity.not-found', `No opportunity ${opportunityId} is visible`, { opportunityId })

const primaryOf = (opportunityId: string) =>
  soql`SBQQ__Quote__r.SBQQ__Opportunity2__c = ${id(opportunityId)} AND SBQQ__Quote__r.SBQQ__Primary__c = ${true}`

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
