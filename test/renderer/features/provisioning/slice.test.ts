import { describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand'

import { failure } from '#shared/failure'

import { createProvisioningSlice, foldStep, type ProvisioningSlice } from '#renderer/features/provisioning/slice.ts'

import { opportunityId } from '../../../builders.ts'
import { aWorld, createFakeCompanion, type World } from '../../companion.ts'
import { aReport, aRun, aStepRecord } from '../../fixtures.ts'

const noEdits = { subscriptions: {} }

function open(vary: Partial<World> = {}) {
  const world = aWorld(vary)
  const provisioned: string[] = []
  const store = createStore<ProvisioningSlice>()(
    createProvisioningSlice(createFakeCompanion(world), (id) => provisioned.push(id)),
  )
  return { world, store, provisioned, now: () => store.getState().provisioning }
}

/** A run that reports one step and ends. */
const ending = (report: ReturnType<typeof aReport>): World['apply'] =>
  async function* end() {
    yield { runId: report.run.id, index: 0, record: aStepRecord() }
    return report
  }

describe('reviewing', () => {
  it('previews first, and opens the sheet at once', async () => {
    const { store, now } = open()
    const done = store.getState().review(opportunityId, noEdits)
    expect(now().at).toBe('previewing')
    expect(store.getState().sheetOpen).toBe(true)
    await done
    expect(now()).toMatchObject({ at: 'deciding', acknowledged: [], again: false })
  })

  it('shows why there is no preview', async () => {
    const { store, now } = open({ preview: () => failure('salesforce.signed-out', 'gone') })
    await store.getState().review(opportunityId, noEdits)
    expect(now()).toMatchObject({ at: 'failed', failure: { code: 'salesforce.signed-out' } })
  })

  it('is forgotten where the sheet was closed before the preview came', async () => {
    const { store, now } = open()
    const done = store.getState().review(opportunityId, noEdits)
    store.getState().putAway()
    await done
    expect(now().at).toBe('start')
  })

  it('writes nothing', async () => {
    const { store, world } = open()
    await store.getState().review(opportunityId, noEdits)
    expect(world.written).toEqual([])
  })
})

describe('applying', () => {
  it('sends the fingerprint that was shown and the warnings that were ticked', async () => {
    const { store, world } = open()
    await store.getState().review(opportunityId, noEdits)
    store.getState().acknowledge('subscription.replaces:sub-1', true)
    store.getState().acknowledge('trial.had-before:', true)
    store.getState().acknowledge('trial.had-before:', false)
    await store.getState().apply('')
    expect(world.written).toEqual([
      {
        call: 'provisioning.apply',
        input: {
          opportunityId,
          edits: noEdits,
          fingerprint: 'fingerprint-1',
          acknowledged: ['subscription.replaces:sub-1'],
          typed: '',
        },
      },
    ])
  })

  it('ends settled with the report', async () => {
    const { store, now } = open()
    await store.getState().review(opportunityId, noEdits)
    await store.getState().apply('')
    expect(now()).toMatchObject({ at: 'settled', report: { run: { id: 'run-1', state: 'done' } } })
  })

  it('does nothing where nothing is to be decided', async () => {
    const { store, world } = open()
    await store.getState().apply('')
    expect(world.written).toEqual([])
  })

  it('cannot be begun twice by two quick clicks', async () => {
    const { store, world } = open()
    await store.getState().review(opportunityId, noEdits)
    await Promise.all([store.getState().apply(''), store.getState().apply('')])
    expect(world.written).toHaveLength(1)
  })

  it('shows the new preview where the deal changed meanwhile, with no tick carried over', async () => {
    const { store, now } = open({ applyFailure: failure('opportunity.stale', 'changed') })
    await store.getState().review(opportunityId, noEdits)
    store.getState().acknowledge('subscription.replaces:', true)
    await store.getState().apply('')
    expect(now()).toMatchObject({ at: 'deciding', again: true, acknowledged: [] })
  })

  it('shows any other refusal', async () => {
    const { store, now } = open({ applyFailure: failure('run.busy', 'busy') })
    await store.getState().review(opportunityId, noEdits)
    await store.getState().apply('')
    expect(now()).toMatchObject({ at: 'failed', failure: { code: 'run.busy' } })
  })

  it('goes on behind the window where the sheet is put away', async () => {
    let finish: () => void = () => undefined
    const held = new Promise<void>((resolve) => (finish = resolve))
    const { store, now } = open({
      async *apply() {
        yield { runId: 'run-1', index: 0, record: aStepRecord({ state: 'sent', answeredAt: null, answer: null }) }
        await held
        return aReport()
      },
    })
    await store.getState().review(opportunityId, noEdits)
    const done = store.getState().apply('')
    await vi.waitFor(() =>
      expect(now()).toMatchObject({ at: 'applying', runId: 'run-1', records: [{ state: 'sent' }] }),
    )
    store.getState().putAway()
    expect(now().at).toBe('applying')
    expect(store.getState().sheetOpen).toBe(false)
    finish()
    await done
    expect(now().at).toBe('settled')
  })

  it('reads a run that was stopped from the journal, which knows how the step ended', async () => {
    const runs = [aRun({ state: 'interrupted' })]
    const { store, now } = open({
      runs,
      async *apply(signal) {
        yield { runId: 'run-1', index: 0, record: aStepRecord({ state: 'sent' }) }
        await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
        return aReport()
      },
    })
    await store.getState().review(opportunityId, noEdits)
    const done = store.getState().apply('')
    await vi.waitFor(() => expect(now()).toMatchObject({ runId: 'run-1' }))
    store.getState().stop()
    expect(now()).toMatchObject({ at: 'applying', stopping: true })
    await done
    expect(now()).toMatchObject({ at: 'settled', report: { run: { state: 'interrupted' } } })
  })
})

describe('going on with a run', () => {
  it('shows its steps from the journal, then follows it', async () => {
    const { store, world, now } = open({ runs: [aRun({ state: 'attention' })] })
    await store.getState().resume(aRun())
    expect(world.written).toEqual([{ call: 'provisioning.resume', input: { runId: 'run-1' } }])
    expect(now()).toMatchObject({ at: 'settled' })
  })

  it('takes edits of a deal as provisioned by its own run alone, not by a grant for it', async () => {
    const end = (kind: 'provision' | 'grant-credits') => {
      const run = aRun({ kind, state: 'attention' })
      return { ...open({ runs: [run], apply: ending(aReport({ kind })) }), run }
    }
    const deal = end('provision')
    await deal.store.getState().resume(deal.run)
    expect(deal.provisioned).toEqual([opportunityId])
    const grant = end('grant-credits')
    await grant.store.getState().resume(grant.run)
    expect(grant.now()).toMatchObject({ at: 'settled', report: { run: { kind: 'grant-credits', state: 'done' } } })
    expect(grant.provisioned).toEqual([])
  })

  it('says so where the run is gone, and sends nothing', async () => {
    const { store, world, now } = open()
    await store.getState().resume(aRun())
    expect(now()).toMatchObject({ at: 'failed', failure: { code: 'run.not-found' } })
    expect(world.written).toEqual([])
  })
})

it('puts each step in its place', () => {
  const planned = [aStepRecord({ state: 'planned' }), aStepRecord({ state: 'planned' })]
  const folded = foldStep(planned, { runId: 'run-1', index: 1, record: aStepRecord({ state: 'done' }) })
  expect(folded.map(({ state }) => state)).toEqual(['planned', 'done'])
  expect(planned[1]?.state).toBe('planned')
})
