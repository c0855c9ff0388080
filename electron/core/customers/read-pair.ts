import type { CustomerPair } from '#shared/contract/customers'
import type { StiggCustomer } from '#shared/domain/customer'
import { linkRows, type LinkAccount, type LinkCustomer, type LinkRow } from '#shared/domain/link-states'
import { toId18 } from '#shared/domain/salesforce-id'
import { ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'
import type { Context } from '../provisioning/live-state.ts'

type PairPorts = Pick<Ports, 'salesforce' | 'stigg' | 'clock'>
export type Wanted = { readonly customerId: string } | { readonly accountId: string }

/** Records that name each other lie at most this many steps apart; what lies further is a conflict already. */
const mostRounds = 4

/**
 * Everything that an account or a customer is tied to, by what each side says of the other. Reads outward from the one
 * that is asked for, both services side by side, until nothing new is named.
 */
export async function readPair(
  wanted: Wanted,
  context: Context,
  { salesforce, stigg, clock }: PairPorts,
  signal?: AbortSignal,
): Promise<Result<CustomerPair>> {
  const accounts = new Map<string, LinkAccount>()
  const customers = new Map<string, StiggCustomer>()
  let newAccounts = 'accountId' in wanted ? [idOf(wanted.accountId)] : []
  let newCustomers = 'customerId' in wanted ? [wanted.customerId] : []
  const asked = new Set([...newAccounts, ...newCustomers])
  let isWhole = true

  for (let round = 0; round < mostRounds && newAccounts.length + newCustomers.length > 0; round += 1) {
    const unread = newAccounts.filter((id) => toId18(id) !== null && !accounts.has(id))
    const [own, naming, found, linked] = await Promise.all([
      unread.length === 0 ? ok([]) : salesforce.accountsById(context.fields, unread, signal),
      all(newCustomers.map((id) => salesforce.accountsNaming(context.fields, id, signal))),
      all(newCustomers.map(async (id) => known(customers.get(id)) ?? stigg.findCustomer(id, signal))),
      all(newAccounts.map((id) => stigg.customersOfAccount(id, signal))),
    ])
    if (!found.ok) return found
    if (!linked.ok) return linked
    if (!own.ok) return own
    if (!naming.ok) return naming
    isWhole &&= linked.value.every((list) => list !== null)
    for (const account of [...own.value, ...naming.value.flat()]) accounts.set(idOf(account.id), account)
    for (const customer of [...found.value, ...linked.value.flatMap((list) => list ?? [])]) {
      if (customer) customers.set(customer.id, customer)
    }
    const named = {
      accounts: [
        ...accounts.keys(),
        ...[...customers.values()].flatMap(({ salesforceAccountId: id }) => idOf(id) ?? []),
      ],
      customers: [...customers.keys(), ...[...accounts.values()].flatMap(({ customerId }) => customerId ?? [])],
    }
    newAccounts = [...new Set(named.accounts)].filter((id) => !asked.has(id))
    newCustomers = [...new Set(named.customers)].filter((id) => !asked.has(id))
    for (const id of [...newAccounts, ...newCustomers]) asked.add(id)
  }

  const rows = linkRows([...accounts.values()], [...customers.values()].map(toLink))
  const row = rows.find((each) => holds(each, wanted)) ?? rows[0] ?? null
  return ok({
    row,
    archived: row?.customers.flatMap(({ id }) => (customers.get(id)?.archived ? [id] : [])) ?? [],
    isWhole,
    readAt: clock.now().toISOString(),
  })
}

function idOf(id: string): string
function idOf(id: string | null): string | null
function idOf(id: string | null): string | null {
  return id === null ? null : (toId18(id) ?? id)
}

const known = (customer: StiggCustomer | undefined): Result<StiggCustomer> | null => (customer ? ok(customer) : null)

/** Every value, or the first failure. */
async function all<T>(calls: readonly Promise<Result<T>>[]): Promise<Result<T[]>> {
  const values: T[] = []
  for (const result of await Promise.all(calls)) {
    if (!result.ok) return result
    values.push(result.value)
  }
  return ok(values)
}

const toLink = ({ id, name, email, salesforceAccountId }: StiggCustomer): LinkCustomer => ({
  id,
  name,
  email,
  accountId: salesforceAccountId,
})

const holds = ({ accounts, customers }: LinkRow, wanted: Wanted): boolean =>
  'customerId' in wanted
    ? customers.some(({ id }) => id === wanted.customerId)
    : accounts.some(({ id }) => idOf(id) === idOf(wanted.accountId))
