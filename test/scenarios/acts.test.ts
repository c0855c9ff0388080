import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { SALESFORCE_INTEGRATION } from '#practice/seed/catalogue/catalogue'
import type { Act } from '#shared/domain/act'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { openCompanion, openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'
import { worldOf, type Subject, type World } from '#test/harness/sell-deals'

/* What is done to a running subscription from a deal's page: looked at first, done once, journalled, verified. */

let opened: OpenCompanion
let world: World
beforeAll(async () => {
  opened = await openCompanion()
  world = worldOf(opened.practice)
})
afterAll(() => opened.close())

const Held = z.looseObject({
  id: z.string(),
  trialEndDate: z.string().nullish(),
  futureUpdates: z.array(z.looseObject({ scheduleStatus: z.string() })).nullish(),
})

async function customerOf(subject: Subject, body: object): Promise<string> {
  const { accountId, email } = subject
  const integrations = [{ id: SALESFORCE_INTEGRATION, vendorIdentifier: 'SALESFORCE', syncedEntityId: accountId }]
  await opened.practice.stiggSend('POST', '/customers', { id: accountId, name: 'Acts', email, integrations })
  const made = await opened.practice.stiggSend('POST', '/subscriptions', { customerId: accountId, ...body })
  return z.object({ id: z.string() }).parse(made).id
}
const heldOf = async (id: string) => Held.parse(await opened.practice.stiggData(`/subscriptions/${id}`))

async function apply(act: Act) {
  const { fingerprint, requests } = await opened.companion.acts.preview({ act })
  expect(requests).toHaveLength(1)
  return (await drain(await opened.companion.acts.apply({ act, fingerprint }))).report.run
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

describe('extending a trial', () => {
  it('moves its end, and is kept as a run of its own', async () => {
    const subject = await world.sell('Trial', { 'plan-growth': { quantity: 1, price: 12_000 } })
    const id = await customerOf(subject, {
      planId: 'plan-growth',
      billingPeriod: 'ANNUALLY',
      trialOverrideConfiguration: { isTrial: true, trialEndDate: inDays(5) },
    })
    const { opportunityId } = subject
    const act: Act = { kind: 'extend-trial', opportunityId, subscriptionId: id, endDate: inDays(30) }
    const run = await apply(act)
    expect(run).toMatchObject({ kind: 'extend-trial', state: 'done', opportunityId })
    expect(run.verification?.fields.filter(({ result }) => result === 'different')).toEqual([])
    expect((await heldOf(id)).trialEndDate).toBe(act.endDate)
  })

  it('is refused for what is no trial, and into the past', async () => {
    const subject = await world.sell('No trial', { 'plan-enterprise': { quantity: 1, price: 1 } })
    const { opportunityId } = subject
    const subscriptionId = await customerOf(subject, { planId: 'plan-enterprise' })
    const act: Act = { kind: 'extend-trial', opportunityId, subscriptionId, endDate: inDays(30) }
    expect(await failureOf(opened.companion.acts.preview({ act }))).toMatchObject({
      code: 'act.not-possible',
      facts: { obstacle: 'no-trial' },
    })
  })
})

describe('revoking what is scheduled', () => {
  it('takes it away once; a second try says that nothing is scheduled', async () => {
    const subject = await world.sell('Scheduled', { 'plan-team': { quantity: 1, price: 490 } })
    const { opportunityId } = subject
    const subscriptionId = await customerOf(subject, {
      planId: 'plan-team',
      billingPeriod: 'MONTHLY',
      paymentCollectionMethod: 'INVOICE',
      charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 10 }],
      trialOverrideConfiguration: { isTrial: false },
    })
    await opened.practice.stiggSend('PATCH', `/subscriptions/${subscriptionId}`, {
      charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 5 }],
      scheduleStrategy: 'END_OF_BILLING_PERIOD',
    })
    const isScheduled = async () =>
      (await heldOf(subscriptionId)).futureUpdates?.some(({ scheduleStatus }) => scheduleStatus === 'SCHEDULED') ===
      true
    expect(await isScheduled()).toBe(true)
    const act: Act = { kind: 'revoke-schedule', opportunityId, subscriptionId, waitsFor: 'date' }
    expect(await apply(act)).toMatchObject({ kind: 'revoke-schedule', state: 'done' })
    expect(await isScheduled()).toBe(false)
    expect(await failureOf(opened.companion.acts.preview({ act }))).toMatchObject({
      facts: { obstacle: 'nothing-scheduled' },
    })
  })

  it('is refused where the subscription is not what was looked at', async () => {
    const subject = await world.sell('Moved', { 'plan-growth': { quantity: 1, price: 1 } })
    const { opportunityId } = subject
    const trialOverrideConfiguration = { isTrial: true, trialEndDate: inDays(5) }
    const body = { planId: 'plan-growth', billingPeriod: 'ANNUALLY', trialOverrideConfiguration }
    const subscriptionId = await customerOf(subject, body)
    const act: Act = { kind: 'extend-trial', opportunityId, subscriptionId, endDate: inDays(30) }
    const { fingerprint } = await opened.companion.acts.preview({ act })
    await opened.practice.stiggSend('PATCH', `/subscriptions/${subscriptionId}`, { trialEndDate: inDays(9) })
    const late = opened.companion.acts.apply({ act, fingerprint }).then(drain)
    expect(await failureOf(late)).toMatchObject({ code: 'opportunity.stale' })
  })

  it('is looked at anew where a run goes on that was cut off before its first write', async () => {
    const subject = await world.sell('Cut off', { 'plan-growth': { quantity: 1, price: 1 } })
    const { opportunityId } = subject
    const trialOverrideConfiguration = { isTrial: true, trialEndDate: inDays(5) }
    const body = { planId: 'plan-growth', billingPeriod: 'ANNUALLY', trialOverrideConfiguration }
    const subscriptionId = await customerOf(subject, body)
    const act: Act = { kind: 'extend-trial', opportunityId, subscriptionId, endDate: inDays(30) }
    // A window of its own, which has not looked for flows yet: the run stands still there, and is stopped.
    const window = await openCompanionOn(opened.practice)
    try {
      const { fingerprint } = await window.companion.acts.preview({ act })
      const rule = await opened.practice.salesforce.addFault({
        match: { path: '/tooling/' },
        fault: { kind: 'delay', ms: 1_000 },
      })
      const leaving = new AbortController()
      const going = window.companion.acts.apply({ act, fingerprint }, { signal: leaving.signal }).then(drain)
      while ((await opened.practice.salesforce.fired(rule)) === 0) await sleep(20)
      leaving.abort()
      await going.catch(() => undefined)
      await opened.practice.salesforce.clearFaults()
      const halted = async () => (await window.companion.runs.list({ states: ['interrupted'], opportunityId }))[0]
      while (!(await halted())) await sleep(20)
      await opened.practice.stiggSend('PATCH', `/subscriptions/${subscriptionId}`, { trialEndDate: inDays(9) })
      const runId = (await halted())?.id ?? ''
      const late = window.companion.provisioning.resume({ runId }).then(drain)
      expect(await failureOf(late)).toMatchObject({ code: 'opportunity.stale' })
      expect((await heldOf(subscriptionId)).trialEndDate).not.toBe(act.endDate)
    } finally {
      await window.close()
    }
  })
})
