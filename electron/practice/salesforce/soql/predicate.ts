import { notModelled, refuse } from '../errors.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import { accessOfAll, accessOfAny, type Access } from './access.ts'
import type { Comparison, Condition } from './condition.ts'
import { criterionOf, type Criterion, type Key } from './criterion.ts'
import { likeTest, unquote } from './literals.ts'
import { keyOf, resolveOperand, type ResolvedOperand } from './operand.ts'
import type { Scope } from './scope.ts'

/** A condition made ready: the test of a row, and a shorter way to the rows that pass it. */
export interface Predicate {
  readonly test: (row: SalesforceRow) => boolean
  readonly access: Access
}

/** Answers a subquery with the ids that its one field holds. */
export type IdsOf = (subquery: NonNullable<Comparison['subquery']>) => ReadonlySet<string>

const MAX_SEMI_JOINS = 2

export function predicateOf(scope: Scope, condition: Condition, idsOf: IdsOf): Predicate {
  checkSemiJoins(condition)
  return compile(scope, condition, idsOf)
}

function compile(scope: Scope, condition: Condition, idsOf: IdsOf): Predicate {
  if (condition.kind === 'compare') return compare(scope, condition, idsOf)
  if (condition.kind === 'not') {
    const { test } = compile(scope, condition.part, idsOf)
    return { test: (row) => !test(row), access: undefined }
  }
  const parts = condition.parts.map((part) => compile(scope, part, idsOf))
  const tests = parts.map(({ test }) => test)
  const ways = parts.map(({ access }) => access)
  return condition.kind === 'and'
    ? { test: (row) => tests.every((test) => test(row)), access: accessOfAll(ways) }
    : { test: (row) => tests.some((test) => test(row)), access: accessOfAny(ways) }
}

function compare(scope: Scope, comparison: Comparison, idsOf: IdsOf): Predicate {
  const operand = resolveOperand(scope, comparison.operand)
  const { path, name, comparable } = operand
  if (!path.field.filterable) throw refuse('INVALID_FIELD', `field '${name}' can not be filtered in a query call`)
  if (comparison.subquery) return semiJoin(scope, comparison, operand, idsOf)
  if (comparison.operator === 'LIKE') return like(comparison, operand)
  if (comparison.operator === 'INCLUDES' || comparison.operator === 'EXCLUDES') return includes(comparison, operand)

  const criteria = comparison.literals.map((literal) => criterionOf(scope, name, comparable, literal))
  const key = keyOf(comparable)
  const { get } = operand
  const single = criteria[0] ?? { kind: 'value', value: null }
  switch (comparison.operator) {
    case '=':
    case 'IN': {
      const matches = anyOf(criteria)
      return { test: (row) => matches(key(get(row))), access: equality(scope, operand, criteria) }
    }
    case '!=':
    case '<>':
    case 'NOT IN': {
      const matches = anyOf(criteria)
      return { test: (row) => !matches(key(get(row))), access: undefined }
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      if (comparable === 'boolean' || comparable === 'multi')
        throw refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${comparable} field`)
      const holds = ordered(comparison.operator, single)
      return { test: (row) => holds(key(get(row))), access: bound(operand, comparison.operator, single) }
    }
    default:
      throw refuse('MALFORMED_QUERY', `unexpected token: '${comparison.operator}'`)
  }
}

function anyOf(criteria: readonly Criterion[]): (key: Key) => boolean {
  const values = new Set(criteria.flatMap((each) => (each.kind === 'value' ? [each.value] : [])))
  const ranges = criteria.filter((each) => each.kind === 'range')
  if (ranges.length === 0) return (key) => values.has(key)
  return (key) => values.has(key) || (typeof key === 'string' && ranges.some(({ from, to }) => key >= from && key < to))
}

/** A null is neither more nor less than anything. */
function ordered(operator: '<' | '<=' | '>' | '>=', criterion: Criterion): (key: Key) => boolean {
  if (criterion.kind === 'range') {
    const { from, to } = criterion
    const test = {
      '<': (key: string) => key < from,
      '<=': (key: string) => key < to,
      '>': (key: string) => key >= to,
      '>=': (key: string) => key >= from,
    }[operator]
    return (key) => typeof key === 'string' && test(key)
  }
  const { value } = criterion
  if (value === null) return () => false
  const test = {
    '<': (key: NonNullable<Key>) => key < value,
    '<=': (key: NonNullable<Key>) => key <= value,
    '>': (key: NonNullable<Key>) => key > value,
    '>=': (key: NonNullable<Key>) => key >= value,
  }[operator]
  return (key) => key !== null && test(key)
}

function equality(scope: Scope, operand: ResolvedOperand, criteria: readonly Criterion[]): Access {
  const { field, isOwnAndStored } = operand.path
  if (!isOwnAndStored || operand.isCall) return undefined
  const values: Key[] = []
  for (const each of criteria) {
    if (each.kind === 'range') return rangeAccess(field.name, each.from, each.to)
    if (each.value === null) return undefined
    values.push(each.value)
  }
  if (field.type === 'id') return { kind: 'ids', ids: new Set(values.map(String)) }
  if (field.name === 'SystemModstamp') {
    const [first, ...others] = values.map(String).sort()
    return first === undefined ? undefined : rangeAccess(field.name, first, `${others.at(-1) ?? first}~`)
  }
  if (!field.indexed) return undefined
  const table = scope.org.table(operand.path.object.name)
  const [only, ...others] = values
  if (others.length === 0) return { kind: 'ids', ids: table.idsWhere(field.name, only) }
  const ids = new Set<string>()
  for (const value of values) for (const id of table.idsWhere(field.name, value)) ids.add(id)
  return { kind: 'ids', ids }
}

function rangeAccess(field: string, from: string, to: string | undefined): Access {
  if (field === 'SystemModstamp') return { kind: 'range', order: 'stamp', from, to }
  return field === 'Id' ? { kind: 'range', order: 'id', from, to } : undefined
}

function bound({ path, isCall }: ResolvedOperand, operator: string, criterion: Criterion): Access {
  if (isCall || !path.isOwnAndStored || criterion.kind === 'range' || typeof criterion.value !== 'string')
    return criterion.kind === 'range' && path.isOwnAndStored && operator.startsWith('>')
      ? rangeAccess(path.field.name, criterion.from, undefined)
      : undefined
  // `~` sorts after every character of a stamp and of an id.
  return operator.startsWith('>')
    ? rangeAccess(path.field.name, criterion.value, undefined)
    : rangeAccess(path.field.name, '', `${criterion.value}~`)
}

function like({ literals }: Comparison, { comparable, name, get }: ResolvedOperand): Predicate {
  if (comparable !== 'text')
    throw refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${comparable} field: ${name}`)
  const literal = literals[0]
  if (literal?.type !== 'STRING')
    throw refuse(
      'INVALID_FIELD',
      `value of filter criterion for field '${name}' must be of type string and should be enclosed in quotes`,
    )
  const matches = likeTest(unquote(literal.raw, true))
  return {
    test: (row) => {
      const value = get(row)
      return value !== null && matches(String(value))
    },
    access: undefined,
  }
}

/** `'A;B','C'`: A and B together, or C. */
function includes({ operator, literals }: Comparison, { comparable, name, get }: ResolvedOperand): Predicate {
  if (comparable !== 'multi')
    throw refuse(
      'INVALID_QUERY_FILTER_OPERATOR',
      `${operator.toLowerCase()} is not a valid operator on field '${name}'`,
    )
  const wanted = literals.map(({ raw }) => unquote(raw).toLowerCase().split(';'))
  const test = (row: SalesforceRow) => {
    const held = new Set(
      String(get(row) ?? '')
        .toLowerCase()
        .split(';'),
    )
    return wanted.some((all) => all.every((each) => held.has(each)))
  }
  return { test: operator === 'INCLUDES' ? test : (row) => !test(row), access: undefined }
}

function semiJoin(scope: Scope, { operator, subquery }: Comparison, operand: ResolvedOperand, idsOf: IdsOf): Predicate {
  if (operand.comparable !== 'id')
    throw refuse(
      'INVALID_QUERY_FILTER_OPERATOR',
      `The left operand of a semi join must be an ID field: ${operand.name}`,
    )
  if (!subquery || (operator !== 'IN' && operator !== 'NOT IN'))
    throw notModelled(`the operator ${operator} with a subquery`)
  const ids = idsOf(subquery)
  const { get, path } = operand
  const holds = (row: SalesforceRow) => {
    const id = get(row)
    return typeof id === 'string' && ids.has(id)
  }
  if (operator === 'NOT IN') return { test: (row) => !holds(row), access: undefined }
  const isOwn = path.isOwnAndStored
  if (isOwn && path.field.type === 'id') return { test: holds, access: { kind: 'ids', ids } }
  if (!isOwn || ids.size > 2000) return { test: holds, access: undefined }
  return {
    test: holds,
    access: equality(
      scope,
      operand,
      [...ids].map((value) => ({ kind: 'value', value })),
    ),
  }
}

function checkSemiJoins(condition: Condition): void {
  let count = 0
  const visit = (at: Condition, underOr: boolean): void => {
    if (at.kind === 'not') return visit(at.part, underOr)
    if (at.kind !== 'compare') {
      for (const part of at.parts) visit(part, underOr || at.kind === 'or')
      return
    }
    if (!at.subquery) return
    if (underOr)
      throw refuse('MALFORMED_QUERY', 'Semi join sub-selects are only allowed at the top level WHERE expressions')
    if (++count > MAX_SEMI_JOINS)
      throw refuse('MALFORMED_QUERY', `maximum ${MAX_SEMI_JOINS} semi join sub-selects are allowed`)
  }
  visit(condition, false)
}
