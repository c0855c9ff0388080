import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import type { Failure } from '#shared/failure'

import { failureOf } from '../../data/failure-of.ts'
import type { WindowState } from '../../data/store.ts'
import { halfDone } from './half-done.ts'

/** Another profile that a person has asked for. */
interface Wanted {
  readonly id: string
  readonly name: string
  /** A link of this app that is followed there. */
  readonly link?: string
}

/** A link that was followed and is of another org or environment than this profile. */
interface StrayLink {
  readonly link: string
  /** Null where no profile on this machine has both. */
  readonly profile: { readonly id: string; readonly name: string } | null
}

type Switching =
  | { readonly at: 'idle' }
  /** Something is half done, or it was refused: a person decides. */
  | {
      readonly at: 'asking'
      readonly wanted: Wanted
      readonly lost: readonly string[]
      readonly failure: Failure | null
    }
  | { readonly at: 'opening'; readonly wanted: Wanted }

export interface SwitchSlice {
  /** What is half done in parts of the window that keep it to themselves, in words. */
  readonly held: readonly string[]
  /** @returns lets go of it again */
  readonly hold: (what: string) => () => void
  readonly switching: Switching
  /** Go to another profile: at once where nothing is half done, and after asking where something is. */
  readonly askProfile: (wanted: Wanted) => Promise<void>
  /** Go there whatever is half done. `stopRuns`: a run under way ends after its step, and is offered again later. */
  readonly openProfile: (wanted: Wanted, stopRuns: boolean) => Promise<void>
  readonly stayHere: () => void
  readonly strayLink: StrayLink | null
  readonly askAboutLink: (link: StrayLink | null) => void
  /** The profile that is open is being removed here: what came of it is told before the page loads again. */
  readonly isRemoving: boolean
  readonly setRemoving: (isRemoving: boolean) => void
}

/** @param leave loads the page for the profile that is open now */
export const createSwitchSlice =
  (companion: Companion, leave: () => void): StateCreator<WindowState, [], [], SwitchSlice> =>
  (set, get) => ({
    held: [],
    hold(what) {
      set(({ held }) => ({ held: [...held, what] }))
      return () =>
        set(({ held }) => {
          const at = held.indexOf(what)
          return { held: held.filter((_, index) => index !== at) }
        })
    },
    switching: { at: 'idle' },
    async askProfile(wanted) {
      if (get().switching.at !== 'idle') return
      const lost = halfDone(get())
      if (lost.length > 0) set({ switching: { at: 'asking', wanted, lost, failure: null } })
      else await get().openProfile(wanted, false)
    },
    async openProfile(wanted, stopRuns) {
      set({ switching: { at: 'opening', wanted } })
      try {
        // What was typed a moment ago is of the profile that is left, and is kept with it.
        await get().flushEdits()
        const { id, link } = wanted
        await companion.profiles.open({ id, stopRuns, ...(link === undefined ? {} : { link }) })
        leave()
      } catch (error) {
        set({ switching: { at: 'asking', wanted, lost: halfDone(get()), failure: failureOf(error) } })
      }
    },
    stayHere: () => set({ switching: { at: 'idle' } }),
    strayLink: null,
    askAboutLink: (strayLink) => set({ strayLink }),
    isRemoving: false,
    setRemoving: (isRemoving) => set({ isRemoving }),
  })
