import type { DatabaseSync } from 'node:sqlite'

import type { DealQuery, SortKey } from '#shared/contract/opportunities'
import { DealState } from '#shared/domain/deal-state'
import { matchOf, searchWordsOf } from './deal-text.ts'
import type { SearchWords } from './deal-text.ts'

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

/**
 * Columns of a query as one array each, by way of JSON text: far cheaper than a row object for each deal.
 * @param sql a query whose columns are named `v0`, `v1` …
 */
function columnsOf(database: DatabaseSync, count: number, sql: string, ...values: readonly string[]): unknown[][] {
  const lists = Array.from({ length: count }, (_, index) => `json_group_array(v${index}) AS v${index}`)
  const row = database.prepare(`SELECT ${lists.join(', ')} FROM (${sql})`).get(...values) ?? {}
  // SQLite has made these texts: arrays of what the columns hold.
  return Object.values(row).map((text) => JSON.parse(String(text)) as unknown[])
}

const columnOf = (database: DatabaseSync, sql: string, ...values: readonly string[]): unknown[] =>
  columnsOf(database, 1, sql, ...values)[0] ?? []

const numbersOf = (database: DatabaseSync, sql: string, ...values: readonly string[]): Uint32Array =>
  // The column holds whole numbers alone; to convert each once more would double the time.
  new Uint32Array(columnOf(database, sql, ...values) as number[])

/** Each distinct text by a number of its own, and the number of each deal's; 0 where it has none. */
function coded(all: Uint32Array, size: number, texts: readonly unknown[]) {
  const names = new Map<string, number>()
  const codes = new Uint32Array(size)
  for (const [index, n] of all.entries()) {
    const name = texts[index]
    if (typeof name !== 'string') continue
    const code = names.get(name) ?? names.size + 1
    names.set(name, code)
    codes[n] = code
  }
  return { names, codes }
}

/** Results of searches that are kept, 100 kB each at 100,000 deals. */
const masksKept = 16

const dayNumber = (day: string): number => Number(day.replaceAll('-', ''))

export function createDealIndex(database: DatabaseSync): DealIndex {
  const [numbers = [], stateColumn = [], dayColumn = [], stageColumn = [], ownerColumn = []] = columnsOf(
    database,
    5,
    `SELECT n AS v0, state AS v1, CAST(replace(close_date, '-', '') AS INTEGER) AS v2, stage_name AS v3,
       owner_name AS v4 FROM deal ORDER BY n`,
  )
  const all = new Uint32Array(numbers as number[])
  const size = (all.at(-1) ?? 0) + 1
  const states = new Uint8Array(size)
  const days = new Uint32Array(size)
  for (const [index, n] of all.entries()) {
    states[n] = Number(stateColumn[index])
    days[n] = Number(dayColumn[index])
  }
  const stages = coded(all, size, stageColumn)
  const owners = coded(all, size, ownerColumn)
  const orders = new Map<SortKey, Order>()
  const masks = new Map<string, Uint8Array>()
  let openings: string[] | null = null

  function orderBy(key: SortKey): Order {
    const kept = orders.get(key)
    if (kept) return kept
    const name = sortColumns[key]
    const filled = numbersOf(database, `SELECT n AS v0 FROM deal WHERE ${name} IS NOT NULL ORDER BY ${name}, n`)
    const empty = numbersOf(database, `SELECT n AS v0 FROM deal WHERE ${name} IS NULL ORDER BY n`)
    const order = { filled, empty }
    orders.set(key, order)
    return order
  }

  function openingsByNumber(): readonly string[] {
    if (openings) return openings
    openings = Array.from<string>({ length: size }).fill('')
    const texts = columnOf(database, 'SELECT opening AS v0 FROM deal ORDER BY n')
    for (const [index, n] of all.entries()) openings[n] = String(texts[index])
    return openings
  }

  /** 1 for each deal that all of the words are found in. */
  function found({ long, short }: SearchWords): Uint8Array {
    const hits =
      long.length > 0
        ? numbersOf(database, 'SELECT rowid AS v0 FROM deal_text WHERE deal_text MATCH ?', matchOf(long))
        : all
    const mask = new Uint8Array(size)
    const texts = short.length > 0 ? openingsByNumber() : null
    for (const n of hits) {
      if (texts === null || short.every((word) => texts[n]?.includes(word))) mask[n] = 1
    }
    return mask
  }

  /** Which deals a search finds; null where it looks for nothing. The next pages of a list ask the same again. */
  function maskOf(search: string): Uint8Array | null {
    const words = searchWordsOf(search)
    if (words.long.length + words.short.length === 0) return null
    const mask = masks.get(search) ?? found(words)
    masks.delete(search)
    masks.set(search, mask)
    const [oldest] = masks.keys()
    if (masks.size > masksKept && oldest !== undefined) masks.delete(oldest)
    return mask
  }

  /** The numbers of the names asked for; null where none is, so that each fits. */
  const wanted = (asked: readonly string[], { names }: ReturnType<typeof coded>): Set<number> | null =>
    asked.length === 0 ? null : new Set(asked.flatMap((name) => names.get(name) ?? []))

  function find(query: DealQuery) {
    const { offset, limit, sort } = query
    const mask = maskOf(query.search)
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
