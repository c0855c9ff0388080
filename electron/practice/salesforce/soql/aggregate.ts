import type { FieldType as Selected, FunctionExp, Query } from '@jetstreamapp/soql-parser-js'
import { notModelled, refuse } from '../errors.ts'
import type { SalesforceRow, SalesforceValue } from '../../seed/types.ts'
import { encode } from '../rows/values.ts'
import { callOf, conditionOf, parameterText, type Comparison, type Condition, type Operand } from './condition.ts'
import { isDateFunction, keyOf, resolveOperand, type ResolvedOperand } from './operand.ts'
import { clausesOf, sorted, sortKey } from './order.ts'
import type { WireRecord } from './project.ts'
import { escapePattern } from './caret.ts'
import type { Scope } from './scope.ts'

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX'])

const isAggregate = (selected: Selected): boolean =>
  selected.type === 'FieldFunctionExpression' && AGGREGATES.has(selected.functionName.toUpperCase())

/** `SELECT COUNT()`: only the number counts. */
export const isCount = ({ fields = [] }: Pick<Query, 'fields'>): boolean =>
  fields.length === 1 &&
  fields.every((field) => isAggregate(field) && 'parameters' in field && field.parameters.length === 0)

export const isGrouped = (query: Query): boolean =>
  query.groupBy !== undefined || (query.fields ?? []).some((field) => isAggregate(field))

interface Column {
  readonly key: string
  /** The expression as it may be repeated in HAVING and ORDER BY. */
  readonly expression: string
  readonly value: (rows: readonly SalesforceRow[]) => SalesforceValue
}

/** Source: SOQL and SOSL Reference, "GROUP BY" and "Aggregate Functions". */
export function aggregate(scope: Scope, query: Query, rows: readonly SalesforceRow[]): WireRecord[] {
  const groups = groupsOf(scope, query)
  const column = columnsOf(scope, query, groups)
  const buckets = new Map<string, SalesforceRow[]>()
  if (groups.length === 0) buckets.set('', [...rows])
  const keys = groups.map(({ comparable, get }) => {
    const key = keyOf(comparable)
    return (row: SalesforceRow) => key(get(row))
  })
  for (const row of groups.length === 0 ? [] : rows) {
    const key = JSON.stringify(keys.map((each) => each(row)))
    const bucket = buckets.get(key)
    if (bucket) bucket.push(row)
    else buckets.set(key, [row])
  }
  const valueOf = (expression: string) => expressionValue(scope, column, groups, expression)
  let found = [...buckets.values()]
  if (query.having) {
    const holds = havingTest(conditionOf(query.having), valueOf)
    found = found.filter(holds)
  }
  const order = clausesOf(query.orderBy).map((clause) => {
    const value = valueOf('fn' in clause ? (clause.fn.rawValue ?? '') : clause.field)
    const key = (bucket: SalesforceRow[]) => keyOf('text')(value(bucket))
    const raw = (bucket: SalesforceRow[]) => {
      const of = value(bucket)
      return typeof of === 'number' ? of : key(bucket)
    }
    return sortKey(raw, clause)
  })
  if (order.length > 0) found = sorted(found, order)
  const offset = query.offset ?? 0
  return found.slice(offset, query.limit === undefined ? undefined : offset + query.limit).map((bucket) => {
    const record: WireRecord = { attributes: { type: 'AggregateResult' } }
    for (const { key, value } of column) record[key] = value(bucket)
    return record
  })
}

interface Group extends ResolvedOperand {
  readonly expression: string
}

function groupsOf(scope: Scope, query: Query): Group[] {
  const clauses = query.groupBy === undefined ? [] : Array.isArray(query.groupBy) ? query.groupBy : [query.groupBy]
  return clauses.map((clause) => {
    if ('fn' in clause && /^(ROLLUP|CUBE)$/i.test(clause.fn.functionName ?? ''))
      throw notModelled(`GROUP BY ${clause.fn.functionName ?? ''}`)
    const operand: Operand = 'fn' in clause ? callOf(clause.fn) : { kind: 'path', path: clause.field }
    const resolved = resolveOperand(scope, operand)
    if (!resolved.isCall && !resolved.path.field.groupable)
      throw refuse('INVALID_FIELD', `field '${resolved.name}' can not be grouped in a query call`)
    const expression = normal('fn' in clause ? (clause.fn.rawValue ?? '') : clause.field, scope)
    return Object.assign(resolved, { expression })
  })
}

function columnsOf(scope: Scope, query: Query, groups: readonly Group[]): Column[] {
  let unnamed = 0
  return (query.fields ?? []).map((selected): Column => {
    if (selected.type === 'FieldFunctionExpression' && isAggregate(selected)) {
      const expression = normal(selected.rawValue ?? '', scope)
      const key = selected.alias ?? `expr${unnamed++}`
      return { key, expression, value: reducerOf(scope, selected.functionName, selected.parameters[0]) }
    }
    if (selected.type === 'FieldSubquery' || selected.type === 'FieldTypeof')
      throw refuse('MALFORMED_QUERY', 'Grouped query cannot use child relationships in the SELECT list')
    const isCall = selected.type === 'FieldFunctionExpression'
    const path =
      selected.type === 'FieldRelationship'
        ? [...selected.relationships, selected.field].join('.')
        : isCall
          ? ''
          : selected.field
    const raw = isCall ? (selected.rawValue ?? '') : path
    const inner =
      isCall && !isDateFunction(selected.functionName.toUpperCase()) ? parameterText(selected.parameters[0]) : raw
    const group = groups.find(({ expression }) => expression === normal(inner, scope))
    if (!group) throw refuse('MALFORMED_QUERY', `Field must be grouped or aggregated: ${raw}`)
    const named = 'alias' in selected ? selected.alias : undefined
    const key = named ?? (isCall ? `expr${unnamed++}` : group.path.field.name)
    return { key, expression: normal(raw, scope), value: groupValue(group) }
  })
}

const groupValue = (group: Group) => (rows: readonly SalesforceRow[]) => {
  const [first] = rows
  if (!first) return null
  return group.isCall ? group.get(first) : encode(group.path.field, group.get(first))
}

function reducerOf(scope: Scope, functionName: string, parameter: string | FunctionExp | undefined): Column['value'] {
  const name = functionName.toUpperCase()
  if (parameter === undefined) return (rows) => rows.length
  const operand = resolveOperand(scope, { kind: 'path', path: parameterText(parameter) })
  const { get, comparable } = operand
  if (name === 'COUNT') return (rows) => rows.reduce((count, row) => (get(row) === null ? count : count + 1), 0)
  if (name === 'COUNT_DISTINCT') {
    const key = keyOf(comparable)
    return (rows) => new Set(rows.map((row) => key(get(row))).filter((each) => each !== null)).size
  }
  if ((name === 'SUM' || name === 'AVG') && comparable !== 'number')
    throw refuse('MALFORMED_QUERY', `field '${operand.name}' does not support aggregate operator ${name}`)
  return (rows) => {
    const values = rows.map(get).filter((value) => value !== null)
    if (values.length === 0) return null
    const sum = () => values.reduce<number>((total, value) => total + Number(value), 0)
    if (name === 'SUM') return Math.round(sum() * 1e6) / 1e6
    if (name === 'AVG') return sum() / values.length
    const key = keyOf(comparable)
    const best = values.reduce((a, b) => ((key(b) ?? '') < (key(a) ?? '') === (name === 'MIN') ? b : a))
    return encode(operand.path.field, best)
  }
}

/** Without case and spaces, and without the object's alias. */
function normal(expression: string, scope: Scope): string {
  const plain = expression.toLowerCase().replaceAll(/\s/g, '')
  const alias = scope.alias?.toLowerCase()
  return alias === undefined ? plain : plain.replaceAll(new RegExp(`(?<![\\w.])${escapePattern(alias)}\\.`, 'g'), '')
}

function expressionValue(
  scope: Scope,
  columns: readonly Column[],
  groups: readonly Group[],
  expression: string,
): Column['value'] {
  const wanted = normal(expression, scope)
  const column = columns.find((each) => each.expression === wanted || each.key.toLowerCase() === wanted)
  if (column) return column.value
  const group = groups.find((each) => each.expression === wanted)
  if (group) return groupValue(group)
  const call = /^(\w+)\((.*)\)$/.exec(expression.trim())
  if (call && AGGREGATES.has((call[1] ?? '').toUpperCase()))
    return reducerOf(scope, call[1] ?? '', call[2] || undefined)
  throw refuse('MALFORMED_QUERY', `Ordered field must be grouped or aggregated: ${expression}`)
}

function havingTest(
  condition: Condition,
  valueOf: (expression: string) => Column['value'],
): (rows: SalesforceRow[]) => boolean {
  if (condition.kind === 'not') {
    const test = havingTest(condition.part, valueOf)
    return (rows) => !test(rows)
  }
  if (condition.kind !== 'compare') {
    const tests = condition.parts.map((part) => havingTest(part, valueOf))
    return (rows) => (condition.kind === 'and' ? tests.every((test) => test(rows)) : tests.some((test) => test(rows)))
  }
  return havingComparison(condition, valueOf)
}

function havingComparison(
  { operand, operator, literals }: Comparison,
  valueOf: (expression: string) => Column['value'],
) {
  const value = valueOf(operand.kind === 'path' ? operand.path : operand.raw)
  const wanted = literals.map(({ type, raw }) =>
    type === 'NULL'
      ? null
      : type === 'STRING'
        ? raw.slice(1, -1).toLowerCase()
        : type === 'BOOLEAN'
          ? raw === 'TRUE'
          : Number(raw),
  )
  const [first = null] = wanted
  return (rows: SalesforceRow[]): boolean => {
    const found = value(rows)
    const held = typeof found === 'string' ? found.toLowerCase() : found
    if (operator === '=' || operator === 'IN') return wanted.includes(held)
    if (operator === '!=' || operator === 'NOT IN') return !wanted.includes(held)
    if (held === null || first === null) return false
    if (operator === '<') return held < first
    if (operator === '<=') return held <= first
    if (operator === '>') return held > first
    if (operator === '>=') return held >= first
    throw refuse('MALFORMED_QUERY', `unexpected token: '${operator}'`)
  }
}
