import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { SALESFORCE_INTEGRATION } from '#practice/seed/catalogue/catalogue'
import type { Act, CancelAct } from '#shared/domain/act'
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
  status: z.string(),
  cancellationDate: z.string().nullish(),
  currentBillingPeriodEnd: z.string().nullish(),
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
  return (await drain(await opened.companion.acts.apply({ act, fingerprint, typed: '' }))).report.run
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
    const on = { opportunityId, customerId: subject.accountId, subscriptionId: id }
    const act = { kind: 'extend-trial' as const, ...on, endDate: inDays(30) }
    const run = await apply(act)
    expect(run).toMatchObject({ kind: 'extend-trial', state: 'done', opportunityId })
    expect(run.verification?.fields.filter(({ result }) => result === 'different')).toEqual([])
    expect((await heldOf(id)).trialEndDate).toBe(act.endDate)
  })

  it('is refused for what is no trial, and into the past', async () => {
    const subject = await world.sell('No trial', { 'plan-enterprise': { quantity: 1, price: 1 } })
    const { opportunityId } = subject
    const subscriptionId = await customerOf(subject, { planId: 'plan-enterprise' })
    const on = { opportunityId, customerId: subject.accountId, subscriptionId }
    const act = { kind: 'extend-trial' as const, ...on, endDate: inDays(30) }
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
    const on = { opportunityId, customerId: subject.accountId, subscriptionId }
    const act: Act = { kind: 'revoke-schedule', ...on, waitsFor: 'date' }
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
    const on = { opportunityId, customerId: subject.accountId, subscriptionId }
    const act = { kind: 'extend-trial' as const, ...on, endDate: inDays(30) }
    const { fingerprint } = await opened.companion.acts.preview({ act })
    await opened.practice.stiggSend('PATCH', `/subscriptions/${subscriptionId}`, { trialEndDate: inDays(9) })
    const late = opened.companion.acts.apply({ act, fingerprint, typed: '' }).then(drain)
    expect(await failureOf(late)).toMatchObject({ code: 'act.stale' })
  })

  it('is looked at anew where a run goes on that was cut off before its first write', async () => {
    const subject = await world.sell('Cut off', { 'plan-growth': { quantity: 1, price: 1 } })
    const { opportunityId } = subject
    const trialOverrideConfiguration = { isTrial: true, trialEndDate: inDays(5) }
    const body = { planId: 'plan-growth', billingPeriod: 'ANNUALLY', trialOverrideConfiguration }
    const subscriptionId = await customerOf(subject, body)
    const on = { opportunityId, customerId: subject.accountId, subscriptionId }
    const act = { kind: 'extend-trial' as const, ...on, endDate: inDays(30) }
    // A window of its own, which has not looked for flows yet: the run stands still there, and is stopped.
    const window = await openCompanionOn(opened.practice)
    try {
      const { fingerprint } = await window.companion.acts.preview({ act })
      const rule = await opened.practice.salesforce.addFault({
        match: { path: '/tooling/' },
        fault: { kind: 'delay', ms: 1_000 },
      })
      const leaving = new AbortController()
      const going = window.companion.acts.apply({ act, fingerprint, typed: '' }, { signal: leaving.signal }).then(drain)
      while ((await opened.practice.salesforce.fired(rule)) === 0) await sleep(20)
      leaving.abort()
      await going.catch(() => undefined)
      await opened.practice.salesforce.clearFaults()
      const halted = async () => (await window.companion.runs.list({ states: ['interrupted'], opportunityId }))[0]
      while (!(await halted())) await sleep(20)
      await opened.practice.stiggSend('PATCH', `/subscriptions/${subscriptionId}`, { trialEndDate: inDays(9) })
      const runId = (await halted())?.id ?? ''
      const late = window.companion.provisioning.resume({ runId }).then(drain)
      expect(await failureOf(late)).toMatchObject({ code: 'act.stale' })
      expect((await heldOf(subscriptionId)).trialEndDate).not.toBe(act.endDate)
    } finally {
      await window.close()
    }
  })
})

/** Ten seats of the Team plan, paid by invoice each month. */
const paidTeam = {
  planId: 'plan-team',
  billingPeriod: 'MONTHLY',
  paymentCollectionMethod: 'INVOICE',
  charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 10 }],
  trialOverrideConfiguration: { isTrial: false },
}

/** Cancels at once, from the customer's page, and takes nothing more away than that. */
async function cancelOf(title: string, body: object): Promise<CancelAct> {
  const subject = await world.sell(title, { 'plan-team': { quantity: 1, price: 490 } })
  const subscriptionId = await customerOf(subject, body)
  const on = { opportunityId: null, customerId: subject.accountId, subscriptionId }
  return { kind: 'cancel', ...on, time: 'IMMEDIATE', endDate: null, revokes: false, prorates: false }
}

describe('cancelling', () => {
  it('ends a subscription at once, without a deal, and says before what is lost and what is left', async () => {
    const act = await cancelOf('To be cancelled', paidTeam)
    const { consequences, requests } = await opened.companion.acts.preview({ act })
    expect(requests).toMatchObject([
      { method: 'POST', body: { cancellationTime: 'IMMEDIATE', cancellationAction: 'DEFAULT', prorate: false } },
    ])
    expect(consequences).toContainEqual(expect.objectContaining({ kind: 'cancels', endsAt: null }))
    expect(consequences).toContainEqual(expect.objectContaining({ kind: 'takes-away', at: null }))
    expect(consequences.map(({ kind }) => kind)).toContain('cannot-restart')
    const run = await apply(act)
    expect(run).toMatchObject({ kind: 'cancel', state: 'done', opportunityId: '', customerId: act.customerId })
    expect(run.verification?.fields).toMatchObject([{ field: 'In force', expected: 'no', result: 'same' }])
    expect((await heldOf(act.subscriptionId)).status).toBe('CANCELED')
  })

  it('is said to be done already where the subscription is over', async () => {
    const act = await cancelOf('Cancelled twice', paidTeam)
    await apply(act)
    expect(await failureOf(opened.companion.acts.preview({ act }))).toMatchObject({
      code: 'act.not-possible',
      facts: { obstacle: 'gone' },
    })
  })

  it('ends a paid subscription with its billing period, and on a day', async () => {
    const atEnd = { ...(await cancelOf('With its period', paidTeam)), time: 'END_OF_BILLING_PERIOD' as const }
    expect((await apply(atEnd)).state).toBe('done')
    const ending = await heldOf(atEnd.subscriptionId)
    expect(ending).toMatchObject({ status: 'ACTIVE', cancellationDate: ending.currentBillingPeriodEnd })
    const endDate = inDays(40)
    const onDay = { ...(await cancelOf('On a day', paidTeam)), time: 'SPECIFIC_DATE' as const, endDate }
    expect((await apply(onDay)).state).toBe('done')
    expect(await heldOf(onDay.subscriptionId)).toMatchObject({ status: 'ACTIVE', cancellationDate: endDate })
  })

  it('is refused with the reason where the subscription cannot end so', async () => {
    const custom = await cancelOf('Custom', { planId: 'plan-enterprise' })
    const trialOverrideConfiguration = { isTrial: true, trialEndDate: inDays(5) }
    const trial = await cancelOf('Trial', {
      planId: 'plan-growth',
      billingPeriod: 'ANNUALLY',
      trialOverrideConfiguration,
    })
    const obstacleOf = async (act: Act) => (await failureOf(opened.companion.acts.preview({ act }))).facts['obstacle']
    expect(await obstacleOf({ ...custom, time: 'END_OF_BILLING_PERIOD' })).toBe('no-billing-period')
    expect(await obstacleOf({ ...trial, time: 'SPECIFIC_DATE', endDate: inDays(9) })).toBe('trial-at-once-only')
    expect(await obstacleOf({ ...custom, time: 'SPECIFIC_DATE', endDate: inDays(-1) })).toBe('end-in-past')
    expect((await apply(trial)).state).toBe('done')
  })

  it('set for a day, taken back and set for the same day again is done each time', async () => {
    const endDate = inDays(40)
    const act: Act = { ...(await cancelOf('Set again', paidTeam)), time: 'SPECIFIC_DATE', endDate }
    const { subscriptionId, customerId } = act
    await apply(act)
    const back: Act = { kind: 'reschedule', opportunityId: null, customerId, subscriptionId, cancellationDate: null }
    expect(await apply(back)).toMatchObject({ kind: 'reschedule', state: 'done' })
    expect((await heldOf(subscriptionId)).cancellationDate ?? null).toBeNull()
    expect((await apply(act)).state).toBe('done')
    expect((await heldOf(subscriptionId)).cancellationDate).toBe(endDate)
  })

  it('asks for the customer’s name where the profile wants it typed', async () => {
    const window = await openCompanionOn(opened.practice, {}, { profile: { access: 'retype' } })
    try {
      const act = await cancelOf('Typed', paidTeam)
      const { fingerprint, customerName } = await window.companion.acts.preview({ act })
      const going = (typed: string) => window.companion.acts.apply({ act, fingerprint, typed }).then(drain)
      expect(await failureOf(going('somebody else'))).toMatchObject({ code: 'access.unconfirmed' })
      expect((await heldOf(act.subscriptionId)).status).toBe('ACTIVE')
      expect((await going(customerName)).report.run.state).toBe('done')
    } finally {
      await window.close()
    }
  })
})

describe('moving the end', () => {
  it('sets another day, says both, and refuses the day that it has', async () => {
    const { customerId, subscriptionId } = await cancelOf('To end later', paidTeam)
    const cancellationDate = inDays(60)
    const act: Act = { kind: 'reschedule', opportunityId: null, customerId, subscriptionId, cancellationDate }
    const { consequences } = await opened.companion.acts.preview({ act })
    expect(consequences).toContainEqual({ kind: 'moves-end', planName: 'Team', from: null, to: cancellationDate })
    expect(await apply(act)).toMatchObject({ kind: 'reschedule', state: 'done' })
    expect((await heldOf(subscriptionId)).cancellationDate).toBe(cancellationDate)
    expect(await failureOf(opened.companion.acts.preview({ act }))).toMatchObject({
      facts: { obstacle: 'end-as-it-is' },
    })
  })
})
