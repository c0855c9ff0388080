import type { z } from 'zod'

import type { WireRequest } from '#shared/domain/run'
import type { StiggStep } from '#shared/domain/step'
import type { Failure, Result } from '#shared/failure'
import type { Http, StiggCall } from './http.ts'
import { normalCode } from './problem.ts'
import { readIntegrations } from './read-environment.ts'
import { requestsFor } from './requests-for.ts'

/** A request of a step as the client sends it. Stigg takes a key on POST alone. */
export function callOf({ method, path, body }: WireRequest, key: string): StiggCall {
  if (method === 'POST') return { method, path, body, key }
  return method === 'DELETE' ? { method, path } : { method: 'PATCH', path, body }
}

/** One request of a step, and the step's key. */
interface StepRequest {
  readonly step: StiggStep
  readonly index: number
  readonly key: string
}

const isUnknownIntegration = ({ facts }: Failure): boolean => normalCode(facts.code ?? null) === 'integrationnotfound'

/** The step with another ID of the Salesforce integration; null where it links nothing. */
function linkedBy(step: StiggStep, integrationId: string): StiggStep | null {
  if (step.kind === 'create-customer') return step.integrationId === null ? null : { ...step, integrationId }
  if (step.kind === 'mend-customer') {
    return step.from.link !== null || step.to.link === null
      ? null
      : { ...step, to: { ...step.to, link: { ...step.to.link, integrationId } } }
  }
  if (step.kind !== 'update-customer' || !step.link || step.link.integrationId === null) return null
  return { ...step, link: { ...step.link, integrationId } }
}

/**
 * Send a request that may link a customer. Stigg does not say whether a link names the integration by its reference ID or
 * by its UUID: the reference ID goes first, and where it is not known the UUID, as a request of its own.
 * Source: Stigg REST API v1, "Customer integrations"; GraphQL API, `integrations`.
 */
export async function sendLinking<T>(
  http: Http,
  { step, index, key }: StepRequest,
  answer: z.ZodType<T>,
  signal: AbortSignal | undefined,
): Promise<Result<T>> {
  const request = requestsFor(step)[index]
  if (!request) throw new Error(`The step has no request ${index}`)
  const sent = await http.send(callOf(request, key), answer, signal)
  if (sent.ok || !isUnknownIntegration(sent.failure)) return sent
  const integrations = await readIntegrations(http, signal)
  const uuid = integrations.ok ? integrations.value.salesforceUuid : null
  const again = uuid === null ? null : linkedBy(step, uuid)
  const other = again && requestsFor(again)[index]
  return other ? http.send(callOf(other, `${key}.uuid`), answer, signal) : sent
}
