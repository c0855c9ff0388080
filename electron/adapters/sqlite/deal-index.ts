import type { DatabaseSync } from 'node:sqlite'

import type { DealQuery, SortKey } from '#shared/contract/opportunities'
import { DealState } from '#shared/domain/deal-state'
import { matchOf, searchWordsOf } from './deal-text.ts'

/*
 * The facts that lists are filtered, counted and sorted by, held in memory as plain arrays by `n`: a list of 100,000
 * deals is then one walk over an order that SQLite's indexes give, with exact counts, at any offset.
 */

export const stateNames = DealState.options

const sortColumns: Readonly<Record<SortKey, string>> = {
  closeDate: 'close_date',
  name: 'name_key',
  accountName: 'account_key',
  amount: 'amount_key',
  state: 'state',
  ownerName: 'owner_key',
}

/** Deals in the order of a column, and those without a value in it, which come last in either direction. */
interface Order {
  readonly filled: Uint32Array
  readonly empty: Uint32Array
}

export interface DealIndex {
  /** The deals of a page, and all that fit by state, those of states not asked for as well. */
  find(query: DealQuery): { readonly page: number[]; readonly counts: readonly number[]; readonly total: number }
  /** Take over a changed state without reading all anew. */
  setState(n: number, state: number): void
}

/** One column of a query as numbers, by way of one JSON text: far cheaper than a row object for each. */
function numbersOf(database: DatabaseSync, sql: string, ...values: readonly string[]): number[] {
  const row = database.prepare(`SELECT json_group_array(v) AS list FROM (${sql})`).get(...values)
  // SQLite has made this text: a JSON array of what the column holds, numbers in all queries here.
  return JSON.parse(String(row?.list ?? '[]')) as number[]
}

/** Each distinct text of a column by its number, and the number of each deal's. */
function lookup(database: DatabaseSync, column: string, size: number) {
  const names = new Map<string, number>()
  const codes = new Uint32Array(size)
  const select = database.prepare(`SELECT DISTINCT ${column} AS name FROM deal WHERE ${column} IS NOT NULL`)
  for (const { name } of select.all()) {
    const code = names.size + 1
    names.set(String(name), code)
    for (const n of numbersOf(database, `SELECT n AS v FROM deal WHERE ${column} = ?`, String(name))) codes[n] = code
  }
  return { names, codes }
}

const dayNumber = (day: string): number => Number(day.replaceAll('-', ''))

export function createDealIndex(database: DatabaseSync): DealIndex {
  const size = Number(database.prepare('SELECT coalesce(max(n), 0) AS n FROM deal').get()?.n ?? 0) + 1
  const all = numbersOf(database, 'SELECT n AS v FROM deal ORDER BY n')
  const column = <A extends Uint8Array | Uint32Array>(array: A, values: readonly number[]): A => {
    for (const [index, n] of all.entries()) array[n] = values[index] ?? 0
    return array
  }
  const states = column(new Uint8Array(size), numbersOf(database, 'SELECT state AS v FROM deal ORDER BY n'))
  const daySql = `SELECT CAST(replace(close_date, '-', '') AS INTEGER) AS v FROM deal ORDER BY n`
  const days = column(new Uint32Array(size), numbersOf(database, daySql))
  const stages = lookup(database, 'stage_name', size)
  const owners = lookup(database, 'owner_name', size)
  const orders = new Map<SortKey, Order>()
  let openings: Map<number, string> | null = null

  function orderBy(key: SortKey): Order {
    const kept = orders.get(key)
    if (kept) return kept
    const name = sortColumns[key]
    const filled = numbersOf(database, `SELECT n AS v FROM deal WHERE ${name} IS NOT NULL ORDER BY ${name}, n`)
    const empty = numbersOf(database, `SELECT n AS v FROM deal WHERE ${name} IS NULL ORDER BY n`)
    const order = { filled: Uint32Array.from(filled), empty: Uint32Array.from(empty) }
    orders.set(key, order)
    return order
  }

  function openingsByDeal(): Map<number, string> {
    const select = database.prepare('SELECT n, opening FROM deal')
    openings ??= new Map(select.all().map(({ n, opening }) => [Number(n), String(opening)]))
    return openings
  }

  /** 1 for each deal that the words are found in; null where there are none to look for. */
  function found(search: string): Uint8Array | null {
    const { long, short } = searchWordsOf(search)
    if (long.length + short.length === 0) return null
    const hits =
      long.length > 0
        ? numbersOf(database, 'SELECT rowid AS v FROM deal_text WHERE deal_text MATCH ?', matchOf(long))
        : all
    const mask = new Uint8Array(size)
    const texts = short.length > 0 ? openingsByDeal() : null
    for (const n of hits) {
      if (texts === null || short.every((word) => texts.get(n)?.includes(word))) mask[n] = 1
    }
    return mask
  }

  /** The numbers of the names asked for; null where none is, so that each fits. */
  const wanted = (asked: readonly string[], { names }: ReturnType<typeof lookup>): Set<number> | null =>
    asked.length === 0 ? null : new Set(asked.flatMap((name) => names.get(name) ?? []))

  function find(query: DealQuery) {
    const { offset, limit, sort } = query
    const mask = found(query.search)
    const wantedStages = wanted(query.stages, stages)
    const wantedOwners = wanted(query.owners, owners)
    const from = query.closedFrom === undefined ? 0 : dayNumber(query.closedFrom)
    const to = query.closedTo === undefined ? Number.MAX_SAFE_INTEGER : dayNumber(query.closedTo)
    const wantedStates = stateNames.map((name) => query.states.length === 0 || query.states.includes(name))
    const fits = (n: number): boolean =>
      (mask === null || mask[n] === 1) &&
      (wantedStages === null || wantedStages.has(stages.codes[n] ?? 0)) &&
      (wantedOwners === null || wantedOwners.has(owners.codes[n] ?? 0)) &&
      (days[n] ?? 0) >= from &&
      (days[n] ?? 0) <= to

    const counts = stateNames.map(() => 0)
    const page: number[] = []
    let total = 0
    const see = (n: number): void => {
      if (!fits(n)) return
      const state = states[n] ?? 0
      counts[state] = (counts[state] ?? 0) + 1
      if (!wantedStates[state]) return
      if (total >= offset && page.length < limit) page.push(n)
      total++
    }
    const { filled, empty } = orderBy(sort.by)
    if (sort.descending) for (let index = filled.length - 1; index >= 0; index--) see(filled[index] ?? 0)
    else filled.forEach(see)
    empty.forEach(see)
    return { page, counts, total }
  }

  return {
    find,
    setState(n, state) {
      states[n] = state
      orders.delete('state')
    },
  }
}
