import { describe, expect, it } from 'vitest'

import { openBulks } from '#adapters/sqlite/open-bulks'
import { liveBulk } from '#core/bulk/bulk-run'
import type { StoredBulk } from '#core/ports'
import type { BulkRow } from '#shared/domain/bulk'
import { noEdits } from '#shared/domain/draft-edits'
import { stoppedClock } from '#test/fakes/small-ports'

const started = '2026-11-21T09:00:00.000Z'
const aRow = (opportunityId: string): BulkRow => ({
  opportunityId,
  opportunityName: opportunityId,
  accountName: null,
  customerId: null,
  edits: noEdits,
  fingerprint: 'f',
  acknowledged: [],
  state: 'waiting',
  runId: null,
  failure: null,
  startedAt: null,
  finishedAt: null,
})

function open(ids: readonly string[]) {
  const stored: StoredBulk = {
    id: 'bulk-1',
    state: 'running',
    startedAt: started,
    finishedAt: null,
    startedBy: 'Olivia Ops',
    failure: null,
    rows: ids.map(aRow),
  }
  const bulks = openBulks(':memory:').port
  bulks.open(stored)
  const clock = stoppedClock(started)
  const bulk = liveBulk(stored, { bulks, clock, moved: () => undefined })
  bulk.working = true
  bulk.settle('running')
  return { bulk, bulks, clock }
}

describe('watching a bulk run', () => {
  it('tells all rows first, then those that moved, together where the watcher was slow', async () => {
    const { bulk } = open(['a', 'b', 'c'])
    const watching = bulk.watch()
    expect((await watching.next()).value?.rows).toHaveLength(3)
    bulk.change('a', { state: 'running' })
    bulk.change('a', { state: 'done' })
    bulk.change('c', { state: 'running' })
    const heard = (await watching.next()).value
    expect(heard?.rows.map(({ opportunityId, state }) => [opportunityId, state])).toEqual([
      ['a', 'done'],
      ['c', 'running'],
    ])
    await watching.return()
  })

  it('tells the end before it ends, however late the watcher asks', async () => {
    const { bulk } = open(['a'])
    const watching = bulk.watch()
    await watching.next()
    bulk.change('a', { state: 'done' })
    await watching.next()
    bulk.settle('done')
    bulk.working = false
    bulk.told()
    expect((await watching.next()).value).toMatchObject({ summary: { state: 'done', settling: false }, rows: [] })
    expect((await watching.next()).done).toBe(true)
  })

  it('ends at once for a watcher that has gone', async () => {
    const { bulk } = open(['a'])
    const gone = new AbortController()
    const watching = bulk.watch(gone.signal)
    await watching.next()
    const next = watching.next()
    gone.abort()
    expect((await next).done).toBe(true)
  })
})

describe('what is said of a bulk run', () => {
  it('is the rate of the last minute of work, and none before three deals have ended', () => {
    const { bulk, clock } = open(['a', 'b', 'c', 'd'])
    const end = (id: string) => bulk.change(id, { state: 'done', finishedAt: clock.now().toISOString() })
    clock.advance(10_000)
    end('a')
    end('b')
    expect(bulk.summary().perMinute).toBeNull()
    clock.advance(10_000)
    end('c')
    expect(bulk.summary().perMinute).toBeCloseTo(9)
  })

  it('is that it settles while lanes come to their end', () => {
    const { bulk } = open(['a'])
    bulk.settle('paused')
    expect(bulk.summary()).toMatchObject({ state: 'paused', settling: true })
  })

  it('is on the disk before anybody hears of it', () => {
    const { bulk, bulks } = open(['a'])
    bulk.change('a', { state: 'refused', runId: 'run-1' })
    bulk.settle('cancelled')
    expect(bulks.get('bulk-1')).toMatchObject({ state: 'cancelled', rows: [{ state: 'refused', runId: 'run-1' }] })
  })
})
