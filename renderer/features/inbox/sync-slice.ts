import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import type { Failure } from '#shared/failure'

import { failureOf } from '../../data/failure-of.ts'

/** Catching up with Salesforce; goes on whatever place of the window is shown. */
export type Sync =
  | { readonly at: 'idle' }
  | { readonly at: 'running'; readonly read: number; readonly total: number | null }
  | { readonly at: 'failed'; readonly failure: Failure }

export interface SyncSlice {
  readonly sync: Sync
  /** Resolves when it has ended, well or not. */
  readonly startSync: (full?: boolean) => Promise<void>
  readonly stopSync: () => void
}

export const createSyncSlice =
  (companion: Companion): StateCreator<SyncSlice> =>
  (set, get) => {
    let stopper = new AbortController()
    return {
      sync: { at: 'idle' },
      startSync: async (full = false) => {
        if (get().sync.at === 'running') return
        stopper = new AbortController()
        set({ sync: { at: 'running', read: 0, total: null } })
        try {
          const stream = await companion.opportunities.sync({ full }, { signal: stopper.signal })
          for (;;) {
            const { done, value } = await stream.next()
            if (done) break
            set({ sync: { at: 'running', ...value } })
          }
          set({ sync: { at: 'idle' } })
        } catch (error) {
          const failure = failureOf(error)
          // Stopped by the person: what was read stays, and nothing failed.
          set({ sync: failure.code === 'request.cancelled' ? { at: 'idle' } : { at: 'failed', failure } })
        }
      },
      stopSync: () => stopper.abort(),
    }
  }
