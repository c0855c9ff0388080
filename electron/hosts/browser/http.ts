import { serve, type ServerType } from '@hono/node-server'
import { RPCHandler } from '@orpc/server/fetch'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

import { failure } from '#shared/failure'

import { servePage } from '../composition/page-files.ts'
import { rpcOptions, type CompanionRouter } from '../composition/rpc-options.ts'
import { cookieName, onlyAdmitted, onlyOwnHost, onlyOwnPage, setPageHeaders } from './guards.ts'
import { createSession, sameSecret } from './session.ts'

export interface BrowserServerOptions {
  /** The router of the profile that is open, asked for at each call. */
  readonly router: () => CompanionRouter
  readonly reportDefect: (error: unknown) => void
  /** Absolute path of the built page. */
  readonly pageRoot: string
  /** 0 = any free one. */
  readonly port: number
  /** Who holds it may ask for another start link: the next `npm start`, through a file that only its owner can read. */
  readonly handoverSecret: string
  /** The time in milliseconds, for the life of start links. */
  readonly now?: () => number
  /** How long a client may take to send a request, in milliseconds. What it is answered may take for ever. */
  readonly patienceMs?: number
}

export interface BrowserServer {
  readonly port: number
  /** A new link that lets one page in, once, within a minute. */
  startLink(): string
  /** Stop listening and end every stream. */
  close(): Promise<void>
}

const kilobyte = 1024
/** A page on this machine sends at once; who takes longer holds a connection open for its own sake. */
const usualPatienceMs = 15_000
/** Answered with every call, and sent along from the second one on. */
const openHeader = 'x-companion-open'
const closed = failure('profile.closed', 'Another profile is open')
/** As oRPC writes a typed failure. */
const closedProfile = {
  json: { defined: true, code: 'FAILURE', status: 409, message: closed.message, data: closed },
}
const StartRequest = z.object({ token: z.string().min(1).max(200) })

const tooLarge = () => new Response('That is more than this app takes at once.', { status: 413 })

/**
 * `POST /session {token}`: trade the start token for a cookie and a header token.
 * @returns 200 `{token}`, or 401 where the link was used, is older than a minute, or was never given out
 */
const admission =
  (session: ReturnType<typeof createSession>, port: number) =>
  async (c: Context): Promise<Response> => {
    const asked = StartRequest.safeParse(await c.req.json().catch(() => null))
    if (!asked.success) return c.json({ error: 'malformed' }, 400)
    const admitted = session.admit(asked.data.token, getCookie(c, cookieName(port)))
    if (admitted === null) return c.json({ error: 'link-spent' }, 401)
    setCookie(c, cookieName(port), admitted.cookie, { httpOnly: true, sameSite: 'Strict', path: '/' })
    c.header('cache-control', 'no-store')
    return c.json({ token: admitted.token })
  }

function application(options: BrowserServerOptions, session: ReturnType<typeof createSession>, port: number): Hono {
  const handlerOf = (router: CompanionRouter) => new RPCHandler(router, rpcOptions(options.reportDefect))
  const handlers = new WeakMap<CompanionRouter, ReturnType<typeof handlerOf>>()
  let opened: { readonly router: CompanionRouter; readonly number: number } | null = null
  /** The profile that is open, counted: a page that was loaded for an earlier one says so by its number. */
  const openNow = () => {
    const router = options.router()
    if (opened?.router !== router) opened = { router, number: (opened?.number ?? 0) + 1 }
    const handler = handlers.get(router) ?? handlerOf(router)
    handlers.set(router, handler)
    return { handler, number: String(opened.number) }
  }
  const app = new Hono()
  app.use(setPageHeaders)
  app.use(onlyOwnHost(port))
  app.use('/session', onlyOwnPage, bodyLimit({ maxSize: 4 * kilobyte, onError: tooLarge }))
  app.post('/session', admission(session, port))

  // No browser can make this call: each would add an Origin.
  app.post('/handover', (c) => {
    c.header('cache-control', 'no-store')
    const sent = c.req.header('authorization') ?? ''
    const own = c.req.header('origin') === undefined && sameSecret(sent, `Bearer ${options.handoverSecret}`)
    return own ? c.json({ url: linkTo(port, session.issue()) }) : c.json({ error: 'refused' }, 403)
  })

  app.use(
    '/rpc/*',
    onlyOwnPage,
    onlyAdmitted(session, port),
    bodyLimit({ maxSize: 1024 * kilobyte, onError: tooLarge }),
  )
  app.all('/rpc/*', async (c) => {
    const { handler, number } = openNow()
    const loadedFor = c.req.header(openHeader)
    // What a page holds is of the profile that it was loaded for: nothing of it reaches another.
    if (loadedFor !== undefined && loadedFor !== number) return c.json(closedProfile, 409)
    const { response } = await handler.handle(c.req.raw, { prefix: '/rpc' })
    if (response === undefined)
      return c.json({ json: { defined: false, code: 'NOT_FOUND', status: 404, message: '' } }, 404)
    response.headers.set('cache-control', 'no-store')
    response.headers.set(openHeader, number)
    return response
  })

  app.get('*', (c) => servePage(options.pageRoot, new URL(c.req.url).pathname))
  app.all('*', (c) => c.text('The page is only read.', 405))
  app.onError((error, c) => {
    options.reportDefect(error)
    return c.text('Something went wrong in the app; its log says what.', 500)
  })
  return app
}

const linkTo = (port: number, startToken: string): string => `http://127.0.0.1:${port}/#start=${startToken}`

/** @throws the listener's own error, with its code (`EADDRINUSE`, `EACCES`) */
function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
  patienceMs: number,
): Promise<ServerType> {
  const serverOptions = {
    headersTimeout: patienceMs,
    requestTimeout: patienceMs,
    connectionsCheckingInterval: Math.min(patienceMs, 5_000),
    maxHeaderSize: 16 * kilobyte,
  }
  return new Promise((resolve, reject) => {
    const options = { fetch, hostname: '127.0.0.1', port, overrideGlobalObjects: false, serverOptions }
    const server = serve(options, () => resolve(server))
    server.once('error', reject)
  })
}

/** Serve the page and the contract to browsers on this machine, and to nobody else. */
export async function serveBrowser(options: BrowserServerOptions): Promise<BrowserServer> {
  const session = createSession(options.now)
  // The port is part of every check, and with port 0 it is known only once the server listens.
  let app: Hono | null = null
  const server = await listen(
    (request) => app?.fetch(request) ?? new Response(null, { status: 503 }),
    options.port,
    options.patienceMs ?? usualPatienceMs,
  )
  const { port } = server.address() as AddressInfo
  app = application(options, session, port)
  return {
    port,
    startLink: () => linkTo(port, session.issue()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
