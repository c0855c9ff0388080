import { z } from 'zod'

import { isMark, isSameLink, isSameMarks, marksIn, type CustomerTie } from '#shared/domain/link-mend'
import type { StepAnswer } from '#shared/domain/run'
import type { CustomerMendStep } from '#shared/domain/step'
import { fail, ok, type Result } from '#shared/failure'

import type { Http } from './http.ts'
import { restPath } from './pages.ts'
import { requestsFor } from './requests-for.ts'
import { unless } from './results.ts'
import { found, made } from './step-answer.ts'
import { salesforceVendor } from './wire/customers.ts'
import { dataOf, listOf, maybe, Metadata } from './wire/values.ts'

/** Source: Stigg REST API v1, "Retrieve a customer", "Customer integrations". */
const WireTie = z
  .object({
    id: z.string(),
    name: maybe(z.string()),
    archivedAt: maybe(z.string()),
    updatedAt: maybe(z.string()),
    integrations: listOf(z.object({ id: z.string(), vendorIdentifier: z.string(), syncedEntityId: maybe(z.string()) })),
    metadata: Metadata,
  })
  .transform(({ id, name, archivedAt, updatedAt, integrations, metadata }): CustomerTie => {
    const held = integrations.find(({ vendorIdentifier }) => vendorIdentifier === salesforceVendor)
    const link = held ? { integrationId: held.id, accountId: held.syncedEntityId } : null
    return { id, name, archived: archivedAt !== null, updatedAt, link, metadata }
  })

/** What a customer holds of its link to Salesforce; null where there is no such customer. */
export async function customerTie(
  http: Http,
  customerId: string,
  signal?: AbortSignal,
): Promise<Result<CustomerTie | null>> {
  const path = restPath(['customers', customerId])
  return unless(await http.send({ method: 'GET', path }, dataOf(WireTie), signal), ['stigg.not-found'], null)
}

const isLinked = ({ to }: CustomerMendStep, held: CustomerTie): boolean => isSameLink(held.link, to.link)
const isMarked = ({ to }: CustomerMendStep, held: CustomerTie): boolean => isSameMarks(marksIn(held.metadata), to.marks)
const isMended = (step: CustomerMendStep, held: CustomerTie): boolean => isLinked(step, held) && isMarked(step, held)

/** Whether a customer is as a mend is to leave it. */
export async function findMended(
  http: Http,
  step: CustomerMendStep,
  signal?: AbortSignal,
): Promise<Result<StepAnswer | null>> {
  const held = await customerTie(http, step.customerId, signal)
  if (!held.ok) return held
  return ok(held.value && isMended(step, held.value) ? found(step.customerId, {}) : null)
}

/** Whether each half of a customer is as it was seen, or as it is to be. Other keys of its metadata are others' to change. */
function isAsSeen(step: CustomerMendStep, held: CustomerTie): boolean {
  const linkFits = isLinked(step, held) || isSameLink(held.link, step.from.link)
  if (isMarked(step, held)) return linkFits
  const keys = new Set([...Object.keys(held.metadata), ...Object.keys(step.metadata)].filter((key) => !isMark(key)))
  const othersFit = [...keys].every((key) => held.metadata[key] === step.metadata[key])
  return linkFits && othersFit && isSameMarks(marksIn(held.metadata), step.from.marks)
}

/**
 * Change one customer's link, half by half, where it is still what was seen. A half that is as it is to be is passed over:
 * a mend that was cut off goes on from there.
 * Fails: `link.stale` where it holds something else; nothing is sent then.
 */
export async function mendCustomer(
  http: Http,
  step: CustomerMendStep,
  send: (index: number) => Promise<Result<unknown>>,
  signal?: AbortSignal,
): Promise<Result<StepAnswer>> {
  const held = await customerTie(http, step.customerId, signal)
  if (!held.ok) return held
  const stale = fail('link.stale', 'The customer is not as it was seen', {
    name: step.name,
    customerId: step.customerId,
  })
  if (!held.value || !isAsSeen(step, held.value)) return stale
  if (isMended(step, held.value)) return ok(found(step.customerId, {}))
  for (const [index, { path }] of requestsFor(step).entries()) {
    const ofLink = path.includes('/integrations')
    if (ofLink ? isLinked(step, held.value) : isMarked(step, held.value)) continue
    const sent = await send(index)
    if (sent.ok) continue
    if (sent.failure.code === 'stigg.outcome-unknown' || !ofLink) return sent
    // Refused because somebody did the same at this moment, or something else.
    const now = await customerTie(http, step.customerId, signal)
    if (!now.ok || !now.value) return sent
    if (isLinked(step, now.value)) continue
    return isSameLink(now.value.link, step.from.link) ? sent : stale
  }
  return ok(made(step.customerId, {}))
}
