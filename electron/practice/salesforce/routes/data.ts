import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import type { RecordStore } from '../../record-store.ts'
import { SalesforceError } from '../errors.ts'
import type { Grants } from '../oauth/grants.ts'
import type { Org } from '../rows/org.ts'
import { createApi } from './api.ts'
import { collectionRoutes } from './collections.ts'
import { compositeRoutes } from './composite.ts'
import { createCursors } from './cursors.ts'
import { callerOf, jsonBody, NOT_FOUND, refusal, send } from './http.ts'
import { jobRoutes } from './jobs.ts'
import { createUsage, limitRoutes } from './limits.ts'
import { queryRoutes } from './query.ts'
import { sobjectRoutes } from './sobjects.ts'
import { unmodelledRoutes } from './unmodelled.ts'
import { parseDataPath, resources, versions, versionState } from './versions.ts'

interface DataOptions {
  readonly org: Org
  readonly store: RecordStore
  readonly grants: Grants
  readonly url: () => string
}

const WITH_BODY = new Set(['POST', 'PATCH', 'PUT'])

/**
 * The data API below `/services/data`. A call is held against, in this order: version, session, quota, its own rules.
 * Source: REST API Developer Guide v66.0.
 */
export function dataRoutes(app: Hono<PracticeEnv>, { org, store, grants, url }: DataOptions): void {
  const usage = createUsage(org.clock)
  const cursors = createCursors(store, org.clock)
  const api = createApi([
    ...queryRoutes(cursors),
    ...unmodelledRoutes,
    ...collectionRoutes,
    ...compositeRoutes(
      () => api,
      () => usage.count(),
    ),
    ...sobjectRoutes,
    ...limitRoutes(usage),
    ...jobRoutes(store, cursors),
  ])

  const answer = async (c: Context<PracticeEnv>): Promise<Response> => {
    const state = versionState((c.req.param('version') ?? '').replace(/^v/, ''))
    if (state === 'retired')
      return send(c, refusal(410, 'UNSUPPORTED_API_VERSION', 'GONE: this API version is retired'))
    const { pathname, search } = new URL(c.req.url)
    const target = parseDataPath(pathname + search)
    if (state === 'unknown' || !target) return send(c, NOT_FOUND)
    c.header('X-SFDC-Request-Id', randomUUID())
    const caller = callerOf(c, grants)
    if ('status' in caller) return send(c, caller)
    usage.count()
    if (usage.used > usage.max) return send(c, refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'))
    c.header('Sforce-Limit-Info', `api-usage=${usage.used}/${usage.max}`)
    const { userId } = caller
    if (target.path === '')
      return send(c, { status: 200, body: resources(target.version, `${url()}/id/${org.id}/${userId}`) })
    const override = c.req.method === 'POST' ? target.query.get('_HttpMethod')?.toUpperCase() : undefined
    const method = override ?? c.req.method
    const body = WITH_BODY.has(method) ? await jsonBody(c) : undefined
    const header = (name: string) => c.req.header(name)
    const schema = org.schemaFor(userId)
    return send(c, api({ ...target, method, body, header, userId, schema, org, fault: c.get('namedFault') }))
  }
  const guarded = async (c: Context<PracticeEnv>): Promise<Response> => {
    try {
      return await answer(c)
    } catch (error) {
      if (error instanceof SalesforceError) return send(c, { status: error.status, body: [error.entry] })
      throw error
    }
  }

  for (const path of ['/services/data', '/services/data/'])
    app.get(path, (c) => send(c, { status: 200, body: versions() }))
  app.all('/services/data/:version', guarded)
  app.all('/services/data/:version/*', guarded)
}
