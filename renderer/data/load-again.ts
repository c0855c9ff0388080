import { letGo } from '../features/profiles/half-done.ts'
import type { WindowState } from './store.ts'

/**
 * Load the page for the profile that is open now: nothing of what the window holds is of it. A window that tells what came
 * of a removal waits until that was read.
 */
export function loadAgain(state: WindowState): void {
  if (state.isRemoving) return
  letGo(state)
  // After it was drawn again: a page that holds unsaved rules would ask whether it may be left.
  setTimeout(() => window.location.assign('/'), 0)
}
