import type { Context } from 'hono'
import type { PracticeEnv } from '../../control.ts'
import type { NativeFlow } from '../../native-flow/native-flow.ts'
import { bringUpToDate } from '../up-to-date.ts'
import type { World } from '../world.ts'
import { errorAnswer } from './error-answer.ts'
import { fingerprintOf, keep, replayOf } from './idempotency.ts'
import { mayDo, type ApiKey } from './keys.ts'
import type { Route, StiggRequest } from './route.ts'
import type { ServiceSettings } from './settings.ts'
import { accessDenied, badInput, StiggError, tooManyRequests, unauthenticated } from './stigg-error.ts'

/** Everything that requests of both APIs need. */
export interface Service {
  readonly world: World
  readonly settings: ServiceSettings
  /** The flow of the practice org, where there is one. */
  readonly nativeFlow: NativeFlow | undefined
}

/** The key of a request. Fails: `Unauthenticated`. Source: Stigg REST API, "Authentication" (`X-API-KEY`). */
export function keyOf(c: Context<PracticeEnv>, { settings }: Service): ApiKey {
  const key = settings.keys.get(c.req.header('X-API-KEY') ?? '')
  if (key === undefined) throw unauthenticated()
  return key
}

/** Take the call from both budgets. Yields the answer to send when one is used up. */
export function overLimit(
  service: Service,
  operation: Route['operation'],
  entity: string | undefined,
): Response | null {
  const { world, settings } = service
  const verdict = settings.rateLimits.take(world.clock.now().getTime(), operation, entity)
  if (verdict.passes) return null
  const retryAfter = String(Math.max(1, Math.ceil(verdict.retryAfterMs / 1000)))
  const headers = settings.rateLimits.sendsRetryAfter ? { 'Retry-After': retryAfter } : undefined
  return errorAnswer(tooManyRequests(), settings.errorShape, headers)
}

/** Answer one request of a route, whatever becomes of it. */
export async function serve(route: Route, c: Context<PracticeEnv>, service: Service): Promise<Response> {
  const { settings } = service
  try {
    const key = keyOf(c, service)
    if (!mayDo(key, route.scope)) throw accessDenied()
    const request: StiggRequest = {
      params: c.req.param(),
      search: new URL(c.req.url).searchParams,
      body: await bodyOf(c, settings),
      key,
    }
    const entity = route.method === 'GET' ? undefined : route.entity?.(request, service.world)
    const refused = overLimit(service, route.operation, entity)
    if (refused !== null) return refused
    const idempotencyKey = route.method === 'POST' ? c.req.header('Idempotency-Key') : undefined
    return answer(route, request, { idempotencyKey, path: c.req.path }, service)
  } catch (error) {
    if (error instanceof StiggError) return errorAnswer(error, settings.errorShape)
    throw error
  }
}

interface Identity {
  readonly idempotencyKey: string | undefined
  readonly path: string
}

function answer(route: Route, request: StiggRequest, identity: Identity, { world, settings }: Service): Response {
  const { idempotencyKey, path } = identity
  const fingerprint = idempotencyKey ? fingerprintOf(route.method, path, request.body) : ''
  const handled = world.store.transaction(() => {
    bringUpToDate(world)
    const kept = idempotencyKey ? replayOf(world, idempotencyKey, fingerprint) : undefined
    if (kept !== undefined) return Response.json(kept.body, { status: kept.status })
    const outcome = attempt(() => world.store.transaction(() => route.handle(request, world)))
    if (outcome instanceof StiggError) {
      const refusal = errorAnswer(outcome, settings.errorShape)
      const isKept = settings.keepsRefusals && outcome.code !== 'BadUserInput' && outcome.status < 500
      if (idempotencyKey && isKept) {
        const body = { message: outcome.message, code: outcome.code }
        keep(world, idempotencyKey, fingerprint, outcome.status, body)
      }
      return refusal
    }
    if (idempotencyKey) keep(world, idempotencyKey, fingerprint, outcome.status, outcome.body)
    return Response.json(outcome.body, { status: outcome.status })
  })
  return handled
}

/** A refusal undoes what its handler had changed and becomes a value; a defect goes on up. */
function attempt<T>(work: () => T): T | StiggError {
  try {
    return work()
  } catch (error) {
    if (error instanceof StiggError) return error
    throw error
  }
}

/** Fails: `BadUserInput` for what is not JSON, `Unauthenticated` for an untyped body where that is switched on. */
async function bodyOf(c: Context<PracticeEnv>, settings: ServiceSettings): Promise<unknown> {
  if (c.req.method === 'GET') return undefined
  const text = await c.req.text()
  if (text === '') return undefined
  const type = c.req.header('Content-Type') ?? ''
  if (!/^application\/(\S+\+)?json\b/i.test(type)) {
    if (settings.refusesUntypedBodies) throw unauthenticated()
    throw badInput('Content-Type must be application/json')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw badInput('The body is not valid JSON')
  }
}
