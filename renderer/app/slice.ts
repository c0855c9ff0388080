import type { StateCreator } from 'zustand'

/** What floats above every page. */
type Overlay = 'none' | 'palette' | 'shortcuts' | 'diagnostics'

export interface ChromeSlice {
  readonly overlay: Overlay
  readonly showOverlay: (overlay: Overlay) => void
  /** What screen readers are told next. */
  readonly announcement: string
  readonly announce: (text: string) => void
}

export const createChromeSlice: StateCreator<ChromeSlice> = (set) => ({
  overlay: 'none',
  showOverlay: (overlay) => set({ overlay }),
  announcement: '',
  announce: (announcement) => set({ announcement }),
})
