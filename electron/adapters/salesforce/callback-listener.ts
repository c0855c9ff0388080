import http from 'node:http'
import { timingSafeEqual } from 'node:crypto'

/** An OAuth error as it came through the browser; anybody may have sent it. */
export interface SaidError {
  readonly error: string
  readonly description: string
}

/** What the browser brought home. */
export type Callback = { readonly at: 'code'; readonly code: string } | ({ readonly at: 'error' } & SaidError)

export interface CallbackListener {
  /** Registered at Salesforce, character by character. */
  readonly redirectUri: string
  /** The first answer that carries our state. Pending until then; closing leaves it pending. */
  readonly callback: Promise<Callback>
  /** Ends once the page that the person sees has been sent. */
  close(): Promise<void>
}

const path = '/oauth/callback'
const hosts = ['127.0.0.1', '::1'] as const

/**
 * Wait on the first free of the registered ports, on both loopback addresses: a browser may take `localhost` for either.
 * A machine without IPv6 does with one.
 * @param onStray called when an answer comes that is not ours; with the error that it says, where it says one and carries no
 *   state at all, as some of Salesforce's own do
 * @returns null where every port is taken
 */
export async function listenForCallback(
  ports: readonly number[],
  state: string,
  loginOrigin: string,
  onStray: (said: SaidError | null) => void = () => undefined,
): Promise<CallbackListener | null> {
  for (const port of ports) {
    const { promise: callback, resolve } = Promise.withResolvers<Callback>()
    const servers = await Promise.all(
      hosts.map((host) => listen(port, host, answerer({ state, loginOrigin, onStray, settle: resolve }))),
    )
    const close = async () => void (await Promise.all(servers.filter((server) => server !== null).map(closed)))
    if (servers[0]) return { redirectUri: `http://localhost:${port}${path}`, callback, close }
    await close()
  }
  return null
}

function listen(port: number, host: string, listener: http.RequestListener): Promise<http.Server | null> {
  return new Promise((resolve) => {
    const server = http.createServer({ keepAliveTimeout: 1 }, listener)
    server.once('error', () => resolve(null))
    server.listen({ port, host, exclusive: true, ipv6Only: host === '::1' }, () => resolve(server))
  })
}

const closed = (server: http.Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })

/**
 * Answers one path alone. A wrong state is answered with an error page and waited on past: it may be a stale tab, or
 * somebody else's try. Source: RFC 8252 section 7.3; RFC 6749 section 10.12.
 */
function answerer({
  state,
  loginOrigin,
  onStray,
  settle,
}: {
  readonly state: string
  readonly loginOrigin: string
  readonly onStray: (said: SaidError | null) => void
  readonly settle: (callback: Callback) => void
}): http.RequestListener {
  return (request, response) => {
    // Any page may ask this listener anything; a target that is no URL must not end the app.
    const url = URL.parse(request.url ?? '/', 'http://localhost')
    if (url?.pathname !== path) return void response.writeHead(404, plain).end('Not found')
    if (request.method === 'OPTIONS') {
      return void response
        .writeHead(204, {
          'Access-Control-Allow-Origin': loginOrigin,
          'Access-Control-Allow-Private-Network': 'true',
          'Access-Control-Allow-Methods': 'GET',
        })
        .end()
    }
    if (request.method !== 'GET') return void response.writeHead(405, { ...plain, Allow: 'GET' }).end('Not allowed')
    const { searchParams } = url
    const error = searchParams.get('error')
    const code = searchParams.get('code')
    const known = sameText(searchParams.get('state') ?? '', state)
    if (!known || (code === null && error === null)) {
      const isUnmarked = error !== null && !searchParams.has('state')
      onStray(isUnmarked ? { error, description: searchParams.get('error_description') ?? '' } : null)
      return page(response, 400, 'This sign-in does not belong to the one that is under way. Try again from the app.')
    }
    response.once('finish', () =>
      settle(
        error === null
          ? { at: 'code', code: code ?? '' }
          : { at: 'error', error, description: searchParams.get('error_description') ?? '' },
      ),
    )
    page(response, 200, error === null ? 'Signed in. You can close this tab.' : 'Salesforce declined the sign-in.')
  }
}

const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }

function page(response: http.ServerResponse, status: number, sentence: string): void {
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      'Referrer-Policy': 'no-referrer',
      Connection: 'close',
    })
    .end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stigg Companion</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:30rem;text-align:center}</style><main><h1>Stigg Companion</h1><p>${sentence}</p></main></html>`,
    )
}

/** Compared in constant time. */
function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
