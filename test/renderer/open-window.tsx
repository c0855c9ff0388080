import { render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'

import { App } from '#renderer/app/App.tsx'

import { aWorld, createFakeCompanion, type World } from './companion.ts'

/** The whole window over a fake core, at a path, with a person who types and clicks. */
export function openWindow(vary: Partial<World> = {}, path = '/inbox'): { world: World; person: UserEvent } {
  window.localStorage.clear()
  window.history.replaceState(null, '', path)
  const world = aWorld(vary)
  render(<App connected={{ at: 'connected', companion: createFakeCompanion(world) }} />)
  return { world, person: userEvent.setup() }
}
