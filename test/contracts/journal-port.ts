import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { JournalPort } from '#core/ports'
import { aRun, aStepRecord, customerStep } from '../electron/core/run-builders.ts'

export interface JournalUnderTest {
  readonly port: JournalPort
  close(): void
}

/** What every `JournalPort` must do. `open` gives an empty journal. */
export function describeJournalPort(name: string, open: () => JournalUnderTest): void {
  describe(`${name} as a journal port`, () => {
    let journal: JournalUnderTest
    beforeEach(() => {
      journal = open()
    })
    afterEach(() => journal.close())

    const at = '2026-11-21T09:05:00.000Z'

    it('gives a run back as it was opened', () => {
      const run = aRun()
      journal.port.open(run)
      expect(journal.port.get(run.id)).toEqual(run)
      expect(journal.port.get('no such run')).toBeNull()
    })

    it('keeps each step as it was told last, in the order of the run', () => {
      const run = aRun()
      journal.port.open(run)
      const answer = {
        recordId: 'x',
        foundExisting: false,
        byRunId: null,
        checkoutUrl: null,
        facts: { status: 'ACTIVE' },
      }
      const sent = aStepRecord(customerStep, { state: 'sent', sentAt: at })
      journal.port.step(run.id, 0, sent)
      expect(journal.port.get(run.id)?.steps.map(({ state }) => state)).toEqual(['sent', 'planned', 'planned'])
      const done = { ...sent, state: 'done', answeredAt: at, answer } as const
      journal.port.step(run.id, 0, done)
      expect(journal.port.get(run.id)?.steps).toEqual([done, ...run.steps.slice(1)])
    })

    it('puts other steps, of another customer, in the place of the planned ones', () => {
      const run = aRun()
      journal.port.open(run)
      const moved = run.steps.map((record) => ({ ...record, attempt: 2 }))
      journal.port.replan(run.id, 'cust-1', moved)
      expect(journal.port.get(run.id)).toEqual({ ...run, customerId: 'cust-1', steps: moved })
      expect(journal.port.list({})).toMatchObject([{ customerId: 'cust-1' }])
    })

    it('leaves a trial of the call-out out of what it knows of a deal, and lists it', () => {
      const run = aRun()
      journal.port.open(run)
      journal.port.open({ ...run, id: 'trial', kind: 'try-call-out' })
      expect(journal.port.latestByOpportunity().get(run.opportunityId)).toEqual({ runId: run.id, state: run.state })
      expect(journal.port.list({}).map(({ id }) => id)).toEqual(['trial', run.id])
    })

    it('keeps what a step failed with', () => {
      const run = aRun()
      journal.port.open(run)
      const failure = { code: 'stigg.refused', message: 'Stigg refused', facts: { code: 'PlanNotFound' } } as const
      const refused = aStepRecord(customerStep, { state: 'refused', attempt: 2, failure })
      journal.port.step(run.id, 0, refused)
      expect(journal.port.get(run.id)?.steps[0]).toEqual(refused)
    })

    it('keeps every answer that was heard of a step', () => {
      const run = aRun()
      journal.port.open(run)
      const heard = [
        { at, method: 'POST', path: '/api/v1/customers', status: 429, requestId: null, body: 'Slow down' },
        { at, method: 'POST', path: '/api/v1/customers', status: 200, requestId: 'req-1', body: { data: { id: 'x' } } },
      ]
      journal.port.step(run.id, 0, aStepRecord(customerStep, { heard }))
      expect(journal.port.get(run.id)?.steps[0]?.heard).toEqual(heard)
    })

    it('knows which bulk run a run is part of, and of which kind it is', () => {
      journal.port.open(aRun({ bulkId: 'bulk-1', kind: 'extend-trial' }))
      expect(journal.port.get('run-local-1')).toMatchObject({ bulkId: 'bulk-1', kind: 'extend-trial' })
      expect(journal.port.list({})).toMatchObject([{ bulkId: 'bulk-1', kind: 'extend-trial' }])
    })

    it('closes a run with how it was verified, and keeps that when it is opened and closed again', () => {
      const run = aRun()
      journal.port.open(run)
      const verification = { at, fields: [], failure: null, findings: [] }
      journal.port.close(run.id, { state: 'done', finishedAt: at, verification })
      expect(journal.port.get(run.id)).toEqual({ ...run, state: 'done', finishedAt: at, verification })
      journal.port.close(run.id, { state: 'running', finishedAt: null })
      expect(journal.port.get(run.id)).toEqual({ ...run, verification })
      journal.port.close(run.id, { state: 'abandoned', finishedAt: at, abandonReason: 'made by hand' })
      expect(journal.port.get(run.id)).toMatchObject({
        state: 'abandoned',
        abandonReason: 'made by hand',
        verification,
      })
    })

    it('does not take a step of a run that was never opened', () => {
      expect(() => journal.port.step('no such run', 0, aStepRecord(customerStep))).toThrow()
      expect(() => journal.port.close('no such run', { state: 'done', finishedAt: at })).toThrow()
    })

    it('lists runs newest first, by state and by opportunity', () => {
      journal.port.open(aRun({ id: 'one', opportunityId: '006A' }))
      journal.port.open(aRun({ id: 'two', opportunityId: '006B', state: 'attention' }))
      journal.port.open(aRun({ id: 'three', opportunityId: '006A', state: 'done', finishedAt: at }))
      const ids = (filter: Parameters<JournalPort['list']>[0]) => journal.port.list(filter).map(({ id }) => id)
      expect(ids({})).toEqual(['three', 'two', 'one'])
      expect(ids({ limit: 2 })).toEqual(['three', 'two'])
      expect(ids({ states: [] })).toEqual(['three', 'two', 'one'])
      expect(ids({ states: ['attention', 'running'] })).toEqual(['two', 'one'])
      expect(ids({ opportunityId: '006A' })).toEqual(['three', 'one'])
      expect(ids({ opportunityId: '006A', states: ['running'] })).toEqual(['one'])
    })

    it('lists the runs of a customer or of an account, and gives nobody those of none', () => {
      journal.port.open(aRun({ id: 'one', customerId: 'customer-1', accountId: '001A' }))
      journal.port.open(aRun({ id: 'two', customerId: 'customer-2', accountId: '001A' }))
      journal.port.open(aRun({ id: 'three', customerId: 'customer-1', accountId: '' }))
      const ids = (customerId: string | null, accountId: string | null) =>
        journal.port.list({ about: { customerId, accountId } }).map(({ id }) => id)
      expect(ids('customer-1', null)).toEqual(['three', 'one'])
      expect(ids(null, '001A')).toEqual(['two', 'one'])
      expect(ids('customer-2', '001A')).toEqual(['two', 'one'])
      expect(ids('', '')).toEqual([])
      expect(ids(null, null)).toEqual([])
    })

    it('lists summaries without the steps', () => {
      journal.port.open(aRun())
      const [summary] = journal.port.list({})
      expect(summary).toMatchObject({ id: 'run-local-1', accountName: 'Acme Corp' })
      expect(summary).not.toHaveProperty('steps')
    })

    it('names the newest run that provisioned each opportunity, whatever else was done from its page', () => {
      journal.port.open(aRun({ id: 'one', opportunityId: '006A', state: 'attention' }))
      journal.port.open(aRun({ id: 'two', opportunityId: '006B' }))
      journal.port.open(aRun({ id: 'three', opportunityId: '006A', state: 'done' }))
      for (const kind of ['cancel', 'extend-trial', 'grant-credits', 'try-call-out'] as const) {
        journal.port.open(aRun({ id: kind, kind, opportunityId: '006A', state: 'attention' }))
      }
      expect(journal.port.latestByOpportunity()).toEqual(
        new Map([
          ['006A', { runId: 'three', state: 'done' }],
          ['006B', { runId: 'two', state: 'running' }],
        ]),
      )
    })

    it('calls what a dead process left running interrupted, and nothing else', () => {
      journal.port.open(aRun({ id: 'one' }))
      journal.port.open(aRun({ id: 'two', state: 'waiting' }))
      expect(journal.port.markInterrupted()).toBe(1)
      expect(journal.port.get('one')?.state).toBe('interrupted')
      expect(journal.port.get('two')?.state).toBe('waiting')
      expect(journal.port.markInterrupted()).toBe(0)
    })

    it('is empty after it was cleared', () => {
      journal.port.open(aRun())
      journal.port.clear()
      expect(journal.port.list({})).toEqual([])
      journal.port.open(aRun())
      expect(journal.port.get('run-local-1')).toEqual(aRun())
    })
  })
}
