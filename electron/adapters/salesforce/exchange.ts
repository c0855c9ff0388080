import http from 'node:http'
import https from 'node:https'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

interface ExchangeRequest {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface ExchangeAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Record<string, string>
  readonly body: string
}

interface ExchangeLimits {
  /** From the first byte out to the last byte in. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /**
   * Open a connection of its own. One that was kept may be dead already, after a night's sleep for instance; a write that
   * meets its end there cannot tell whether it arrived.
   */
  readonly freshSocket?: boolean
}

/**
 * An exchange that came to no whole answer. `sent` is false only where it is certain that the service saw nothing of
 * the request: the name did not resolve, the connection was refused, TLS did not come about.
 */
export class ExchangeError extends Error {
  readonly code: string
  readonly sent: boolean
  constructor(code: string, sent: boolean, message: string) {
    super(message)
    this.name = 'ExchangeError'
    this.code = code
    this.sent = sent
  }
}

export type Exchange = (request: ExchangeRequest, limits: ExchangeLimits) => Promise<ExchangeAnswer>
export type ProxyFor = (url: string) => string | undefined

/** A kept connection that nobody used for so long is closed. */
const idleMs = 10_000
/** Longest answer that is read, in bytes, packed or not: 2,000 records of a query are a few megabytes. */
const longestAnswer = 64 * 1024 * 1024
const unzip = promisify(gunzip)
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
export const isLoopback = (url: URL): boolean => loopback.has(url.hostname)

/**
 * One HTTP exchange, done plainly: no redirect is followed, nothing is repeated, and the time limit covers the body too.
 * Sockets are kept alive between exchanges. A proxy is used only where `proxyFor` names one, and never for loopback;
 * the proxy variables of the process are not read.
 * Fails: throws ExchangeError, and nothing else.
 */
export function createExchange(proxyFor: ProxyFor = () => undefined): Exchange {
  const agents = new Map<string, http.Agent>()
  const agentFor = (url: URL, keepAlive: boolean): http.Agent => {
    const proxy = isLoopback(url) ? undefined : proxyFor(url.href)
    const key = `${url.protocol} ${keepAlive} ${proxy ?? ''}`
    const known = agents.get(key)
    if (known) return known
    const options = {
      keepAlive,
      timeout: idleMs,
      ...(proxy ? { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } } : {}),
    }
    const made = url.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options)
    agents.set(key, made)
    return made
  }
  return (request, limits) => {
    const url = new URL(request.url)
    return perform(url, request, limits, agentFor(url, !limits.freshSocket))
  }
}

function perform(
  url: URL,
  { method, headers = {}, body }: ExchangeRequest,
  { timeoutMs, signal }: ExchangeLimits,
  agent: http.Agent,
): Promise<ExchangeAnswer> {
  return new Promise((resolve, reject) => {
    let sent = false
    const failed = (error: NodeJS.ErrnoException) => {
      stopWaiting()
      outgoing.destroy()
      reject(
        error instanceof ExchangeError
          ? new ExchangeError(error.code, sent, error.message)
          : new ExchangeError(error.code ?? 'UNKNOWN', sent, `${url.host}: ${error.code ?? error.message}`),
      )
    }
    const timer = setTimeout(
      () => failed(new ExchangeError('TIMEOUT', sent, `${url.host}: no whole answer within ${timeoutMs} ms`)),
      timeoutMs,
    )
    const aborted = () => failed(new ExchangeError('ABORTED', sent, `${url.host}: given up by the caller`))
    const stopWaiting = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
    }
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      agent,
      headers: {
        accept: '*/*',
        'accept-encoding': 'gzip',
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
    })
    outgoing.on('socket', (socket) => {
      const markSent = () => {
        sent = true
      }
      if (socket.connecting) socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', markSent)
      else markSent()
    })
    outgoing.on('error', failed)
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = []
      let length = 0
      incoming.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > longestAnswer) failed(new ExchangeError('TOO_LONG', sent, `${url.host}: the answer is too long`))
        else chunks.push(chunk)
      })
      incoming.on('error', failed)
      incoming.on('end', () => {
        const { statusCode: status = 0 } = incoming
        const answer = decoded(incoming, chunks).then((text) => ({
          status,
          headers: flat(incoming.headers),
          body: text,
        }))
        answer.then(resolve, failed).finally(stopWaiting)
      })
    })
    if (signal?.aborted) return aborted()
    signal?.addEventListener('abort', aborted, { once: true })
    outgoing.end(body)
  })
}

async function decoded(incoming: http.IncomingMessage, chunks: readonly Buffer[]): Promise<string> {
  const whole = Buffer.concat(chunks)
  return (
    incoming.headers['content-encoding'] === 'gzip' ? await unzip(whole, { maxOutputLength: longestAnswer }) : whole
  ).toString('utf8')
}

const flat = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
