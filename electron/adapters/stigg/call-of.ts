import type { WireRequest } from '#shared/domain/run'
import type { StiggCall } from './http.ts'

/** A request of a step as the client sends it. Stigg takes a key on POST alone. */
export function callOf({ method, path, body }: WireRequest, key: string): StiggCall {
  if (method === 'POST') return { method, path, body, key }
  return method === 'DELETE' ? { method, path } : { method: 'PATCH', path, body }
}
