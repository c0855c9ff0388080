import type { FoundRecord, LinkTarget } from '#shared/contract/links'
import type { DealRow } from '#shared/contract/opportunities'
import { customerPlace, dealPlace, placeOf } from '#shared/domain/place'
import { holdsWords } from '#shared/domain/search-text'

import type { Ports } from '../ports.ts'
import type { Connection } from '../workspace/connection.ts'

type Mirror = Ports['mirror']
type Why = FoundRecord['why']

const most = { deals: 8, accounts: 3, customers: 4, catalogue: 3 }

/** A record that a text names by itself, with the name that is known of it here. */
export function foundTarget(
  { kind, id, path, opportunityIds }: LinkTarget,
  by: 'link' | 'id',
  mirror: Mirror,
): FoundRecord {
  const [first] = opportunityIds
  const deal = first === undefined ? null : mirror.get(first)
  const accountName = deal?.account?.name ?? deal?.opportunity.accountName ?? null
  const why: Why = { by, value: id }
  const found = { kind, id, why, path, state: kind === 'opportunity' ? (mirror.row(id)?.state ?? null) : null }
  if (kind === 'opportunity') return { ...found, name: deal?.opportunity.name ?? null, of: accountName }
  return kind === 'account' ? { ...found, name: accountName, of: null } : { ...found, name: null, of: accountName }
}

/** What is known on this machine under a text: deals, accounts and customers of the mirror, and the catalogue. */
export function foundHere(text: string, connection: Connection, mirror: Mirror): FoundRecord[] {
  if (text === '') return []
  const rows = mirror.list({
    search: text,
    limit: most.deals,
    offset: 0,
    states: [],
    stages: [],
    owners: [],
    sort: { by: 'closeDate', descending: true },
  }).rows
  const exact = byExactId(text, mirror)
  const customers = mirror
    .customers(text, most.customers)
    .filter(({ customerId }) => customerId !== text)
    .map(({ customerId, accountName }): FoundRecord => ({
      kind: 'customer',
      id: customerId,
      name: accountName === '' ? null : accountName,
      of: null,
      state: null,
      why: holdsWords(accountName, text) ? { by: 'account-name', value: accountName } : { by: 'id', value: customerId },
      path: customerPlace(customerId),
    }))
  const isExact = exact.length > 0
  return [
    ...exact,
    ...catalogueEntries(text, connection, isExact ? 0 : most.catalogue, true),
    ...rows.map((row) => foundDeal(row, text)),
    ...accountsOf(rows, text),
    ...customers,
    ...catalogueEntries(text, connection, most.catalogue, false),
  ]
}

/** A bare Stigg ID has no shape of its own; more than one kind of record may have it. */
function byExactId(id: string, mirror: Mirror): FoundRecord[] {
  return (['customer', 'subscription'] as const).flatMap((kind) => {
    const opportunityIds = kind === 'customer' ? mirror.idsByCustomer(id) : mirror.idsBySubscription(id)
    if (opportunityIds.length === 0) return []
    const path = placeOf(kind, id)
    return [foundTarget({ kind, id, opportunityIds: [...opportunityIds], path }, 'id', mirror)]
  })
}

function foundDeal(row: DealRow, text: string): FoundRecord {
  return {
    kind: 'opportunity',
    id: row.id,
    name: row.name,
    of: row.accountName,
    state: row.state,
    why: whyOf(row, text),
    path: dealPlace(row.id),
  }
}

function whyOf({ id, name, accountName, ownerName, customerId, subscriptionId }: DealRow, text: string): Why {
  if (holdsWords(name, text)) return { by: 'name', value: name }
  const ids = [id, customerId, subscriptionId].flatMap((each) => each ?? [])
  const held = ids.find((each) => each.toLowerCase().includes(text.toLowerCase()))
  if (held !== undefined) return { by: 'id', value: held }
  if (holdsWords(accountName, text)) return { by: 'account-name', value: accountName ?? '' }
  if (holdsWords(ownerName, text)) return { by: 'owner', value: ownerName ?? '' }
  return { by: 'sold', value: text }
}

/** Accounts of the deals that were found, where it is their name that fits. */
function accountsOf(rows: readonly DealRow[], text: string): FoundRecord[] {
  const fitting = rows.flatMap(({ accountId, accountName }) =>
    accountId !== null && accountName !== null && holdsWords(accountName, text) ? [{ id: accountId, accountName }] : [],
  )
  const unique = [...new Map(fitting.map((each) => [each.id, each])).values()].slice(0, most.accounts)
  return unique.map(({ id, accountName }) => ({
    kind: 'account',
    id,
    name: accountName,
    of: null,
    state: null,
    why: { by: 'name', value: accountName },
    path: placeOf('account', id),
  }))
}

/** Plans, add-ons, features and currencies, by their ID or their name; they lead to the deals that they are sold in. */
function catalogueEntries(text: string, { catalog }: Connection, limit: number, exactly: boolean): FoundRecord[] {
  if (!catalog) return []
  const { plans, addons, features, currencies, products, coupons } = catalog
  return [...plans, ...addons, ...features, ...currencies, ...products, ...coupons]
    .filter(({ id, name }) => (id === text) === exactly && (exactly || holdsWords(name, text)))
    .slice(0, limit)
    .map(({ id, name }) => ({
      kind: 'catalogue',
      id,
      name,
      of: null,
      state: null,
      why: exactly ? { by: 'id', value: id } : { by: 'name', value: name },
      path: placeOf('catalogue', id),
    }))
}
