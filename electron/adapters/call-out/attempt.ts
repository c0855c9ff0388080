import type { Failure } from '#shared/failure'

import type { Exchange } from '../http/exchange.ts'
import { ExchangeError } from '../http/exchange-error.ts'
import { networkFailure } from '../http/network-failure.ts'

/** How one call ended. */
export type Attempt =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string; readonly type: string }
  /** It never left this machine, or nobody took it: nothing was applied. */
  | { readonly kind: 'not-sent'; readonly reason: string; readonly onTheWay?: Failure }
  /** No answer, one that broke off, or one that is too long: it may have been applied. */
  | { readonly kind: 'unanswered'; readonly reason: string }

export interface Outgoing {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

/** Longest answer that is read, in bytes. */
export const longestAnswer = 256 * 1024

/** Send one request and read its whole answer. A redirect is an answer: it is never followed. Never throws. */
export async function attempt(
  { method, url, headers, body }: Outgoing,
  { exchange, timeoutMs, signal }: { exchange: Exchange; timeoutMs: number; signal: AbortSignal | undefined },
): Promise<Attempt> {
  try {
    const answer = await exchange(
      { method, url, headers: Object.fromEntries(headers), body },
      // A kept connection may be dead already, and what was sent there cannot be read back.
      { timeoutMs, signal, freshSocket: true, longest: longestAnswer },
    )
    return { kind: 'answered', status: answer.status, text: answer.body, type: answer.headers['content-type'] ?? '' }
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    const reason = reasons[error.code] ?? error.code
    if (error.sent) return { kind: 'unanswered', reason }
    const onTheWay = networkFailure(error)
    return onTheWay === null ? { kind: 'not-sent', reason } : { kind: 'not-sent', reason, onTheWay }
  }
}

const reasons: Readonly<Record<string, string>> = { ABORTED: 'cancelled', TIMEOUT: 'timeout', TOO_LONG: 'too-long' }
