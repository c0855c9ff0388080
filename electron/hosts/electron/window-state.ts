import type { Rectangle } from 'electron'
import { z } from 'zod'

import type { KeyedFile } from '#adapters/settings/create-settings'

const Size = z.number().int().positive().max(20_000)
const Place = z.number().int().min(-50_000).max(50_000)
const WindowState = z.object({
  width: Size,
  height: Size,
  x: Place.exactOptional(),
  y: Place.exactOptional(),
  maximized: z.boolean(),
  /** Steps of Chromium's zoom; 0 = 100 %. */
  zoom: z.number().min(-5).max(5).default(0),
})
export type WindowState = z.infer<typeof WindowState>

const usual: WindowState = { width: 1440, height: 900, maximized: false, zoom: 0 }

/** How much of the title bar has to be on a screen, so that the window can be taken hold of. */
const grip = { width: 120, height: 40 }

const canBeGrasped = ({ x, y, width }: WindowState, area: Rectangle): boolean => {
  if (x === undefined || y === undefined) return false
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return visible >= Math.min(grip.width, width) && y >= area.y && y <= area.y + area.height - grip.height
}

/** No larger than the screen that it is on: one of another machine's resolution may have been kept. */
const within = (state: WindowState, area: Rectangle): WindowState => ({
  ...state,
  width: Math.min(state.width, area.width),
  height: Math.min(state.height, area.height),
})

/**
 * Where the window was; its size alone where its title bar would be on no screen, and the usual one at first.
 * @param screens what of each display can be used, the primary one first
 */
export function recallWindow(file: KeyedFile, screens: readonly Rectangle[]): WindowState {
  const kept = WindowState.safeParse(file.get('window'))
  const [primary] = screens
  if (!kept.success) return primary ? within(usual, primary) : usual
  const graspable = screens.filter((screen) => canBeGrasped(kept.data, screen))
  // The screen of its upper left corner, where that is one of them.
  const area =
    graspable.find(({ x, width }) => x <= (kept.data.x ?? 0) && (kept.data.x ?? 0) < x + width) ?? graspable[0]
  if (area) return within(kept.data, area)
  const { width, height, maximized, zoom } = kept.data
  const placeless = { width, height, maximized, zoom }
  return primary ? within(placeless, primary) : placeless
}

export const keepWindow = (file: KeyedFile, bounds: Rectangle, more: Pick<WindowState, 'maximized' | 'zoom'>): void =>
  file.set('window', { ...bounds, ...more })
