import { afterEach, describe, expect, it, vi } from 'vitest'

import type { JournalPort, Ports } from '#core/ports'
import type { ProvisioningRules } from '#shared/domain/profile'
import type { ProfileConnection } from '#shared/domain/profile-connection'
import { fail, ok } from '#shared/failure'
import { noConnection } from '#hosts/composition/new-profile'
import {
  aCustomerState,
  aDeal,
  aKnownCustomer,
  aMarker,
  aSubscription,
  now,
  opportunityId,
  rules,
} from '#test/builders'
import { anAnswer, scriptedWriters } from '#test/fakes/scripted-writers'
import { aBatch, anOrg, aProfile, begin, gate, openCore, somePorts } from '#test/fakes/open-core'
import { heldNotifier } from '#test/fakes/small-ports'
import { aRun } from '#test/electron/core/run-builders'
import { failureOf } from '#test/harness/failure-of'
import { drain } from '#test/harness/host-process'

/** Writers whose first send waits until it is let through. */
function heldWriters() {
  const { promise: letThrough, resolve: letGo } = gate()
  const { promise: reached, resolve: reach } = gate()
  const plain = scriptedWriters({})
  const held = {
    ...plain.stigg,
    async send(...args: Parameters<typeof plain.stigg.send>) {
      reach()
      await letThrough
      return plain.stigg.send(...args)
    },
  }
  const writers = { salesforce: plain.salesforce, stigg: held } as Ports['writers']
  return { writers, sent: plain.sent, reached, letGo }
}

const statesOf = (journal: JournalPort) => journal.list({}).map(({ state }) => state)

describe('closing the core', () => {
  it('waits for the step that is under way, and leaves the rest of the run for the next start', async () => {
    const { writers, sent, reached, letGo } = heldWriters()
    const { ports, journal } = somePorts({ writers })
    const { core, companion } = openCore(ports)
    const run = begin(companion).then(drain)
    await reached
    let closed = false
    const closing = core.close().then(() => (closed = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(closed).toBe(false)
    letGo()
    await closing
    expect(statesOf(journal)).toEqual(['interrupted'])
    expect(sent.map(({ stepId }) => stepId)).toEqual(['customer'])
    expect((await run).report.run.steps[0]?.state).toBe('done')
  })
})

describe('starting over', () => {
  it('is refused while a run is under way, and harms nothing', async () => {
    const { writers, reached, letGo } = heldWriters()
    const startOver = vi.fn(() => Promise.resolve())
    const { ports, journal } = somePorts({ writers, startOver: { startOver } })
    const { companion } = openCore(ports)
    const run = begin(companion).then(drain)
    await reached
    expect(await failureOf(companion.workspace.startOver())).toMatchObject({ code: 'run.busy' })
    letGo()
    expect((await run).report.run.state).toBe('done')
    expect(startOver).not.toHaveBeenCalled()
    expect(statesOf(journal)).toEqual(['done'])
  })

  it('is refused on a profile that may only read', async () => {
    const startOver = vi.fn(() => Promise.resolve())
    const { ports } = somePorts({ startOver: { startOver } })
    const settings = { ...ports.settings, profile: () => aProfile({ access: 'read-only' }) }
    const { companion } = openCore({ ...ports, settings })
    expect(await failureOf(companion.workspace.startOver())).toMatchObject({ code: 'access.read-only' })
    expect(startOver).not.toHaveBeenCalled()
  })

  it('never mixes deals of before into what is read afterwards', async () => {
    const { promise: letThrough, resolve: letGo } = gate()
    const { promise: reached, resolve: reach } = gate()
    const { ports } = somePorts()
    let begun = 0
    const salesforce: Ports['salesforce'] = {
      ...ports.salesforce,
      async *changedDeals(_scope, _since, signal) {
        begun += 1
        if (begun > 1) return yield ok(aBatch())
        yield ok(aBatch({ deals: [] }))
        reach()
        await letThrough
        if (signal?.aborted) return yield fail('request.cancelled', 'Given up by the caller')
        const { opportunity, ...rest } = aDeal()
        return yield ok(aBatch({ deals: [{ ...rest, opportunity: { ...opportunity, id: 'a deal of before' } }] }))
      },
    }
    const { core, companion } = openCore({ ...ports, salesforce, startOver: { startOver: () => Promise.resolve() } })
    core.start()
    await reached
    const over = companion.workspace.startOver()
    await new Promise((resolve) => setImmediate(resolve))
    letGo()
    await over
    expect((await companion.opportunities.list({})).rows.map(({ id }) => id)).toEqual([opportunityId])
    expect(begun).toBe(2)
  })
})

describe('a run that waits to go on', () => {
  /** A core whose one deal has a run that was stopped before its first step. */
  async function untouchedRun() {
    const { ports, journal, writers } = somePorts()
    const first = openCore(ports)
    const preview = await first.companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    await first.core.close()
    const stream = await first.companion.provisioning.apply({
      opportunityId,
      edits: { subscriptions: {} },
      fingerprint: preview.fingerprint,
      acknowledged: preview.findings.map(({ key }) => key),
    })
    const { report } = await drain(stream)
    expect(report.run).toMatchObject({ state: 'interrupted' })
    expect(writers.sent).toEqual([])
    return { ports, journal, writers, runId: report.run.id }
  }

  it('goes on once, although two windows ask for it at once', async () => {
    const { ports, writers, runId } = await untouchedRun()
    let reads = 0
    const { promise: letThrough, resolve: letGo } = gate()
    const salesforce: Ports['salesforce'] = {
      ...ports.salesforce,
      async readDeal() {
        reads += 1
        // The second window's look takes longer than the whole run of the first.
        if (reads === 2) await letThrough
        return ok(aDeal())
      },
    }
    const { companion } = openCore({ ...ports, salesforce })
    const one = companion.provisioning.resume({ runId }).then(drain)
    const other = failureOf(companion.provisioning.resume({ runId }).then(drain))
    expect((await one).report.run.state).toBe('done')
    const sent = writers.sent.length
    letGo()
    expect(await other).toMatchObject({ code: 'run.not-resumable' })
    expect(writers.sent).toHaveLength(sent)
  })

  it('does not go on where it was given up while it was looked at', async () => {
    const { ports, journal, writers, runId } = await untouchedRun()
    const { promise: letThrough, resolve: letGo } = gate()
    const salesforce: Ports['salesforce'] = {
      ...ports.salesforce,
      readDeal: () => letThrough.then(() => ok(aDeal())),
    }
    const { companion } = openCore({ ...ports, salesforce })
    const going = failureOf(companion.provisioning.resume({ runId }).then(drain))
    await companion.provisioning.abandon({ runId, reason: 'Sold to somebody else' })
    letGo()
    expect(await going).toMatchObject({ code: 'run.not-resumable' })
    expect(writers.sent).toEqual([])
    expect(journal.get(runId)?.state).toBe('abandoned')
  })
})

describe('retrying a run from one of its steps', () => {
  const subscription = 'subscription:product-northwind'

  /** A run whose subscription was refused after its customer was made. */
  async function stoppedRun(backs: Parameters<typeof scriptedWriters>[0]['backs'] = {}) {
    const refusal = fail('stigg.refused', 'Plan not found', { code: 'PlanNotFound' })
    const writers = scriptedWriters({ sends: { [subscription]: [refusal] }, backs })
    const { ports } = somePorts({ writers })
    const { companion } = openCore(ports)
    const { run } = (await begin(companion).then(drain)).report
    expect(run.steps.map(({ state }) => state)).toEqual(['done', 'refused', 'planned'])
    return { companion, writers, runId: run.id }
  }
  const sentBy = ({ sent }: ReturnType<typeof scriptedWriters>) => sent.map(({ stepId }) => stepId)

  it('sends from that step on, and nothing before it', async () => {
    const { companion, writers, runId } = await stoppedRun()
    const { report } = await companion.provisioning.resume({ runId, fromStep: 1 }).then(drain)
    expect(report.run.state).toBe('done')
    expect(sentBy(writers).slice(2)).toEqual([subscription, 'write-back'])
  })

  it('looks at a step that was done before it sends it again, and leaves what is there', async () => {
    const { companion, writers, runId } = await stoppedRun({
      customer: [ok(anAnswer('there', { foundExisting: true }))],
    })
    const { report } = await companion.provisioning.resume({ runId, fromStep: 0 }).then(drain)
    expect(report.run.state).toBe('done')
    expect(writers.readBacks).toEqual(['customer'])
    expect(sentBy(writers).slice(2)).toEqual([subscription, 'write-back'])
  })

  it('sends a step that was done once more, under its own key, where what it made is gone', async () => {
    const { companion, writers, runId } = await stoppedRun()
    await companion.provisioning.resume({ runId, fromStep: 0 }).then(drain)
    expect(sentBy(writers).slice(2)).toEqual(['customer', subscription, 'write-back'])
    expect(writers.sent[2]?.key).toBe(writers.sent[0]?.key)
  })

  it.each([2, 3])('is refused for step %i, which has a step before it that is not done', async (fromStep) => {
    const { companion, writers, runId } = await stoppedRun()
    const again = companion.provisioning.resume({ runId, fromStep }).then(drain)
    expect(await failureOf(again)).toMatchObject({ code: 'run.not-resumable' })
    expect(writers.sent).toHaveLength(2)
  })
})

describe('a flow of the org that provisions the deal at the same moment', () => {
  const byFlow = aSubscription({ id: 'made-by-the-flow', planId: 'plan-team', startDate: now, marker: null })
  /** Ports whose customer gets a subscription of the flow's once `from` reads have been made. */
  function overtaken(state: 'active' | 'none', from: number) {
    const { ports, writers } = somePorts()
    let reads = 0
    const customerState: Ports['stigg']['customerState'] = async () => {
      reads += 1
      return ok(reads > from ? aKnownCustomer({ subscriptions: [byFlow] }) : aCustomerState())
    }
    const salesforce = {
      ...ports.salesforce,
      nativeFlows: () => Promise.resolve(ok({ state, names: ['Provision in Stigg'] })),
    }
    return { writers, ...openCore({ ...ports, salesforce, stigg: { ...ports.stigg, customerState } }) }
  }

  it('is warned of before, and stops the run before it makes a second subscription', async () => {
    const { companion, writers } = overtaken('active', 2)
    const { findings } = await companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'flow.may-provision',
        facts: expect.objectContaining({ flows: 'Provision in Stigg' }),
      }),
    )
    const again = overtaken('active', 2)
    const { run } = (await begin(again.companion).then(drain)).report
    expect(run.state).toBe('attention')
    expect(run.steps[1]).toMatchObject({
      state: 'planned',
      failure: { code: 'run.overtaken', facts: { subscriptionId: 'made-by-the-flow' } },
    })
    expect(again.writers.sent.map(({ stepId }) => stepId)).toEqual(['customer'])
    expect(writers.sent).toEqual([])
  })

  it('is found once more when everything is read back', async () => {
    const { companion } = overtaken('none', 2)
    const { run } = (await begin(companion).then(drain)).report
    expect(run.state).toBe('attention')
    expect(run.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect(run.verification?.failure).toMatchObject({ code: 'run.overtaken' })
    expect(run.verification?.findings).toMatchObject([
      { code: 'flow.may-provision', facts: { subscriptionId: 'made-by-the-flow' } },
    ])
  })

  it('is known as what made a deal live that this app never touched', async () => {
    const { companion } = overtaken('active', 0)
    const preview = await companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    expect(preview.state).toBe('live')
    expect(preview.reason).toMatchObject({ finding: 'flow.may-provision' })
  })
})

describe('what the profile wants to have written back', () => {
  const returnData: ProvisioningRules['returnData'] = [
    { value: 'subscription-id', object: 'OpportunityLineItem', field: 'Sub__c', length: 80 },
    { value: 'plan', object: 'Opportunity', field: 'Plan__c', length: 80 },
    { value: 'addons', object: 'Opportunity', field: 'Addons__c', length: 3 },
    { value: 'status', object: 'Opportunity', field: 'Status__c', length: 20 },
  ]
  const subscription = 'subscription:product-northwind'
  const provisioned = ok(anAnswer('sub', { facts: { status: 'ACTIVE' } }))
  const returning = (writers: ReturnType<typeof scriptedWriters>) => {
    const { ports } = somePorts({ writers })
    const settings = { ...ports.settings, profile: () => aProfile({ rules: rules({ returnData }) }) }
    return openCore({ ...ports, settings }).companion
  }

  it('is planned where it is known, and filled in from the answers where it is not', async () => {
    const companion = returning(
      scriptedWriters({ sends: { [subscription]: [provisioned] }, backs: { 'write-back': [ok(anAnswer('there'))] } }),
    )
    const planned = await companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    expect(JSON.stringify(planned.steps.at(-1)?.step)).not.toContain('ACTIVE')
    const { run } = (await begin(companion).then(drain)).report
    const [, made, written] = run.steps
    const subscriptionId = made?.step.kind === 'provision-subscription' ? made.step.subscriptionId : ''
    expect(written?.step).toMatchObject({
      kind: 'write-back',
      records: [
        { object: 'Account' },
        { object: 'Opportunity', fields: { Plan__c: 'plan-enterprise', Status__c: 'ACTIVE' } },
        { object: 'OpportunityLineItem', recordId: aDeal().lines[0]?.id, fields: { Sub__c: subscriptionId } },
      ],
    })
    expect(run.verification?.fields).toContainEqual(
      expect.objectContaining({ field: 'Status__c', expected: 'ACTIVE', result: 'same' }),
    )
  })

  it('is shown as different where it is not there afterwards', async () => {
    const companion = returning(scriptedWriters({ sends: { [subscription]: [provisioned] } }))
    const { run } = (await begin(companion).then(drain)).report
    expect(run.verification?.fields).toContainEqual(
      expect.objectContaining({ field: 'Status__c', expected: 'ACTIVE', result: 'different' }),
    )
  })

  it('leaves a field alone whose value nobody said, and does not touch what was approved', async () => {
    const companion = returning(scriptedWriters({}))
    const before = await companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
    const { run } = (await begin(companion).then(drain)).report
    expect(run.approval.fingerprint).toBe(before.fingerprint)
    const written = run.steps.at(-1)?.step
    const [, opportunity] = written?.kind === 'write-back' ? written.records : []
    expect(opportunity?.fields).not.toHaveProperty('Status__c')
  })
})

describe('a deal that a colleague provisioned on another machine', () => {
  it('is recognised by what that left in Stigg, and going on is a second generation on purpose', async () => {
    const marker = aMarker({ runId: 'run-of-a-colleague' })
    const theirs = aSubscription({ id: 'theirs', planId: 'plan-enterprise', marker })
    const { ports } = somePorts()
    const customerState = () => Promise.resolve(ok(aKnownCustomer({ subscriptions: [theirs] })))
    const { companion } = openCore({ ...ports, stigg: { ...ports.stigg, customerState } })
    const { findings, steps, state } = await companion.provisioning.preview({
      opportunityId,
      edits: { subscriptions: {} },
    })
    expect(state).toBe('live')
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'opportunity.already-provisioned',
        severity: 'warning',
        facts: expect.objectContaining({ runId: 'run-of-a-colleague', elsewhere: 'yes', at: theirs.startDate }),
      }),
    )
    const anew = steps.find(({ step }) => step.kind === 'provision-subscription')?.step
    expect(anew).toMatchObject({ request: { marker: { generation: 2 } } })
  })
})

describe('what several windows share', () => {
  it('a first window that closes leaves the catching up that others follow alone', async () => {
    const { promise: letThrough, resolve: letGo } = gate()
    const { promise: reached, resolve: reach } = gate()
    const { ports } = somePorts()
    const salesforce: Ports['salesforce'] = {
      ...ports.salesforce,
      async *changedDeals(_scope, _since, signal) {
        reach()
        await letThrough
        yield signal?.aborted ? fail('request.cancelled', 'Given up by the caller') : ok(aBatch())
      },
    }
    const { companion } = openCore({ ...ports, salesforce })
    const closing = new AbortController()
    const first = companion.opportunities.sync({}, { signal: closing.signal }).then(drain)
    await reached
    const second = companion.opportunities.sync({}).then(drain)
    await new Promise((resolve) => setImmediate(resolve))
    closing.abort()
    expect(await failureOf(first)).toMatchObject({ code: 'request.cancelled' })
    letGo()
    expect((await second).report.changed).toBe(1)
  })

  it('catching up ends once the last one who follows it has left', async () => {
    const { promise: reached, resolve: reach } = gate()
    const { promise: ended, resolve: end } = gate()
    const { ports } = somePorts()
    const salesforce: Ports['salesforce'] = {
      ...ports.salesforce,
      async *changedDeals(_scope, _since, signal) {
        reach()
        await new Promise((resolve) => signal?.addEventListener('abort', resolve))
        end()
        yield fail('request.cancelled', 'Given up by the caller')
      },
    }
    const { companion } = openCore({ ...ports, salesforce })
    const closing = new AbortController()
    const only = companion.opportunities.sync({}, { signal: closing.signal }).then(drain)
    await reached
    closing.abort()
    await ended
    expect(await failureOf(only)).toMatchObject({ code: 'request.cancelled' })
  })

  it('who asks for everything anew gets that, although a smaller catching up is under way', async () => {
    const { promise: letThrough, resolve: letGo } = gate()
    const { promise: reached, resolve: reach } = gate()
    const { ports } = somePorts()
    const since: unknown[] = []
    const salesforce: Ports['salesforce'] = {
      ...ports.salesforce,
      async *changedDeals(_scope, watermark) {
        since.push(watermark)
        if (since.length === 2) {
          reach()
          await letThrough
        }
        yield ok(aBatch())
      },
    }
    const { companion } = openCore({ ...ports, salesforce })
    await drain(await companion.opportunities.sync({}))
    const smaller = companion.opportunities.sync({}).then(drain)
    await reached
    const whole = companion.opportunities.sync({ full: true }).then(drain)
    await new Promise((resolve) => setImmediate(resolve))
    letGo()
    await Promise.all([smaller, whole])
    expect(since).toEqual([null, expect.anything(), null])
  })

  it('a window that closes while it connects leaves the connecting of others alone', async () => {
    const { promise: letThrough, resolve: letGo } = gate()
    const { promise: reached, resolve: reach } = gate()
    const { ports } = somePorts()
    const salesforce: Ports['salesforce'] = {
      ...ports.salesforce,
      async org(signal) {
        reach()
        await letThrough
        return signal?.aborted ? fail('request.cancelled', 'Given up by the caller') : ports.salesforce.org()
      },
    }
    const { companion } = openCore({ ...ports, salesforce })
    const closing = new AbortController()
    const first = companion.workspace.reconnect(undefined, { signal: closing.signal }).catch(() => null)
    await reached
    const second = companion.workspace.reconnect()
    closing.abort()
    letGo()
    await first
    expect((await second).salesforce).toMatchObject({ state: 'connected' })
  })
})

describe('a service that comes back', () => {
  it.each(['stigg.circuit-open', 'stigg.key-refused'] as const)(
    'is shown as connected again once it answers, after %s',
    async (code) => {
      const { ports } = somePorts()
      let isDown = true
      const customerState: Ports['stigg']['customerState'] = (...about) =>
        isDown ? Promise.resolve(fail(code, 'Stigg is left alone')) : ports.stigg.customerState(...about)
      const { companion } = openCore({ ...ports, stigg: { ...ports.stigg, customerState } })
      const look = () => companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } })
      expect(await failureOf(look())).toMatchObject({ code })
      expect((await companion.workspace.status()).stigg.state).not.toBe('connected')
      isDown = false
      await look()
      expect((await companion.workspace.status()).stigg).toMatchObject({ state: 'connected', failure: null })
    },
  )
})

describe('a service that comes back while nobody does anything', () => {
  afterEach(() => void vi.useRealTimers())

  it('is asked again by itself, and shown as connected once it answers', async () => {
    vi.useFakeTimers()
    const { ports } = somePorts()
    let isDown = false
    const alone = () => Promise.resolve(fail('stigg.circuit-open', 'Stigg is left alone'))
    const { companion, core } = openCore({
      ...ports,
      stigg: {
        ...ports.stigg,
        environment: () => (isDown ? alone() : ports.stigg.environment()),
        customerState: (...about) => (isDown ? alone() : ports.stigg.customerState(...about)),
      },
    })
    await companion.workspace.reconnect()
    isDown = true
    await failureOf(companion.provisioning.preview({ opportunityId, edits: { subscriptions: {} } }))
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await companion.workspace.status()).stigg.failure).toMatchObject({ code: 'stigg.circuit-open' })
    isDown = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await companion.workspace.status()).stigg).toMatchObject({ state: 'connected', failure: null })
    await core.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a sync that fails', () => {
  it('shows in the connection what it failed with', async () => {
    const { ports } = somePorts()
    async function* signedOut() {
      yield await Promise.resolve(fail('salesforce.signed-out', 'The session is over'))
    }
    const { companion } = openCore({ ...ports, salesforce: { ...ports.salesforce, changedDeals: signedOut } })
    await companion.workspace.reconnect()
    const stream = await companion.opportunities.sync({ full: true })
    expect(
      await failureOf(
        (async () => {
          while (!(await stream.next()).done);
        })(),
      ),
    ).toMatchObject({ code: 'salesforce.signed-out' })
    expect((await companion.workspace.status()).salesforce).toMatchObject({ state: 'signed-out' })
  })
})

describe('a disk that takes nothing more', () => {
  const full = (): never => {
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  }

  it('costs the found mapping its place in the settings, not the connection', async () => {
    const { ports } = somePorts()
    const { companion } = openCore({ ...ports, settings: { ...ports.settings, keepMappingFields: full } })
    expect(await companion.workspace.reconnect()).toMatchObject({
      salesforce: { state: 'connected' },
      stigg: { state: 'connected' },
    })
  })

  it('sends nothing that it could not journal, and the deal is free again afterwards', async () => {
    const { ports, journal, writers } = somePorts()
    let isFull = true
    const failing: JournalPort = {
      ...journal,
      open: (run) => (isFull ? full() : journal.open(run)),
    }
    const { companion } = openCore({ ...ports, journal: failing })
    await expect(begin(companion).then(drain)).rejects.toThrow()
    expect(writers.sent).toEqual([])
    isFull = false
    expect((await begin(companion).then(drain)).report.run.state).toBe('done')
  })

  it('that fills up in the middle of a run stops it before the next request, and the deal is free again', async () => {
    const { ports, journal, writers } = somePorts()
    let isFull = false
    let fillsUp = true
    const failing: JournalPort = {
      ...journal,
      step(runId, index, record) {
        if (fillsUp && index === 1 && record.state === 'sent') isFull = true
        return isFull ? full() : journal.step(runId, index, record)
      },
      close: (runId, end) => (isFull ? full() : journal.close(runId, end)),
    }
    const { companion } = openCore({ ...ports, journal: failing })
    await expect(begin(companion).then(drain)).rejects.toThrow()
    expect(writers.sent.map(({ stepId }) => stepId)).toEqual(['customer'])
    isFull = false
    fillsUp = false
    expect((await begin(companion).then(drain)).report.run.state).toBe('done')
  })
})

describe('giving a run up', () => {
  it('is journalled before its steps are, so that a cut in between cannot bring half of it back', async () => {
    const refusing = scriptedWriters({ sends: { customer: [fail('stigg.refused', 'No')] } })
    const { ports, journal } = somePorts({ writers: refusing })
    const calls: string[] = []
    const watched: JournalPort = {
      ...journal,
      step: (runId, index, record) => {
        calls.push(`step ${record.state}`)
        journal.step(runId, index, record)
      },
      close: (runId, end) => {
        calls.push(`run ${end.state}`)
        journal.close(runId, end)
      },
    }
    const { companion } = openCore({ ...ports, journal: watched })
    const { report } = await begin(companion).then(drain)
    calls.splice(0)
    await companion.provisioning.abandon({ runId: report.run.id, reason: 'No longer wanted' })
    expect(calls[0]).toBe('run abandoned')
  })
})

const nobody = somePorts().ports.signIn

describe('signing out', () => {
  const signingOut = (vary: Parameters<typeof somePorts>[0] = {}) => {
    let ended = 0
    const opened = somePorts({
      signIn: {
        ...nobody,
        signOut() {
          ended += 1
          return Promise.resolve({ atSalesforce: 'revoked', failure: null })
        },
      },
      ...vary,
    })
    return { ...opened, ended: () => ended }
  }

  it('says what came of it, and the window knows that nobody is signed in', async () => {
    const { ports, ended } = signingOut()
    const { companion } = openCore(ports)
    await companion.workspace.reconnect()
    expect(await companion.workspace.signOut()).toEqual({ atSalesforce: 'revoked', failure: null })
    const { salesforce } = await companion.workspace.status()
    expect([salesforce.state, salesforce.failure?.facts]).toEqual(['signed-out', { reason: 'by-person' }])
    expect(ended()).toBe(1)
  })

  it('is possible where nothing may be written', async () => {
    const { ports } = signingOut()
    const profile = { ...ports.settings.profile(), access: 'read-only' as const }
    const { companion } = openCore({ ...ports, settings: { ...ports.settings, profile: () => profile } })
    expect((await companion.workspace.signOut()).atSalesforce).toBe('revoked')
  })

  it('is refused while a run is under way, and possible after it', async () => {
    const { promise: letThrough, resolve: letGo } = gate()
    const { promise: reached, resolve: reach } = gate()
    const writers = scriptedWriters({})
    const { stigg } = writers
    const { ports, ended } = signingOut({
      writers: {
        ...writers,
        stigg: {
          ...writers.stigg,
          async send(...sent) {
            reach()
            await letThrough
            return stigg.send(...sent)
          },
        },
      },
    })
    const { companion } = openCore(ports)
    const running = begin(companion).then(drain)
    await reached
    const refused = await companion.workspace.signOut().catch((error: unknown) => error)
    expect(refused).toMatchObject({ data: { code: 'run.busy' } })
    expect(ended()).toBe(0)
    letGo()
    await running
    expect((await companion.workspace.signOut()).atSalesforce).toBe('revoked')
  })
})

describe('a key that may not ask', () => {
  const unasked = () => {
    const { ports } = somePorts()
    const environment = { id: 'api.stigg.io', name: 'api.stigg.io', type: 'UNKNOWN', slug: null }
    const connection: ProfileConnection = {
      ...noConnection(),
      environment: { id: environment.id, name: 'Acme live', type: 'UNKNOWN', isNamed: true },
    }
    return openCore({
      ...ports,
      settings: { ...ports.settings, connection: () => connection },
      stigg: {
        ...ports.stigg,
        environment: () => Promise.resolve(ok(environment)),
        salesforceIntegration: () => Promise.resolve(ok('not-told' as const)),
      },
    })
  }

  it('leaves its environment the name that a person gave', async () => {
    const { stigg } = await unasked().companion.workspace.reconnect()
    expect(stigg.environment).toMatchObject({ id: 'api.stigg.io', name: 'Acme live' })
  })

  it('says nothing of whether the environment is integrated', async () => {
    expect((await unasked().companion.profiles.report()).integration).toEqual({ value: null, failure: null })
  })
})

describe('a pair that turns out to be something else', () => {
  it.each([
    ['an environment', { environmentType: 'DEVELOPMENT', isSandbox: true }],
    ['an org', { environmentType: 'SANDBOX', isSandbox: false }],
  ])('is read-only again once %s that billed nobody is production', async (_, now) => {
    const { ports } = somePorts()
    const known = await ports.stigg.environment()
    if (!known.ok) throw new Error('The fake has no environment')
    const { id, name, username } = anOrg
    let connection: ProfileConnection = {
      ...noConnection(),
      org: { id, name, isSandbox: true, username },
      environment: { id: known.value.id, name: known.value.name, type: now.environmentType, isNamed: false },
      isFinished: true,
    }
    const kept: string[] = []
    const { companion } = openCore({
      ...ports,
      salesforce: {
        ...ports.salesforce,
        org: () => Promise.resolve(ok({ ...anOrg, isSandbox: now.isSandbox })),
      },
      stigg: {
        ...ports.stigg,
        environment: () =>
          Promise.resolve(ok({ ...known.value, type: now.isSandbox ? 'PRODUCTION' : now.environmentType })),
      },
      settings: {
        ...ports.settings,
        connection: () => connection,
        keepConnection: (next) => void (connection = next),
        keepAccess: (level) => void kept.push(level),
      },
    })
    await companion.workspace.reconnect()
    expect(kept).toEqual(['read-only'])
    await companion.workspace.reconnect()
    expect(kept).toEqual(['read-only'])
  })
})

describe('signing in', () => {
  it('names the org that was meant where the person signed in to another, and suggests the user of before', async () => {
    const { ports } = somePorts()
    const wishes: unknown[] = []
    const facts = { expectedOrgId: anOrg.id, orgId: '00D5g00000GlobEEAR', org: 'Globex', revoked: 'yes' }
    const signIn: Ports['signIn'] = {
      ...nobody,
      signIn(_show, _signal, { loginHint, switchUser } = {}) {
        wishes.push({ loginHint, switchUser })
        return Promise.resolve(fail('sign-in.other-org', 'Another org', facts))
      },
    }
    const { companion } = openCore({ ...ports, signIn })
    await companion.workspace.reconnect()
    for (const switchUser of [false, true]) {
      const refused = await companion.workspace
        .signIn({ switchUser })
        .then(drain)
        .catch((error: unknown) => error)
      expect(refused).toMatchObject({
        data: { code: 'sign-in.other-org', facts: { ...facts, expectedOrg: anOrg.name } },
      })
    }
    expect(wishes).toEqual([
      { loginHint: anOrg.username, switchUser: false },
      { loginHint: null, switchUser: true },
    ])
  })

  it('knows the user and the org of before over a restart, though nothing was read since', async () => {
    const { ports } = somePorts()
    const { id, name, isSandbox, username } = anOrg
    const connection = { ...noConnection(), org: { id, name, isSandbox, username }, isFinished: true }
    const hints: unknown[] = []
    const signIn: Ports['signIn'] = {
      ...nobody,
      signIn(_show, _signal, { loginHint } = {}) {
        hints.push(loginHint)
        return Promise.resolve(ok({ username: 'nils@northwind.example' }))
      },
    }
    const { companion } = openCore({ ...ports, signIn, settings: { ...ports.settings, connection: () => connection } })
    expect((await companion.workspace.signIn().then(drain)).report).toEqual({
      username: 'nils@northwind.example',
      before: username,
    })
    expect(hints).toEqual([username])
  })

  it('lets the window hand the address of the sign-in to the browser, and no other of that host', async () => {
    const url = 'https://login.salesforce.com/services/oauth2/authorize?state=one'
    const { ports } = somePorts()
    const signIn: Ports['signIn'] = {
      ...nobody,
      signIn(show) {
        show(url, '2026-11-21T10:05:00.000Z')
        return Promise.resolve(fail('sign-in.cancelled', 'Nobody signed in'))
      },
    }
    const { core, companion } = openCore({ ...ports, signIn })
    expect(core.isAllowedExternal(url)).toBe(false)
    const stream = await companion.workspace.signIn()
    await stream.next()
    expect(core.isAllowedExternal(url)).toBe(true)
    expect(core.isAllowedExternal('https://login.salesforce.com/')).toBe(false)
  })

  it('goes on with what the dead session stopped, once', async () => {
    const stopped = scriptedWriters({
      sends: { 'write-back': [fail('salesforce.signed-out', 'Session expired')] },
    })
    const { ports, journal } = somePorts({
      writers: stopped,
      signIn: { ...nobody, signIn: () => Promise.resolve(ok({ username: 'olivia.ops@northwind.example' })) },
    })
    const { companion } = openCore(ports)
    expect((await begin(companion).then(drain)).report.run.state).toBe('attention')
    const signIn = () => companion.workspace.signIn().then(drain)
    await Promise.all([signIn(), signIn()])
    await expect.poll(() => statesOf(journal)).toEqual(['done'])
    expect(stopped.sent.filter(({ stepId }) => stepId === 'write-back')).toHaveLength(2)
  })
})

it('leaves a run that a dead session stopped to a person where another user signs in', async () => {
  const stopped = scriptedWriters({ sends: { 'write-back': [fail('salesforce.signed-out', 'Session expired')] } })
  const { ports, journal } = somePorts({
    writers: stopped,
    signIn: { ...nobody, signIn: () => Promise.resolve(ok({ username: 'nils@northwind.example' })) },
  })
  const { core, companion } = openCore(ports)
  await begin(companion).then(drain)
  const runId = journal.list({})[0]?.id ?? ''
  await companion.workspace.signIn().then(drain)
  await core.close()
  expect(statesOf(journal)).toEqual(['attention'])
  expect(stopped.sent.filter(({ stepId }) => stepId === 'write-back')).toHaveLength(1)
  const again = openCore({ ...ports })
  expect((await again.companion.provisioning.resume({ runId }).then(drain)).report.run.state).toBe('done')
})

describe('reading everything anew', () => {
  it('knows afterwards, as before, which deals are live already', async () => {
    const { ports } = somePorts()
    const stigg: Ports['stigg'] = {
      ...ports.stigg,
      async *markedSubscriptions() {
        yield ok([{ subscriptionId: 'sub-1', customerId: 'acme', planId: null, status: 'ACTIVE', marker: aMarker() }])
      },
    }
    const { companion } = openCore({ ...ports, stigg })
    const states = async () => (await companion.opportunities.list({})).rows.map(({ state }) => state)
    await drain(await companion.opportunities.sync({ full: true }))
    expect(await states()).toEqual(['live'])
    await drain(await companion.opportunities.sync({ full: true }))
    expect(await states()).toEqual(['live'])
  })
})

describe('a run that stops', () => {
  it('is told of, counted in the badge until somebody gives it up, and named in the window’s stream', async () => {
    const refused = fail('stigg.refused', 'No')
    const { ports, journal } = somePorts({ writers: scriptedWriters({ sends: { customer: [refused] } }) })
    const notifier = heldNotifier()
    const { core, companion } = openCore({ ...ports, notifier })
    core.start()
    const stop = new AbortController()
    const events = await companion.workspace.watch(undefined, { signal: stop.signal })
    const told = (async () => {
      for await (const event of events) if (event.type === 'notice.told') return event.notice
      return null
    })()
    await drain(await begin(companion))
    expect(statesOf(journal)).toEqual(['attention'])
    const [run] = journal.list({})
    expect(notifier.told).toMatchObject([{ category: 'attention', path: `/runs/${run?.id}` }])
    expect(await told).toEqual(notifier.told[0])
    expect(notifier.badges).toEqual([0, 1])
    await companion.provisioning.abandon({ runId: run?.id ?? '', reason: 'Sold by mistake' })
    expect(notifier.badges).toEqual([0, 1, 0])
    stop.abort()
    await core.close()
  })

  it('was left by another process: the badge counts it from the start, and nothing is told', async () => {
    const { ports, journal } = somePorts()
    journal.open(aRun({ id: 'left', state: 'interrupted' }))
    const notifier = heldNotifier()
    const { core } = openCore({ ...ports, notifier })
    core.start()
    expect(notifier.badges).toEqual([1])
    expect(notifier.told).toEqual([])
    await core.close()
  })
})

describe('what comes from the host', () => {
  it('reaches the window as events: a place to go to, and a choice of the menu', async () => {
    const { ports } = somePorts()
    const { core, companion } = openCore(ports)
    core.openPlace('/runs/run-1')
    core.command('refresh')
    const events = await companion.workspace.watch()
    expect((await events.next()).value).toEqual({ type: 'link.opened', path: '/runs/run-1' })
    expect((await events.next()).value).toEqual({ type: 'command', name: 'refresh' })
    await events.return(undefined)
  })
})
