import { Hono } from 'hono'
import { createPracticeControl, type PracticeEnv } from '../control.ts'
import { flowAfter } from '../native-flow/fault.ts'
import { nativeFlowRoutes } from '../native-flow/routes.ts'
import { completeCheckout } from './control/checkout.ts'
import { faultNames, meetNamedFault, refusedAs, timeoutAfterCommit } from './control/named-faults.ts'
import { addSwitches } from './control/switches.ts'
import { flowStigg } from './flow-side.ts'
import { serveGraphql } from './graphql/endpoint.ts'
import { errorAnswer, errorBody } from './http/error-answer.ts'
import { keyOf, serve, type Service } from './http/pipeline.ts'
import { refusal, StiggError } from './http/stigg-error.ts'
import { checkoutPage, customerPage, missingPage, subscriptionPage } from './pages.ts'
import { routes } from './routes/index.ts'
import { isUnmodelled } from './routes/unmodelled.ts'
import { bringUpToDate } from './up-to-date.ts'

/** Stigg's two APIs, the pages that deep links open, and the control plane, over one state. */
export function createStiggApp(service: Service, startOver: () => void): Hono<PracticeEnv> {
  const { world, settings, nativeFlow } = service
  const app = new Hono<PracticeEnv>({ strict: false })
  const control = createPracticeControl({
    clock: world.clock,
    startOver,
    named: { names: faultNames, hook: (fault, c) => meetNamedFault(fault, c, service) },
    errorBody: (status) => errorBody(faultOf(status), settings.errorShape),
  })
  addSwitches(control.routes, service)
  if (nativeFlow) {
    nativeFlowRoutes(control.routes, nativeFlow)
    nativeFlow.join({ stigg: flowStigg(world) })
  }
  app.use(control.middleware)
  app.route('/__practice', control.routes)

  app.use(async (c, next) => {
    await next()
    await flowAfter(c, nativeFlow)
    if (c.get('namedFault')?.name !== timeoutAfterCommit) return
    c.res = undefined
    c.res = refusedAs(c, service, 'OperationTimeout', 'The operation timed out')
  })
  for (const route of routes) app.on(route.method, `/api/v1${route.path}`, (c) => serve(route, c, service))
  app.post('/graphql', (c) => serveGraphql(c, service))
  app.all('/graphql', (c) => c.json({ errors: [{ message: 'GraphQL takes POST only' }] }, 405, { Allow: 'POST' }))
  addPages(app, service)

  app.notFound((c) => {
    const { method, path } = c.req
    if (!path.startsWith('/api/')) return c.json({ message: `Cannot ${method} ${path}`, code: null }, 404)
    try {
      keyOf(c, service)
    } catch (error) {
      if (error instanceof StiggError) return errorAnswer(error, settings.errorShape)
      throw error
    }
    const code = isUnmodelled(method, path) ? 'NotModelledByPractice' : null
    const words = code === null ? `Cannot ${method} ${path}` : `The practice workspace does not model ${method} ${path}`
    return errorAnswer(new StiggError(code === null ? 404 : 501, code, words), settings.errorShape)
  })
  app.onError((error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`)
    return errorAnswer(refusal('UnexpectedError', 'An unexpected error occurred'), settings.errorShape)
  })
  return app
}

/** What a bare status fault says in Stigg's words. */
function faultOf(status: number): StiggError {
  if (status === 429) return refusal('RateLimitExceeded', 'Too many requests')
  if (status === 401) return refusal('Unauthenticated', 'Unauthenticated')
  if (status === 403) return refusal('AccessDeniedError', 'Access denied')
  return new StiggError(status, status >= 500 ? 'UnexpectedError' : null, `Practice fault ${status}`)
}

function addPages(app: Hono<PracticeEnv>, { world }: Service): void {
  const read = <T>(work: () => T): T =>
    world.store.transaction(() => {
      bringUpToDate(world)
      return work()
    })
  const { slug } = world.environment
  app.get(`/${slug}/customers/:id`, (c) => {
    const page = read(() => customerPage(world, c.req.param('id')))
    return page === null ? c.html(missingPage(world), 404) : c.html(page)
  })
  app.get(`/${slug}/subscriptions/:id`, (c) => {
    const page = read(() => subscriptionPage(world, c.req.param('id')))
    return page === null ? c.html(missingPage(world), 404) : c.html(page)
  })
  app.get('/checkout/:id', (c) => {
    const page = read(() => checkoutPage(world, c.req.param('id')))
    return page === null ? c.html(missingPage(world), 404) : c.html(page)
  })
  app.post('/checkout/:id', (c) => {
    read(() => completeCheckout(world, c.req.param('id')))
    return c.redirect(`/checkout/${encodeURIComponent(c.req.param('id'))}`, 303)
  })
}
