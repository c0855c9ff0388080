import type { implement } from '@orpc/server'

import type { BulkEvent } from '#shared/contract/bulk'
import type { contract } from '#shared/contract/index'
import { countsOf, type Bulk, type BulkCheckRow } from '#shared/domain/bulk'
import { failure } from '#shared/failure'

import type { World } from './companion.ts'
import { aBulk } from './features/bulk/fixtures.ts'

type Os = ReturnType<typeof implement<typeof contract>>

/** What a fake core knows of deals in bulk. */
export interface BulkWorld {
  /** What checking finds, by opportunity ID. */
  checked: readonly BulkCheckRow[]
  bulks: Bulk[]
  /** What is heard of the bulk run that is watched, after its first state. */
  heard: readonly BulkEvent[]
}

export const noBulk = (): BulkWorld => ({ checked: [], bulks: [], heard: [] })

const summaryOf = ({ rows, ...bulk }: Bulk) => ({ ...bulk, counts: countsOf(rows) })

/** The calls about bulk runs, kept by a fake. */
export function fakeBulk(os: Os, world: World) {
  const find = (bulkId: string): Bulk | undefined => world.bulk.bulks.find(({ id }) => id === bulkId)
  const missing = failure('bulk.not-found', 'No such bulk run')
  const refuse = { message: missing.message, data: missing }
  const act = (call: string, bulkId: string, state: Bulk['state']) => {
    world.written.push({ call, input: { bulkId } })
    world.bulk.bulks = world.bulk.bulks.map((bulk) => (bulk.id === bulkId ? { ...bulk, state } : bulk))
    return find(bulkId)
  }
  return {
    check: os.bulk.check.handler(async function* ({ input }) {
      const rows = world.bulk.checked.filter(({ opportunityId }) => input.opportunityIds.includes(opportunityId))
      for (const [index, row] of rows.entries()) yield { row, done: index + 1, total: rows.length }
      return { readAt: '2026-11-18T16:00:00.000Z' }
    }),
    start: os.bulk.start.handler(({ input }) => {
      world.written.push({ call: 'bulk.start', input })
      const rows = input.items.map((item) => ({
        ...item,
        state: 'waiting' as const,
        runId: null,
        failure: null,
        startedAt: null,
        finishedAt: null,
      }))
      const bulk = aBulk(rows)
      world.bulk.bulks.push(bulk)
      return summaryOf(bulk)
    }),
    list: os.bulk.list.handler(() => world.bulk.bulks.map(summaryOf)),
    get: os.bulk.get.handler(({ input, errors }) => {
      const bulk = find(input.bulkId)
      if (!bulk) throw errors.FAILURE(refuse)
      return bulk
    }),
    watch: os.bulk.watch.handler(async function* ({ input, errors }) {
      const bulk = find(input.bulkId)
      if (!bulk) throw errors.FAILURE(refuse)
      yield { summary: summaryOf(bulk), rows: bulk.rows }
      yield* world.bulk.heard
    }),
    pause: os.bulk.pause.handler(({ input, errors }) => {
      const bulk = act('bulk.pause', input.bulkId, 'paused')
      if (!bulk) throw errors.FAILURE(refuse)
      return summaryOf(bulk)
    }),
    resume: os.bulk.resume.handler(({ input, errors }) => {
      const bulk = act('bulk.resume', input.bulkId, 'running')
      if (!bulk) throw errors.FAILURE(refuse)
      return summaryOf(bulk)
    }),
    cancel: os.bulk.cancel.handler(({ input, errors }) => {
      const bulk = act('bulk.cancel', input.bulkId, 'cancelled')
      if (!bulk) throw errors.FAILURE(refuse)
      return summaryOf(bulk)
    }),
    retry: os.bulk.retry.handler(({ input, errors }) => {
      const bulk = act('bulk.retry', input.bulkId, 'running')
      if (!bulk) throw errors.FAILURE(refuse)
      return summaryOf(bulk)
    }),
  }
}
