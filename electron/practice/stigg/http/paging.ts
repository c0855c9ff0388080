import { createHash } from 'node:crypto'
import { badInput } from './stigg-error.ts'
import type { Answer } from './envelope.ts'

/** Where a row stands in a list: lists are in order of creation, ties by key. */
export interface Place {
  readonly createdAt: string
  readonly key: string
}

export interface PageRequest {
  readonly limit: number
  readonly after: string | null
  readonly before: string | null
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly prev: string | null
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** Cursors that were handed out, so that one stays good when its row has gone meanwhile. Rebuilt after a restart. */
const handedOut = new Map<string, Place>()
const mostRemembered = 50_000

/** An opaque uuid for a place, the same every time, that says nothing about the row. */
export function cursorFor(place: Place): string {
  const hex = createHash('sha256').update(`${place.createdAt}\n${place.key}`).digest('hex')
  const cursor = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  if (handedOut.size >= mostRemembered) handedOut.clear()
  handedOut.set(cursor, place)
  return cursor
}

function compare(left: Place, right: Place): number {
  if (left.createdAt !== right.createdAt) return left.createdAt < right.createdAt ? -1 : 1
  if (left.key === right.key) return 0
  return left.key < right.key ? -1 : 1
}

function placeOf(cursor: string, places: readonly Place[]): Place {
  if (!uuid.test(cursor)) throw badInput('The cursor must be a uuid')
  const place = handedOut.get(cursor) ?? places.find((candidate) => cursorFor(candidate) === cursor)
  if (place === undefined) throw badInput('The cursor is unknown')
  return place
}

/**
 * One page of rows. `after` gives what follows that cursor, `before` what precedes it, both in the list's order.
 * Fails: `BadUserInput` for a cursor that was never given.
 * Source: Stigg REST API, list endpoints (`limit` 1-100, default 20; `after`, `before`; `pagination.next`, `.prev`).
 */
export function pageOf<Row>(rows: Iterable<Row>, placed: (row: Row) => Place, request: PageRequest): Page<Row> {
  const sorted = [...rows].map((row) => ({ row, place: placed(row) })).sort((a, b) => compare(a.place, b.place))
  const places = sorted.map(({ place }) => place)
  const after = request.after === null ? null : placeOf(request.after, places)
  const before = request.before === null ? null : placeOf(request.before, places)
  const isWanted = (place: Place): boolean =>
    (after === null || compare(place, after) > 0) && (before === null || compare(place, before) < 0)
  const first = places.findIndex(isWanted)
  if (first === -1) return { rows: [], next: null, prev: null }
  const wanted = sorted.filter(({ place }) => isWanted(place))
  const fromEnd = before !== null && after === null
  const skipped = fromEnd ? Math.max(0, wanted.length - request.limit) : 0
  const page = wanted.slice(skipped, skipped + request.limit)
  const start = first + skipped
  const end = start + page.length
  const firstPlace = places[start]
  const lastPlace = places[end - 1]
  return {
    rows: page.map(({ row }) => row),
    next: lastPlace !== undefined && end < sorted.length ? cursorFor(lastPlace) : null,
    prev: firstPlace !== undefined && start > 0 ? cursorFor(firstPlace) : null,
  }
}

/** The answer to a list call. */
export function pagedList<Row>(
  rows: Iterable<Row>,
  placed: (row: Row) => Place,
  request: PageRequest,
  show: (row: Row) => unknown,
): Answer {
  const page = pageOf(rows, placed, request)
  return { status: 200, body: { data: page.rows.map(show), pagination: { next: page.next, prev: page.prev } } }
}
