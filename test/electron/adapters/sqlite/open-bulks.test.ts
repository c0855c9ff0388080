import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { openBulks } from '#adapters/sqlite/open-bulks'
import type { StoredBulk } from '#core/ports'
import { failure } from '#shared/failure'
import { noEdits } from '#shared/domain/draft-edits'

import { aFolder } from './folder.ts'

const aRow = (opportunityId: string): StoredBulk['rows'][number] => ({
  opportunityId,
  opportunityName: `Deal ${opportunityId}`,
  accountName: null,
  customerId: 'customer',
  edits: noEdits,
  fingerprint: 'f',
  acknowledged: ['subscription.replaces:sub-1'],
  state: 'waiting',
  runId: null,
  failure: null,
  startedAt: null,
  finishedAt: null,
})
const aBulk = (id: string): StoredBulk => ({
  id,
  state: 'running',
  startedAt: '2026-11-21T09:00:00.000Z',
  finishedAt: null,
  startedBy: 'Olivia Ops',
  failure: null,
  rows: ['b', 'a', 'c'].map(aRow),
})

describe('the list of bulk runs', () => {
  it('holds a bulk run with its rows in their order, over a restart', () => {
    const file = path.join(aFolder(), 'bulk.db')
    const first = openBulks(file)
    first.port.open(aBulk('one'))
    first.port.row('one', { ...aRow('a'), state: 'refused', failure: failure('opportunity.stale', 'Changed') })
    first.close()
    const again = openBulks(file)
    expect(again.port.get('one')?.rows.map(({ opportunityId, state }) => `${opportunityId} ${state}`)).toEqual([
      'b waiting',
      'a refused',
      'c waiting',
    ])
    again.close()
  })

  it('makes what a process left running interrupted, and its rows wait with the runs that they have', () => {
    const { port } = openBulks(':memory:')
    port.open(aBulk('one'))
    port.open({ ...aBulk('two'), state: 'paused' })
    port.row('one', { ...aRow('a'), state: 'running', runId: 'run-1' })
    expect(port.markInterrupted()).toBe(1)
    expect(port.get('one')).toMatchObject({
      state: 'interrupted',
      rows: [{}, { state: 'waiting', runId: 'run-1' }, {}],
    })
    expect(port.get('two')?.state).toBe('paused')
  })

  it('names the newest first', () => {
    const { port } = openBulks(':memory:')
    port.open(aBulk('one'))
    port.open(aBulk('two'))
    expect(port.ids()).toEqual(['two', 'one'])
    port.clear()
    expect(port.ids()).toEqual([])
  })

  it('keeps why it stands still, and when it ended', () => {
    const { port } = openBulks(':memory:')
    port.open(aBulk('one'))
    const why = failure('salesforce.signed-out', 'Signed out')
    port.settle('one', { state: 'paused', finishedAt: null, failure: why })
    expect(port.get('one')).toMatchObject({ state: 'paused', failure: { code: 'salesforce.signed-out' } })
  })

  it('refuses a row that no bulk run has', () => {
    const { port } = openBulks(':memory:')
    expect(() => port.row('none', aRow('a'))).toThrow(/no deal/)
  })
})
