import type { AccountTie, CustomerTie } from '#shared/domain/link-mend'
import type { MappingFields } from '#shared/domain/profile'
import { ok, type Result } from '#shared/failure'

import type { Ports } from '../ports.ts'

/** Customers that are asked for at a time: Stigg gives one by one. */
const customersAtOnce = 4

export interface Ties {
  readonly accounts: ReadonlyMap<string, AccountTie>
  readonly customers: ReadonlyMap<string, CustomerTie>
}

/** Both halves of links, live; records that are not there are left out. Fails: `salesforce.*`, `stigg.*`. */
export async function readTies(
  { accountIds, customerIds }: { readonly accountIds: readonly string[]; readonly customerIds: readonly string[] },
  fields: MappingFields,
  { salesforce, stigg }: Pick<Ports, 'salesforce' | 'stigg'>,
  signal?: AbortSignal,
): Promise<Result<Ties>> {
  const wanted = [...new Set(customerIds)]
  const customers = new Map<string, CustomerTie>()
  const readCustomers = async (): Promise<Result<void>> => {
    for (let start = 0; start < wanted.length; start += customersAtOnce) {
      const some = wanted.slice(start, start + customersAtOnce)
      const read = await Promise.all(some.map((id) => stigg.customerTie(id, signal)))
      for (const tie of read) {
        if (!tie.ok) return tie
        if (tie.value) customers.set(tie.value.id, tie.value)
      }
    }
    return ok(undefined)
  }
  const ids = [...new Set(accountIds)]
  const [accounts, read] = await Promise.all([
    ids.length > 0 ? salesforce.accountTies(fields, ids, signal) : ok([]),
    readCustomers(),
  ])
  if (!accounts.ok) return accounts
  if (!read.ok) return read
  return ok({ accounts: new Map(accounts.value.map((tie) => [tie.id, tie])), customers })
}
