import { Hono } from 'hono'
import { z } from 'zod'
import type { ControlOptions, Latency, PracticeEnv } from './control.ts'
import type { ExchangeLog } from './exchange-log.ts'
import { FaultRule, type Fault, type FaultBook } from './faults.ts'

const LatencyRequest = z.strictObject({ ms: z.number().min(0), jitterMs: z.number().min(0).default(0) })
const ClockRequest = z.union([
  z.strictObject({ advanceMs: z.number() }),
  z.strictObject({ setTo: z.iso.datetime({ offset: true }) }),
])

const isAddress = (hostname: string) =>
  hostname === 'localhost' || /^\d+\.\d+\.\d+\.\d+$/.test(hostname) || hostname.startsWith('[')

interface RouteOptions extends ControlOptions {
  readonly faults: FaultBook
  readonly exchanges: ExchangeLog
  readonly latency: Latency
  readonly isKnown: (fault: Fault) => boolean
}

/**
 * The control plane, to be mounted at `/__practice`: exchanges, faults, latency, clock, start-over. Refusals are 400
 * `{error}`. Pages of other origins are refused with 403, as a browser would let any of them post here; so is a browser
 * that came by a name, as DNS can let any name lead here.
 */
export function controlRoutes({ clock, startOver, faults, exchanges, latency, isKnown, named }: RouteOptions) {
  const routes = new Hono<PracticeEnv>()

  routes.use(async (c, next) => {
    const own = new URL(c.req.url)
    const origin = c.req.header('Origin')
    const isBrowser = origin !== undefined || c.req.header('Sec-Fetch-Site') !== undefined
    const isForeign = (origin !== undefined && origin !== own.origin) || (isBrowser && !isAddress(own.hostname))
    return isForeign ? c.json({ error: 'Not for this origin' }, 403) : next()
  })

  const read = async <T>(schema: z.ZodType<T>, json: () => Promise<unknown>) => {
    // What is not JSON fails the schema, like any other wrong shape.
    const parsed = schema.safeParse(await json().catch(() => undefined))
    return parsed.success ? parsed : { success: false as const, answer: { error: z.prettifyError(parsed.error) } }
  }

  routes.get('/exchanges', (c) => c.json({ exchanges: exchanges.list() }))
  routes.delete('/exchanges', (c) => {
    exchanges.clear()
    return c.body(null, 204)
  })

  routes.get('/faults', (c) => c.json({ faults: faults.list(), names: named?.names ?? [] }))
  routes.post('/faults', async (c) => {
    const request = await read(FaultRule, () => c.req.json())
    if (!request.success) return c.json(request.answer, 400)
    const { fault } = request.data
    if (!isKnown(fault))
      return c.json({ error: `No such fault: ${JSON.stringify(fault)}`, names: named?.names ?? [] }, 400)
    return c.json(faults.add(request.data), 201)
  })
  routes.delete('/faults', (c) => c.json({ removed: faults.remove() }))
  routes.delete('/faults/:id', (c) => {
    const removed = faults.remove(c.req.param('id'))
    return c.json({ removed }, removed === 0 ? 404 : 200)
  })

  routes.get('/latency', (c) => c.json(latency))
  routes.post('/latency', async (c) => {
    const request = await read(LatencyRequest, () => c.req.json())
    if (!request.success) return c.json(request.answer, 400)
    return c.json(Object.assign(latency, request.data))
  })

  routes.get('/clock', (c) => c.json({ now: clock.now().toISOString() }))
  routes.post('/clock', async (c) => {
    const request = await read(ClockRequest, () => c.req.json())
    if (!request.success) return c.json(request.answer, 400)
    if ('advanceMs' in request.data) clock.advance(request.data.advanceMs)
    else clock.setTo(new Date(request.data.setTo))
    return c.json({ now: clock.now().toISOString() })
  })

  routes.post('/start-over', async (c) => {
    await startOver()
    faults.remove()
    exchanges.clear()
    Object.assign(latency, { ms: 0, jitterMs: 0 })
    return c.json({ now: clock.now().toISOString() })
  })
  return routes
}
