import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import type { DriftProgress } from '#shared/contract/drift'
import type { Failure } from '#shared/failure'

import { failureOf } from '../../data/failure-of.ts'

/** Checking for drift; goes on whatever place of the window is shown. */
type Checking =
  | { readonly at: 'idle' }
  | { readonly at: 'running'; readonly progress: DriftProgress }
  | { readonly at: 'failed'; readonly failure: Failure }

export interface DriftSlice {
  readonly checking: Checking
  /** What a check by the clock found that nobody has looked at. */
  readonly driftNews: { readonly customers: number; readonly fresh: number } | null
  /** Resolves when it has ended, well or not. Where one is under way, it is followed. */
  readonly checkDrift: () => Promise<void>
  /** Follow a check that is under way already; none is begun. */
  readonly followDrift: () => Promise<void>
  readonly stopChecking: () => void
  readonly tellDrift: (news: DriftSlice['driftNews']) => void
}

export const createDriftSlice =
  (companion: Companion): StateCreator<DriftSlice> =>
  (set, get) => {
    let stopper = new AbortController()
    return {
      checking: { at: 'idle' },
      driftNews: null,
      checkDrift: async () => {
        if (get().checking.at === 'running') return
        stopper = new AbortController()
        set({ checking: { at: 'running', progress: { done: 0, total: 0, differing: 0 } } })
        try {
          const stream = await companion.drift.check(undefined, { signal: stopper.signal })
          for await (const progress of stream) set({ checking: { at: 'running', progress } })
          set({ checking: { at: 'idle' } })
        } catch (error) {
          const failure = failureOf(error)
          // Stopped by the person: what was found before stays, and nothing failed.
          set({ checking: failure.code === 'request.cancelled' ? { at: 'idle' } : { at: 'failed', failure } })
        }
      },
      followDrift: async () => {
        try {
          const { progress } = await companion.drift.last()
          if (progress !== null) await get().checkDrift()
        } catch {
          // What keeps the last result from being told is shown by the page, which asks for the same.
        }
      },
      stopChecking: () => stopper.abort(),
      tellDrift: (driftNews) => set({ driftNews }),
    }
  }
