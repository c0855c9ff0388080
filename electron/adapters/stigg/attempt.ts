import { causeOf, isConnectPhase } from '../http/connect-phase.ts'
import { textWithin } from '../http/text-within.ts'

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
  | { readonly kind: 'not-sent'; readonly reason: string }
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
  { timeoutMs, signal, now }: { timeoutMs: number; signal: AbortSignal | undefined; now: () => Date },
): Promise<Attempt> {
  const patience = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, 'x-api-key': secret },
      body,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    })
    const text = await textWithin(response, longestAnswer)
    if (text === null) return { kind: 'unanswered', reason: 'too-long' }
    return {
      kind: 'answered',
      status: response.status,
      text,
      retryAfterMs: retryAfterOf(response.headers, now()),
      traceId: response.headers.get('x-trace-id'),
      requestId: response.headers.get('x-request-id') ?? response.headers.get('x-trace-id'),
    }
  } catch (error) {
    if (signal?.aborted) return { kind: 'cancelled', sent: true }
    if (patience.aborted) return { kind: 'unanswered', reason: 'timeout' }
    const reason = causeOf(error)
    return isConnectPhase(reason) ? { kind: 'not-sent', reason } : { kind: 'unanswered', reason }
  }
}
