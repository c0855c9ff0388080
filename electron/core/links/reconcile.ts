import type { LinkEvent, LinkReport } from '#shared/contract/links'
import { countsOf, linkRows, type LinkAccount, type LinkCustomer, type LinkRow } from '#shared/domain/link-states'
import { toId18 } from '#shared/domain/salesforce-id'
import { fail, ok, type Result } from '#shared/failure'

import { reporting } from '../channel.ts'
import type { Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'

type ReconcilePorts = Pick<Ports, 'salesforce' | 'stigg' | 'clock'>

const rowsAtOnce = 500

/**
 * Read both sides, side by side, and join them. Reports how much was read, then the rows in batches. Writes nothing.
 * Fails: `request.cancelled` where the caller gave up, and what either service fails with.
 */
export const reconcile = (
  { fields }: Context,
  { salesforce, stigg, clock }: ReconcilePorts,
  signal?: AbortSignal,
): AsyncGenerator<LinkEvent, Result<LinkReport>, void> =>
  reporting<LinkEvent, Result<LinkReport>>(async (report) => {
    const stopping = new AbortController()
    const either = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal
    const accounts: LinkAccount[] = []
    const customers: LinkCustomer[] = []
    const read = async <T>(pages: AsyncIterable<Result<readonly T[]>>, into: T[]): Promise<Result<void>> => {
      for await (const page of pages) {
        if (!page.ok) {
          // One side alone says nothing: the other need not be read to its end.
          stopping.abort()
          return page
        }
        into.push(...page.value)
        report({ kind: 'progress', accounts: accounts.length, customers: customers.length })
        if (either.aborted) return cancelled
      }
      return ok(undefined)
    }
    const sides = await Promise.all([
      read(salesforce.linkAccounts(fields, either), accounts),
      read(stigg.linkCustomers(either), customers),
    ])
    if (signal?.aborted) return cancelled
    const failed = sides.filter((side) => !side.ok)
    // The side that was stopped because of the other is not the reason.
    const because = failed.find(({ failure }) => failure.code !== 'request.cancelled') ?? failed[0]
    if (because) return because

    const others = await salesforce.accountsById(fields, unread(accounts, customers), signal)
    if (!others.ok) return others
    const known = [...accounts, ...others.value]
    const first = linkRows(known, customers)
    const emails = await emailsFor(first, fields, salesforce, either)
    if (!emails.ok) return emails
    const rows =
      emails.value.size === 0
        ? first
        : linkRows(
            known.map((account) => withEmails(account, emails.value)),
            customers,
          )
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      report({ kind: 'rows', rows: rows.slice(start, start + rowsAtOnce) })
    }
    return ok({ asOf: clock.now().toISOString(), counts: countsOf(rows) })
  })

const cancelled = fail('request.cancelled', 'Given up by the caller')

/** Accounts that only a customer names: without won deals or an ID of their own, they were not among those read. */
function unread(accounts: readonly LinkAccount[], customers: readonly LinkCustomer[]): string[] {
  const known = new Set(accounts.map(({ id }) => id))
  const named = new Set(customers.flatMap(({ accountId }) => (accountId && toId18(accountId)) ?? []))
  return [...named].filter((id) => !known.has(id))
}

const withEmails = (account: LinkAccount, emails: ReadonlyMap<string, string[]>): LinkAccount => {
  const own = emails.get(account.id)
  return own ? { ...account, emails: own } : account
}

/** E-mails of the contacts of accounts that nothing ties to a customer; read only where customers are left that they could tell. */
async function emailsFor(
  rows: readonly LinkRow[],
  fields: Context['fields'],
  salesforce: ReconcilePorts['salesforce'],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, string[]>>> {
  const emails = new Map<string, string[]>()
  const left = rows.filter(({ state }) => state === 'orphaned' || state === 'likely')
  const alone = new Set(left.flatMap(({ accounts }) => accounts.map(({ id }) => id)))
  const isAsked = alone.size > 0 && left.some(({ customers }) => customers.some(({ email }) => email !== null))
  if (!isAsked) return ok(emails)
  for await (const page of salesforce.linkContacts(fields, signal)) {
    if (!page.ok) return page
    for (const { accountId, email } of page.value) {
      if (!alone.has(accountId)) continue
      const own = emails.get(accountId)
      if (own) own.push(email)
      else emails.set(accountId, [email])
    }
    if (signal.aborted) return cancelled
  }
  return ok(emails)
}
