import type { ClockPort, Heard, LogPort, VaultPort, WriterPort } from '#core/ports'
import { wireAnswer } from '#core/wire-answer'
import { isAllowedAddress } from '#shared/domain/call-out-problem'
import { originOf, trialHeader, vaultNameOf, type CallOutCall } from '#shared/domain/call-out'
import type { ProfileKind } from '#shared/domain/profile'
import { factsOfIds, idsFrom } from '#shared/domain/render-call-out'
import type { StepAnswer } from '#shared/domain/run'
import type { CallOutStep } from '#shared/domain/step'
import { fail, ok, type Result } from '#shared/failure'

import { createExchange, type Exchange } from '../http/exchange.ts'
import { attempt, type Attempt } from './attempt.ts'
import { requestsFor } from './requests-for.ts'

export interface CallOutOptions {
  readonly vault: VaultPort
  readonly clock: ClockPort
  readonly log: LogPort
  /** The kind of the profile in force: plain http to this machine is for practice alone. */
  readonly kind: () => ProfileKind
  /** The way to the network; without it, straight there. */
  readonly exchange?: Exchange
}

type Answered = Extract<Attempt, { kind: 'answered' }>

/** The call to the customer's own application. Whether it was made cannot be read back: a person has to say. */
export function createCallOut({
  vault,
  clock,
  log,
  kind,
  exchange = createExchange(),
}: CallOutOptions): WriterPort<CallOutStep> {
  /** The headers with the secrets that are bound to the origin, and those secrets. Fails: `call-out.secret-missing`. */
  async function headersOf(
    { headers }: CallOutCall,
    origin: string,
  ): Promise<Result<{ readonly headers: Headers; readonly secrets: readonly string[] }>> {
    const made = new Headers()
    const secrets: string[] = []
    for (const { name, value } of headers) {
      const secret = value.kind === 'plain' ? null : await vault.get(vaultNameOf(value.secretName), origin)
      if (value.kind === 'secret' && secret === null) {
        const facts = { header: name, secret: value.secretName, origin }
        return fail('call-out.secret-missing', 'A secret of the call-out is not set for its origin', facts)
      }
      if (secret !== null) secrets.push(secret)
      made.set(name, value.kind === 'plain' ? value.text : (secret ?? ''))
    }
    return ok({ headers: made, secrets })
  }

  async function send(
    step: CallOutStep,
    key: string,
    signal?: AbortSignal,
    heard?: Heard,
  ): Promise<Result<StepAnswer>> {
    const { call } = step
    const url = URL.parse(call.url)
    const origin = originOf(call)
    if (!url || origin === null || !isAllowedAddress(url, kind())) {
      return fail('call-out.not-allowed', 'A call-out goes over https alone', { origin: origin ?? call.url })
    }
    const made = await headersOf(call, origin)
    if (!made.ok) return made
    const { headers, secrets } = made.value
    headers.set('accept', 'application/json')
    headers.set('content-type', 'application/json')
    headers.set('idempotency-key', key)
    if (step.trial) headers.set(trialHeader, 'true')
    const strike = strikerOf(secrets)

    const outgoing = { method: call.method, url: call.url, headers, body: call.body }
    const ended = await attempt(outgoing, { exchange, timeoutMs: call.timeoutSeconds * 1000, signal })
    log.info('call-out.ended', { origin, ended: ended.kind, ...(ended.kind === 'answered' ? {} : ended) })
    if (ended.kind !== 'answered') return notAnswered(ended, origin)
    const { status, text } = ended
    const raw = {
      at: clock.now().toISOString(),
      method: call.method,
      path: url.pathname,
      status,
      requestId: null,
      text,
    }
    heard?.(wireAnswer(raw, strike))
    return readAnswer({ ...ended, text: strike(text) }, call, origin)
  }

  return {
    requestsFor,
    send,
    readBack: () =>
      Promise.resolve(
        fail('call-out.outcome-unknown', 'Whether the application was called cannot be read back', {
          reason: 'not-readable',
        }),
      ),
  }
}

/** Shorter words are said by chance, and tell nothing. */
const shortestWord = 6

/** What tells a secret: the whole, its words without their scheme (`Bearer …`), and what a `Basic` one holds. */
function tellingPartsOf(secret: string): readonly string[] {
  const words = secret.split(/\s+/)
  const [scheme = '', basic] = words
  const inside = scheme.toLowerCase() === 'basic' && basic ? Buffer.from(basic, 'base64').toString('utf8') : ''
  const password = inside.includes(':') ? inside.slice(inside.indexOf(':') + 1) : ''
  return [secret, ...[...words, inside, password].filter((word) => word.length >= shortestWord)]
}

/** Strikes the secrets out of a text: an application may say back less than the whole header that it was sent. */
function strikerOf(secrets: readonly string[]): (text: string) => string {
  const parts = secrets.flatMap(tellingPartsOf).toSorted((a, b) => b.length - a.length)
  return (text) => parts.reduce((left, part) => left.replaceAll(part, '…'), text)
}

function notAnswered(ended: Exclude<Attempt, { kind: 'answered' }>, origin: string): Result<never> {
  const facts = { origin, reason: ended.reason }
  if (ended.kind === 'not-sent' && ended.onTheWay) return { ok: false, failure: ended.onTheWay }
  return ended.kind === 'not-sent'
    ? fail('call-out.unreachable', 'The application could not be reached', facts)
    : fail('call-out.outcome-unknown', 'The application did not answer as a whole', facts)
}

/** What a whole answer says: the IDs, or why it is none that can be used. */
function readAnswer({ status, text, type }: Answered, call: CallOutCall, origin: string): Result<StepAnswer> {
  const facts = { origin, status: String(status) }
  // It broke down, or gave up waiting for itself: whether it made something cannot be told.
  if (status >= 500 || status === 408) {
    return fail('call-out.outcome-unknown', `The application answered ${status}`, { ...facts, reason: 'status' })
  }
  if (status < 200 || status >= 300) {
    const reason = status >= 300 && status < 400 ? 'redirect' : 'status'
    return fail('call-out.refused', `The application answered ${status}`, { ...facts, reason })
  }
  const answer = jsonIn(text, type)
  // It said that it did it: what cannot be read of that does not undo it.
  if (answer === undefined) {
    return fail('call-out.outcome-unknown', 'The answer is not JSON', { ...facts, reason: 'not-json' })
  }
  const found = idsFrom(answer, call)
  if (!found.ok) {
    const pointers = found.missing.join(', ')
    return fail('call-out.outcome-unknown', 'The answer lacks an ID', { ...facts, reason: 'no-id', pointers })
  }
  const { customerId, resourceIds } = found.ids
  return ok({
    recordId: customerId ?? Object.values(resourceIds)[0] ?? '',
    foundExisting: false,
    byRunId: null,
    checkoutUrl: null,
    facts: factsOfIds(found.ids),
  })
}

/** The parsed text of an answer that calls itself JSON; undefined for any other. */
function jsonIn(text: string, type: string): unknown {
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // Cut short, or never JSON: the caller says so.
    return undefined
  }
}
