import type { StateCreator } from 'zustand'

import type { Notice } from '#shared/domain/notice'
import type { Release } from '#shared/domain/update'

/** Notices on the page at once; the oldest goes. */
const most = 3

export interface NoticesSlice {
  /** What the person is told of and has not put away, the newest last. */
  readonly notices: readonly Notice[]
  readonly tellNotice: (notice: Notice) => void
  readonly dismissNotice: (notice: Notice) => void
  /** A newer version that the person was not told of before. */
  readonly newRelease: Release | null
  readonly tellRelease: (release: Release | null) => void
}

export const createNoticesSlice: StateCreator<NoticesSlice> = (set, get) => ({
  notices: [],
  tellNotice(notice) {
    // Two notices that lead to the same place are one: the newer.
    const others = get().notices.filter(({ path }) => path !== notice.path)
    set({ notices: [...others, notice].slice(-most) })
  },
  dismissNotice: (notice) => set({ notices: get().notices.filter((each) => each !== notice) }),
  newRelease: null,
  tellRelease: (release) => set({ newRelease: release }),
})
