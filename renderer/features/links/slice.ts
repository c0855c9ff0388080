import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import type { LinkReport } from '#shared/contract/links'
import { afterMends, type MendStep } from '#shared/domain/link-mend'
import { countsOf, type LinkRow } from '#shared/domain/link-states'
import type { Failure } from '#shared/failure'

import { failureOf } from '../../data/failure-of.ts'

interface ReadLinks {
  readonly rows: readonly LinkRow[]
  readonly report: LinkReport
}

/** Reading both sides; goes on whatever place of the window is shown. */
type Reading =
  | { readonly at: 'idle' }
  | { readonly at: 'running'; readonly accounts: number; readonly customers: number }
  | { readonly at: 'failed'; readonly failure: Failure }

export interface LinksSlice {
  /** The last whole reading; stays while a newer one is under way, stopped or failed. */
  readonly links: ReadLinks | null
  readonly reading: Reading
  /** Resolves when it has ended, well or not. */
  readonly readLinks: () => Promise<void>
  readonly stopReading: () => void
  /** What was read, with these steps done. */
  readonly mended: (steps: readonly MendStep[]) => void
}

export const createLinksSlice =
  (companion: Companion): StateCreator<LinksSlice> =>
  (set, get) => {
    let stopper = new AbortController()
    return {
      links: null,
      reading: { at: 'idle' },
      readLinks: async () => {
        if (get().reading.at === 'running') return
        stopper = new AbortController()
        set({ reading: { at: 'running', accounts: 0, customers: 0 } })
        const rows: LinkRow[] = []
        try {
          const stream = await companion.links.reconcile(undefined, { signal: stopper.signal })
          for (;;) {
            const { done, value } = await stream.next()
            if (done) {
              set({ links: { rows, report: value }, reading: { at: 'idle' } })
              return
            }
            if (value.kind === 'rows') rows.push(...value.rows)
            else set({ reading: { at: 'running', accounts: value.accounts, customers: value.customers } })
          }
        } catch (error) {
          const failure = failureOf(error)
          // Stopped by the person: what was read before stays, and nothing failed.
          set({ reading: failure.code === 'request.cancelled' ? { at: 'idle' } : { at: 'failed', failure } })
        }
      },
      stopReading: () => stopper.abort(),
      mended: (steps) =>
        set(({ links }) => {
          if (links === null || steps.length === 0) return {}
          const rows = afterMends(links.rows, steps)
          return { links: { rows, report: { ...links.report, counts: countsOf(rows) } } }
        }),
    }
  }
