import { z } from 'zod'

import type { LinkAccount } from '#shared/domain/link-states'
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
    const customerId = own === null ? null : (text.safeParse(record[own]).data?.trim() ?? null)
    return [{ id, name: name ?? id, website, customerId: customerId === '' ? null : customerId }]
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
