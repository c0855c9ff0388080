import { StiggError } from '../http/stigg-error.ts'

export interface Paging {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
}

export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: number
}

const mostPerPage = 100
const byDefault = 10
const cursorOf = (id: string): string => Buffer.from(`cursor:${id}`).toString('base64url')

/**
 * A slice of rows as a connection; cursors are by row, so a row that came in between moves nothing.
 * Fails: `BadUserInput` for an unknown cursor, or a page size out of 1-100.
 */
export function connectionOf<Row, Node>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  paging: Paging | null | undefined,
  show: (row: Row) => Node,
): Connection<Node> {
  const size = paging?.first ?? paging?.last ?? byDefault
  if (size < 1 || size > mostPerPage) throw new StiggError(400, 'BadUserInput', `A page has 1-${mostPerPage} rows`)
  const placeOf = (cursor: string): number => {
    const place = rows.findIndex((row) => cursorOf(idOf(row)) === cursor)
    if (place === -1) throw new StiggError(400, 'BadUserInput', 'The cursor is unknown')
    return place
  }
  const from = paging?.after ? placeOf(paging.after) + 1 : 0
  const to = paging?.before ? placeOf(paging.before) : rows.length
  const isBackwards = typeof paging?.last === 'number' && typeof paging.first !== 'number'
  const start = isBackwards ? Math.max(from, to - size) : from
  const end = Math.min(to, start + size)
  const edges = rows.slice(start, end).map((row) => ({ node: show(row), cursor: cursorOf(idOf(row)) }))
  return {
    edges,
    pageInfo: {
      hasNextPage: end < rows.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: rows.length,
  }
}
