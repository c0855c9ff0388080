import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { readyWorkflows } from '#shared/domain/ready-workflows'
import type { Run } from '#shared/domain/run'
import type { Workflow, WorkflowCall } from '#shared/domain/workflow'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'
import { workflowCallsOf } from '#test/harness/workflow-calls'
import { openCompanion, openCompanionOn, type OpenCompanion } from '#test/harness/open-companion'

/* Stigg workflows, end to end over HTTP: looked at, fired once, read back, and told again. */

let opened: OpenCompanion
let count = 0
beforeAll(async () => {
  opened = await openCompanion()
})
afterAll(() => opened.close())
afterEach(() => opened.practice.stigg.clearFaults())

const Made = z.object({ id: z.string() })

interface Held {
  readonly customerId: string
  readonly subscriptionId: string
}

/** A customer of its own with the Team plan, billed by the month. */
async function customer(): Promise<Held> {
  const customerId = `workflows-${(count += 1)}`
  const email = `pay@workflows-${count}.example`
  await opened.practice.stiggSend('POST', '/customers', { id: customerId, name: `Workflows ${count}`, email })
  const made = await opened.practice.stiggSend('POST', '/subscriptions', {
    customerId,
    planId: 'plan-team',
    billingPeriod: 'MONTHLY',
    paymentCollectionMethod: 'NONE',
    charges: [{ id: 'feature-seats', type: 'FEATURE', quantity: 10 }],
    trialOverrideConfiguration: { isTrial: false },
  })
  return { customerId, subscriptionId: Made.parse(made).id }
}

const aCall = (workflowId: string, held: Held, vary: Partial<WorkflowCall> = {}): WorkflowCall => ({
  workflowId,
  ...held,
  opportunityId: null,
  values: {},
  payload: null,
  isTest: false,
  ...vary,
})

async function fire(call: WorkflowCall, at: OpenCompanion = opened, typed = ''): Promise<Run> {
  const { runId, fingerprint } = await at.companion.workflows.preview({ call })
  return (await drain(await at.companion.workflows.fire({ call, runId, fingerprint, typed }))).report.run
}

const callsOf = (held: Held) => workflowCallsOf(opened.practice, held)

const heldNow = async ({ subscriptionId }: Held) =>
  z.looseObject({ status: z.string() }).parse(await opened.practice.stiggData(`/subscriptions/${subscriptionId}`))

const seen = (run: Run) => run.verification?.fields.map(({ field, found, result }) => [field, found, result])
const answerOf = (run: Run) => run.steps[0]?.heard.at(-1)?.body

const nextYear = '2027-06-30T00:00:00.000Z'

/** What is filled in for each ready entry, and what is seen of its work. */
const filled: Record<string, { values: Record<string, string>; seen: unknown }> = {
  'cancel-subscription': {
    values: { cancellationTime: 'IMMEDIATE' },
    seen: [['Status', 'cancelled', 'same']],
  },
  'update-subscription': {
    values: { charges: '[{"id":"feature-seats","type":"FEATURE","quantity":25}]' },
    seen: [['Subscription', 'changed', 'same']],
  },
  'reschedule-cancellation': {
    values: { cancellationDate: nextYear },
    seen: [['Cancellation date', nextYear, 'same']],
  },
  'set-subscription-metadata': {
    values: { metadata: '{"region":"emea","tier":"gold"}' },
    seen: [
      ['Metadata region', 'emea', 'same'],
      ['Metadata tier', 'gold', 'same'],
    ],
  },
  'grace-period-downgrade': {
    values: { targetPlanId: 'plan-restricted' },
    seen: [['Plan in force', 'plan-restricted', 'same']],
  },
  'notify-csm': { values: { message: 'The contract was signed.' }, seen: [] },
}

describe('the ready entries', () => {
  it.each(readyWorkflows.map((workflow) => [workflow.id, workflow] as const))(
    '%s is fired as it is shown, and its work is seen',
    async (id, workflow) => {
      const held = await customer()
      const call = aCall(id, held, { values: filled[id]?.values ?? {} })
      const preview = await opened.companion.workflows.preview({ call })
      const run = (
        await drain(
          await opened.companion.workflows.fire({
            call,
            runId: preview.runId,
            fingerprint: preview.fingerprint,
            typed: '',
          }),
        )
      ).report.run
      expect(run).toMatchObject({ kind: 'workflow', state: 'done', id: preview.runId, customerId: held.customerId })
      const [sent, ...others] = await callsOf(held)
      expect(others).toEqual([])
      expect(sent).toMatchObject({ triggerId: workflow.triggerId, isTest: false, success: true })
      expect(sent?.payload).toMatchObject({ correlationId: run.id })
      expect(preview.requests).toMatchObject([
        { path: '/graphql', body: { variables: { input: { triggerId: workflow.triggerId, payload: sent?.payload } } } },
      ])
      expect(answerOf(run)).toMatchObject({ data: { triggerWorkflow: { success: true } } })
      expect(seen(run)).toEqual(filled[id]?.seen)
    },
  )

  it('are all known to the practice environment', async () => {
    const { entries } = await opened.companion.workflows.catalogue()
    expect(entries.map(({ workflow, isKnown }) => [workflow.id, isKnown])).toEqual(
      readyWorkflows.map(({ id }) => [id, true]),
    )
  })
})

const fireRequest = { method: 'POST', path: '/graphql$', bodyIncludes: 'triggerWorkflow' }
const fault = (how: object | string, times: 1 | null = 1) =>
  opened.practice.stigg.addFault({ match: fireRequest, fault: how, times })

/** An entry of the catalogue beside the ready ones. */
async function addWorkflow(vary: Partial<Workflow>): Promise<void> {
  const { profile } = await opened.companion.workspace.status()
  const model = readyWorkflows.find(({ id }) => id === 'notify-csm')
  if (!model) throw new Error('There is no ready notification')
  const workflows = [...profile.rules.workflows, { ...model, ...vary }]
  await opened.companion.settings.saveRules({ rules: { ...profile.rules, workflows } })
}

describe('firing a workflow', () => {
  it('as a test changes nothing, and is said to be one', async () => {
    const held = await customer()
    const before = await heldNow(held)
    const run = await fire(aCall('cancel-subscription', held, { isTest: true }))
    expect(run).toMatchObject({ state: 'done', steps: [{ state: 'done', step: { isTest: true } }] })
    expect(await callsOf(held)).toMatchObject([{ isTest: true }])
    expect(answerOf(run)).toMatchObject({ data: { triggerWorkflow: { response: { isTest: true } } } })
    expect(await heldNow(held)).toEqual(before)
    expect(seen(run)).toEqual([['Subscription', 'as it was', 'same']])
  })

  it('works without a subscription and with a deal, whose name the run has', async () => {
    const { customerId } = await customer()
    await drain(await opened.companion.opportunities.sync({ full: true }))
    const [row] = (await opened.companion.opportunities.list({ limit: 1 })).rows
    const held = { customerId, subscriptionId: null }
    const run = await fire(
      aCall(
        'notify-csm',
        { customerId, subscriptionId: '' },
        {
          subscriptionId: null,
          opportunityId: row?.id ?? '',
          values: { message: 'Signed' },
        },
      ),
    )
    expect(run).toMatchObject({ state: 'done', opportunityId: row?.id, opportunityName: row?.name })
    expect(await workflowCallsOf(opened.practice, held)).toMatchObject([{ payload: { opportunityId: row?.id } }])
  })

  it('fires once for a double click, and says of the second that it was fired', async () => {
    const held = await customer()
    const call = aCall('set-subscription-metadata', held, { values: { metadata: '{"seen":"once"}' } })
    const { runId, fingerprint } = await opened.companion.workflows.preview({ call })
    const once = () => opened.companion.workflows.fire({ call, runId, fingerprint, typed: '' }).then(drain)
    const ends = await Promise.allSettled([once(), once()])
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await failureOf(once())).toMatchObject({ code: expect.stringMatching(/^workflow\.(fired-already|stale)$/) })
    expect(await callsOf(held)).toHaveLength(1)
  })

  it('refuses what was approved of a subscription that has changed since', async () => {
    const held = await customer()
    const call = aCall('cancel-subscription', held)
    const { runId, fingerprint } = await opened.companion.workflows.preview({ call })
    await opened.practice.stiggSend('PATCH', `/subscriptions/${held.subscriptionId}`, { metadata: { by: 'others' } })
    const fired = opened.companion.workflows.fire({ call, runId, fingerprint, typed: '' }).then(drain)
    expect(await failureOf(fired)).toMatchObject({ code: 'workflow.stale' })
    expect(await callsOf(held)).toEqual([])
  })

  it('sends the payload as it was edited, with the correlation ID added, and names the place of a mistake', async () => {
    const held = await customer()
    const { customerId, subscriptionId } = held
    const edited = (payload: string) => aCall('grace-period-downgrade', held, { payload })
    const whole = JSON.stringify({ customerId, subscriptionId, targetPlanId: 'plan-restricted', note: { by: 'sales' } })
    const run = await fire(edited(whole))
    expect((await callsOf(held))[0]?.payload).toEqual({ ...JSON.parse(whole), correlationId: run.id })
    const mistakes = [
      ['{"customerId": "x",\n  oops', 'not-json', 'line 2, column 3'],
      ['[]', 'not-an-object', 'line 1, column 1'],
      [whole.replace('plan-restricted', 'plan-nowhere'), 'not-offered', '/targetPlanId, line 1'],
      [whole.replace(subscriptionId, 'sub-of-another'), 'not-the-chosen', '/subscriptionId, line 1'],
    ] as const
    for (const [payload, why, at] of mistakes) {
      expect(await failureOf(opened.companion.workflows.preview({ call: edited(payload) }))).toMatchObject({
        code: 'workflow.payload-wrong',
        facts: { why, at: expect.stringContaining(at) },
      })
    }
  })

  it('names the field that was not filled in, and asks for a subscription of the customer', async () => {
    const held = await customer()
    const look = (call: WorkflowCall) => failureOf(opened.companion.workflows.preview({ call }))
    expect(await look(aCall('reschedule-cancellation', held))).toMatchObject({
      code: 'workflow.payload-wrong',
      facts: { why: 'missing', at: 'cancellationDate' },
    })
    const other = await customer()
    const theirs = aCall('cancel-subscription', { ...held, subscriptionId: other.subscriptionId })
    expect(await look(theirs)).toMatchObject({ code: 'workflow.subscription-missing' })
    expect(await look(aCall('cancel-subscription', held, { subscriptionId: null }))).toMatchObject({
      code: 'workflow.subscription-missing',
    })
    expect(await look(aCall('none-of-these', held))).toMatchObject({ code: 'workflow.not-found' })
  })
})

describe('what a workflow answers', () => {
  it('is kept whole where it says that it failed, and the run needs attention', async () => {
    await addWorkflow({ id: 'breaks', name: 'Breaks', triggerId: 'broken-workflow' })
    const held = await customer()
    const run = await fire(aCall('breaks', held, { values: { message: 'x' } }))
    expect(run).toMatchObject({ state: 'attention', steps: [{ state: 'refused' }] })
    expect(run.steps[0]?.failure).toMatchObject({
      code: 'workflow.failed',
      facts: { message: 'The third node failed: the CRM answered 500' },
    })
    expect(answerOf(run)).toEqual({
      data: {
        triggerWorkflow: { success: false, response: { error: 'The third node failed: the CRM answered 500' } },
      },
    })
    // It may have done a part: going on does not fire it again, a person's word does.
    const resume = async (word: object) =>
      (await drain(await opened.companion.provisioning.resume({ runId: run.id, ...word }))).report.run
    expect(await resume({})).toMatchObject({ state: 'attention' })
    expect(await callsOf(held)).toHaveLength(1)
    expect(await resume({ callOutNotDone: true })).toMatchObject({ state: 'attention' })
    expect(await callsOf(held)).toHaveLength(2)
  })

  it('is that Stigg knows no such trigger: nothing ran, and the trace ID is told', async () => {
    await addWorkflow({ id: 'nowhere', name: 'Nowhere', triggerId: 'no-such-trigger' })
    const held = await customer()
    const { entries } = await opened.companion.workflows.catalogue()
    expect(entries.find(({ workflow }) => workflow.id === 'nowhere')?.isKnown).toBe(false)
    const run = await fire(aCall('nowhere', held, { values: { message: 'x' } }))
    expect(run.steps[0]).toMatchObject({
      state: 'refused',
      failure: { code: 'workflow.trigger-unknown', facts: { traceId: expect.any(String) } },
    })
    expect(await callsOf(held)).toEqual([])
  })

  it('may take its time', async () => {
    await fault({ kind: 'delay', ms: 1500 })
    const held = await customer()
    expect(await fire(aCall('cancel-subscription', held))).toMatchObject({ state: 'done' })
    expect(await callsOf(held)).toHaveLength(1)
  })

  it('says nothing of when the work is done: one that never does it is read for a while, and said not to have', async () => {
    await addWorkflow({ id: 'idle', name: 'Idle', expects: { kind: 'changed' } })
    const hasty = await openCompanionOn(opened.practice, { readBack: { everyMs: 20, forMs: 100 } })
    try {
      const { profile } = await opened.companion.workspace.status()
      await hasty.companion.settings.saveRules({ rules: profile.rules })
      const held = await customer()
      const run = await fire(aCall('idle', held, { values: { message: 'x' } }), hasty)
      expect(run.state).toBe('done')
      expect(seen(run)).toEqual([['Subscription', 'as it was', 'different']])
    } finally {
      await hasty.close()
    }
  })
})

describe('a workflow of which nobody knows whether it ran', () => {
  it('stays with the person: it is not sent again, and nobody fires the same meanwhile', async () => {
    await fault('reset-after')
    const held = await customer()
    const call = aCall('cancel-subscription', held)
    const run = await fire(call)
    expect(run).toMatchObject({
      state: 'attention',
      steps: [{ state: 'unknown', failure: { code: 'workflow.outcome-unknown' } }],
    })
    const resumed = (await drain(await opened.companion.provisioning.resume({ runId: run.id }))).report.run
    expect(resumed).toMatchObject({ state: 'attention', steps: [{ state: 'unknown' }] })
    const word = opened.companion.provisioning.resume({ runId: run.id, callOutNotDone: true }).then(drain)
    expect(await failureOf(word)).toMatchObject({ code: 'workflow.too-soon' })
    const again = await opened.companion.workflows.preview({ call })
    const { runId, fingerprint } = again
    const fired = opened.companion.workflows.fire({ call, runId, fingerprint, typed: '' }).then(drain)
    expect(await failureOf(fired)).toMatchObject({ code: 'workflow.undecided', facts: { runId: run.id } })
    expect(await callsOf(held)).toHaveLength(1)
    const given = await opened.companion.provisioning.abandon({ runId: run.id, reason: 'It ran: Stigg shows it' })
    expect(given.state).toBe('abandoned')
  })

  it.each(['500', '503', 'reset-before', { kind: 'status', status: 429, headers: { 'Retry-After': '0' } }])(
    'or met %j, goes out once',
    async (how) => {
      await opened.practice.stigg.forgetExchanges()
      await fault(how, null)
      const held = await customer()
      const run = await fire(aCall('cancel-subscription', held))
      expect(run.state).toBe('attention')
      const sent = (await opened.practice.stigg.exchanges()).filter(({ requestBody }) =>
        String(requestBody).includes('mutation TriggerWorkflow'),
      )
      expect(sent).toHaveLength(1)
      expect(await callsOf(held)).toEqual([])
    },
  )
})
