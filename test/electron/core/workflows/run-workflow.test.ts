import { describe, expect, it } from 'vitest'

import type { WorkflowCustomer } from '#core/ports'
import type { Profile } from '#shared/domain/profile'
import type { WorkflowCall } from '#shared/domain/workflow'
import { fail, ok } from '#shared/failure'
import { aStiggCustomer, aSubscription } from '#test/builders'
import { aProfile, openCore, somePorts } from '#test/fakes/open-core'
import { anAnswer, scriptedWriters } from '#test/fakes/scripted-writers'
import { stoppedClock } from '#test/fakes/small-ports'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'

/* What the core asks of a person before it fires, and how it looks for what came of it, over time. */

const held = aSubscription()
const customer = aStiggCustomer({ name: 'Acme Corp' })
const call = (vary: Partial<WorkflowCall> = {}): WorkflowCall => ({
  workflowId: 'cancel-subscription',
  customerId: customer.id,
  subscriptionId: held.id,
  opportunityId: null,
  values: {},
  payload: null,
  isTest: false,
  ...vary,
})
const stepId = 'workflow:cancel-subscription'
const unknown = fail('workflow.outcome-unknown', 'No answer', { reason: 'timeout' })

/** A core whose customer is as `seen` says at each look; the last one for ever. */
function open(
  vary: {
    readonly profile?: Partial<Profile>
    readonly seen?: readonly WorkflowCustomer['subscriptions'][]
    readonly sends?: readonly ReturnType<typeof fail>[]
  } = {},
) {
  const clock = stoppedClock()
  const looks: string[] = []
  const writers = scriptedWriters({
    sends: { [stepId]: [...(vary.sends ?? []), ok(anAnswer(''))] },
    backs: { [stepId]: Array.from({ length: 9 }, () => unknown) },
  })
  const { ports } = somePorts({ clock, writers })
  const seen = vary.seen ?? [[held]]
  const { companion } = openCore({
    ...ports,
    stigg: {
      ...ports.stigg,
      workflowCustomer: () => {
        const subscriptions = seen[Math.min(looks.length, seen.length - 1)] ?? []
        looks.push(clock.now().toISOString())
        return Promise.resolve(ok({ customer, subscriptions }))
      },
    },
    settings: { ...ports.settings, profile: () => aProfile(vary.profile) },
    readBack: { everyMs: 1000, forMs: 5000, wait: (ms) => Promise.resolve(clock.advance(ms)) },
  })
  const fire = async (typed = '', wanted = call()) => {
    const { runId, fingerprint } = await companion.workflows.preview({ call: wanted })
    const stream = await companion.workflows.fire({ call: wanted, runId, fingerprint, typed })
    return (await drain(stream)).report.run
  }
  return { companion, clock, writers, looks, fire }
}

describe('what a person has to type', () => {
  it.each([
    ['a destructive one in production', { kind: 'production', access: 'confirm' }],
    ['a destructive one in a mixed pair', { kind: 'mixed', access: 'confirm' }],
    ['any one where the profile says so of every write', { kind: 'sandbox', access: 'retype' }],
  ] as const)('%s is fired with the customer’s name alone', async (_, profile) => {
    const { companion, fire, writers } = open({ profile })
    if (profile.kind === 'mixed') {
      expect(await failureOf(fire('Acme Corp'))).toMatchObject({ code: 'access.mixed-pair' })
      await companion.profiles.confirmMixedPair()
    }
    expect((await companion.workflows.preview({ call: call() })).asksFor).toBe('Acme Corp')
    expect(await failureOf(fire())).toMatchObject({ code: 'workflow.unconfirmed' })
    expect(await failureOf(fire('acme'))).toMatchObject({ code: 'workflow.unconfirmed' })
    expect(writers.sent).toEqual([])
    expect(await fire(' Acme Corp ')).toMatchObject({ state: 'done' })
  })

  it('is nothing for a test, for one that takes nothing away, and in a sandbox', async () => {
    const { companion } = open({ profile: { kind: 'production' } })
    const asked = async (vary: Partial<WorkflowCall>) =>
      (await companion.workflows.preview({ call: call(vary) })).asksFor
    expect(await asked({ isTest: true })).toBeNull()
    expect(await asked({ workflowId: 'set-subscription-metadata', values: { metadata: '{}' } })).toBeNull()
    expect((await open().companion.workflows.preview({ call: call() })).asksFor).toBeNull()
  })

  it('is the customer’s name for a test, too, where the profile says so of every write', async () => {
    const { companion, fire } = open({ profile: { kind: 'sandbox', access: 'retype' } })
    const test = call({ isTest: true })
    expect((await companion.workflows.preview({ call: test })).asksFor).toBe('Acme Corp')
    expect(await failureOf(fire('', test))).toMatchObject({ code: 'workflow.unconfirmed' })
    expect(await fire('Acme Corp', test)).toMatchObject({ state: 'done' })
  })

  it('does not help on a profile that may only read', async () => {
    const { fire } = open({ profile: { access: 'read-only' } })
    expect(await failureOf(fire('Acme Corp'))).toMatchObject({ code: 'access.read-only' })
  })
})

describe('reading back', () => {
  const gone = [aSubscription({ status: 'CANCELED' })]

  it('looks again until the subscription is as expected, and no longer', async () => {
    const { fire, looks } = open({ seen: [[held], [held], [held], [held], gone] })
    const run = await fire()
    expect(run.verification?.fields).toMatchObject([{ field: 'Status', found: 'cancelled', result: 'same' }])
    // Two looks before it was fired, then one at once and one after each second.
    expect(looks.map((at) => at.slice(17, 19))).toEqual(['00', '00', '00', '01', '02'])
  })

  it('ends when its time has passed, and says that nothing was seen', async () => {
    const { fire, looks } = open()
    const run = await fire()
    expect(run).toMatchObject({ state: 'done' })
    expect(run.verification?.fields).toMatchObject([{ field: 'Status', found: 'ACTIVE', result: 'different' }])
    expect(looks).toHaveLength(2 + 6)
  })

  it('looks once after a test', async () => {
    const { fire, looks } = open()
    const run = await fire('', call({ isTest: true }))
    expect(run.verification?.fields).toMatchObject([{ expected: 'as it was', result: 'same' }])
    expect(looks).toHaveLength(3)
  })
})

describe('a workflow of unknown outcome', () => {
  it('waits for a person’s word, which counts after a minute, and is sent again once with the same payload', async () => {
    const { companion, clock, writers, fire } = open({ sends: [unknown] })
    const run = await fire()
    expect(run).toMatchObject({ state: 'attention', steps: [{ state: 'unknown' }] })
    const word = { runId: run.id, callOutNotDone: true }
    const resume = async (input: typeof word | { runId: string }) =>
      (await drain(await companion.provisioning.resume(input))).report.run
    clock.advance(59_000)
    expect(await failureOf(resume(word))).toMatchObject({ code: 'workflow.too-soon', facts: { seconds: '1' } })
    clock.advance(1_000)
    expect((await resume({ runId: run.id })).state).toBe('attention')
    expect(writers.sent).toHaveLength(1)
    expect(await resume(word)).toMatchObject({ state: 'done', steps: [{ step: run.steps[0]?.step }] })
    expect(writers.sent).toHaveLength(2)
  })

  it('holds up the same workflow for the same subscription, but no test and no other', async () => {
    const { fire } = open({ sends: [unknown] })
    const run = await fire()
    expect(await failureOf(fire())).toMatchObject({ code: 'workflow.undecided', facts: { runId: run.id } })
    expect((await fire('', call({ isTest: true }))).state).toBe('done')
    expect((await fire('', call({ workflowId: 'set-subscription-metadata', values: { metadata: '{}' } }))).state).toBe(
      'done',
    )
  })
})
