import type { Failure } from '#shared/failure'

import type { Exchange } from '../http/exchange.ts'
import { ExchangeError } from '../http/exchange-error.ts'
import { networkFailure } from '../http/network-failure.ts'

/** Longest answer that is read, in bytes: a page of Stigg's is a few hundred kilobytes. */
const longestAnswer = 32 * 1024 * 1024

/** One request on the wire. `secret` is its API key; nothing but the header ever holds it. */
export interface Outgoing {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly secret: string
}

/** How one attempt ended. */
export type Attempt =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly text: string
      readonly retryAfterMs: number | null
      readonly traceId: string | null
      /** The service's own name for the exchange, where it gives one. */
      readonly requestId: string | null
    }
  /** It never left this machine, or nobody took it: nothing was applied. */
  | {
      readonly kind: 'not-sent'
      readonly reason: string
      /** What is set up wrong on the way there; left out where the service itself is out of reach. */
      readonly onTheWay?: Failure
    }
  /** No answer, or one that broke off: it may have been applied. */
  | { readonly kind: 'unanswered'; readonly reason: string }
  /** Given up by the caller, before it went out or while it was under way. */
  | { readonly kind: 'cancelled'; readonly sent: boolean }

/**
 * Delay that the server asks for. @returns milliseconds, null where it asks for none
 * Source: RFC 9110, Retry-After (seconds or an HTTP date); `retry-after-ms` as Stigg's own clients read it.
 */
export function retryAfterOf(headers: Headers, now: Date): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(ms) && ms >= 0) return ms
  const text = headers.get('retry-after')
  if (text === null) return null
  const seconds = Number(text)
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime())
}

/** Send one request and read its whole answer. Redirects are not followed: the key is for one origin. Never throws. */
export async function attempt(
  { method, url, headers, body, secret }: Outgoing,
  {
    exchange,
    timeoutMs,
    signal,
    now,
  }: { exchange: Exchange; timeoutMs: number; signal: AbortSignal | undefined; now: () => Date },
): Promise<Attempt> {
  try {
    const answer = await exchange(
      { method, url, headers: { ...headers, 'x-api-key': secret }, ...(body === null ? {} : { body }) },
      { timeoutMs, signal, longest: longestAnswer },
    )
    const got = new Headers(answer.headers)
    return {
      kind: 'answered',
      status: answer.status,
      text: answer.body,
      retryAfterMs: retryAfterOf(got, now()),
      traceId: got.get('x-trace-id'),
      requestId: got.get('x-request-id') ?? got.get('x-trace-id'),
    }
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    if (error.code === 'ABORTED') return { kind: 'cancelled', sent: error.sent }
    const reason = error.code === 'TIMEOUT' ? 'timeout' : error.code === 'TOO_LONG' ? 'too-long' : error.code
    if (error.sent) return { kind: 'unanswered', reason }
    const onTheWay = networkFailure(error)
    return onTheWay === null ? { kind: 'not-sent', reason } : { kind: 'not-sent', reason, onTheWay }
  }
}
