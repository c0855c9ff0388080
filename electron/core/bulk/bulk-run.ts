import { countsOf, type BulkRow, type BulkState, type BulkSummary } from '#shared/domain/bulk'
import type { Failure } from '#shared/failure'

import type { BulkPort, ClockPort, StoredBulk } from '../ports.ts'

/** Work that the rate is measured over. */
const measuredMs = 60_000
const fewestToMeasure = 3

/**
 * A bulk run that this process knows: its rows, where it stands, and who looks at it. Every change is kept on disk before
 * anybody hears of it.
 */
export interface LiveBulk {
  readonly id: string
  readonly state: BulkState
  rows(): readonly BulkRow[]
  row(opportunityId: string): BulkRow
  change(opportunityId: string, change: Partial<BulkRow>): void
  settle(state: BulkState, failure?: Failure | null): void
  /** Whether lanes are at work still. */
  working: boolean
  summary(): BulkSummary
  /** The rows that moved, again and again, until the bulk run stands still; the first time all of them. */
  watch(signal?: AbortSignal): AsyncGenerator<{ summary: BulkSummary; rows: BulkRow[] }, void, void>
  /** Somebody has to be told: lanes began or ended. */
  told(): void
}

interface LivePorts {
  readonly bulks: BulkPort
  readonly clock: ClockPort
  readonly moved: (bulkId: string) => void
}

export function liveBulk(stored: StoredBulk, { bulks, clock, moved }: LivePorts): LiveBulk {
  const rows = new Map(stored.rows.map((row) => [row.opportunityId, row]))
  const watchers = new Set<{ changed: Set<string>; news: boolean; wake: () => void }>()
  let { state, failure, finishedAt } = stored
  let ended: number[] = []
  let workedFrom: number | null = null

  const rowAt = (opportunityId: string): BulkRow => {
    const row = rows.get(opportunityId)
    if (!row) throw new Error(`Bulk run ${stored.id} has no deal ${opportunityId}`)
    return row
  }
  const tell = (opportunityId?: string): void => {
    for (const watcher of watchers) {
      if (opportunityId !== undefined) watcher.changed.add(opportunityId)
      watcher.news = true
      watcher.wake()
    }
  }
  const perMinute = (): number | null => {
    const now = clock.now().getTime()
    ended = ended.filter((at) => at > now - measuredMs)
    if (workedFrom === null || ended.length < fewestToMeasure) return null
    return (ended.length * 60_000) / Math.max(1, now - Math.max(workedFrom, now - measuredMs))
  }

  const bulk: LiveBulk = {
    id: stored.id,
    working: false,
    get state() {
      return state
    },
    rows: () => [...rows.values()],
    row: rowAt,
    change(opportunityId, change) {
      const row = { ...rowAt(opportunityId), ...change }
      bulks.row(stored.id, row)
      rows.set(opportunityId, row)
      if (row.finishedAt !== null) ended.push(Date.parse(row.finishedAt))
      tell(opportunityId)
    },
    settle(next, why = null) {
      const over = next === 'done' || next === 'cancelled'
      finishedAt = over ? clock.now().toISOString() : null
      failure = why
      state = next
      if (next === 'running') {
        workedFrom = clock.now().getTime()
        ended = []
      }
      bulks.settle(stored.id, { state, finishedAt, failure })
      tell()
      moved(stored.id)
    },
    summary: () => ({
      id: stored.id,
      state,
      startedAt: stored.startedAt,
      finishedAt,
      startedBy: stored.startedBy,
      counts: countsOf(rows.values()),
      failure,
      settling: bulk.working && state !== 'running',
      perMinute: state === 'running' ? perMinute() : null,
    }),
    async *watch(signal) {
      const watcher = { changed: new Set(rows.keys()), news: true, wake: (): void => undefined }
      watchers.add(watcher)
      const stop = () => watcher.wake()
      signal?.addEventListener('abort', stop)
      try {
        while (!signal?.aborted) {
          const next = new Promise<void>((resolve) => (watcher.wake = resolve))
          const changed = [...watcher.changed].map(rowAt)
          watcher.changed.clear()
          watcher.news = false
          yield { summary: bulk.summary(), rows: changed }
          // While the watcher was busy with what it was told, more may have happened: that is told first.
          if (watcher.news) continue
          if (!bulk.working && state !== 'running') return
          await next
        }
      } finally {
        watchers.delete(watcher)
        signal?.removeEventListener('abort', stop)
      }
    },
    told() {
      tell()
      moved(stored.id)
    },
  }
  return bulk
}
