import type { StiggCustomer } from './customer.ts'
import type { CustomerDraft } from './draft.ts'
import type { Account } from './opportunity.ts'

/** Customer IDs that were named for a deal: by a person, and by the call-out. */
export interface SaidCustomer {
  readonly edited: string | null
  readonly callOut: string | null
}

export type CustomerChoice = Pick<CustomerDraft, 'id' | 'chosenBy'>

/**
 * Which Stigg customer a deal of the account goes to: the one that a person named, else the one that the account names,
 * else the one that is linked to the account, else the one that the call-out said, else one under the account's own ID. Of several linked ones, one in use before an archived one, then the
 * one that bears the account's ID, then the first by ID, so that two people meet at the same.
 */
export function chooseCustomer(
  account: Account,
  linked: readonly StiggCustomer[],
  said: SaidCustomer = nobodySaid,
): CustomerChoice {
  if (said.edited !== null) return { id: said.edited, chosenBy: 'edited' }
  const named = account.stiggCustomerId?.trim()
  if (named) return { id: named, chosenBy: 'account-field' }
  const rank = (customer: StiggCustomer) => (customer.archived ? 2 : 0) + (customer.id === account.id ? 0 : 1)
  const [first] = linked.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
  if (first) return { id: first.id, chosenBy: 'linked-customer' }
  return said.callOut === null ? { id: account.id, chosenBy: 'account-id' } : { id: said.callOut, chosenBy: 'call-out' }
}

export const nobodySaid: SaidCustomer = { edited: null, callOut: null }
