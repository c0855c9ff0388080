import type { StiggCustomer } from './customer.ts'
import type { CustomerDraft } from './draft.ts'
import type { Account } from './opportunity.ts'

export type CustomerChoice = Pick<CustomerDraft, 'id' | 'chosenBy'>

/**
 * Which Stigg customer a deal of the account goes to: the one that the account names, else the one that is linked to
 * the account, else one under the account's own ID. Of several linked ones, one in use before an archived one, then the
 * one that bears the account's ID, then the first by ID, so that two people meet at the same.
 */
export function chooseCustomer(account: Account, linked: readonly StiggCustomer[]): CustomerChoice {
  const named = account.stiggCustomerId?.trim()
  if (named) return { id: named, chosenBy: 'account-field' }
  const rank = (customer: StiggCustomer) => (customer.archived ? 2 : 0) + (customer.id === account.id ? 0 : 1)
  const [first] = linked.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
  return first ? { id: first.id, chosenBy: 'linked-customer' } : { id: account.id, chosenBy: 'account-id' }
}
