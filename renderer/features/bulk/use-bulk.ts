import { useCallback, useEffect, useRef, useState } from 'react'

import type { BulkEvent } from '#shared/contract/bulk'
import type { BulkRow, BulkSummary } from '#shared/domain/bulk'
import type { Failure } from '#shared/failure'

import { useCompanion } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'

export interface BulkView {
  readonly summary: BulkSummary
  readonly rows: readonly BulkRow[]
}

/** Fold what was heard into what is shown: rows keep their places. */
function foldBulk(before: BulkView | null, { summary, rows }: BulkEvent): BulkView {
  if (!before) return { summary, rows }
  if (rows.length === 0) return { ...before, summary }
  const moved = new Map(rows.map((row) => [row.opportunityId, row]))
  return { summary, rows: before.rows.map((row) => moved.get(row.opportunityId) ?? row) }
}

const pauseMs = 1500

/**
 * Follow a bulk run for as long as it is looked at. A stream that broke is opened again; one that ended because the bulk
 * run stands still is opened again by `look`, after something was done about it.
 */
export function useBulk(bulkId: string): {
  readonly view: BulkView | null
  readonly failure: Failure | null
  readonly look: () => void
} {
  const companion = useCompanion()
  const [view, setView] = useState<BulkView | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const restart = useRef<() => void>(() => undefined)
  const look = useCallback(() => restart.current(), [])

  useEffect(() => {
    let stop = new AbortController()
    const follow = async (signal: AbortSignal): Promise<void> => {
      while (!signal.aborted) {
        try {
          const stream = await companion.bulk.watch({ bulkId }, { signal })
          setFailure(null)
          for await (const event of stream) {
            if (signal.aborted) return
            setView((before) => foldBulk(before?.summary.id === bulkId ? before : null, event))
          }
          return
        } catch (error) {
          if (signal.aborted) return
          const failed = failureOf(error)
          setFailure(failed)
          if (failed.code === 'bulk.not-found') return
          await new Promise((resolve) => setTimeout(resolve, pauseMs))
        }
      }
    }
    restart.current = () => {
      stop.abort()
      stop = new AbortController()
      void follow(stop.signal)
    }
    restart.current()
    return () => stop.abort()
  }, [companion, bulkId])

  return { view: view?.summary.id === bulkId ? view : null, failure, look }
}
