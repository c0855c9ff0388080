import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhenResult } from 'cockatiel'
import { setTimeout as sleep } from 'node:timers/promises'
import PQueue from 'p-queue'
import type { z } from 'zod'

import type { ClockPort, Heard, LogPort, VaultPort } from '#core/ports'
import { wireAnswer } from '#core/wire-answer'
import type { Result } from '#shared/failure'
import { fail, ok } from '#shared/failure'
import { createExchange, type Exchange } from '../http/exchange.ts'
import { attempt } from './attempt.ts'
import type { Attempt, Outgoing } from './attempt.ts'
import { createBudget, operationOf } from './budget.ts'
import { readAnswer } from './read-answer.ts'
import { delayBeforeNext, usualPace } from './retry.ts'
import type { Pace, Safety } from './retry.ts'
import { struckOut, toFailure } from './to-failure.ts'

export interface StiggCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path and query from `/api/v1` on; null = GraphQL. */
  readonly path: string | null
  readonly body?: unknown
  /** Idempotency key: makes a POST safe to repeat. */
  readonly key?: string
  /** A POST that changes nothing: a query, a preview. */
  readonly isRead?: boolean
  /** A POST that nothing makes safe to repeat: once it went out it is never sent again, whatever the answer. */
  readonly isFired?: boolean
  /** Goes behind the calls that a person waits for. */
  readonly inBackground?: boolean
  /** Told every answer, one that is repeated included. */
  readonly heard?: Heard
}

export interface Http {
  /**
   * Send one call, again where that is safe, and parse its answer.
   * Fails: `stigg.*`; `stigg.outcome-unknown` where a write may have been applied; `request.cancelled`.
   */
  send<T>(call: StiggCall, answer: z.ZodType<T>, signal?: AbortSignal): Promise<Result<T>>
  /** How long until one more deal fits under Stigg's limits beside those that are under way. @returns ms */
  roomIn(underWay: number): number
}

export interface Timeouts extends Partial<Pace> {
  /** For one attempt; Stigg itself gives up after 60 s. */
  readonly requestMs?: number
  /** Failures in a row that open the circuit, and how long it stays open. */
  readonly circuitAfter?: number
  readonly circuitMs?: number
}

export interface HttpOptions {
  readonly baseUrl: string
  readonly graphqlUrl: string
  /** Name of the API key in the vault; asked for anew for each call, for the origin that it goes to. */
  readonly keyName: string
  readonly vault: VaultPort
  readonly clock: ClockPort
  readonly log: LogPort
  /** The way to the network; without it, straight there. */
  readonly exchange?: Exchange
  readonly timeouts?: Timeouts
  /** In [0, 1): spreads repeated calls over time. */
  readonly random?: () => number
}

/** The same client, whose every answer is told to somebody. */
export const overheard = (http: Http, heard: Heard | undefined): Http =>
  heard ? { ...http, send: (call, answer, signal) => http.send({ ...call, heard }, answer, signal) } : http

/** Requests in flight at once, of all callers together. */
const inFlight = 12

const isDown = (result: unknown): boolean => {
  const ended = result as Attempt
  if (ended.kind === 'answered') return ended.status >= 500
  // A proxy that is set up wrong says nothing of Stigg.
  return ended.kind !== 'cancelled' && !(ended.kind === 'not-sent' && ended.onTheWay !== undefined)
}

const safetyOf = ({ method, key, isRead, isFired }: StiggCall): Safety => {
  if (method === 'GET' || isRead) return 'read'
  if (isFired) return 'fired'
  return method === 'POST' && key !== undefined ? 'keyed' : 'once'
}

function outgoingOf(call: StiggCall, url: string, secret: string): Outgoing {
  const body = call.body === undefined ? null : JSON.stringify(call.body)
  const headers = {
    accept: 'application/json',
    ...(body === null ? {} : { 'content-type': 'application/json' }),
    ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
  }
  return { method: call.method, url, headers, body, secret }
}

/** @returns false where the caller gave up meanwhile */
async function waited(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal })
    return true
  } catch {
    // The only way in which this sleep fails is the caller's own abort.
    return false
  }
}

/** Stigg's two endpoints behind one queue, one circuit and one rule for repeating. Opens no connection by itself. */
export function createHttp(options: HttpOptions): Http {
  const { vault, clock, log, keyName, exchange = createExchange(), timeouts = {}, random = Math.random } = options
  const pace: Pace = { ...usualPace, ...timeouts }
  const timeoutMs = timeouts.requestMs ?? 60_000
  const base = options.baseUrl.replace(/\/+$/, '').replace(/\/api\/v1$/, '')
  const queue = new PQueue({ concurrency: inFlight })
  const budget = createBudget()
  const circuit = circuitBreaker(handleWhenResult(isDown), {
    halfOpenAfter: timeouts.circuitMs ?? 10_000,
    breaker: new ConsecutiveBreaker(timeouts.circuitAfter ?? 12),
  })

  /** One attempt when its turn comes; null where the circuit is open. */
  const tryOnce = (outgoing: Outgoing, priority: number, signal: AbortSignal | undefined) =>
    queue.add(
      async (): Promise<Attempt | null> => {
        if (signal?.aborted) return { kind: 'cancelled', sent: false }
        try {
          return await circuit.execute(() => attempt(outgoing, { exchange, timeoutMs, signal, now: () => clock.now() }))
        } catch (error) {
          if (error instanceof BrokenCircuitError) return null
          throw error
        }
      },
      { priority },
    )

  function tell(call: StiggCall, path: string, last: Extract<Attempt, { kind: 'answered' }>, secret: string): void {
    const { status, requestId, text } = last
    const raw = { at: clock.now().toISOString(), method: call.method, path, status, requestId, text }
    call.heard?.(wireAnswer(raw, (written) => written.replaceAll(secret, '…')))
  }

  async function send<T>(call: StiggCall, answer: z.ZodType<T>, signal?: AbortSignal): Promise<Result<T>> {
    const url = call.path === null ? options.graphqlUrl : base + call.path
    const secret = await vault.get(keyName, new URL(url).origin)
    if (secret === null) return fail('stigg.key-refused', 'There is no API key for this origin', { reason: 'no-key' })

    const outgoing = outgoingOf(call, url, secret)
    const safety = safetyOf(call)
    const operation = operationOf(call)
    let mayBeApplied = false
    let waitedMs = 0
    for (let made = 1; ; made++) {
      // Its turn under Stigg's limits; where the caller gave up meanwhile, the attempt says so.
      await budget.take(operation, signal, call.inBackground)
      const tried = await tryOnce(outgoing, call.inBackground ? 0 : 1, signal)
      if (tried === null && made === 1) return fail('stigg.circuit-open', 'Stigg failed repeatedly and is left alone')
      const last: Attempt = tried ?? { kind: 'not-sent', reason: 'circuit-open' }
      if (last.kind === 'answered') tell(call, new URL(url).pathname, last, secret)
      const reading = readAnswer(last, answer, call.path === null ? 'graphql' : 'rest')
      if (reading.ok) return ok(reading.value)

      const { verdict, problem, misread } = reading
      if (safety !== 'read' && (verdict === 'ambiguous' || misread !== null)) mayBeApplied = true
      const askedMs = last.kind === 'answered' ? last.retryAfterMs : null
      const mayRepeat = tried !== null && last.kind !== 'cancelled'
      const delayMs = mayRepeat ? delayBeforeNext({ verdict, safety, made, waitedMs, askedMs }, pace, random()) : null
      const told = { method: call.method, path: call.path?.split('?')[0] ?? 'graphql', attempt: made, verdict }
      if (delayMs === null) {
        const failure = struckOut(toFailure({ last, problem, misread, mayBeApplied }), secret)
        const { message: _, ...facts } = failure.facts
        log.info('stigg.call-failed', { ...told, failure: failure.code, ...facts })
        return { ok: false, failure }
      }
      log.info('stigg.call-repeated', { ...told, delayMs: Math.round(delayMs) })
      waitedMs += delayMs
      if (verdict === 'busy' && last.kind === 'answered' && last.status === 429) budget.hold(operation, delayMs)
      if (!(await waited(delayMs, signal))) {
        const given = { kind: 'cancelled', sent: false } as const
        return { ok: false, failure: toFailure({ last: given, problem: null, misread: null, mayBeApplied }) }
      }
    }
  }
  return { send, roomIn: (underWay) => budget.roomIn(underWay) }
}
