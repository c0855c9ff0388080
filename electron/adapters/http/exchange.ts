import http from 'node:http'
import https from 'node:https'
import { TLSSocket } from 'node:tls'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

import { shownProxy } from '#shared/domain/network'
import { ExchangeError } from './exchange-error.ts'
import { causeOf, isConnectPhase, isNotTrusted } from './connect-phase.ts'
import { straight, type Route, type RouteTo } from './route.ts'

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
  /** The longest body that is read, in bytes, packed or not; without it, 64 MB. */
  readonly longest?: number
}

export type Exchange = (request: ExchangeRequest, limits: ExchangeLimits) => Promise<ExchangeAnswer>

/** A kept connection that nobody used for so long is closed. */
const idleMs = 10_000
/** Ways that were made and are not asked for any more are forgotten beyond so many. */
const mostAgents = 16
/** 2,000 records of a query are a few megabytes. */
const usualLongest = 64 * 1024 * 1024
const unzip = promisify(gunzip)

/**
 * One HTTP exchange, done plainly: no redirect is followed, nothing is repeated, and the time limit covers the body too.
 * Sockets are kept alive between exchanges. Which proxy and whose certificates, `routeTo` says at each one; the runtime's
 * own reading of the environment is not used.
 * Fails: throws ExchangeError, and nothing else.
 */
export function createExchange(routeTo: RouteTo = straight): Exchange {
  const agents = new Map<string, http.Agent>()
  const agentFor = (url: URL, { proxy, trust }: Route, keepAlive: boolean): http.Agent => {
    const key = `${url.protocol} ${keepAlive} ${proxy ?? ''} ${trust?.key ?? ''}`
    const known = agents.get(key)
    if (known) return known
    const options = {
      keepAlive,
      timeout: idleMs,
      ...(proxy === null ? {} : { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } }),
      ...(trust === null ? {} : { secureContext: trust.context }),
    }
    const made = url.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options)
    for (const [oldest] of [...agents].slice(0, Math.max(0, agents.size - mostAgents + 1))) agents.delete(oldest)
    agents.set(key, made)
    return made
  }
  return async (request, limits) => {
    try {
      const url = new URL(request.url)
      const route = routeTo(url)
      return await perform(url, request, limits, agentFor(url, route, !limits.freshSocket), route)
    } catch (error) {
      if (error instanceof ExchangeError) throw error
      // It could not even be made: a header that HTTP cannot carry, for instance.
      throw new ExchangeError(causeOf(error), false, 'The request could not be made')
    }
  }
}

/** What a failure of the connection means, where it is the way there that is set up wrong. */
function onTheWay(error: NodeJS.ErrnoException & { statusCode?: number }, url: URL, { proxy }: Route, sent: boolean) {
  const { code = '' } = error
  if (isNotTrusted(code)) {
    return new ExchangeError('NOT_TRUSTED', false, `${url.host}: ${code}`, { host: url.host, detail: code })
  }
  if (proxy === null) return null
  const shown = shownProxy(proxy) ?? ''
  if (code === 'ERR_PROXY_TUNNEL') return refusedBy(shown, url, error.statusCode)
  if (sent || !isConnectPhase(code)) return null
  const facts = { proxy: shown, host: url.host, reason: 'unreachable', detail: code }
  return new ExchangeError('PROXY_UNREACHABLE', false, `${shown}: ${code}`, facts)
}

/** @param status as the proxy answered; not a number where it did not speak HTTP */
function refusedBy(shown: string, url: URL, status: number | undefined): ExchangeError {
  const detail = status === undefined || Number.isNaN(status) ? 'no HTTP' : String(status)
  const facts = { proxy: shown, host: url.host, reason: detail === '407' ? 'sign-in' : 'refused', detail }
  return new ExchangeError('PROXY_REFUSED', false, `${shown} opens no way to ${url.host}: ${detail}`, facts)
}

function perform(
  url: URL,
  { method, headers = {}, body }: ExchangeRequest,
  { timeoutMs, signal, longest = usualLongest }: ExchangeLimits,
  agent: http.Agent,
  route: Route,
): Promise<ExchangeAnswer> {
  return new Promise((resolve, reject) => {
    let sent = false
    const failed = (error: NodeJS.ErrnoException) => {
      stopWaiting()
      outgoing.destroy()
      reject(
        error instanceof ExchangeError
          ? error
          : (onTheWay(error, url, route, sent) ??
              new ExchangeError(causeOf(error), sent, `${url.host}: ${causeOf(error)}`)),
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
      const isShakingHands = socket instanceof TLSSocket && socket.getFinished() === undefined
      if (isShakingHands) socket.once('secureConnect', markSent)
      else if (socket.connecting) socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', markSent)
      else markSent()
    })
    outgoing.on('error', failed)
    outgoing.on('response', (incoming) => {
      if (incoming.statusCode === 407 && route.proxy !== null) {
        return failed(refusedBy(shownProxy(route.proxy) ?? '', url, 407))
      }
      const chunks: Buffer[] = []
      let length = 0
      const tooLong = () => new ExchangeError('TOO_LONG', true, `${url.host}: more than ${longest} bytes`)
      incoming.on('data', (chunk: Buffer) => {
        length += chunk.byteLength
        if (length > longest) failed(tooLong())
        else chunks.push(chunk)
      })
      incoming.on('error', failed)
      incoming.on('end', () => {
        const { statusCode: status = 0 } = incoming
        const answer = decoded(incoming, chunks, longest).then((text) => ({
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

async function decoded(incoming: http.IncomingMessage, chunks: readonly Buffer[], longest: number): Promise<string> {
  const whole = Buffer.concat(chunks)
  if (incoming.headers['content-encoding'] !== 'gzip') return whole.toString('utf8')
  try {
    return (await unzip(whole, { maxOutputLength: longest })).toString('utf8')
  } catch (error) {
    if (causeOf(error) !== 'ERR_BUFFER_TOO_LARGE') throw error
    throw new ExchangeError('TOO_LONG', true, `more than ${longest} bytes`)
  }
}

const flat = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
