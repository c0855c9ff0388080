import { causeOf, isConnectPhase } from '../http/connect-phase.ts'
import { textWithin } from '../http/text-within.ts'

/** How one call ended. */
export type Attempt =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string; readonly type: string }
  /** It never left this machine, or nobody took it: nothing was applied. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** No answer, one that broke off, or one that is too long: it may have been applied. */
  | { readonly kind: 'unanswered'; readonly reason: string; readonly status: number | null }

export interface Outgoing {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

/** Longest answer that is read, in bytes. */
export const longestAnswer = 256 * 1024

/** Send one request and read its whole answer. A redirect is an answer: it is never followed. Never throws. */
export async function attempt(outgoing: Outgoing, timeoutMs: number, signal?: AbortSignal): Promise<Attempt> {
  if (signal?.aborted) return { kind: 'not-sent', reason: 'cancelled' }
  const patience = AbortSignal.timeout(timeoutMs)
  let status: number | null = null
  try {
    const { url, method, headers, body } = outgoing
    const stop = signal ? AbortSignal.any([signal, patience]) : patience
    const response = await fetch(url, { method, headers, body, redirect: 'manual', signal: stop })
    status = response.status
    const text = await textWithin(response, longestAnswer)
    if (text === null) return { kind: 'unanswered', reason: 'too-long', status }
    return { kind: 'answered', status, text, type: response.headers.get('content-type') ?? '' }
  } catch (error) {
    if (patience.aborted) return { kind: 'unanswered', reason: 'timeout', status }
    const reason = causeOf(error)
    return status === null && isConnectPhase(reason)
      ? { kind: 'not-sent', reason }
      : { kind: 'unanswered', reason, status }
  }
}
