import { z } from 'zod'

import { isPublicMail } from './public-mail.ts'
import { toId18 } from './salesforce-id.ts'

/** An account that carries a Stigg customer ID, has won deals, or is named by a customer. */
export const LinkAccount = z.object({
  id: z.string(),
  name: z.string(),
  customerId: z.string().nullable(),
  website: z.string().nullable(),
  /** Of its contacts, as far as they were read: only where nothing ties the account to a customer. */
  emails: z.array(z.string()).default([]),
})
export type LinkAccount = z.infer<typeof LinkAccount>

/** An e-mail of one of an account's contacts. */
export interface LinkContact {
  readonly accountId: string
  readonly email: string
}

export const LinkCustomer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** The account that its Salesforce integration names, else the one in its metadata. */
  accountId: z.string().nullable(),
})
export type LinkCustomer = z.infer<typeof LinkCustomer>

export const LinkState = z.enum(['conflicting', 'broken', 'one-sided', 'likely', 'orphaned', 'linked'])
export type LinkState = z.infer<typeof LinkState>

/** Accounts and customers that belong together, or are suspected to. Every record is in exactly one row. */
export const LinkRow = z.object({
  key: z.string(),
  state: LinkState,
  accounts: z.array(LinkAccount),
  customers: z.array(LinkCustomer),
  /** One-sided: which side names the other. */
  namedBy: z.enum(['account', 'customer']).nullable(),
  /** Likely: what the two have in common, and the value. */
  because: z.object({ reason: z.enum(['email', 'domain', 'name']), value: z.string() }).nullable(),
  /** Broken: IDs that lead nowhere. */
  missing: z.array(z.string()),
})
export type LinkRow = z.infer<typeof LinkRow>

type Reason = NonNullable<LinkRow['because']>['reason']
interface Group {
  readonly accounts: LinkAccount[]
  readonly customers: LinkCustomer[]
}

/**
 * Join accounts and customers by what each side says of the other. Linear in the number of records; the order in which
 * they come does not matter. Records that name nobody, or that lead nowhere, are matched by domain and name where
 * exactly one stands on either side.
 */
export function linkRows(accounts: readonly LinkAccount[], customers: readonly LinkCustomer[]): LinkRow[] {
  const idOf = idsOnce()
  const accountById = new Map(accounts.map((account) => [idOf(account.id), account]))
  const customerById = new Map(customers.map((customer) => [customer.id, customer]))
  const groups = grouped(accountById, customerById, idOf)
  const rows = groups.map((group) => rowOf(group, accountById, customerById, idOf))
  return withMatches(rows).sort(inOrder)
}

type IdOf = (id: string) => string

/** The 18-character form of IDs, each worked out once: tens of thousands are compared over and over. */
function idsOnce(): IdOf {
  const known = new Map<string, string>()
  return (id) => {
    const found = known.get(id)
    if (found !== undefined) return found
    const whole = toId18(id) ?? id
    known.set(id, whole)
    return whole
  }
}

/** Records that are tied to each other, over any number of ties. */
function grouped(
  accountById: ReadonlyMap<string, LinkAccount>,
  customerById: ReadonlyMap<string, LinkCustomer>,
  idOf: IdOf,
): Group[] {
  const toCustomers = new Map<string, LinkCustomer[]>()
  const toAccounts = new Map<string, LinkAccount[]>()
  const tie = (account: LinkAccount, customer: LinkCustomer): void => {
    push(toCustomers, idOf(account.id), customer)
    push(toAccounts, customer.id, account)
  }
  for (const account of accountById.values()) {
    const customer = account.customerId === null ? undefined : customerById.get(account.customerId)
    if (customer) tie(account, customer)
  }
  for (const customer of customerById.values()) {
    const account = customer.accountId === null ? undefined : accountById.get(idOf(customer.accountId))
    if (account) tie(account, customer)
  }
  const seen = new Set<LinkAccount | LinkCustomer>()
  const groups: Group[] = []
  const gather = (account: LinkAccount | null, customer: LinkCustomer | null): void => {
    const first = account ?? customer
    if (first === null || seen.has(first)) return
    seen.add(first)
    const group: Group = { accounts: account ? [account] : [], customers: account || !customer ? [] : [customer] }
    // The lists grow while they are walked: what is found is looked at in its turn.
    for (let a = 0, c = 0; a < group.accounts.length || c < group.customers.length;) {
      const nextAccount = group.accounts[a]
      if (nextAccount) {
        a += 1
        for (const found of toCustomers.get(idOf(nextAccount.id)) ?? []) addNew(group.customers, found, seen)
        continue
      }
      const nextCustomer = group.customers[c]
      c += 1
      for (const found of (nextCustomer && toAccounts.get(nextCustomer.id)) ?? []) addNew(group.accounts, found, seen)
    }
    groups.push(group)
  }
  for (const account of accountById.values()) gather(account, null)
  for (const customer of customerById.values()) gather(null, customer)
  return groups
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function addNew<T extends LinkAccount | LinkCustomer>(
  list: T[],
  found: T,
  seen: Set<LinkAccount | LinkCustomer>,
): void {
  if (seen.has(found)) return
  seen.add(found)
  list.push(found)
}

function rowOf(
  { accounts, customers }: Group,
  accountById: ReadonlyMap<string, LinkAccount>,
  customerById: ReadonlyMap<string, LinkCustomer>,
  idOf: IdOf,
): LinkRow {
  accounts.sort((a, b) => compare(a.id, b.id))
  customers.sort((a, b) => compare(a.id, b.id))
  const missing = [
    ...accounts.flatMap(({ customerId }) => (customerId === null || customerById.has(customerId) ? [] : [customerId])),
    ...customers.flatMap(({ accountId }) =>
      accountId === null || accountById.has(idOf(accountId)) ? [] : [idOf(accountId)],
    ),
  ]
  const [account] = accounts
  const [customer] = customers
  const key = account ? `account:${idOf(account.id)}` : `customer:${customer?.id ?? ''}`
  const row = { key, accounts, customers, namedBy: null, because: null, missing: [...new Set(missing)].sort(compare) }
  if (accounts.length > 1 || customers.length > 1) return { ...row, state: 'conflicting' }
  if (missing.length > 0) return { ...row, state: 'broken' }
  if (!account || !customer) return { ...row, state: 'orphaned' }
  if (account.customerId !== null && customer.accountId !== null) return { ...row, state: 'linked' }
  return { ...row, state: 'one-sided', namedBy: account.customerId === null ? 'customer' : 'account' }
}

/** Orphans that have something in common that nobody else has, paired: by e-mail first, then by domain, then by name. */
function withMatches(rows: readonly LinkRow[]): LinkRow[] {
  let left = rows
  for (const reason of ['email', 'domain', 'name'] as const) left = matchedBy(reason, left)
  return [...left]
}

function matchedBy(reason: Reason, rows: readonly LinkRow[]): readonly LinkRow[] {
  const byValue = new Map<string, { accounts: LinkRow[]; customers: LinkRow[] }>()
  for (const row of rows) {
    const values = row.state === 'orphaned' ? new Set(inCommon[reason](row)) : []
    for (const value of values) {
      const found = byValue.get(value) ?? { accounts: [], customers: [] }
      found[row.accounts.length > 0 ? 'accounts' : 'customers'].push(row)
      byValue.set(value, found)
    }
  }
  // An account has several contacts: where they point to several customers, nobody can say which is meant.
  const meant = new Map<LinkRow, Map<LinkRow, string>>()
  for (const [value, { accounts, customers }] of [...byValue].toSorted(([a], [b]) => compare(a, b))) {
    const [account] = accounts
    const [customer] = customers
    if (!account || !customer || accounts.length > 1 || customers.length > 1) continue
    const partners = meant.get(account) ?? new Map<LinkRow, string>()
    if (!partners.has(customer)) partners.set(customer, value)
    meant.set(account, partners)
  }
  const paired = new Set<LinkRow>()
  const matches: LinkRow[] = []
  for (const [account, partners] of meant) {
    const [only] = partners
    if (!only || partners.size > 1) continue
    const [customer, value] = only
    paired.add(account).add(customer)
    matches.push({ ...account, state: 'likely', customers: customer.customers, because: { reason, value } })
  }
  return [...rows.filter((row) => !paired.has(row)), ...matches]
}

/** What an orphan may have in common with one of the other side. */
const inCommon: Readonly<Record<Reason, (row: LinkRow) => string[]>> = {
  email: ({ accounts: [account], customers: [customer] }) =>
    (account ? account.emails : customer?.email ? [customer.email] : []).map(plainEmail).filter((text) => text !== ''),
  domain: ({ accounts: [account], customers: [customer] }) =>
    (account
      ? [domainOfWebsite(account.website), ...account.emails.map(domainOfEmail)]
      : [domainOfEmail(customer?.email ?? null)]
    ).filter((domain) => domain !== null),
  name: ({ accounts: [account], customers: [customer] }) =>
    [plainName(account ? account.name : (customer?.name ?? null))].filter((name) => name !== null),
}

const plainEmail = (email: string): string => {
  const text = email.trim().toLowerCase()
  return /^[^@\s]+@[^@\s]+$/.test(text) ? text : ''
}

const companyDomain = (host: string): string | null => {
  const domain = host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '')
  return domain.includes('.') && !isPublicMail(domain) ? domain : null
}

function domainOfWebsite(website: string | null): string | null {
  const text = website?.trim() ?? ''
  const url = text === '' ? null : URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
  return url ? companyDomain(url.hostname) : null
}

const domainOfEmail = (email: string | null): string | null => {
  const at = email?.lastIndexOf('@') ?? -1
  return email === null || at < 1 ? null : companyDomain(email.slice(at + 1).trim())
}

const legalForms = /\b(?:inc|ltd|llc|gmbh|ag|sas|bv|ab|oy|plc|kk|pty|corp|co)\b/g

function plainName(name: string | null): string | null {
  const plain = (name ?? '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(legalForms, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain === '' ? null : plain
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const rank = new Map(LinkState.options.map((state, index) => [state, index]))
const inOrder = (a: LinkRow, b: LinkRow): number =>
  (rank.get(a.state) ?? 0) - (rank.get(b.state) ?? 0) || compare(a.key, b.key)

/** How many rows there are of each state. */
export function countsOf(rows: readonly LinkRow[]): Record<LinkState, number> {
  const counts = { conflicting: 0, broken: 0, 'one-sided': 0, likely: 0, orphaned: 0, linked: 0 }
  for (const { state } of rows) counts[state] += 1
  return counts
}
