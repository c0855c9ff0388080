import type { StateCreator } from 'zustand'

import type { WorkspaceEvent } from '#shared/contract/workspace'

/** Newly won deals that a look found. */
type WonNews = Omit<Extract<WorkspaceEvent, { readonly type: 'deals.won' }>, 'type'>

export interface WatchSlice {
  /** What was found and that nobody has followed or put away; the newest find alone. */
  readonly wonNews: WonNews | null
  readonly tellWon: (news: WonNews | null) => void
}

export const createWatchSlice: StateCreator<WatchSlice> = (set) => ({
  wonNews: null,
  tellWon: (wonNews) => set({ wonNews }),
})
