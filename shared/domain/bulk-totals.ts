import type { BulkCheckRow, BulkCredits } from './bulk.ts'
import { add } from './decimal.ts'
import type { Finding, FindingCode } from './finding.ts'
import type { Money } from './money.ts'

/** What stands in a deal's way in this batch. */
export type BulkVerdict =
  | { readonly kind: 'ready' }
  /** Goes once these warnings are ticked. */
  | { readonly kind: 'warned'; readonly open: readonly Finding[] }
  | { readonly kind: 'blocked'; readonly first: Finding }
  /** It could not be read. */
  | { readonly kind: 'unread' }
  /** Nothing would be written: it has what was sold. */
  | { readonly kind: 'nothing' }
  /** It is provisioned, or under way, or waits for a person: a deal of its own to look at, never one of many. */
  | { readonly kind: 'begun' }
  /** Another deal of the batch goes to the same customer: it would change what this one was checked against. */
  | { readonly kind: 'after'; readonly opportunityName: string }

const errorOf = ({ findings }: BulkCheckRow): Finding | undefined =>
  findings.find(({ severity }) => severity === 'error')

/** The warnings of a deal that are not ticked. */
const openWarnings = ({ findings }: BulkCheckRow, ticked: ReadonlySet<FindingCode>): Finding[] =>
  findings.filter(({ severity, code }) => severity === 'warning' && !ticked.has(code))

/**
 * Whether each deal of a batch can go, in the batch's order. Of several deals of one customer the first that can go does;
 * the others were checked against what that customer holds now, and have to be checked anew afterwards.
 * @param ticked codes of the warnings that the person accepts for the whole batch
 */
export function verdictsOf(
  rows: readonly BulkCheckRow[],
  ticked: ReadonlySet<FindingCode>,
): ReadonlyMap<string, BulkVerdict> {
  const first = new Map<string, string>()
  return new Map(
    rows.map((row) => {
      const own = ownVerdict(row, ticked)
      if (row.customerId === null || (own.kind !== 'ready' && own.kind !== 'warned')) return [row.opportunityId, own]
      const before = first.get(row.customerId)
      if (before !== undefined) return [row.opportunityId, { kind: 'after', opportunityName: before }]
      first.set(row.customerId, row.opportunityName)
      return [row.opportunityId, own]
    }),
  )
}

function ownVerdict(row: BulkCheckRow, ticked: ReadonlySet<FindingCode>): BulkVerdict {
  if (row.failure) return { kind: 'unread' }
  if (['in-flight', 'attention', 'superseded', 'drifted', 'live'].includes(row.state)) return { kind: 'begun' }
  const error = errorOf(row)
  if (error) return { kind: 'blocked', first: error }
  if (row.writes === 0) return { kind: 'nothing' }
  const open = openWarnings(row, ticked)
  return open.length > 0 ? { kind: 'warned', open } : { kind: 'ready' }
}

const nothingTicked: ReadonlySet<FindingCode> = new Set()

/** The keys of a deal's warnings that were accepted by their codes. */
export const acknowledgedOf = ({ findings }: BulkCheckRow, ticked: ReadonlySet<FindingCode>): string[] =>
  findings.filter(({ severity, code }) => severity === 'warning' && ticked.has(code)).map(({ key }) => key)

/** The warnings of a batch by code, with the number of deals that have each, most first. Errors are never among them. */
export function warningsOf(rows: readonly BulkCheckRow[]): readonly { code: FindingCode; deals: number }[] {
  const deals = new Map<FindingCode, number>()
  for (const row of rows) {
    const verdict = ownVerdict(row, nothingTicked)
    if (verdict.kind !== 'warned') continue
    for (const code of new Set(verdict.open.map((each) => each.code))) deals.set(code, (deals.get(code) ?? 0) + 1)
  }
  return [...deals].map(([code, count]) => ({ code, deals: count })).toSorted((a, b) => b.deals - a.deals)
}

/** What a batch comes to. Amounts of different currencies are never added up. */
export interface BulkTotals {
  readonly deals: number
  readonly subscriptions: number
  readonly newCustomers: number
  readonly writes: number
  readonly credits: readonly BulkCredits[]
  readonly amounts: readonly Money[]
  readonly firstInvoices: readonly Money[]
  /** Deals whose first invoice is not known. */
  readonly invoicesUnknown: number
}

export function totalsOf(rows: readonly BulkCheckRow[]): BulkTotals {
  const newCustomers = new Set(rows.flatMap((row) => (row.customerExists ? [] : [row.customerId])))
  return {
    deals: rows.length,
    subscriptions: rows.reduce((sum, row) => sum + row.subscriptions.length, 0),
    newCustomers: newCustomers.size,
    writes: rows.reduce((sum, row) => sum + row.writes, 0),
    credits: creditsIn(rows),
    amounts: moneyIn(rows.map(({ amount }) => amount)),
    firstInvoices: moneyIn(rows.map(({ firstInvoice }) => firstInvoice)),
    invoicesUnknown: rows.filter(({ invoiceUnknown }) => invoiceUnknown).length,
  }
}

function moneyIn(amounts: readonly (Money | null)[]): Money[] {
  const sums = new Map<string, string>()
  for (const money of amounts) if (money) sums.set(money.currency, add(sums.get(money.currency) ?? '0', money.amount))
  return [...sums].map(([currency, amount]) => ({ currency, amount })).toSorted(byKey(({ currency }) => currency))
}

function creditsIn(rows: readonly BulkCheckRow[]): BulkCredits[] {
  const sums = new Map<string, BulkCredits>()
  for (const credits of rows.flatMap((row) => row.credits)) {
    const key = `${credits.currencyId} ${credits.cadence ?? ''}`
    const before = sums.get(key)
    sums.set(key, before ? { ...before, amount: add(before.amount, credits.amount) } : credits)
  }
  return [...sums.values()].toSorted(byKey(({ name, cadence }) => `${name} ${cadence ?? ''}`))
}

const byKey =
  <T>(keyOf: (each: T) => string) =>
  (a: T, b: T): number =>
    keyOf(a) < keyOf(b) ? -1 : 1
