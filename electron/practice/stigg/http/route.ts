import type { World } from '../world.ts'
import type { Answer } from './envelope.ts'
import type { ApiKey, Scope } from './keys.ts'
import type { Operation } from './rate-limits.ts'

/** One request, read and let in: parameters decoded, the body parsed as JSON (undefined where there is none). */
export interface StiggRequest {
  readonly params: Readonly<Record<string, string>>
  readonly search: URLSearchParams
  readonly body: unknown
  readonly key: ApiKey
}

/**
 * One REST route. `handle` is synchronous and runs inside one transaction of the store, so that what it changes is
 * durable together with its kept answer before anything is sent, and two requests can never interleave.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, parameters as `:name`. */
  readonly path: string
  readonly scope: Scope
  readonly operation?: Operation
  /** The entity whose changes are counted together; undefined for none. */
  readonly entity?: (request: StiggRequest, world: World) => string | undefined
  handle(request: StiggRequest, world: World): Answer
}

/** The parameter of a path; routes name only parameters that their path has. */
export const param = ({ params }: StiggRequest, name: string): string => params[name] ?? ''

/** A string field of a body that has not been checked yet. */
export function fieldOf(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const value: unknown = Reflect.get(body, name)
  return typeof value === 'string' ? value : undefined
}

/** Buckets of the entity limit. Source: Stigg documentation, "Rate limits", entity level. */
export const customerInPath = (request: StiggRequest): string => `customer ${param(request, 'id')}`
export const subscriptionInPath = (request: StiggRequest): string => `subscription ${param(request, 'id')}`
export function customerInBody({ body }: StiggRequest): string | undefined {
  const customerId = fieldOf(body, 'customerId')
  const resourceId = fieldOf(body, 'resourceId')
  if (customerId === undefined) return undefined
  return resourceId === undefined ? `customer ${customerId}` : `customer ${customerId}:${resourceId}`
}
