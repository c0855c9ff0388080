import { z } from 'zod'

import type { Heard, WriterPort } from '#core/ports'
import { assertNever } from '#shared/assert-never'
import type { StepAnswer } from '#shared/domain/run'
import type { CreditStep, StiggStep } from '#shared/domain/step'
import type { Result } from '#shared/failure'
import { fail, ok } from '#shared/failure'
import { overheard } from './http.ts'
import type { Http } from './http.ts'
import { callOf, sendLinking } from './send-step.ts'
import { restPath } from './pages.ts'
import type { Subscription } from '#shared/domain/customer'
import { findCreditWork, toldOf } from './credit-steps.ts'
import { WireGrant } from './wire/credits.ts'
import { isAmended, isCancelled, waitsForPayment } from './amended.ts'
import { findMended, mendCustomer } from './customer-tie.ts'
import { findCustomer, findSubscription } from './find.ts'
import { requestsFor } from './requests-for.ts'
import { unless } from './results.ts'
import { found, isUpToDate, made, missingOf, provisioned, sameCustomer, sameSubscription } from './step-answer.ts'
import { triggerWorkflow, type TakenSelection } from './trigger-workflow.ts'
import { WireCustomer } from './wire/customers.ts'
import { WireProvisionAnswer, WireSubscription } from './wire/subscriptions.ts'
import { dataOf } from './wire/values.ts'

/**
 * Whether the service said that the record is there. After an attempt whose outcome is not known that is, as a rule,
 * the work of that attempt.
 */
const isTaken = (result: Result<unknown>): boolean =>
  !result.ok && (result.failure.code === 'stigg.conflict' || result.failure.facts.status === '409')

/** What a changed subscription says of itself. What waits for a payment is not active yet. */
const changed = (step: StiggStep, held: Subscription, as: typeof made): StepAnswer => ({
  ...as(held.id, { status: held.status }),
  checkoutUrl: step.kind === 'amend-subscription' && waitsForPayment(step, held) ? '' : null,
})

/** Whether what the step asks for holds already. */
const isDoneIn = (
  step: Extract<StiggStep, { kind: 'amend-subscription' | 'revoke-schedule' | 'cancel-subscription' }>,
  held: Subscription,
): boolean => {
  if (step.kind === 'amend-subscription') return isAmended(step, held)
  if (step.kind === 'cancel-subscription') return isCancelled(step, held)
  const status = step.waitsFor === 'date' ? 'SCHEDULED' : 'PENDING_PAYMENT'
  return held.scheduledUpdates.every((update) => update.status !== status)
}

/** The writes of Stigg, step by step. Source: Stigg REST API v1, customers, customer integrations, subscriptions. */
export function createWriter(http: Http): WriterPort<StiggStep> {
  const taken: TakenSelection = { index: 0 }
  return {
    requestsFor,
    send: (step, key, signal, heard?: Heard) => writing(overheard(http, heard), taken).send(step, key, signal),
    readBack: (step, signal, heard?: Heard) => writing(overheard(http, heard), taken).readBack(step, signal),
  }
}

function writing(http: Http, taken: TakenSelection): Omit<WriterPort<StiggStep>, 'requestsFor'> {
  async function readBack(step: StiggStep, signal?: AbortSignal): Promise<Result<StepAnswer | null>> {
    if (step.kind === 'provision-subscription') {
      const path = restPath(['subscriptions', step.subscriptionId])
      const asked = await http.send({ method: 'GET', path }, dataOf(WireSubscription), signal)
      const existing = unless(asked, ['stigg.not-found'], null)
      if (!existing.ok) return existing
      return existing.value ? sameSubscription(step, existing.value) : ok(null)
    }
    if (step.kind === 'amend-subscription' || step.kind === 'revoke-schedule' || step.kind === 'cancel-subscription') {
      const held = await findSubscription(http, step.subscriptionId, signal)
      if (!held.ok) return held
      const isDone = held.value !== null && isDoneIn(step, held.value)
      return ok(isDone && held.value ? changed(step, held.value, found) : null)
    }
    if (step.kind === 'trigger-workflow') {
      const facts = { reason: 'not-readable', triggerId: step.triggerId, name: step.name }
      return fail('workflow.outcome-unknown', 'Whether a workflow ran cannot be read back', facts)
    }
    if (step.kind === 'grant-credits' || step.kind === 'void-grant') return findCreditWork(http, step, signal)
    if (step.kind === 'mend-customer') return findMended(http, step, signal)
    const existing = await findCustomer(http, step.customerId, signal)
    if (!existing.ok) return existing
    if (!existing.value) return ok(null)
    if (step.kind === 'create-customer') {
      const same = sameCustomer(step, existing.value)
      // One that lacks something is not made yet: the step that is sent again adds it.
      return same.ok && missingOf(step, existing.value) ? ok(null) : same
    }
    return ok(isUpToDate(step, existing.value) ? found(existing.value.id, {}) : null)
  }

  /** After "it is there already": what is there may be what was wanted. Where that cannot be read, the answer stands. */
  async function settle(
    step: StiggStep,
    refused: Result<StepAnswer>,
    signal: AbortSignal | undefined,
  ): Promise<Result<StepAnswer>> {
    if (step.kind === 'create-customer') return adopt(step, refused, signal)
    const existing = await readBack(step, signal)
    if (!existing.ok) return existing.failure.code === 'stigg.conflict' ? existing : refused
    return existing.value ? ok(existing.value) : refused
  }

  /** A customer that somebody else made for the same account meanwhile is ours, with what it lacks added. */
  async function adopt(
    step: Extract<StiggStep, { kind: 'create-customer' }>,
    refused: Result<StepAnswer>,
    signal: AbortSignal | undefined,
  ): Promise<Result<StepAnswer>> {
    const existing = await findCustomer(http, step.customerId, signal)
    if (!existing.ok || !existing.value) return refused
    const same = sameCustomer(step, existing.value)
    const missing = missingOf(step, existing.value)
    if (!same.ok || !missing) return same
    const path = restPath(['customers', step.customerId])
    const added = await http.send({ method: 'PATCH', path, body: missing }, dataOf(WireCustomer), signal)
    return added.ok ? same : added
  }

  /** Create a record under an ID of our own; one that is there already is looked at before it counts as a conflict. */
  async function create<T>(
    step: Extract<StiggStep, { kind: 'create-customer' | 'provision-subscription' }>,
    answer: z.ZodType<T>,
    toAnswer: (value: T) => StepAnswer,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<StepAnswer>> {
    const sent = await sendLinking(http, { step, index: 0, key }, answer, signal)
    if (sent.ok) return ok(toAnswer(sent.value))
    return isTaken(sent) ? settle(step, sent, signal) : sent
  }

  /** Link, then change. Each part can be repeated: a link that holds already is passed over. */
  async function update(
    step: Extract<StiggStep, { kind: 'update-customer' }>,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<StepAnswer>> {
    for (const [index, request] of requestsFor(step).entries()) {
      const sent = await sendLinking(http, { step, index, key }, dataOf(z.unknown()), signal)
      if (sent.ok) continue
      if (!isTaken(sent) || request.method !== 'POST') return sent
      const customer = await findCustomer(http, step.customerId, signal)
      if (!customer.ok) return sent
      const linkedTo = customer.value?.salesforceAccountId ?? ''
      if (linkedTo !== step.link?.salesforceAccountId) {
        const facts = { customerId: step.customerId, salesforceAccountId: linkedTo }
        return fail('stigg.conflict', 'The customer is linked to another account', facts)
      }
    }
    return ok(made(step.customerId, {}))
  }

  /** Change a running subscription. */
  async function amend(
    step: Extract<StiggStep, { kind: 'amend-subscription' }>,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<StepAnswer>> {
    const [request] = requestsFor(step)
    if (!request) throw new Error('An amendment has one request')
    const sent = await http.send(callOf(request, key), dataOf(WireSubscription), signal)
    return sent.ok ? ok(changed(step, sent.value, made)) : sent
  }

  /**
   * Cancel a subscription. No key goes with it: a day may be set, taken back and set again within the time that Stigg
   * keeps a key, and the same answer would then stand for a cancellation that was never made. One that is over is done.
   */
  async function cancel(
    step: Extract<StiggStep, { kind: 'cancel-subscription' }>,
    signal: AbortSignal | undefined,
  ): Promise<Result<StepAnswer>> {
    const [request] = requestsFor(step)
    if (!request) throw new Error('A cancellation has one request')
    const { path, body } = request
    const sent = await http.send({ method: 'POST', path, body }, dataOf(WireSubscription), signal)
    return sent.ok ? ok(changed(step, sent.value, made)) : settle(step, sent, signal)
  }

  /** Revoke what is scheduled. What is refused because nothing is scheduled any more is done. */
  async function revoke(
    step: Extract<StiggStep, { kind: 'revoke-schedule' }>,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<StepAnswer>> {
    const [request] = requestsFor(step)
    if (!request) throw new Error('A revoking step has one request')
    const sent = await http.send(callOf(request, key), dataOf(z.object({ id: z.string() })), signal)
    if (sent.ok) return ok(made(step.subscriptionId, {}))
    if (sent.failure.code !== 'stigg.not-found') return sent
    const existing = await readBack(step, signal)
    return existing.ok && existing.value ? ok(existing.value) : sent
  }

  /**
   * Grant credits, or void a grant, unless that is done already. The list is asked first: a key is kept for a day, a marker
   * for good. What is refused meanwhile may be somebody else's doing of the same.
   */
  async function settleCredits(
    step: CreditStep,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<StepAnswer>> {
    const before = await readBack(step, signal)
    if (!before.ok) return before
    if (before.value) return ok(before.value)
    const [request] = requestsFor(step)
    if (!request) throw new Error('A step of credits has one request')
    const sent = await http.send(callOf(request, key), dataOf(WireGrant), signal)
    if (sent.ok) return ok(toldOf(sent.value, made))
    if (sent.failure.code === 'stigg.outcome-unknown') return sent
    const after = await readBack(step, signal)
    return after.ok && after.value ? ok(after.value) : sent
  }

  function send(step: StiggStep, key: string, signal?: AbortSignal): Promise<Result<StepAnswer>> {
    switch (step.kind) {
      case 'grant-credits':
      case 'void-grant':
        return settleCredits(step, key, signal)
      case 'create-customer':
        return create(step, dataOf(WireCustomer), ({ id }) => made(id, {}), key, signal)
      case 'update-customer':
        return update(step, key, signal)
      case 'provision-subscription':
        return create(step, dataOf(WireProvisionAnswer), provisioned, key, signal)
      case 'amend-subscription':
        return amend(step, key, signal)
      case 'revoke-schedule':
        return revoke(step, key, signal)
      case 'cancel-subscription':
        return cancel(step, signal)
      case 'trigger-workflow':
        return triggerWorkflow(http, step, taken, signal)
      case 'mend-customer':
        return mendCustomer(
          http,
          step,
          (index) => sendLinking(http, { step, index, key }, dataOf(z.unknown()), signal),
          signal,
        )
      default:
        return assertNever(step)
    }
  }
  return { send, readBack }
}
