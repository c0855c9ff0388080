import { describe, expect, it } from 'vitest'

import { fail, ok } from '#shared/failure'
import { opportunityId, rules } from '#test/builders'
import { aProfile, begin, openCore, somePorts } from '#test/fakes/open-core'
import { anAnswer, scriptedWriters } from '#test/fakes/scripted-writers'
import { stoppedClock } from '#test/fakes/small-ports'
import { callOutTo } from '#test/harness/call-outs'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'

/* What a person's word about a call-out of unknown outcome does, over time. */

const unknown = fail('call-out.outcome-unknown', 'No answer', { reason: 'timeout' })
const answered = ok(anAnswer('cust-1', { facts: { customerId: 'cust-1', 'resourceId.product-northwind': 'ws-1' } }))

function open(sends: NonNullable<Parameters<typeof scriptedWriters>[0]['sends']>) {
  const clock = stoppedClock()
  const writers = scriptedWriters({
    sends,
    backs: { 'call-out': Array.from({ length: 9 }, () => unknown) },
  })
  const { ports, journal } = somePorts({ clock, writers })
  const profile = aProfile({ rules: rules({ callOut: callOutTo('https://app.example') }) })
  const { companion } = openCore({ ...ports, settings: { ...ports.settings, profile: () => profile } })
  return { clock, writers, companion, journal }
}

describe('a call-out of unknown outcome', () => {
  it('waits for a person’s word, which counts after a minute, and is sent again under the same key', async () => {
    const { clock, writers, companion } = open({ 'call-out': [unknown, answered] })
    const { report } = await drain(await begin(companion))
    const runId = report.run.id
    expect(report.run).toMatchObject({
      state: 'attention',
      steps: [{ state: 'unknown' }, { state: 'planned' }, {}, {}],
    })

    clock.advance(59_000)
    expect(await failureOf(drainResume())).toMatchObject({ code: 'call-out.too-soon', facts: { seconds: '1' } })
    clock.advance(1_000)
    expect((await drain(await companion.provisioning.resume({ runId }))).report.run.state).toBe('attention')
    expect(writers.sent).toHaveLength(1)

    expect((await drainResume()).run).toMatchObject({ state: 'done', customerId: 'cust-1' })
    const [first, second, ...others] = writers.sent
    expect(second).toEqual(first)
    expect(others.map(({ stepId }) => stepId)).toEqual([
      'customer',
      'subscription:product-northwind:ws-1',
      'write-back',
    ])

    async function drainResume() {
      return (await drain(await companion.provisioning.resume({ runId, callOutNotDone: true }))).report
    }
  })

  it('keeps its key where the word is given and the call then fails in another way', async () => {
    const refused = fail('call-out.secret-missing', 'The secret is not set')
    const { clock, writers, companion } = open({ 'call-out': [unknown, refused, answered] })
    const { report } = await drain(await begin(companion))
    const word = { runId: report.run.id, callOutNotDone: true }
    clock.advance(60_000)
    const again = (await drain(await companion.provisioning.resume(word))).report.run
    expect(again.steps[0]).toMatchObject({ state: 'unknown', failure: { code: 'call-out.secret-missing' } })
    clock.advance(60_000)
    expect((await drain(await companion.provisioning.resume(word))).report.run.state).toBe('done')
    const keys = writers.sent.filter(({ stepId }) => stepId === 'call-out').map(({ key }) => key)
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(3)
  })

  it('is not gone round by another run of the deal, until the first one was given up', async () => {
    const { writers, companion } = open({ 'call-out': [unknown, answered] })
    const { report } = await drain(await begin(companion))
    expect(await failureOf(begin(companion).then(drain))).toMatchObject({
      code: 'call-out.outcome-unknown',
      facts: { runId: report.run.id },
    })
    expect(writers.sent).toHaveLength(1)
    await companion.provisioning.abandon({ runId: report.run.id, reason: 'It was not done' })
    expect((await drain(await begin(companion))).report.run.state).toBe('done')
  })

  it('of a process that is no more waits in the same way', async () => {
    const { clock, writers, companion, journal } = open({ 'call-out': [answered] })
    const { report } = await drain(await begin(companion))
    const [first, ...others] = report.run.steps
    if (!first) throw new Error('The run has no step')
    const sentAt = clock.now().toISOString()
    const left = { ...first, state: 'sent' as const, sentAt, answeredAt: null, answer: null, heard: [] }
    const planned = others.map((record) => ({
      ...record,
      state: 'planned' as const,
      answer: null,
      sentAt: null,
      answeredAt: null,
    }))
    journal.open({ ...report.run, id: 'killed', state: 'interrupted', finishedAt: null, steps: [left, ...planned] })
    writers.sent.length = 0
    const resumed = await drain(await companion.provisioning.resume({ runId: 'killed' }))
    expect(resumed.report.run).toMatchObject({ state: 'attention', steps: [{ state: 'unknown' }, {}, {}, {}] })
    expect(writers.sent).toEqual([])
  })
})

describe('a run with a call-out', () => {
  it('has the resource ID that a product needs, once the application said it', async () => {
    const { companion } = open({ 'call-out': [answered] })
    const before = await companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    expect(before.draft?.subscriptions[0]?.resourceId).toBeNull()
    const { report } = await drain(await begin(companion))
    expect(report.run.steps[2]?.step).toMatchObject({ request: { resourceId: 'ws-1', customerId: 'cust-1' } })
    const after = await companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    expect(after.draft?.subscriptions[0]).toMatchObject({ resourceId: 'ws-1', origins: { resourceId: 'call-out' } })
    expect(after.fingerprint).not.toBe(before.fingerprint)
  })
})
