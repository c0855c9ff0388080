import { z } from 'zod'

import type { AccountTie } from '#shared/domain/link-mend'
import type { LinkAccount, LinkContact } from '#shared/domain/link-states'
import type { MappingFields } from '#shared/domain/profile'
import { fail, ok, type Result } from '#shared/failure'

import type { OrgContext } from './org-context.ts'
import { type WireRecord, nextPage, queryPage, queryRows } from './query.ts'
import { fields as fieldList, identifier, ids, soql, type Soql } from './soql.ts'
import { recordId, text } from './wire.ts'

const WireAccount = z.object({ Id: recordId, Name: text, Website: text })
/** IDs in one condition: their query stays well below what an address may hold. */
const idsAtOnce = 200

/** The org's Stigg Customer ID on the account; null where it has none. */
const customerField = ({ customerId }: MappingFields): string | null =>
  customerId?.object === 'Account' ? customerId.field : null

/** Fields of an account, behind the way to it from the object that is queried ("Account."). */
export function accountColumns({ schema }: OrgContext, mapping: MappingFields, way = ''): string[] {
  const own = customerField(mapping)
  const website = schema.has('Account', 'Website') ? ['Website'] : []
  return ['Id', 'Name', ...website, ...(own === null ? [] : [own])].map((name) => way + name)
}

const selected = (context: OrgContext, mapping: MappingFields): Soql => fieldList(accountColumns(context, mapping))

export function accountsOf(records: readonly WireRecord[], mapping: MappingFields): LinkAccount[] {
  const own = customerField(mapping)
  return records.flatMap((record) => {
    const wire = WireAccount.safeParse(record)
    if (!wire.success) return []
    const { Id: id, Name: name, Website: website } = wire.data
    return [{ id, name: name ?? id, website, customerId: own === null ? null : heldText(record[own]), emails: [] }]
  })
}

/**
 * Accounts that carry a Stigg customer ID, then those without one that have won deals, in the pages that the service
 * gives (2,000 rows). Ends after the first failure. Two queries, because a semi-join may not stand beside OR.
 * Source: SOQL and SOSL Reference, "Comparison Operators", semi-joins.
 */
export async function* linkAccounts(
  context: OrgContext,
  mapping: MappingFields,
  signal?: AbortSignal,
): AsyncGenerator<Result<readonly LinkAccount[]>> {
  const columns = selected(context, mapping)
  const own = customerField(mapping)
  const won = soql`Id IN (SELECT AccountId FROM Opportunity WHERE IsWon = ${true})`
  const conditions =
    own === null ? [won] : [soql`${identifier(own)} != ${null}`, soql`${identifier(own)} = ${null} AND ${won}`]
  for (const condition of conditions) {
    for await (const page of pagesOf(context, soql`SELECT ${columns} FROM Account WHERE ${condition}`, signal)) {
      yield page.ok ? ok(accountsOf(page.value, mapping)) : page
      if (!page.ok) return
    }
  }
}

async function* pagesOf(
  { api }: OrgContext,
  query: Soql,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<readonly WireRecord[]>> {
  let page = await queryPage(api, { soql: query }, signal)
  for (;;) {
    if (!page.ok) {
      yield page
      return
    }
    yield ok(page.value.records)
    const next = page.value.nextRecordsUrl
    if (next === undefined) return
    if (signal?.aborted) {
      yield fail('request.cancelled', 'Given up by the caller')
      return
    }
    page = await nextPage(api, next, signal)
  }
}

/** Accounts by their IDs; those that are gone, or that the user may not see, are left out. */
export async function accountsById(
  context: OrgContext,
  mapping: MappingFields,
  accountIds: readonly string[],
  signal?: AbortSignal,
): Promise<Result<readonly LinkAccount[]>> {
  const found: LinkAccount[] = []
  for (let start = 0; start < accountIds.length; start += idsAtOnce) {
    const some = ids(accountIds.slice(start, start + idsAtOnce))
    const columns = selected(context, mapping)
    const rows = await queryRows(
      context.api,
      { soql: soql`SELECT ${columns} FROM Account WHERE Id IN ${some}` },
      signal,
    )
    if (!rows.ok) return rows
    found.push(...accountsOf(rows.value, mapping))
  }
  return ok(found)
}

/** Accounts that name one customer, when they are more than this, are a mistake that the first ones show. */
const mostNaming = 20

/** Accounts whose Stigg Customer ID is this one; none where the org has no such field. */
export async function accountsNaming(
  context: OrgContext,
  mapping: MappingFields,
  customerId: string,
  signal?: AbortSignal,
): Promise<Result<readonly LinkAccount[]>> {
  const own = customerField(mapping)
  // What no field can hold, nobody names.
  if (own === null || /[\p{Cc}\p{Cs}]/u.test(customerId)) return ok([])
  const columns = selected(context, mapping)
  const condition = soql`${identifier(own)} = ${customerId} ORDER BY Id LIMIT ${mostNaming}`
  const rows = await queryRows(context.api, { soql: soql`SELECT ${columns} FROM Account WHERE ${condition}` }, signal)
  return rows.ok ? ok(accountsOf(rows.value, mapping)) : rows
}

/** Pages of contacts that are read at most: what is likely is worth that many calls, and no more. */
const mostContactPages = 5

/**
 * E-mails of contacts whose account has won deals and no Stigg customer ID: one bulk query, never one by account. Ends
 * after the bound, with what was read till then.
 */
export async function* linkContacts(
  context: OrgContext,
  mapping: MappingFields,
  signal?: AbortSignal,
): AsyncGenerator<Result<readonly LinkContact[]>> {
  const own = customerField(mapping)
  const won = soql`Email != ${null} AND AccountId IN (SELECT AccountId FROM Opportunity WHERE IsWon = ${true})`
  const query =
    own === null
      ? soql`SELECT AccountId, Email FROM Contact WHERE ${won}`
      : soql`SELECT AccountId, Email FROM Contact WHERE ${won} AND ${identifier(`Account.${own}`)} = ${null}`
  let pages = 0
  for await (const page of pagesOf(context, query, signal)) {
    yield page.ok ? ok(contactsOf(page.value)) : page
    pages += 1
    if (!page.ok || pages === mostContactPages) return
  }
}

const WireContact = z.object({ AccountId: recordId, Email: z.string() })

const contactsOf = (records: readonly WireRecord[]): LinkContact[] =>
  records.flatMap((record) => {
    const wire = WireContact.safeParse(record)
    return wire.success ? [{ accountId: wire.data.AccountId, email: wire.data.Email }] : []
  })

/** What accounts hold of a link, by their IDs, two hundred at a time. */
export async function accountTies(
  { api }: Pick<OrgContext, 'api'>,
  { customerId, customerUrl }: MappingFields,
  accountIds: readonly string[],
  signal?: AbortSignal,
): Promise<Result<readonly AccountTie[]>> {
  const names = [customerId, customerUrl].flatMap((ref) => (ref?.object === 'Account' ? [ref.field] : []))
  const found: AccountTie[] = []
  for (let start = 0; start < accountIds.length; start += idsAtOnce) {
    const some = ids(accountIds.slice(start, start + idsAtOnce))
    const columns = fieldList(['Id', 'Name', ...names])
    const rows = await queryRows(api, { soql: soql`SELECT ${columns} FROM Account WHERE Id IN ${some}` }, signal)
    if (!rows.ok) return rows
    for (const record of rows.value) {
      const wire = z.object({ Id: recordId, Name: text }).safeParse(record)
      if (!wire.success) continue
      const { Id: id, Name: name } = wire.data
      const held = Object.fromEntries(names.map((field) => [field, heldText(record[field])]))
      found.push({ id, name: name ?? id, held })
    }
  }
  return ok(found)
}

/** A text as it is compared: without blanks around it, and nothing where there is none. */
export const heldText = (value: unknown): string | null => text.safeParse(value).data?.trim() || null
