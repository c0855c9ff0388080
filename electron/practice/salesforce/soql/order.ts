import type { OrderByClause, Query } from '@jetstreamapp/soql-parser-js'
import { refuse } from '../errors.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import { callOf } from './condition.ts'
import { keyOf, resolveOperand } from './operand.ts'
import type { Key } from './criterion.ts'
import type { Scope } from './scope.ts'

export interface Ordering<Row> {
  readonly sort: (rows: readonly Row[]) => Row[]
  /** The sorted index that yields rows in just this order. */
  readonly index: 'stamp' | 'id' | undefined
}

export interface SortKey<Row> {
  readonly key: (row: Row) => Key
  readonly descending: boolean
  readonly nullsLast: boolean
}

export const clausesOf = (orderBy: Query['orderBy']): readonly OrderByClause[] =>
  orderBy === undefined ? [] : Array.isArray(orderBy) ? orderBy : [orderBy]

/** Source: SOQL and SOSL Reference, "ORDER BY": ascending with nulls first, unless said otherwise. */
export function orderingOf(scope: Scope, orderBy: Query['orderBy']): Ordering<SalesforceRow> | undefined {
  const clauses = clausesOf(orderBy)
  if (clauses.length === 0) return undefined
  const names: string[] = []
  const keys = clauses.map((clause): SortKey<SalesforceRow> => {
    const operand = resolveOperand(scope, 'fn' in clause ? callOf(clause.fn) : { kind: 'path', path: clause.field })
    if (!operand.path.field.sortable)
      throw refuse('INVALID_FIELD', `field '${operand.name}' can not be sorted in a query call`)
    const plain = operand.path.isOwnAndStored && !operand.isCall && clause.order !== 'DESC'
    names.push(plain ? operand.path.field.name : '')
    const key = keyOf(operand.comparable)
    const { get } = operand
    return sortKey((row) => key(get(row)), clause)
  })
  const index = { Id: 'id', 'SystemModstamp,Id': 'stamp', SystemModstamp: 'stamp' } as const
  return { sort: (rows) => sorted(rows, keys), index: index[names.join(',') as keyof typeof index] }
}

export const sortKey = <Row>(key: SortKey<Row>['key'], { order, nulls }: OrderByClause): SortKey<Row> => ({
  key,
  descending: order === 'DESC',
  nullsLast: nulls === 'LAST',
})

/** Sort with each row's keys worked out once. */
export function sorted<Row>(rows: readonly Row[], keys: readonly SortKey<Row>[]): Row[] {
  const entries = rows.map((row) => ({ row, values: keys.map(({ key }) => key(row)) }))
  entries.sort((a, b) => {
    for (const [n, { descending, nullsLast }] of keys.entries()) {
      const left = a.values[n] ?? null
      const right = b.values[n] ?? null
      if (left === right) continue
      if (left === null || right === null) return (left === null) === nullsLast ? 1 : -1
      return left < right === descending ? 1 : -1
    }
    return 0
  })
  return entries.map(({ row }) => row)
}
