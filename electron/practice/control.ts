import { setTimeout as sleep } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { PracticeClock } from './clock.ts'
import { controlRoutes } from './control-routes.ts'
import { createExchangeLog, type ExchangeLog } from './exchange-log.ts'
import { createFaultBook, Fault, faultFromName, seededRandom, type FaultBook, type NamedFault } from './faults.ts'

/** What hono contexts hold in both simulators: node's own request for cutting the line, and the fault that was met. */
export type PracticeEnv = {
  Bindings: HttpBindings
  Variables: { namedFault: NamedFault | undefined }
}

/**
 * Called with a named fault before the handler runs. A response is sent in the handler's place; with undefined the
 * handler runs, and finds the fault in `c.get('namedFault')` where it must act on it itself (a row of a collection).
 */
export type NamedFaultHook = (
  fault: NamedFault,
  c: Context<PracticeEnv>,
) => Response | undefined | Promise<Response | undefined>

export interface ControlOptions {
  readonly clock: PracticeClock
  /** The state back to the seed, for both simulators. */
  readonly startOver: () => void | Promise<void>
  /** Names that rules and headers may use, and what they do. Without it no name is known. */
  readonly named?: { readonly names: readonly string[]; readonly hook: NamedFaultHook }
  /** The service's own shape of an error, for a `status` fault without a body. */
  readonly errorBody?: (status: number) => unknown
  /** For probabilities and jitter. */
  readonly seed?: number
}

export interface Latency {
  ms: number
  jitterMs: number
}

/** The control plane of one simulator: `app.use(control.middleware)` first, `app.route('/__practice', control.routes)`. */
export interface PracticeControl {
  readonly middleware: MiddlewareHandler<PracticeEnv>
  readonly routes: Hono<PracticeEnv>
  readonly faults: FaultBook
  readonly exchanges: ExchangeLog
}

export function createPracticeControl(options: ControlOptions): PracticeControl {
  const random = seededRandom(options.seed ?? 1)
  const faults = createFaultBook(random)
  const exchanges = createExchangeLog()
  const latency: Latency = { ms: 0, jitterMs: 0 }
  const isKnown = (fault: Fault) => fault.kind !== 'named' || (options.named?.names.includes(fault.name) ?? false)
  const routes = controlRoutes({ ...options, faults, exchanges, latency, isKnown })

  const middleware: MiddlewareHandler<PracticeEnv> = async (c, next) => {
    if (c.req.path.startsWith('/__practice')) return next()
    const url = new URL(c.req.url)
    const body = c.req.raw.body === null ? '' : await c.req.text()
    const exchange = exchanges.begin({
      at: options.clock.now().toISOString(),
      method: c.req.method,
      path: url.pathname,
      query: url.search.slice(1),
      requestHeaders: c.req.header(),
      requestBody: body,
    })
    let fired: Fault | undefined
    try {
      const asked = c.req.header('X-Practice-Fault')
      fired = asked === undefined ? undefined : parseFault(asked)
      if ((asked !== undefined && fired === undefined) || (fired && !isKnown(fired))) {
        c.res = c.json({ error: `X-Practice-Fault names no fault: ${asked}`, names: options.named?.names ?? [] }, 400)
        return
      }
      fired ??= faults.next({ method: c.req.method, url: decoded(url), body })?.fault
      await wait(c, Number(c.req.header('X-Practice-Latency') ?? latency.ms + random() * latency.jitterMs))
      await meet(fired, c, next, options)
    } finally {
      exchange.end({
        status: isGone(c) ? null : c.res.status,
        fault: fired === undefined ? null : fired.kind === 'named' ? fired.name : fired.kind,
        responseBody: isGone(c) ? '' : await bodyText(c),
      })
    }
  }
  return { middleware, routes, faults, exchanges }
}

const isGone = (c: Context<PracticeEnv>) => c.env.incoming.socket.destroyed

/** Answer as the fault says; without one, or after a delay, let the handler answer. */
async function meet(
  fault: Fault | undefined,
  c: Context<PracticeEnv>,
  next: () => Promise<void>,
  { named, errorBody }: ControlOptions,
): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      return next()
    case 'delay':
      await wait(c, fault.ms)
      return next()
    case 'status': {
      const body = fault.body ?? errorBody?.(fault.status) ?? { message: `Practice fault ${fault.status}` }
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const headers = { 'Content-Type': fault.contentType ?? 'application/json;charset=UTF-8', ...fault.headers }
      return replace(c, new Response(mayHaveBody(fault.status) ? text : null, { status: fault.status, headers }))
    }
    case 'hang':
      await closed(c)
      return replace(c, RESPONSE_ALREADY_SENT)
    case 'hang-after':
      await next()
      await closed(c)
      return replace(c, RESPONSE_ALREADY_SENT)
    case 'reset-before':
      return cut(c)
    case 'reset-after':
      await next()
      return cut(c)
    case 'truncate': {
      await next()
      const text = await c.res.text()
      return replace(c, new Response(text.slice(0, Math.floor(text.length / 2)), bare(c.res)))
    }
    case 'html': {
      const page = `<!DOCTYPE html><html><head><title>${fault.status}</title></head><body><h1>Down for maintenance</h1></body></html>`
      return replace(c, new Response(page, { status: fault.status, headers: { 'Content-Type': 'text/html' } }))
    }
    case 'redirect':
      return replace(c, new Response(null, { status: fault.status, headers: { Location: fault.to } }))
    case 'empty':
      return replace(c, new Response('', { status: 200, headers: { 'Content-Type': 'application/json' } }))
    case 'named': {
      c.set('namedFault', fault)
      const response = await named?.hook(fault, c)
      return response === undefined ? next() : replace(c, response)
    }
  }
}

/** A short name, or a fault as JSON. */
function parseFault(text: string): Fault | undefined {
  if (!text.startsWith('{')) return faultFromName(text)
  try {
    return Fault.safeParse(JSON.parse(text)).data
  } catch {
    // Not JSON: the caller answers 400 and quotes the text.
    return undefined
  }
}

/** Swap the answer. hono copies headers of an answer that is replaced, so it is emptied first. */
function replace(c: Context<PracticeEnv>, response: Response): void {
  c.res = undefined
  c.res = response
}

/** Drop the connection without an answer, as a network does: the client sees a reset. */
function cut(c: Context<PracticeEnv>): void {
  c.env.incoming.socket.resetAndDestroy()
  replace(c, RESPONSE_ALREADY_SENT)
}

function closed(c: Context<PracticeEnv>): Promise<void> {
  const { socket } = c.env.incoming
  return socket.destroyed ? Promise.resolve() : new Promise((resolve) => socket.once('close', () => resolve()))
}

/** Wait, but no longer than somebody is there to be answered. */
async function wait(c: Context<PracticeEnv>, ms: number): Promise<void> {
  if (!(ms > 0)) return
  const stop = new AbortController()
  const leave = () => stop.abort()
  c.env.incoming.socket.once('close', leave)
  // An abort only means that the client has left; the handler then runs as it would have.
  await sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined)
  c.env.incoming.socket.off('close', leave)
}

/** The answer's text for the log. The answer is put back, as it can be read only once. */
async function bodyText(c: Context<PracticeEnv>): Promise<string> {
  const type = c.res.headers.get('Content-Type') ?? ''
  if (!/json|text|xml|urlencoded/.test(type) || c.res.headers.has('Content-Encoding')) return ''
  const text = await c.res.text()
  replace(c, new Response(mayHaveBody(c.res.status) ? text : null, { status: c.res.status, headers: c.res.headers }))
  return text
}

/** Status and headers of an answer whose body becomes shorter. */
function bare({ status, headers }: Response): ResponseInit {
  const kept = new Headers(headers)
  kept.delete('Content-Length')
  return { status, headers: kept }
}

const mayHaveBody = (status: number) => status !== 204 && status !== 205 && status !== 304

function decoded(url: URL): string {
  const text = url.pathname + url.search.replaceAll('+', ' ')
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray percent sign: rules then see the text as it was sent.
    return text
  }
}
