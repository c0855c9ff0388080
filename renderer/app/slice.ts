import type { StateCreator } from 'zustand'

/** What floats above every page. */
type Overlay = 'none' | 'palette' | 'shortcuts'

export interface ChromeSlice {
  readonly overlay: Overlay
  readonly showOverlay: (overlay: Overlay) => void
  /** A mixed pair of services writes only after somebody said so, once per session. */
  readonly mixedPairConfirmed: boolean
  readonly confirmMixedPair: () => void
  /** What screen readers are told next. */
  readonly announcement: string
  readonly announce: (text: string) => void
}

export const createChromeSlice: StateCreator<ChromeSlice> = (set) => ({
  overlay: 'none',
  showOverlay: (overlay) => set({ overlay }),
  mixedPairConfirmed: false,
  confirmMixedPair: () => set({ mixedPairConfirmed: true }),
  announcement: '',
  announce: (announcement) => set({ announcement }),
})
