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
})
export type WindowState = z.infer<typeof WindowState>

const usual: WindowState = { width: 1440, height: 900, maximized: false }

const overlaps = (state: WindowState, area: Rectangle): boolean =>
  state.x !== undefined &&
  state.y !== undefined &&
  state.x < area.x + area.width &&
  state.x + state.width > area.x &&
  state.y >= area.y &&
  state.y < area.y + area.height

/** Where the window was; its size alone where that place is on no screen any more, and the usual one at first. */
export function recallWindow(file: KeyedFile, screens: readonly Rectangle[]): WindowState {
  const kept = WindowState.safeParse(file.get('window'))
  if (!kept.success) return usual
  if (screens.some((area) => overlaps(kept.data, area))) return kept.data
  const { width, height, maximized } = kept.data
  return { width, height, maximized }
}

export const keepWindow = (file: KeyedFile, bounds: Rectangle, maximized: boolean): void =>
  file.set('window', { ...bounds, maximized })
