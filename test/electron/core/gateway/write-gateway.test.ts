import { describe, expect, it } from 'vitest'

import { createWriteGateway, type Confirmation, type GatewayPorts, type OpenRun } from '#core/gateway/write-gateway'
import { execute } from '#core/provisioning/execute'
import { idempotencyKeyFor } from '#core/provisioning/identity'
import type { AccessLevel } from '#shared/domain/profile'
import type { Run, StepRecord } from '#shared/domain/run'
import { fail, ok } from '#shared/failure'
import { memoryJournal } from '#test/fakes/memory-journal'
import { anAnswer, scriptedWriters } from '#test/fakes/scripted-writers'
import { silentLog, stoppedClock } from '#test/fakes/small-ports'

import { aRun, aStepRecord, customerStep, subscriptionStep, writeBackStep } from '../run-builders.ts'

const scope = { orgId: '00D5g000004XyZQEA0', environmentId: 'env-1', opportunityId: '0065g00000CdEfGAAV' }
const unknown = fail('stigg.outcome-unknown', 'The connection ended before the answer came')
const refused = fail('stigg.refused', 'Plan not found', { code: 'PlanNotFound' })

const clicked: Confirmation = { by: 'typing', typed: '', asked: ['Acme Corp'] }

function aGateway(
  script: Parameters<typeof scriptedWriters>[0] = {},
  access: AccessLevel = 'confirm',
  rule: Partial<ReturnType<GatewayPorts['rule']>> = {},
) {
  const writers = scriptedWriters(script)
  const journal = memoryJournal()
  const seen: StepRecord[] = []
  const gateway = createWriteGateway({
    writers,
    journal,
    clock: stoppedClock(),
    log: silentLog,
    rule: () => ({ access, kind: 'sandbox', isFinished: true, isMeant: false, ...rule }),
    keyFor: idempotencyKeyFor,
    onStep: (_run, _index, record) => void seen.push(record),
  })
  const open = (run: Run = aRun()): OpenRun => {
    const opened = gateway.open(run, scope, clicked)
    if (!opened.ok) throw new Error(opened.failure.message)
    return opened.value
  }
  const states = (run: Run = aRun()) => journal.get(run.id)?.steps.map(({ state }) => state)
  return { gateway, writers, journal, seen, open, states }
}

describe('the write gateway', () => {
  it('lets nothing in on a read-only profile, and journals nothing', () => {
    const { gateway, journal, writers } = aGateway({}, 'read-only')
    expect(gateway.open(aRun(), scope, clicked)).toMatchObject({ ok: false, failure: { code: 'access.read-only' } })
    expect(journal.runs.size).toBe(0)
    expect(writers.sent).toEqual([])
  })

  it('sends nothing more of a run once the profile is made read-only', async () => {
    const rule: Partial<ReturnType<GatewayPorts['rule']>> = {}
    const { open, writers, states, gateway, journal } = aGateway({}, 'confirm', rule)
    const run = open()
    await run.perform(0)
    const sentBefore = writers.sent.length
    Object.assign(rule, { access: 'read-only' })
    expect(await run.perform(1)).toMatchObject({ state: 'planned', failure: { code: 'access.read-only' } })
    expect(await execute(run)).toBe('attention')
    expect(writers.sent).toHaveLength(sentBefore)
    run.close({ state: 'attention', finishedAt: null })

    Object.assign(rule, { access: 'confirm' })
    const kept = journal.get('run-local-1')
    if (!kept) throw new Error('The run is not in the journal')
    const again = gateway.open(kept, scope, { by: 'earlier' })
    expect(again.ok && (await execute(again.value))).toBe('done')
    expect(states()?.every((state) => state === 'done')).toBe(true)
  })

  it('lets nothing in before the profile is set up', () => {
    const { gateway } = aGateway({}, 'confirm', { isFinished: false })
    expect(gateway.open(aRun(), scope, clicked)).toMatchObject({ failure: { code: 'access.unfinished' } })
  })

  it.each([
    ['nobody said that it is meant', false, 'access.mixed-pair'],
    ['somebody said that it is meant', true, undefined],
  ])('judges a mixed pair by whether %s', (_, isMeant, code) => {
    const { gateway } = aGateway({}, 'confirm', { kind: 'mixed', isMeant })
    const opened = gateway.open(aRun(), scope, clicked)
    expect(opened.ok ? undefined : opened.failure.code).toBe(code)
  })

  it.each([
    ['nothing', '', 'access.unconfirmed'],
    ['something else', 'Globex', 'access.unconfirmed'],
    ['the name in other letters', 'acme corp', 'access.unconfirmed'],
    ['the name, with a space behind it', 'Acme Corp ', undefined],
  ])('where a name has to be typed, and %s was typed', (_, typed, code) => {
    const { gateway, journal } = aGateway({}, 'retype')
    const opened = gateway.open(aRun(), scope, { by: 'typing', typed, asked: ['', 'Acme Corp'] })
    expect(opened.ok ? undefined : opened.failure.code).toBe(code)
    expect(journal.runs.size).toBe(code === undefined ? 1 : 0)
  })

  it.each([
    ['as it is shown', 'Acme[U+200B] Corp'],
    ['as it is', 'Acme\u200B Corp'],
  ])('takes a name that holds what nobody sees, typed %s', (_, typed) => {
    const { gateway } = aGateway({}, 'retype')
    expect(gateway.open(aRun(), scope, { by: 'typing', typed, asked: ['Acme\u200B Corp'] }).ok).toBe(true)
  })

  it('lets a run go on that was confirmed when it began', () => {
    const { gateway } = aGateway({}, 'retype')
    expect(gateway.open(aRun(), scope, { by: 'earlier' }).ok).toBe(true)
  })

  it('lets nothing in while another profile takes its place, and lets it in again where that fails', () => {
    const { gateway } = aGateway()
    gateway.shut(true)
    expect(gateway.open(aRun(), scope, clicked)).toMatchObject({ failure: { code: 'profile.closed' } })
    gateway.shut(false)
    expect(gateway.open(aRun(), scope, clicked).ok).toBe(true)
  })

  it('lets one run of a deal in at a time, and the next one after it', () => {
    const { gateway, open } = aGateway()
    const first = open()
    expect(gateway.open(aRun({ id: 'run-local-2' }), scope, clicked)).toMatchObject({ failure: { code: 'run.busy' } })
    first.close({ state: 'done', finishedAt: null })
    expect(gateway.open(aRun({ id: 'run-local-2' }), scope, clicked).ok).toBe(true)
  })

  it('journals that a step is sent before it is sent, and what came of it after', async () => {
    const { open, seen } = aGateway()
    await open().perform(0)
    expect(seen.map(({ state }) => state)).toEqual(['sent', 'done'])
  })

  it('keeps what was heard of a step, over every attempt', async () => {
    const heard = { at: '2026-11-21T09:00:01.000Z', method: 'POST', path: '/x', requestId: 'r-1', body: {} }
    const { open, journal } = aGateway({
      sends: { customer: [refused, ok(anAnswer('x'))] },
      answers: { customer: [{ ...heard, status: 503 }] },
    })
    const run = open()
    await run.perform(0)
    await run.perform(0)
    expect(journal.get('run-local-1')?.steps[0]).toMatchObject({
      state: 'done',
      attempt: 2,
      heard: [{ status: 503 }, { status: 503 }],
    })
  })

  it('takes a 2xx that asks for payment as waiting, not as done', async () => {
    const checkoutUrl = 'https://checkout.example.test/c/1'
    const { open } = aGateway({ sends: { customer: [ok(anAnswer('x', { checkoutUrl }))] } })
    expect(await open().perform(0)).toMatchObject({ state: 'waiting', answer: { checkoutUrl } })
  })

  it('reads a step back whose answer never came, and takes what it finds as done', async () => {
    const { open, writers } = aGateway({
      sends: { customer: [unknown] },
      backs: { customer: [ok(anAnswer('0015g00000BcDeFAAV', { foundExisting: true }))] },
    })
    expect(await open().perform(0)).toMatchObject({ state: 'done', answer: { foundExisting: true } })
    expect(writers.readBacks).toEqual(['customer'])
  })

  it('leaves a step unknown where nothing is found, with the failure that it met', async () => {
    const { open } = aGateway({ sends: { customer: [unknown] } })
    expect(await open().perform(0)).toMatchObject({ state: 'unknown', failure: { code: 'stigg.outcome-unknown' } })
  })

  it('repeats an unknown step under the same key, and a refused one under a new one', async () => {
    const { open, writers } = aGateway({ sends: { customer: [unknown], 'write-back': [refused] } })
    const run = open()
    await run.perform(0)
    await run.perform(0)
    await run.perform(2)
    await run.perform(2)
    const [first, second, third, fourth] = writers.sent.map(({ key }) => key)
    expect(second).toBe(first)
    expect(fourth).not.toBe(third)
  })
})

describe('carrying out a run', () => {
  it('does the steps in order and says done', async () => {
    const { open, writers } = aGateway()
    expect(await execute(open())).toBe('done')
    expect(writers.sent.map(({ stepId }) => stepId)).toEqual(['customer', 'subscription:product-main', 'write-back'])
  })

  it('stops at the first step that is refused, and leaves the rest planned', async () => {
    const { open, states } = aGateway({ sends: { 'subscription:product-main': [refused] } })
    expect(await execute(open())).toBe('attention')
    expect(states()).toEqual(['done', 'refused', 'planned'])
  })

  it('goes on where it stopped: what is done is not sent again', async () => {
    const { open, writers } = aGateway()
    const run = aRun({ steps: [aStepRecord(customerStep, { state: 'done' }), aStepRecord(writeBackStep)] })
    expect(await execute(open(run))).toBe('done')
    expect(writers.sent.map(({ stepId }) => stepId)).toEqual(['write-back'])
  })

  it('looks before it sends a step again that a killed process had sent', async () => {
    const { open, writers } = aGateway({ backs: { 'subscription:product-main': [ok(anAnswer('sub-1'))] } })
    const run = aRun({ steps: [aStepRecord(subscriptionStep, { state: 'sent' })] })
    expect(await execute(open(run))).toBe('done')
    expect(writers.sent).toEqual([])
  })

  it('sends a step again under the same key where the look finds nothing', async () => {
    const { open, writers } = aGateway()
    const run = aRun({ steps: [aStepRecord(subscriptionStep, { state: 'unknown' })] })
    expect(await execute(open(run))).toBe('done')
    const fresh = aGateway()
    await fresh.open(aRun({ steps: [aStepRecord(subscriptionStep)] })).perform(0)
    expect(writers.sent.map(({ key }) => key)).toEqual(fresh.writers.sent.map(({ key }) => key))
  })

  it('sends nothing where the look itself fails', async () => {
    const { open, writers, states } = aGateway({
      backs: { 'subscription:product-main': [fail('stigg.unreachable', 'No connection')] },
    })
    const run = aRun({ steps: [aStepRecord(subscriptionStep, { state: 'sent' })] })
    expect(await execute(open(run))).toBe('attention')
    expect(writers.sent).toEqual([])
    expect(states()).toEqual(['unknown'])
  })

  it('stops before the next step when it is told to, never inside one', async () => {
    const { open, states } = aGateway()
    const stop = new AbortController()
    const run = open()
    const stopsAfterFirst: OpenRun = {
      ...run,
      async perform(index) {
        const record = await run.perform(index)
        stop.abort()
        return record
      },
    }
    expect(await execute(stopsAfterFirst, stop.signal)).toBe('interrupted')
    expect(states()).toEqual(['done', 'planned', 'planned'])
  })
})
