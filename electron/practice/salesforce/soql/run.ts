import type { Query, Subquery } from '@jetstreamapp/soql-parser-js'
import { notModelled, refuse } from '../errors.ts'
import type { SalesforceRow } from '../../seed/types.ts'
import type { Org } from '../rows/org.ts'
import { stampOf } from '../rows/table.ts'
import type { Schema } from '../schema/catalog.ts'
import type { ObjectDef } from '../schema/types.ts'
import { aggregate, isCount, isGrouped } from './aggregate.ts'
import { conditionOf } from './condition.ts'
import { orderingOf } from './order.ts'
import { parseSoql } from './parse.ts'
import { predicateOf, type IdsOf } from './predicate.ts'
import { projectorOf, type ChildrenOf, type Projector, type QueryResult, type WireRecord } from './project.ts'
import { resolvePath, type Scope } from './scope.ts'

export interface QueryContext {
  readonly org: Org
  readonly schema: Schema
  readonly userId: string
  readonly timeZone: string
  /** API version, as in `66.0`, for the URLs in the answer. */
  readonly version: string
  readonly withDeleted: boolean
  /** How many children of one parent are given at once; the rest is for a cursor that this keeps. */
  readonly childPage: (
    relationship: string,
    object: ObjectDef,
    rows: readonly SalesforceRow[],
    project: Projector,
    soql: string,
  ) => QueryResult
}

/** What a statement finds: a count alone, finished records, or rows still to be projected page by page. */
export type Found =
  | { readonly kind: 'count'; readonly totalSize: number }
  | { readonly kind: 'records'; readonly records: readonly WireRecord[] }
  | {
      readonly kind: 'rows'
      readonly object: ObjectDef
      readonly rows: readonly SalesforceRow[]
      readonly project: Projector
    }

const MAX_OFFSET = 2000

/** Run a statement as a user. Fails with the query errors of the REST API. */
export function runSoql(context: QueryContext, soql: string): Found {
  const query = parseSoql(soql)
  const scope = scopeOf(context, query, soql)
  checkClauses(query)
  if (isCount(query) && !query.groupBy) return { kind: 'count', totalSize: findRows(scope, query, context).length }
  if (isGrouped(query)) {
    const rows = findRows(scope, { ...query, orderBy: [], limit: Infinity, offset: 0 }, context)
    return { kind: 'records', records: aggregate(scope, query, rows) }
  }
  const project = projectorOf(scope, query, context.version, childrenOf(scope, context))
  return { kind: 'rows', object: scope.object, rows: findRows(scope, query, context), project }
}

/**
 * How rows found earlier are projected again, for the next page of a cursor.
 * @param child the relationship whose rows they are, or null for the statement's own
 */
export function projectorFor(
  context: QueryContext,
  soql: string,
  child: string | null,
): { object: ObjectDef; project: Projector } {
  const query = parseSoql(soql)
  const scope = scopeOf(context, query, soql)
  if (child === null)
    return { object: scope.object, project: projectorOf(scope, query, context.version, childrenOf(scope, context)) }
  for (const field of query.fields ?? [])
    if (field.type === 'FieldSubquery' && field.subquery.relationshipName.toLowerCase() === child.toLowerCase()) {
      const { scope: inner, query: innerQuery } = childScope(scope, field.subquery)
      const project = projectorOf(inner, innerQuery, context.version, childrenOf(inner, context))
      return { object: inner.object, project }
    }
  throw refuse('INVALID_QUERY_LOCATOR', 'invalid query locator')
}

/** What the names of a statement are looked up in. Fails: `INVALID_TYPE`. */
export function scopeOf(context: QueryContext, query: Query, soql: string): Scope {
  const name = query.sObject ?? ''
  const object = context.schema.find(name)
  if (!object)
    throw refuse(
      'INVALID_TYPE',
      `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    )
  const { org, schema, userId, timeZone, withDeleted } = context
  return { org, schema, object, alias: query.sObjectAlias, soql, userId, timeZone, withDeleted }
}

function checkClauses(query: Query): void {
  if ((query.offset ?? 0) > MAX_OFFSET)
    throw refuse('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MAX_OFFSET}`)
  if (query.withDataCategory) throw notModelled('WITH DATA CATEGORY in a query')
  if (query.usingScope && !/^(everything|mine)$/i.test(query.usingScope))
    throw notModelled(`USING SCOPE ${query.usingScope} in a query`)
}

function findRows(scope: Scope, query: Query, context: QueryContext, among?: ReadonlySet<string>): SalesforceRow[] {
  const limit = query.limit ?? Infinity
  const offset = query.offset ?? 0
  const table = scope.org.table(scope.object.name)
  const ordering = orderingOf(scope, query.orderBy)
  const where = query.where && predicateOf(scope, conditionOf(query.where), idsOf(scope, context))
  const owner = /^mine$/i.test(query.usingScope ?? '') ? scope.userId : undefined
  const isVisible = metadataFilter(scope)
  const passes = (row: SalesforceRow) =>
    isVisible(row) &&
    (scope.withDeleted || row['IsDeleted'] !== true) &&
    (owner === undefined || row['OwnerId'] === owner) &&
    (where === undefined || where.test(row))

  const access = among ? ({ kind: 'ids', ids: among } as const) : where?.access
  const order = access?.kind === 'range' ? access.order : access === undefined ? ordering?.index : undefined
  const inOrder = ordering === undefined || (order !== undefined && ordering.index === order)
  const enough = inOrder ? offset + limit : Infinity
  const found: SalesforceRow[] = []
  const source = access?.kind === 'ids' ? pick(table, access.ids) : scan(table, order, access)
  for (const row of source) {
    if (found.length >= enough) break
    if (passes(row)) found.push(row)
  }
  const all = inOrder || !ordering ? found : ordering.sort(found)
  return offset > 0 || all.length > limit ? all.slice(offset, offset + limit) : all
}

/** Field-level security hides a field's definition as it hides the field. */
function metadataFilter({ object, schema }: Scope): (row: SalesforceRow) => boolean {
  if (object.name !== 'FieldDefinition') return () => true
  return ({ DurableId }) => {
    const [owner = '', name = ''] = String(DurableId).split('.')
    return schema.find(owner)?.fields.has(name.toLowerCase()) === true
  }
}

type Table = ReturnType<Org['table']>

function* pick(table: Table, ids: ReadonlySet<string>): IterableIterator<SalesforceRow> {
  for (const id of ids) {
    const row = table.get(id)
    if (row) yield row
  }
}

function* scan(
  table: Table,
  order: 'stamp' | 'id' | undefined,
  range: { readonly from: string; readonly to: string | undefined } | undefined,
): Generator<SalesforceRow, void> {
  const from = range?.from ?? ''
  const to = range?.to
  const source = order === undefined ? table.values() : order === 'id' ? table.byId(from) : table.byStamp(from)
  for (const row of source) {
    if (to !== undefined && (order === 'id' ? row.Id : stampOf(row.SystemModstamp)) > to) break
    yield row
  }
}

/** The ids that the one field of a subquery holds. */
function idsOf(outer: Scope, context: QueryContext): IdsOf {
  return (subquery) => {
    const scope = scopeOf(context, subquery, outer.soql)
    const [selected, ...others] = subquery.fields ?? []
    if (!selected || others.length > 0 || (selected.type !== 'Field' && selected.type !== 'FieldRelationship'))
      throw refuse('MALFORMED_QUERY', 'Semi join sub-selects must select exactly one ID field')
    const path = selected.type === 'Field' ? selected.field : [...selected.relationships, selected.field].join('.')
    const { field, get } = resolvePath(scope, path)
    if (field.type !== 'id' && field.type !== 'reference')
      throw refuse('MALFORMED_QUERY', `Invalid field in sub-select: ${path}. It must be an ID or reference field`)
    const ids = new Set<string>()
    for (const row of findRows(scope, subquery, context)) {
      const id = get(row)
      if (typeof id === 'string') ids.add(id)
    }
    return ids
  }
}

/** The scope that a child subquery is resolved in, and the subquery as a statement on the children's object. */
function childScope(parent: Scope, subquery: Subquery) {
  const relationship = parent.schema
    .childRelationships(parent.object)
    .find(({ relationshipName }) => relationshipName.toLowerCase() === subquery.relationshipName.toLowerCase())
  const object = relationship && parent.schema.find(relationship.childObject)
  if (!relationship || !object)
    throw refuse(
      'INVALID_TYPE',
      `Didn't understand relationship '${subquery.relationshipName}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    )
  const scope: Scope = { ...parent, object, alias: subquery.sObjectAlias }
  const query: Query = { ...subquery, sObject: object.name }
  return { relationship, scope, query }
}

function childrenOf(parent: Scope, context: QueryContext): ChildrenOf {
  return (subquery: Subquery) => {
    const { relationship, scope, query } = childScope(parent, subquery)
    const { object } = scope
    const project = projectorOf(scope, query, context.version, childrenOf(scope, context))
    const table = parent.org.table(object.name)
    return (row) => {
      const rows = findRows(scope, query, context, table.idsWhere(relationship.field, row.Id))
      return rows.length === 0
        ? null
        : context.childPage(relationship.relationshipName, object, rows, project, parent.soql)
    }
  }
}
