import { createORPCClient } from '@orpc/client'

import type { Companion } from '#shared/contract/index'

import { receivePort } from './electron-port.ts'
import { followStartLinks, forgetSession, openSession, type Page } from './session.ts'

export type Connected =
  | { readonly at: 'connected'; readonly companion: Companion }
  | { readonly at: 'lost'; readonly why: 'no-token' | 'refused' | 'gone' }

/** Electron serves the page under its own scheme; everything else is a browser. Nothing else knows which host runs. */
const isElectron = (location: Pick<Location, 'protocol'>): boolean => location.protocol === 'app:'

/**
 * Reach the core: over the port of Electron's preload, or over HTTP with the session's token.
 * @param onLost called when a host that was reached no longer takes our token (it was started anew)
 */
export async function connect(window: Window, onLost: () => void): Promise<Connected> {
  if (isElectron(window.location)) {
    const { RPCLink } = await import('@orpc/client/message-port')
    const port = await receivePort(window)
    return { at: 'connected', companion: createORPCClient<Companion>(new RPCLink({ port })) }
  }
  followStartLinks(window)
  const page: Page = {
    location: window.location,
    history: window.history,
    storage: window.sessionStorage,
    fetch: window.fetch.bind(window),
  }
  const session = await openSession(page)
  if (session.at === 'lost') return session
  const { RPCLink } = await import('@orpc/client/fetch')
  /** Which profile this page was loaded for, as the first answer counts it: the host takes no call for another. */
  let loadedFor: string | null = null
  const link = new RPCLink({
    url: `${window.location.origin}/rpc`,
    headers: () => ({
      'x-companion-token': session.token,
      ...(loadedFor === null ? {} : { 'x-companion-open': loadedFor }),
    }),
    fetch: async (request, init) => {
      const response = await window.fetch(request, init)
      loadedFor ??= response.headers.get('x-companion-open')
      if (response.status === 401) {
        forgetSession(page)
        onLost()
      }
      return response
    },
  })
  return { at: 'connected', companion: createORPCClient<Companion>(link) }
}
