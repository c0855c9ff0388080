import type { WebFrameMain } from 'electron'

export const pageScheme = 'app'
export const pageOrigin = 'app://companion'

/** Whether an address is one of our own page. The slash matters: `app://companion.evil/` is not. */
export const isOwnAddress = (url: string): boolean => url === pageOrigin || url.startsWith(`${pageOrigin}/`)

/** Whether a message came from our own page, in the window itself and not in a frame within it. */
export function isOwnPage(frame: Pick<WebFrameMain, 'origin' | 'parent'> | null): boolean {
  try {
    return frame !== null && frame.parent === null && frame.origin === pageOrigin
  } catch {
    return false // The frame is gone already, and Electron throws at whoever asks it something.
  }
}
