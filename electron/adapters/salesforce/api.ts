import { Connection } from 'jsforce/lib/connection.js'
import PQueue from 'p-queue'
import type { z } from 'zod'

import type { ClockPort, Heard } from '#core/ports'
import { wireAnswer } from '#core/wire-answer'
import { fail, failure, ok, type Failure, type Result } from '#shared/failure'

import type { ExchangeAnswer } from '../http/exchange.ts'
import { ExchangeError } from '../http/exchange-error.ts'
import { requestIdOf, type Failures, type Intent } from './to-failure.ts'
import type { Session, SessionKeeper } from './session.ts'
import { withTransport, type PlainTransport } from './transport.ts'
import { createVersions, pinnedVersion } from './versions.ts'
import { backOff } from './wait.ts'

export interface Timeouts {
  /** A whole exchange. */
  readonly requestMs: number
  /** A whole exchange that runs a query, which Salesforce itself ends after 120 s. */
  readonly queryMs: number
  /** Wait before the second try; it doubles before the third. */
  readonly retryBaseMs: number
  /** The same for a record that somebody else has locked; locks last longer than hiccups. */
  readonly lockRetryBaseMs: number
}

export interface ApiCall<T> {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** Below the version's root ("/query?q=…"), or from the host's root ("/services/…"). Never absolute. */
  readonly path: string
  /** What is sent as JSON; made from the version where requests inside it name one. */
  readonly body?: (version: string) => unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly as: z.ZodType<T>
  /** Reads are tried three times. Writes are sent once, and what became of them is said exactly. */
  readonly intent: Intent
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** Told every answer, one that ran into an ended session included. */
  readonly heard?: Heard | undefined
}

/** Told of every request, before it goes out and once it is over. */
export interface CallMeter {
  readonly began: () => void
  readonly ended: () => void
}

export interface SalesforceApi {
  /**
   * One call with the session of the moment, refreshed once where it ran out.
   * Fails: every `salesforce.*`, `request.cancelled`. A write fails with `salesforce.outcome-unknown` where it may have
   * been applied: the answer was lost, cut off or came from the edge (5xx); with anything else it was not.
   */
  call<T>(call: ApiCall<T>): Promise<Result<T>>
  readonly failures: Failures
  readonly timeouts: Timeouts
  instanceUrl(signal?: AbortSignal): Promise<Result<string>>
  usage(): { readonly calls: number; readonly org: { readonly used: number; readonly limit: number } | null }
}

/** The same client, whose every answer is told to somebody. */
export const overheard = (api: SalesforceApi, heard: Heard | undefined): SalesforceApi =>
  heard ? { ...api, call: (call) => api.call({ ...call, heard }) } : api

type Attempt =
  | { readonly at: 'answered'; readonly answer: ExchangeAnswer; readonly body: unknown }
  | { readonly at: 'refused'; readonly answer: ExchangeAnswer; readonly body: unknown }
  | { readonly at: 'lost'; readonly error: unknown }

const tries = 3
/** Source: Salesforce allows 25 long-running requests at a time for a whole org, 5 in a developer org. */
const inFlight = 5
const passingStatuses = new Set([429, 500, 502, 503, 504])

export function createSalesforceApi(ports: {
  readonly keeper: SessionKeeper
  readonly transport: PlainTransport
  readonly failures: Failures
  readonly timeouts: Timeouts
  readonly clock: ClockPort
  /** Left out where nobody counts. */
  readonly meter?: CallMeter | undefined
}): SalesforceApi {
  const { keeper, transport, failures, timeouts, clock, meter } = ports
  const queue = new PQueue({ concurrency: inFlight })
  let calls = 0
  let org: { used: number; limit: number } | null = null

  const connect = ({ instanceUrl, accessToken }: Session, version: string): Connection =>
    withTransport(
      new Connection({ version, instanceUrl, accessToken, callOptions: { client: 'StiggCompanion/1.0' } }),
      transport,
    )

  /** One exchange through jsforce, which addresses, authorizes and reads the answer. */
  async function once(session: Session, version: string, call: Omit<ApiCall<unknown>, 'as'>): Promise<Attempt> {
    let answer: ExchangeAnswer | null = null
    const connection = connect(session, version)
    calls += 1
    meter?.began()
    try {
      const body: unknown = await connection.request(
        {
          method: call.method,
          url: call.path,
          ...(call.body === undefined
            ? {}
            : {
                body: JSON.stringify(call.body(version)),
                headers: { 'content-type': 'application/json', ...call.headers },
              }),
        },
        {
          timeoutMs: call.timeoutMs ?? timeouts.requestMs,
          signal: call.signal,
          freshSocket: call.intent === 'write',
          onAnswer: (got: ExchangeAnswer) => {
            answer = got
            tell(call, version, got)
          },
        },
      )
      return { at: 'answered', answer: answer ?? noAnswer, body }
    } catch (error) {
      const refused = answer as ExchangeAnswer | null
      return refused ? { at: 'refused', answer: refused, body: jsonOf(refused.body) } : { at: 'lost', error }
    } finally {
      org = connection.limitInfo.apiUsage ?? org
      meter?.ended()
    }
  }

  function tell({ method, path, heard }: Omit<ApiCall<unknown>, 'as'>, version: string, got: ExchangeAnswer): void {
    if (!heard) return
    const whole = path.startsWith('/services/') ? path : `/services/data/v${version}${path}`
    const { requestId = null } = requestIdOf(got)
    const at = clock.now().toISOString()
    const raw = { at, method, path: whole, status: got.status, requestId, text: got.body }
    heard(wireAnswer(raw, failures.clean))
  }

  async function attempts<T>(session: Session, version: string, call: ApiCall<T>): Promise<Result<T>> {
    let current = session
    let renewed = false
    for (let attempt = 1; ;) {
      if (call.signal?.aborted) return fail('request.cancelled', 'Given up by the caller')
      const using = current
      const outcome = await queue.add(() => once(using, version, call))
      if (outcome.at !== 'lost' && !ranOut(outcome) && outcome.answer.status < 500) keeper.accepted(using)
      if (ranOut(outcome) && !renewed) {
        const next = await keeper.renewed(using, call.signal)
        if (!next.ok) return next
        current = next.value
        renewed = true
        continue
      }
      const again = call.intent === 'read' && attempt < tries && passes(outcome)
      if (!again) return concluded(outcome, call)
      if (!(await backOff(attempt, timeouts.retryBaseMs, call.signal, waitAskedFor(outcome))))
        return concluded(outcome, call)
      attempt += 1
    }
  }

  function concluded<T>(outcome: Attempt, call: ApiCall<T>): Result<T> {
    if (outcome.at === 'lost') return { ok: false, failure: lost(outcome.error, call.intent) }
    const more = { ...requestIdOf(outcome.answer), status: String(outcome.answer.status) }
    const { status } = outcome.answer
    if (outcome.at === 'refused') {
      const failed = failures.fromBody(outcome.body, status, call.intent, more)
      return {
        ok: false,
        failure: call.intent === 'write' && (status < 300 || status >= 500) ? unknown(failed) : failed,
      }
    }
    const parsed = status < 300 ? call.as.safeParse(outcome.body) : null
    if (parsed?.success) return ok(parsed.data)
    const unexpected = failures.of('salesforce.unexpected-answer', unreadable(status, parsed?.error), more)
    return { ok: false, failure: call.intent === 'write' && status < 300 ? unknown(unexpected) : unexpected }
  }

  function lost(error: unknown, intent: Intent): Failure {
    const failed = failures.fromThrown(error)
    return intent === 'write' && error instanceof ExchangeError && error.sent ? unknown(failed) : failed
  }

  const versions = createVersions((session, signal) =>
    attempts(session, pinnedVersion, { ...versions.call, intent: 'read', signal }),
  )

  return {
    failures,
    timeouts,
    async call(call) {
      const session = await keeper.current(call.signal)
      if (!session.ok) return session
      const version = await versions.of(session.value, call.signal)
      if (!version.ok) return version
      return attempts(session.value, version.value, call)
    },
    async instanceUrl(signal) {
      const session = await keeper.current(signal)
      return session.ok ? ok(session.value.instanceUrl) : session
    },
    usage: () => ({ calls, org }),
  }
}

const noAnswer: ExchangeAnswer = { status: 0, headers: {}, body: '' }

/**
 * A session ran out; one that may not use the REST API at all did not. The OAuth resources say 403 and a bare word.
 * Source: REST API Developer Guide, "Status Codes and Error Responses"; Salesforce Help, "Query for User Information".
 */
function ranOut(outcome: Attempt): boolean {
  if (outcome.at !== 'refused') return false
  const { status, body } = outcome.answer
  return (
    (status === 401 && !body.includes('not valid for use')) || (status === 403 && body.startsWith('Bad_OAuth_Token'))
  )
}

/** Whether the same read may go through a moment later. */
function passes(outcome: Attempt): boolean {
  if (outcome.at === 'lost') return outcome.error instanceof ExchangeError && outcome.error.code !== 'ABORTED'
  if (outcome.at === 'answered') return outcome.answer.status < 300 && typeof outcome.body === 'string'
  const { status, body } = outcome.answer
  if (status === 403) return body.includes('REQUEST_LIMIT_EXCEEDED') && body.includes('Concurrent')
  return passingStatuses.has(status)
}

/** Salesforce itself sends no `Retry-After`; what stands in front of it may. @returns milliseconds, a minute at most */
function waitAskedFor(outcome: Attempt): number {
  const seconds = outcome.at === 'lost' ? 0 : Number(outcome.answer.headers['retry-after'] ?? 0)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 60) * 1000 : 0
}

const unknown = (failed: Failure): Failure =>
  failure('salesforce.outcome-unknown', failed.message, { ...failed.facts, after: failed.code })

const unreadable = (status: number, error: z.ZodError | undefined): string => {
  const issue = error?.issues[0]
  const where = issue ? `: ${issue.path.join('.')} ${issue.message}` : ''
  return `HTTP ${status} with an answer of another shape${where}`
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // An error page of the edge; the status says enough.
    return null
  }
}
