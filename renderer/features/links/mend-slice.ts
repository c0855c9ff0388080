import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import type { MendLook, MendPreview, MendProgress } from '#shared/contract/links'
import type { Mend, MendStep } from '#shared/domain/link-mend'
import type { Failure } from '#shared/failure'

import { failureOf } from '../../data/failure-of.ts'

/** One mend that was looked at and can be done. */
export interface MendItem {
  readonly mend: Mend
  readonly preview: MendPreview
}

interface Carried {
  readonly items: readonly MendItem[]
  /** By the place of the item; those that had no turn are missing. */
  readonly progress: Readonly<Record<number, MendProgress>>
}

/** Where the mending of links is; it goes on whatever place of the window is shown. */
export type Mending =
  | { readonly at: 'idle' }
  | { readonly at: 'looking'; readonly mends: readonly Mend[] }
  | { readonly at: 'failed'; readonly mends: readonly Mend[]; readonly failure: Failure }
  | { readonly at: 'review'; readonly mends: readonly Mend[]; readonly looks: readonly MendLook[] }
  | ({ readonly at: 'running' } & Carried)
  | ({ readonly at: 'ended' } & Carried)

export interface MendSlice {
  readonly mending: Mending
  /** The sheet was put away while the mends go on. */
  readonly isMendHidden: boolean
  readonly hideMending: (hidden: boolean) => void
  /** Look at what mends would do; nothing is written. */
  readonly lookAtMends: (mends: readonly Mend[]) => Promise<void>
  /** Do those of the review that can be done. */
  readonly confirmMends: (typed: string | null) => Promise<void>
  /** Stop before the next one. */
  readonly stopMending: () => void
  readonly closeMending: () => void
}

const itemsOf = (looks: readonly MendLook[]): MendItem[] =>
  looks.flatMap(({ mend, preview }) => (preview ? [{ mend, preview }] : []))

/** The one under way when the rest was stopped: it is carried to its end, and told then. */
async function endOf(last: MendProgress & { readonly runId: string }, companion: Companion): Promise<MendProgress> {
  for (;;) {
    try {
      const { run } = await companion.runs.get({ runId: last.runId })
      const failure = run.steps.find((step) => step.failure !== null)?.failure ?? null
      if (run.state !== 'running') return { ...last, state: run.state, failure }
    } catch (error) {
      return { ...last, failure: failureOf(error) }
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

export const createMendSlice =
  (companion: Companion, mended: (steps: readonly MendStep[]) => void): StateCreator<MendSlice> =>
  (set, get) => {
    let stopper = new AbortController()
    const isUnderWay = (): boolean => get().mending.at === 'running'

    async function carryOut(items: readonly MendItem[], mends: readonly Mend[], typed: string | null): Promise<void> {
      let progress: Record<number, MendProgress> = {}
      const tell = (one: MendProgress): void => {
        progress = { ...progress, [one.index]: one }
        set({ mending: { at: 'running', items, progress } })
      }
      stopper = new AbortController()
      set({ mending: { at: 'running', items, progress } })
      try {
        const approved = items.map(({ mend, preview: { fingerprint } }) => ({ mend, fingerprint }))
        const stream = await companion.links.mend({ items: approved, typed }, { signal: stopper.signal })
        for (;;) {
          const { done, value } = await stream.next()
          if (done) break
          tell(value)
        }
        set({ mending: { at: 'ended', items, progress } })
      } catch (error) {
        const failure = failureOf(error)
        const last = Object.values(progress).findLast(({ state }) => state === 'running')
        if (last?.runId) tell(await endOf({ ...last, runId: last.runId }, companion))
        // Stopped by the person, or cut off in the middle: what was done is told all the same.
        const isOver = failure.code === 'request.cancelled' || Object.keys(progress).length > 0
        set({ mending: isOver ? { at: 'ended', items, progress } : { at: 'failed', mends, failure } })
      }
      mended(items.flatMap(({ preview }, index) => (progress[index]?.state === 'done' ? preview.steps : [])))
    }

    return {
      mending: { at: 'idle' },
      isMendHidden: false,
      hideMending: (isMendHidden) => set({ isMendHidden }),
      lookAtMends: async (mends) => {
        if (isUnderWay()) return
        set({ mending: { at: 'looking', mends }, isMendHidden: false })
        try {
          const looks = await companion.links.preview({ mends: [...mends] })
          set({ mending: { at: 'review', mends, looks } })
        } catch (error) {
          set({ mending: { at: 'failed', mends, failure: failureOf(error) } })
        }
      },
      confirmMends: async (typed) => {
        const { mending } = get()
        if (mending.at === 'review') await carryOut(itemsOf(mending.looks), mending.mends, typed)
      },
      stopMending: () => stopper.abort(),
      closeMending: () => {
        if (!isUnderWay()) set({ mending: { at: 'idle' } })
      },
    }
  }
