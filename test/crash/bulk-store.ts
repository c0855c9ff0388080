import path from 'node:path'

import { openBulks } from '#adapters/sqlite/open-bulks'
import type { BulkPort } from '#core/ports'
import { noEdits } from '#shared/domain/draft-edits'

import type { OpenStores, Reading, Store } from './store.ts'

const at = '2026-11-21T09:00:00.000Z'
const deals = ['0065g00000CdEfGAAV', '0065g00000CdEfHAAV', '0065g00000CdEfIAAV']
/** How many bulk runs the list tells of. */
const listed = 50

/** A bulk run from its approval to its end, paused in the middle, as the core keeps it; each of its rows holds the number. */
function putBulk(bulks: BulkPort, n: number): void {
  const id = `bulk-${n}`
  const rows = deals.map((opportunityId) => ({
    opportunityId,
    opportunityName: `Deal ${n}`,
    accountName: null,
    customerId: `customer-${n}`,
    edits: noEdits,
    fingerprint: `f-${n}`,
    acknowledged: [],
    state: 'waiting' as const,
    runId: null,
    failure: null,
    startedAt: null,
    finishedAt: null,
  }))
  bulks.open({ id, state: 'running', startedAt: at, finishedAt: null, startedBy: `user-${n}`, failure: null, rows })
  for (const [index, row] of rows.entries()) {
    const begun = { ...row, runId: `run-${n}`, startedAt: at }
    if (index === 1) bulks.settle(id, { state: 'paused', finishedAt: null, failure: null })
    if (index === 1) bulks.settle(id, { state: 'running', finishedAt: null, failure: null })
    bulks.row(id, { ...begun, state: 'running' })
    bulks.row(id, { ...begun, state: 'done', finishedAt: at })
  }
  bulks.settle(id, { state: 'done', finishedAt: at, failure: null })
}

/** Which bulk runs came to their end. One that did not has to be whole, with nothing under way. */
function readBulks(bulks: BulkPort): Reading {
  const finished: number[] = []
  const ids = bulks.ids()
  for (const id of ids) {
    const bulk = bulks.get(id)
    if (bulk === null) return { damaged: `lists ${id} and does not have it` }
    const n = Number(id.slice('bulk-'.length))
    const isOf = (row: (typeof bulk.rows)[number], index: number): boolean =>
      row.opportunityId === deals[index] && row.fingerprint === `f-${n}` && row.customerId === `customer-${n}`
    const isWhole = bulk.rows.length === deals.length && bulk.rows.every(isOf) && bulk.startedBy === `user-${n}`
    if (!isWhole) return { damaged: `${id} is a mixture` }
    const underWay = [bulk, ...bulk.rows].filter(({ state }) => state === 'running')
    if (underWay.length > 0) return { damaged: `${id} runs, and nobody runs it` }
    if (bulk.state !== 'done') continue
    const isEnded = bulk.rows.every(({ state, runId }) => state === 'done' && runId === `run-${n}`)
    if (!isEnded || bulk.finishedAt !== at) return { damaged: `${id} is done and its deals are not` }
    finished.push(n)
  }
  return ids.length < listed ? finished : { newest: finished }
}

export function bulksStore(folder: string): OpenStores {
  const { port, keptAside } = openBulks(path.join(folder, 'bulk.db'))
  // As at every start.
  port.markInterrupted()
  const store: Store = {
    name: 'bulk runs',
    slots: ['all'],
    appends: true,
    put: (_slot, n) => putBulk(port, n),
    read: () => readBulks(port),
  }
  return { stores: [store], aside: keptAside === null ? [] : [keptAside] }
}
