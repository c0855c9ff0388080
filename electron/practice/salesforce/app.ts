import { Hono } from 'hono'
import { createPracticeControl, type PracticeEnv } from '../control.ts'
import { flowAfter } from '../native-flow/fault.ts'
import { nativeFlowRoutes } from '../native-flow/routes.ts'
import { flowOrg } from './flow-side.ts'
import { SALESFORCE_FAULTS, salesforceFaultHook } from './named-faults.ts'
import { authorizeRoutes } from './oauth/authorize.ts'
import { createGrants, type Grants } from './oauth/grants.ts'
import { identityRoutes } from './oauth/identity.ts'
import { html, page, pageHeaders } from './oauth/page.ts'
import { tokenRoutes } from './oauth/token.ts'
import { createOrg, type Org } from './rows/org.ts'
import { dataRoutes } from './routes/data.ts'
import { NOT_FOUND, refusal, send } from './routes/http.ts'
import { pageRoutes } from './routes/pages.ts'
import type { SalesforceSimulatorOptions } from './server.ts'

interface AppOptions extends SalesforceSimulatorOptions {
  readonly url: () => string
}

/** What the real service has outside the data API: SOAP, Bulk API 1, Apex, streaming, setup pages, other OAuth endpoints. */
const UNMODELLED =
  /^\/(services\/(Soap|async|apexrest|wavedata|oauth2\/(introspect|register|singleaccess|device))|cometd|secur|lightning\/(setup|n|page))(\/|$)/i

/** The practice org as a hono app. */
export function createSalesforceApp(options: AppOptions): { app: Hono<PracticeEnv>; org: Org; grants: Grants } {
  const { store, seed, clock, url, nativeFlow } = options
  const org = createOrg(store, seed, clock, options.variants)
  const grants = createGrants(store, clock, org.id)
  const app = new Hono<PracticeEnv>()
  const control = createPracticeControl({
    clock,
    startOver: options.startOver ?? (() => store.startOver()),
    named: { names: SALESFORCE_FAULTS, hook: salesforceFaultHook(grants, nativeFlow) },
    errorBody: (status) => refusal(status, ERROR_CODES[status] ?? 'UNKNOWN_EXCEPTION', `Practice fault ${status}`).body,
    ...(options.faultSeed !== undefined && { seed: options.faultSeed }),
  })
  if (nativeFlow) {
    nativeFlowRoutes(control.routes, nativeFlow)
    nativeFlow.join({ org: flowOrg(org) })
    org.automation.won = (opportunityId) => nativeFlow.won(opportunityId)
  }
  app.use(control.middleware)
  app.use(async (c, next) => {
    await next()
    await flowAfter(c, nativeFlow)
  })
  app.route('/__practice', control.routes)
  authorizeRoutes(app, org, grants)
  tokenRoutes(app, { org, grants, url })
  identityRoutes(app, { org, grants, url })
  pageRoutes(app, org)
  dataRoutes(app, { org, store, grants, url })

  app.notFound((c) => {
    const { method, path } = c.req
    if (UNMODELLED.test(path))
      return send(c, refusal(501, 'PRACTICE_NOT_MODELLED', `The practice org does not model ${method} ${path}.`))
    if (path.startsWith('/services/')) return send(c, NOT_FOUND)
    return c.body(page('Page not found', html`<h1>Page not found</h1>`), 404, pageHeaders())
  })
  app.onError((error, c) => {
    const message = `An unexpected error occurred in the practice org: ${error.message}`
    return send(c, refusal(500, 'UNKNOWN_EXCEPTION', message))
  })
  return { app, org, grants }
}

const ERROR_CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'INVALID_SESSION_ID',
  403: 'INSUFFICIENT_ACCESS',
  404: 'NOT_FOUND',
  429: 'REQUEST_LIMIT_EXCEEDED',
  503: 'SERVER_UNAVAILABLE',
}
