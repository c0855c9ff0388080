import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import type { BulkCheckRow } from '#shared/domain/bulk'
import { acknowledgedOf, verdictsOf } from '#shared/domain/bulk-totals'
import type { FindingCode } from '#shared/domain/finding'
import type { Moment } from '#shared/domain/opportunity'
import type { Failure } from '#shared/failure'

import { failureOf } from '../../data/failure-of.ts'

/** Where the check of many deals stands. The screen is in exactly one of these places. */
type BulkCheck =
  | { readonly at: 'start' }
  | { readonly at: 'checking'; readonly total: number; readonly rows: readonly BulkCheckRow[] }
  | {
      readonly at: 'deciding'
      readonly rows: readonly BulkCheckRow[]
      readonly readAt: Moment
      /** Codes of the warnings that are accepted for the whole batch. */
      readonly ticked: ReadonlySet<FindingCode>
      /** Why it could not be started, at the last try. */
      readonly refused: Failure | null
      readonly starting: boolean
    }
  | { readonly at: 'failed'; readonly failure: Failure }

export interface BulkSlice {
  readonly bulkCheck: BulkCheck
  /** The deals that were checked last, in their order. */
  readonly bulkDeals: readonly string[]
  readonly checkDeals: (opportunityIds: readonly string[]) => Promise<void>
  /** Let go of the check, whether it is under way or done. */
  readonly stopCheck: () => void
  readonly tickCode: (code: FindingCode, ticked: boolean) => void
  /** @returns the bulk run's ID; null where it was refused */
  readonly startBulk: (typedCount: number | null) => Promise<string | null>
}

/** The deals of a batch that go, as they are approved. */
function approvedOf(rows: readonly BulkCheckRow[], ticked: ReadonlySet<FindingCode>) {
  const verdicts = verdictsOf(rows, ticked)
  return rows
    .filter(({ opportunityId }) => verdicts.get(opportunityId)?.kind === 'ready')
    .map((row) => {
      const { opportunityId, opportunityName, accountName, customerId, edits, fingerprint } = row
      const acknowledged = acknowledgedOf(row, ticked)
      return { opportunityId, opportunityName, accountName, customerId, edits, fingerprint, acknowledged }
    })
}

export const createBulkSlice =
  (companion: Companion): StateCreator<BulkSlice> =>
  (set, get) => {
    let stopper = new AbortController()

    return {
      bulkCheck: { at: 'start' },
      bulkDeals: [],
      checkDeals: async (opportunityIds) => {
        stopper.abort()
        const own = new AbortController()
        stopper = own
        const place = new Map(opportunityIds.map((id, index) => [id, index]))
        const inOrder = (rows: readonly BulkCheckRow[]) =>
          rows.toSorted((a, b) => (place.get(a.opportunityId) ?? 0) - (place.get(b.opportunityId) ?? 0))
        set({
          bulkDeals: opportunityIds,
          bulkCheck: { at: 'checking', total: opportunityIds.length, rows: [] },
        })
        const rows: BulkCheckRow[] = []
        try {
          const stream = await companion.bulk.check({ opportunityIds: [...opportunityIds] }, { signal: own.signal })
          for (;;) {
            const { done, value } = await stream.next()
            if (own.signal.aborted) return
            if (done) {
              const { readAt } = value
              const ticked = new Set<FindingCode>()
              return set({
                bulkCheck: { at: 'deciding', rows: inOrder(rows), readAt, ticked, refused: null, starting: false },
              })
            }
            rows.push(value.row)
            set({ bulkCheck: { at: 'checking', total: value.total, rows: inOrder(rows) } })
          }
        } catch (error) {
          if (!own.signal.aborted) set({ bulkCheck: { at: 'failed', failure: failureOf(error) } })
        }
      },
      stopCheck: () => {
        stopper.abort()
        set({ bulkCheck: { at: 'start' }, bulkDeals: [] })
      },
      tickCode: (code, isTicked) => {
        const now = get().bulkCheck
        if (now.at !== 'deciding') return
        const ticked = new Set(now.ticked)
        if (isTicked) ticked.add(code)
        else ticked.delete(code)
        set({ bulkCheck: { ...now, ticked } })
      },
      startBulk: async (typedCount) => {
        const now = get().bulkCheck
        if (now.at !== 'deciding' || now.starting) return null
        set({ bulkCheck: { ...now, starting: true, refused: null } })
        try {
          const { id } = await companion.bulk.start({ items: approvedOf(now.rows, now.ticked), typedCount })
          return id
        } catch (error) {
          set({ bulkCheck: { ...now, starting: false, refused: failureOf(error) } })
          return null
        }
      },
    }
  }
