import { Hono, type Context } from 'hono'
import { createPracticeControl, type PracticeEnv } from '../control.ts'
import { SalesforceError } from './errors.ts'
import { SALESFORCE_FAULTS, salesforceFaultHook } from './named-faults.ts'
import { authorizeRoutes } from './oauth/authorize.ts'
import { createGrants, type Grants } from './oauth/grants.ts'
import { identityRoutes } from './oauth/identity.ts'
import { html, page, pageHeaders } from './oauth/page.ts'
import { tokenRoutes } from './oauth/token.ts'
import { createOrg, type Org } from './rows/org.ts'
import { createApi, type ApiResponse } from './routes/api.ts'
import { collectionRoutes } from './routes/collections.ts'
import { compositeRoutes } from './routes/composite.ts'
import { createCursors } from './routes/cursors.ts'
import { jobRoutes } from './routes/jobs.ts'
import { limitRoutes, type Usage } from './routes/limits.ts'
import { pageRoutes } from './routes/pages.ts'
import { queryRoutes } from './routes/query.ts'
import { sobjectRoutes } from './routes/sobjects.ts'
import { unmodelledRoutes } from './routes/unmodelled.ts'
import { parseDataPath, resources, versions, versionState } from './routes/versions.ts'
import type { SalesforceSimulatorOptions } from './server.ts'

interface AppOptions extends SalesforceSimulatorOptions {
  readonly url: () => string
}

const DAILY_REQUESTS = 100_000
const BODIES = new Set(['POST', 'PATCH', 'PUT'])

/** The practice org as a hono app. */
export function createSalesforceApp(options: AppOptions): { app: Hono<PracticeEnv>; org: Org; grants: Grants } {
  const { store, seed, clock, url } = options
  const org = createOrg(store, seed, clock)
  const grants = createGrants(store, clock, org.id)
  const usage: Usage = { used: 18, max: DAILY_REQUESTS }
  const cursors = createCursors(store, clock)
  const app = new Hono<PracticeEnv>()
  const control = createPracticeControl({
    clock,
    startOver: options.startOver ?? (() => store.startOver()),
    named: { names: SALESFORCE_FAULTS, hook: salesforceFaultHook(grants) },
    errorBody: (status) => [
      { message: `Practice fault ${status}`, errorCode: ERROR_CODES[status] ?? 'UNKNOWN_EXCEPTION' },
    ],
    ...(options.faultSeed !== undefined && { seed: options.faultSeed }),
  })
  app.use(control.middleware)
  app.route('/__practice', control.routes)
  authorizeRoutes(app, org, grants)
  tokenRoutes(app, { org, grants, url })
  identityRoutes(app, { org, grants, url })
  pageRoutes(app, org)

  const api = createApi([
    ...queryRoutes(cursors),
    ...unmodelledRoutes,
    ...collectionRoutes,
    ...compositeRoutes(
      () => api,
      () => void usage.used++,
    ),
    ...sobjectRoutes,
    ...limitRoutes(usage),
    ...jobRoutes(store, cursors),
  ])

  app.get('/services/data/', (c) => answer(c, { status: 200, body: versions() }))
  app.get('/services/data', (c) => answer(c, { status: 200, body: versions() }))
  app.all('/services/data/:version/*', (c) => data(c))
  app.all('/services/data/:version', (c) => data(c))

  const data = async (c: Context<PracticeEnv>): Promise<Response> => {
    const state = versionState((c.req.param('version') ?? '').replace(/^v/, ''))
    if (state === 'retired')
      return answer(c, refusal(410, 'UNSUPPORTED_API_VERSION', 'GONE: this API version is retired'))
    const url = new URL(c.req.url)
    const target = parseDataPath(url.pathname + url.search)
    if (state === 'unknown' || !target) return answer(c, NOT_FOUND)
    const session = bearer(c, grants)
    if ('status' in session) return answer(c, session)
    if (usage.used >= usage.max)
      return answer(c, refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'))
    usage.used++
    c.header('Sforce-Limit-Info', `api-usage=${usage.used}/${usage.max}`)
    if (target.path === '')
      return answer(c, {
        status: 200,
        body: resources(target.version, `${options.url()}/id/${org.id}/${session.userId}`),
      })
    const method = (c.req.method === 'POST' && target.query.get('_HttpMethod')?.toUpperCase()) || c.req.method
    try {
      const body = BODIES.has(method) ? await jsonBody(c) : undefined
      return answer(
        c,
        api({
          ...target,
          method,
          body,
          header: (name) => c.req.header(name),
          userId: session.userId,
          schema: org.schemaFor(session.userId),
          org,
          fault: c.get('namedFault'),
        }),
      )
    } catch (error) {
      if (error instanceof SalesforceError) return answer(c, { status: error.status, body: [error.entry] })
      throw error
    }
  }

  app.all('/services/*', (c) => answer(c, UNMODELLED.test(c.req.path) ? notModelled(c) : NOT_FOUND))
  app.notFound((c) =>
    UNMODELLED.test(c.req.path)
      ? answer(c, notModelled(c))
      : c.body(page('Page not found', html`<h1>Page not found</h1>`), 404, pageHeaders()),
  )
  app.onError((error, c) => {
    const message = error instanceof Error ? error.message : String(error)
    return answer(c, refusal(500, 'UNKNOWN_EXCEPTION', `An unexpected error occurred in the practice org: ${message}`))
  })
  return { app, org, grants }
}

/** What lies outside the data API: SOAP, Bulk API 1, Apex, streaming, other OAuth endpoints. */
const UNMODELLED =
  /^\/(services\/(Soap|async|apexrest|wavedata|oauth2\/(introspect|register|singleaccess|device))|cometd|secur|lightning\/(setup|n|page))(\/|$)/i

const notModelled = (c: Context<PracticeEnv>) =>
  refusal(501, 'PRACTICE_NOT_MODELLED', `The practice org does not model ${c.req.method} ${c.req.path}.`)

const ERROR_CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'INVALID_SESSION_ID',
  403: 'INSUFFICIENT_ACCESS',
  404: 'NOT_FOUND',
  429: 'REQUEST_LIMIT_EXCEEDED',
  503: 'SERVER_UNAVAILABLE',
}

const refusal = (status: number, errorCode: string, message: string): ApiResponse => ({
  status,
  body: [{ message, errorCode }],
})
const NOT_FOUND = refusal(404, 'NOT_FOUND', 'The requested resource does not exist')

function bearer(c: Context<PracticeEnv>, grants: Grants): { readonly userId: string } | ApiResponse {
  const header = c.req.header('Authorization')
  if (header === undefined) return refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid')
  const token = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(header)?.[1]
  if (token === undefined) return refusal(401, 'INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE')
  return grants.session(token) ?? refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid')
}

/** Fails: `UNSUPPORTED_MEDIA_TYPE` (415), `JSON_PARSER_ERROR`. */
async function jsonBody(c: Context<PracticeEnv>): Promise<unknown> {
  const text = await c.req.text()
  if (text.trim() === '') return undefined
  const type = c.req.header('Content-Type') ?? ''
  if (!/^application\/json\b/i.test(type))
    throw new SalesforceError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Type header specified in HTTP request is not supported: ${type}`,
    )
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SalesforceError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : 'Malformed JSON')
  }
}

function answer(c: Context<PracticeEnv>, { status, body, text, headers }: ApiResponse): Response {
  const named = c.get('namedFault')
  const skewMs = named?.name === 'clock-skew' ? Number(named.args?.['ms'] ?? 3_600_000) : 0
  if (skewMs !== 0) c.header('Date', new Date(Date.now() + skewMs).toUTCString())
  for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value)
  // hono's type of a status lists the known ones; ours are all among them.
  c.status(status as 200)
  if (text !== undefined) return c.body(text)
  if (body === undefined || c.req.method === 'HEAD') return c.body(null)
  c.header('Content-Type', 'application/json;charset=UTF-8')
  return c.body(JSON.stringify(body))
}
