import type { SalesforceRow } from '../../seed/types.ts'
import { notFound, notModelled, refuse } from '../errors.ts'
import { parseId } from '../ids.ts'
import { flowMetadata } from '../schema/flow-rows.ts'
import type { ObjectDef } from '../schema/types.ts'
import type { Projector, QueryResult } from '../soql/project.ts'
import { projectorFor, runSoql, type QueryContext } from '../soql/run.ts'
import { route, type ApiRequest, type ApiResponse, type Route } from './api.ts'
import type { Cursors } from './cursors.ts'

const DEFAULT_PAGE = 2000
const SMALLEST_PAGE = 200
const CHILD_PAGE = 200

/** `query` and `queryAll`, with their cursors. Source: REST API Developer Guide, "Query" and "QueryAll". */
export function queryRoutes(cursors: Cursors): readonly Route[] {
  const start = (resource: 'query' | 'queryAll') => (request: ApiRequest) => {
    if (request.query.has('explain')) throw notModelled('query plans (?explain=)')
    const soql = request.query.get('q')
    if (soql === null) throw refuse('MALFORMED_QUERY', 'A query string has to be specified')
    return { status: 200, body: firstPage(request, soql, resource, cursors) }
  }
  const next =
    (resource: 'query' | 'queryAll') =>
    (request: ApiRequest, { locator = '' }: Record<string, string>) =>
      nextPage(request, locator, resource, cursors)
  return [
    route('GET', '/tooling/query', (request) => toolingQuery(request, cursors)),
    route('GET', '/tooling/sobjects/Flow/:id', (request, { id = '' }) => flowVersion(request, id)),
    ...(['query', 'queryAll'] as const).flatMap((resource) => [
      route('GET', `/${resource}`, start(resource)),
      route('GET', `/${resource}/:locator`, next(resource)),
    ]),
  ]
}

/** Objects that the Tooling API shares with the data API, and that the practice org has. */
const TOOLING = /\bFROM\s+(EntityDefinition|FieldDefinition|FlowDefinitionView|FlowVersionView|FlowDefinition|Flow)\b/i

/** Source: Tooling API, "Query". Other objects of it are metadata that the practice org does not hold. */
function toolingQuery(request: ApiRequest, cursors: Cursors): ApiResponse {
  const soql = request.query.get('q') ?? ''
  if (!TOOLING.test(soql)) throw notModelled(`the Tooling API query ${soql}`)
  const schema = request.org.toolingSchemaFor(request.userId)
  return { status: 200, body: firstPage({ ...request, schema }, soql, 'query', cursors) }
}

/** One version of a flow, with what it is made of. Source: Tooling API, "Flow". */
function flowVersion({ org, userId, version }: ApiRequest, id: string): ApiResponse {
  const row = org.toolingSchemaFor(userId).find('Flow') && org.table('Flow').get(parseId(id) ?? id)
  if (!row) throw notFound()
  const attributes = { type: 'Flow', url: `/services/data/v${version}/tooling/sobjects/Flow/${row.Id}` }
  return { status: 200, body: { attributes, ...row, Metadata: flowMetadata(row) } }
}

/** The first page of what a statement finds; the rest waits behind `nextRecordsUrl`. */
function firstPage(request: ApiRequest, soql: string, resource: 'query' | 'queryAll', cursors: Cursors): QueryResult {
  const context = contextOf(request, resource === 'queryAll', cursors)
  const found = runSoql(context, soql)
  if (found.kind === 'count') return { totalSize: found.totalSize, done: true, records: [] }
  if (found.kind === 'records') {
    if (found.records.length > DEFAULT_PAGE)
      throw refuse(
        'EXCEEDED_ID_LIMIT',
        'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
      )
    return { totalSize: found.records.length, done: true, records: found.records }
  }
  const { rows, project } = found
  const size = pageSize(request)
  const records = rows.slice(0, size).map(project)
  if (rows.length <= size) return { totalSize: rows.length, done: true, records }
  const id = cursors.keep(
    { soql, userId: request.userId, withDeleted: resource === 'queryAll', size, child: null },
    rows.map((row) => row.Id),
  )
  return { totalSize: rows.length, done: false, nextRecordsUrl: urlOf(request.version, resource, id, size), records }
}

function nextPage(request: ApiRequest, locator: string, resource: 'query' | 'queryAll', cursors: Cursors): ApiResponse {
  const [id = '', from = ''] = locator.split('-')
  const cursor = request.fault?.name === 'cursor-expired' ? undefined : cursors.find(id)
  const offset = Number(from)
  if (!cursor || cursor.userId !== request.userId || !/^\d+$/.test(from) || offset >= cursor.totalSize)
    throw refuse('INVALID_QUERY_LOCATOR', 'invalid query locator')
  const context = contextOf(request, cursor.withDeleted, cursors)
  const { object, project } = projectorFor(context, cursor.soql, cursor.child)
  const table = request.org.table(object.name)
  const records = cursor
    .page(offset)
    .map((each) => table.get(each))
    .filter((row) => row !== undefined)
    .map(project)
  const { totalSize } = cursor
  const end = offset + cursor.size
  const body: QueryResult =
    end >= totalSize
      ? { totalSize, done: true, records }
      : { totalSize, done: false, nextRecordsUrl: urlOf(request.version, resource, id, end), records }
  return { status: 200, body }
}

/** What statements of a call run in. */
export function contextOf(request: ApiRequest, withDeleted: boolean, cursors: Cursors): QueryContext {
  const { org, schema, userId, version } = request
  const childPage = (
    relationship: string,
    _object: ObjectDef,
    rows: readonly SalesforceRow[],
    project: Projector,
    soql: string,
  ): QueryResult => {
    const totalSize = rows.length
    const records = rows.slice(0, CHILD_PAGE).map(project)
    if (totalSize <= CHILD_PAGE) return { totalSize, done: true, records }
    const ids = rows.map((row) => row.Id)
    const id = cursors.keep({ soql, userId, withDeleted, size: CHILD_PAGE, child: relationship }, ids)
    return { totalSize, done: false, nextRecordsUrl: urlOf(version, 'query', id, CHILD_PAGE), records }
  }
  const timeZone = org.user(userId)?.timeZone ?? org.seed.org.timeZone
  return { org, schema, userId, timeZone, version, withDeleted, childPage }
}

const urlOf = (version: string, resource: string, id: string, offset: number) =>
  `/services/data/v${version}/${resource}/${id}-${offset}`

/** Source: REST API Developer Guide, "Query Options Header": 200 to 2,000 rows. */
function pageSize({ header }: ApiRequest): number {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(header('Sforce-Query-Options') ?? '')?.[1]
  return asked === undefined ? DEFAULT_PAGE : Math.min(DEFAULT_PAGE, Math.max(SMALLEST_PAGE, Number(asked)))
}
