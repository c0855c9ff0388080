import type { Mend, MendObstacle } from '#shared/domain/link-mend'
import type { LinkRow, LinkState } from '#shared/domain/link-states'

import { plural } from './facts.ts'
import type { StateWords } from './states.ts'

/** The states of a pair, as the person at the desk reads them. */
export const linkStates: Readonly<Record<LinkState, StateWords>> = {
  conflicting: { word: 'Conflicting', tone: 'attention', meaning: 'More than one account or customer is involved.' },
  broken: { word: 'Broken', tone: 'blocked', meaning: 'An ID leads to a record that is not there.' },
  'one-sided': { word: 'One-sided', tone: 'waiting', meaning: 'Only one of the two names the other.' },
  likely: { word: 'Likely match', tone: 'ready', meaning: 'Not linked, but the two have something in common.' },
  orphaned: { word: 'Orphaned', tone: 'quiet', meaning: 'Nothing ties it to the other service.' },
  linked: { word: 'Linked', tone: 'live', meaning: 'Each names the other.' },
}

const reasons = { email: 'e-mail', domain: 'domain', name: 'name' } as const

const sentences: Readonly<Record<LinkState, (row: LinkRow) => string>> = {
  conflicting: ({ accounts, customers }) =>
    `${plural(accounts.length, 'account')} and ${plural(customers.length, 'customer')} are tied to each other.`,
  broken: ({ missing }) => `${missing.join(', ')} leads nowhere.`,
  'one-sided': ({ namedBy }) =>
    namedBy === 'account'
      ? 'The account names the customer; the customer does not name the account.'
      : 'The customer names the account; the account has no Stigg Customer ID.',
  likely: ({ because }) => `Both have the ${reasons[because?.reason ?? 'name']} ${because?.value ?? ''}.`,
  orphaned: ({ accounts }) =>
    accounts.length > 0 ? 'The account has no customer in Stigg.' : 'The customer has no account in Salesforce.',
  linked: () => 'Each names the other.',
}

/** What stands between the two, in one sentence. */
export const sayLink = (row: LinkRow): string => sentences[row.state](row)

const obstacles: Readonly<Record<MendObstacle, (name: string) => string>> = {
  'account-gone': (name) => `The account of ${name} is not there, or you may not see it.`,
  'customer-gone': (name) => `The customer of ${name} is not in Stigg.`,
  'customer-archived': (name) => `The customer of ${name} is archived in Stigg.`,
  changed: (name) => `A half of ${name} holds something else now than what was seen. It is not overwritten.`,
  'nothing-to-do': (name) => `${name} is as it is to be already.`,
  'no-field': () => 'The account has no field for the Stigg Customer ID, or you may not see it.',
  'field-read-only': () => 'You may not write the account’s Stigg Customer ID.',
  'field-too-short': () => 'The account’s field is too short for the Stigg Customer ID.',
  'not-undoable': () => 'There is nothing of this run that could be undone.',
}

/** Why a mend cannot be done, by the core's own word for it. */
export const mendObstacles: Readonly<Record<string, (name: string) => string>> = obstacles

/** What a mend does, in one sentence. */
export function sayMend(mend: Mend, { accounts, customers }: Pick<LinkRow, 'accounts' | 'customers'>): string {
  if (mend.kind === 'undo') return 'What stood there before is restored.'
  if (mend.kind === 'clear-account') return `The Stigg Customer ID ${mend.saw} is taken off the account.`
  if (mend.kind === 'clear-customer') return `The link to the account ${mend.saw} is taken off the customer.`
  const account = accounts.find(({ id }) => id.slice(0, 15) === mend.accountId.slice(0, 15))
  const customer = customers.find(({ id }) => id === mend.customerId)
  const isOnlyOne = accounts.length === 1 && customers.length === 1
  if (isOnlyOne) return 'Each is made to name the other.'
  return `${account?.name ?? mend.accountId} with ${customer?.name ?? mend.customerId} (${mend.customerId})`
}
