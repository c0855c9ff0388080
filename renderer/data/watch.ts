import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useLocation } from 'wouter'

import { assertNever } from '#shared/assert-never'
import type { Companion } from '#shared/contract/index'
import type { WorkspaceEvent } from '#shared/contract/workspace'
import type { CommandName } from '#shared/domain/commands'

import { sayDriftFound } from '../words/drift.ts'
import { sayWonDeals } from '../words/watch.ts'
import { useCompanion, useQueries, useWindowStore } from './companion.tsx'
import { failureOf } from './failure-of.ts'
import { paced } from './paced.ts'
import { loadAgain } from './load-again.ts'

/** Read the queries that an event made old again. Previews are live reads: only the deal's own is read again. */
function invalidate(
  readAgain: (queryKey: readonly unknown[]) => void,
  queries: ReturnType<typeof useQueries>,
  event: WorkspaceEvent,
): void {
  const again = (...keys: readonly (readonly unknown[])[]): void => {
    for (const key of keys) readAgain(key)
  }
  switch (event.type) {
    case 'status.changed':
      return again(
        queries.workspace.status.key(),
        queries.app.settings.key(),
        queries.app.updates.key(),
        queries.profiles.list.key(),
        queries.profiles.connection.key(),
      )
    case 'mirror.changed':
      return again(
        queries.opportunities.list.key(),
        queries.opportunities.facets.key(),
        queries.customers.deals.key(),
        queries.watch.status.key(),
      )
    case 'run.changed':
      return again(
        queries.runs.key(),
        queries.opportunities.list.key(),
        queries.customers.deals.key(),
        queries.workspace.status.key(),
        queries.provisioning.preview.key({ input: { opportunityId: event.opportunityId } }),
      )
    case 'bulk.changed':
      return again(queries.bulk.list.key())
    case 'drift.checked':
      return again(queries.drift.last.key(), queries.opportunities.list.key())
    case 'update.available':
      return again(queries.app.updates.key(), queries.app.settings.key())
    case 'link.opened':
    case 'command':
    case 'notice.told':
    case 'link.elsewhere':
    case 'profile.opened':
      return
    case 'deals.won':
    case 'watch.changed':
      return again(queries.watch.status.key())
    default:
      return assertNever(event)
  }
}

const pauseMs = 1500
/** What is shown is read no more often than this while many deals move. */
const readAgainMs = 400

/** Events one after another until aborted; opened again after a pause where the stream broke. */
async function* watchWorkspace(companion: Companion, signal: AbortSignal): AsyncGenerator<WorkspaceEvent> {
  while (!signal.aborted) {
    try {
      yield* await companion.workspace.watch(undefined, { signal })
    } catch (error) {
      // The news that another profile was opened was missed: this page is of none that is open.
      if (failureOf(error).code === 'profile.closed') yield { type: 'profile.opened' }
      // Otherwise the broken stream is opened again below; calls that matter report the failure themselves.
    }
    if (signal.aborted) return
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    // What happened meanwhile was not heard: look at everything once.
    yield { type: 'status.changed' }
  }
}

/**
 * Follow what happens in the core for as long as the window is open.
 * @param run does what was chosen from the desktop's menu
 */
export function useWatch(run: (name: CommandName) => void): void {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const [path, navigate] = useLocation()
  const store = useWindowStore()
  const { announce, tellDrift, tellNotice, tellRelease, tellWon, askAboutLink } = store.getState()
  const react = useEffectEvent((event: WorkspaceEvent): void => {
    // What the page shows now is the end of a profile that is not open any more.
    if (store.getState().isRemoving) return
    if (event.type === 'link.opened') navigate(event.path)
    if (event.type === 'command') run(event.name)
    // Nothing of what the window holds is of the profile that is open now.
    if (event.type === 'profile.opened') loadAgain(store.getState())
    if (event.type === 'link.elsewhere') askAboutLink({ link: event.link, profile: event.profile })
    if (event.type === 'update.available') tellRelease(event.release)
    // Drift and deals that were won are told by events of their own; whoever is at the place already sees it.
    if (event.type === 'notice.told' && event.notice.category === 'attention' && event.notice.path !== path) {
      tellNotice(event.notice)
      announce(`${event.notice.title}. ${event.notice.body}`)
    }
    if (event.type === 'drift.checked' && event.bySchedule && event.fresh > 0) {
      tellDrift({ customers: event.customers, fresh: event.fresh })
      announce(sayDriftFound(event.customers, event.fresh))
    }
    if (event.type === 'deals.won') {
      tellWon(event)
      announce(sayWonDeals(event))
    }
  })
  useEffect(() => {
    const stop = new AbortController()
    const readAgain = paced(
      (queryKey: readonly unknown[]) => void queryClient.invalidateQueries({ queryKey }),
      readAgainMs,
    )
    void eachEvent(watchWorkspace(companion, stop.signal), (event) => {
      react(event)
      if (!store.getState().isRemoving) invalidate(readAgain, queries, event)
    })
    return () => stop.abort()
  }, [companion, queries, queryClient, store])
}

async function eachEvent(events: AsyncIterable<WorkspaceEvent>, act: (event: WorkspaceEvent) => void): Promise<void> {
  for await (const event of events) act(event)
}
