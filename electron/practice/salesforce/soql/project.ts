import type { FieldType as Selected, Query, Subquery } from '@jetstreamapp/soql-parser-js'
import { notModelled, refuse } from '../errors.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import { attributesOf } from '../rows/values.ts'
import { wireValue } from '../rows/wire.ts'
import type { FieldDef } from '../schema/types.ts'
import { resolvePath, type ResolvedPath, type Scope } from './scope.ts'
import { parameterText } from './condition.ts'
import { pointAt } from './caret.ts'

export interface QueryResult {
  readonly totalSize: number
  readonly done: boolean
  readonly nextRecordsUrl?: string
  readonly records: readonly unknown[]
}

export type WireRecord = Record<string, unknown>
/** Answers a child subquery for one parent row. */
export type ChildrenOf = (subquery: Subquery) => (parent: SalesforceRow) => QueryResult | null
export type Projector = (row: SalesforceRow) => WireRecord

const MAX_FIELDS_LIMIT = 200

type Emit = (record: WireRecord, row: SalesforceRow) => void

/** How a row becomes a record: the selected fields under their own names, in the order in which they were selected. */
export function projectorOf(scope: Scope, query: Query | Subquery, version: string, childrenOf: ChildrenOf): Projector {
  const seen = new Set<string>()
  const emits: Emit[] = []
  for (const selected of query.fields ?? []) {
    if (selected.type === 'FieldSubquery') {
      const children = childrenOf(selected.subquery)
      const { name } = childField(scope, selected.subquery)
      emits.push((record, row) => void (record[name] = children(row)))
      continue
    }
    for (const path of pathsOf(scope, selected, query.limit)) {
      const key = `${path.relationships.join('.')}.${path.field.name}`.toLowerCase()
      const alias = 'alias' in selected ? selected.alias : undefined
      if (seen.has(key) && alias === undefined)
        throw refuse(
          'INVALID_FIELD',
          pointAt(scope.soql, path.field.name, `duplicate field selected: ${path.field.name}`),
        )
      seen.add(key)
      emits.push(emitOf(scope, path, version, alias))
    }
  }
  return (row) => {
    const record: WireRecord = { attributes: attributesOf(version, scope.object.name, row.Id) }
    for (const emit of emits) emit(record, row)
    return record
  }
}

function childField(scope: Scope, subquery: Subquery): { name: string } {
  const found = scope.schema
    .childRelationships(scope.object)
    .find(({ relationshipName }) => relationshipName.toLowerCase() === subquery.relationshipName.toLowerCase())
  return { name: found?.relationshipName ?? subquery.relationshipName }
}

function emitOf(scope: Scope, path: ResolvedPath, version: string, alias: string | undefined): Emit {
  const { field, relationships } = path
  const name = alias ?? field.name
  if (relationships.length === 0) return (record, row) => void (record[name] = wireValue(field, path.get(row)))
  const parents = relationships.map((_, n) => resolvePath(scope, [...relationships.slice(0, n + 1), 'Id'].join('.')))
  return (record, row) => {
    let at = record
    for (const [n, relationship] of relationships.entries()) {
      const parent = parents[n]
      const parentRow = parent?.rowOf(row)
      if (!parent || !parentRow) {
        at[relationship] ??= null
        return
      }
      const object = parent.object.name === 'Name' ? String(parentRow['Type']) : parent.object.name
      const next = (at[relationship] ??= { attributes: attributesOf(version, object, parentRow.Id) })
      at = next as WireRecord // Put there by this very function.
    }
    at[name] = wireValue(field, path.get(row))
  }
}

/** The fields that one part of a SELECT list names. */
export function pathsOf(
  scope: Scope,
  selected: Exclude<Selected, { type: 'FieldSubquery' }>,
  limit: number | undefined,
): readonly ResolvedPath[] {
  switch (selected.type) {
    case 'Field':
      if (selected.alias !== undefined && !('objectPrefix' in selected))
        throw refuse('MALFORMED_QUERY', 'only aggregate expressions use field aliasing')
      return [resolvePath(scope, selected.field)]
    case 'FieldRelationship':
      return [resolvePath(scope, [...selected.relationships, selected.field].join('.'))]
    case 'FieldTypeof':
      throw notModelled('TYPEOF in a query')
    default: {
      const name = selected.functionName.toUpperCase()
      const argument = parameterText(selected.parameters[0])
      if (name === 'FIELDS') return everyField(scope, argument.toUpperCase(), limit)
      if (name === 'TOLABEL' || name === 'FORMAT' || name === 'CONVERTCURRENCY') {
        const inner = selected.parameters[0]
        const path = typeof inner === 'object' ? parameterText(inner.parameters[0]) : argument
        return [wrapped(name, resolvePath(scope, path))]
      }
      throw refuse('MALFORMED_QUERY', `Field must be grouped or aggregated: ${selected.rawValue ?? name}`)
    }
  }
}

/** `FORMAT` and `toLabel` turn a value into the text that a person sees. */
function wrapped(name: string, path: ResolvedPath): ResolvedPath {
  const { field, get } = path
  if (name === 'TOLABEL')
    return { ...path, get: (row) => field.picklist.find(({ value }) => value === get(row))?.label ?? get(row) }
  if (name !== 'FORMAT') return path
  const asText: FieldDef = { ...field, type: 'string' }
  const format = (row: SalesforceRow) => {
    const value = get(row)
    return typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: field.scale }) : value
  }
  return { ...path, field: asText, get: format }
}

function everyField(scope: Scope, which: string, limit: number | undefined): ResolvedPath[] {
  if (which !== 'STANDARD' && (limit === undefined || limit > MAX_FIELDS_LIMIT))
    throw refuse('MALFORMED_QUERY', `The SOQL FIELDS function must have a LIMIT of at most ${MAX_FIELDS_LIMIT}`)
  return [...scope.object.fields.values()]
    .filter(({ custom }) => which === 'ALL' || custom === (which === 'CUSTOM'))
    .map(({ name }) => resolvePath(scope, name))
}
