import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import type { Failure } from '#shared/failure'

import { failureOf } from '../../data/failure-of.ts'

/** Where a sign-in stands. Only one is under way at a time. */
type SigningIn =
  | { readonly at: 'idle' | 'starting' }
  | {
      readonly at: 'waiting'
      readonly authorizeUrl: string
      readonly waitsUntil: string
      /** Answers that came home and belong to no sign-in that is under way. */
      readonly strays: number
      /** The newest error that came home without saying which sign-in it is of. */
      readonly unmarked: { readonly error: string; readonly description: string } | null
    }
  | { readonly at: 'failed'; readonly failure: Failure }
  | { readonly at: 'done'; readonly username: string; readonly before: string | null }

export interface SignInSlice {
  readonly signingIn: SigningIn
  /** @param switchUser let Salesforce ask who it is, whoever the browser remembers */
  readonly startSignIn: (switchUser?: boolean) => Promise<void>
  /** Give up what is under way, or leave what it came to. */
  readonly leaveSignIn: () => void
  /** The question before signing out is shown. */
  readonly signingOut: boolean
  readonly askSignOut: (asking: boolean) => void
}

const openTab = (url: string): void => void window.open(url, '_blank', 'noreferrer')

/** @param open shows an address in the system's browser */
export const createSignInSlice =
  (companion: Companion, open: (url: string) => void = openTab): StateCreator<SignInSlice> =>
  (set, get) => {
    let stopper = new AbortController()
    return {
      signingIn: { at: 'idle' },
      signingOut: false,
      askSignOut: (signingOut) => set({ signingOut }),
      startSignIn: async (switchUser = false) => {
        const { at } = get().signingIn
        if (at === 'starting' || at === 'waiting') return
        const own = new AbortController()
        stopper = own
        const tell = (signingIn: SigningIn): void => {
          if (!own.signal.aborted) set({ signingIn })
        }
        tell({ at: 'starting' })
        try {
          const stream = await companion.workspace.signIn({ switchUser }, { signal: own.signal })
          for (;;) {
            const { done, value } = await stream.next()
            if (done) {
              tell({ at: 'done', ...value })
              return
            }
            const isFirst = get().signingIn.at === 'starting'
            tell({ at: 'waiting', ...value })
            if (isFirst && !own.signal.aborted) open(value.authorizeUrl)
          }
        } catch (error) {
          const failure = failureOf(error)
          // Given up by the person: nothing failed. One that a newer sign-in ended in another window did.
          tell({ at: 'failed', failure })
        }
      },
      leaveSignIn() {
        stopper.abort()
        set({ signingIn: { at: 'idle' } })
      },
    }
  }
