import type { FoundAccount } from '#core/ports'
import type { MappingFields } from '#shared/domain/profile'
import { holdsWords, isOfDomain, type Asked } from '#shared/domain/search-text'
import { ok, type Result } from '#shared/failure'

import { accountColumns, accountsOf } from './link-accounts.ts'
import type { OrgContext } from './org-context.ts'
import { queriesAtOnce, queryRows, type QueryPage, type WireRecord } from './query.ts'
import { all, fields, id, like, soql, type Soql } from './soql.ts'

type Found = FoundAccount['found']

/**
 * Accounts by the words of their name, by the domain of their web site, or by the e-mail address of a contact; each
 * once. One request: what was typed stands in the query as a quoted value. Contacts that the user may not see are left
 * out. Source: SOQL and SOSL Reference, "Comparison Operators"; equality and LIKE ignore case.
 */
export async function searchAccounts(
  context: OrgContext,
  mapping: MappingFields,
  { by, text }: Asked,
  limit: number,
  signal?: AbortSignal,
): Promise<Result<readonly FoundAccount[]>> {
  const { api, schema } = context
  const accounts = (condition: Soql) =>
    soql`SELECT ${fields(accountColumns(context, mapping))} FROM Account WHERE ${condition} ORDER BY Name LIMIT ${limit}`
  const contacts = (condition: Soql) => contactsWhere(context, mapping, condition, limit)

  if (by === 'words') {
    const words = text.split(/\s+/).filter(Boolean)
    const named = words.slice(0, mostWords).map((word) => soql`Name LIKE ${like(word, 'anywhere')}`)
    const rows = await queryRows(api, { soql: accounts(all(named)) }, signal)
    if (!rows.ok) return rows
    const found = accountsOf(rows.value, mapping).filter(({ name }) => holdsWords(name, text))
    return ok(found.map((account) => ({ ...account, found: { by: 'name', value: account.name } })))
  }
  if (by === 'email') {
    const rows = await queryRows(api, { soql: contacts(soql`Email = ${text}`) }, signal)
    return rows.ok ? ok(each(ofContacts(rows.value, mapping))) : noneIfHidden(rows)
  }
  const atDomain = { contacts: { soql: contacts(soql`Email LIKE ${like(`@${text}`, 'at the end')}`) } }
  if (!schema.has('Account', 'Website')) {
    const rows = await queryRows(api, atDomain.contacts, signal)
    return rows.ok ? ok(each(ofContacts(rows.value, mapping))) : noneIfHidden(rows)
  }
  const both = { sites: { soql: accounts(soql`Website LIKE ${like(text, 'anywhere')}`) }, ...atDomain }
  const answer = await queriesAtOnce(api, both, signal)
  if (!answer.ok) return answer
  const { sites, contacts: people } = answer.value
  if (!sites.ok) return sites
  const hidden = people.ok ? people : noneIfHidden(people)
  if (!hidden.ok) return hidden
  const bySite = accountsOf(sites.value.records, mapping)
    .filter(({ website }) => isOfDomain(website, text))
    .map((account): FoundAccount => ({ ...account, found: { by: 'website', value: account.website ?? text } }))
  return ok(each([...bySite, ...ofContacts(people.ok ? people.value.records : [], mapping)]))
}

/** Words beyond these make a name no clearer, and the query longer. */
const mostWords = 8

/** The account of a contact. */
export async function accountOfContact(
  context: OrgContext,
  mapping: MappingFields,
  contactId: string,
  signal?: AbortSignal,
): Promise<Result<FoundAccount | null>> {
  const query = contactsWhere(context, mapping, soql`Id = ${id(contactId)}`, 1)
  const rows = await queryRows(context.api, { soql: query }, signal)
  if (!rows.ok) return rows
  return ok(ofContacts(rows.value, mapping)[0] ?? null)
}

function contactsWhere(context: OrgContext, mapping: MappingFields, condition: Soql, limit: number): Soql {
  const columns = fields(['Id', 'Name', 'Email', 'AccountId', ...accountColumns(context, mapping, 'Account.')])
  return soql`SELECT ${columns} FROM Contact WHERE ${condition} AND AccountId != ${null} ORDER BY Name LIMIT ${limit}`
}

function ofContacts(rows: readonly WireRecord[], mapping: MappingFields): FoundAccount[] {
  return rows.flatMap(({ Account: account, Name: name, Email: email }) => {
    if (typeof account !== 'object' || account === null) return []
    const said = [name, email].filter((text) => typeof text === 'string' && text !== '')
    const found: Found = { by: 'contact', value: said.join(', ') }
    // A parent record comes with its fields by name, like any other.
    return accountsOf([account as WireRecord], mapping).map((each) => ({ ...each, found }))
  })
}

/** Each account once, by what it was found by first. */
const each = (found: readonly FoundAccount[]): FoundAccount[] =>
  [...new Map(found.toReversed().map((account) => [account.id, account])).values()].reverse()

/** Contacts that the user may not see are none; any other failure stays one. */
function noneIfHidden(
  failed: Extract<Result<WireRecord[] | QueryPage>, { ok: false }>,
): Result<readonly FoundAccount[]> {
  return ['salesforce.not-visible', 'salesforce.refused'].includes(failed.failure.code) ? ok([]) : failed
}
