import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation } from 'wouter'

import { assertNever } from '#shared/assert-never'
import type { Companion } from '#shared/contract/index'
import type { WorkspaceEvent } from '#shared/contract/workspace'

import { useCompanion, useQueries } from './companion.tsx'

/** Read the queries that an event made old again. Previews are live reads: only the deal's own is read again. */
function invalidate(
  queryClient: QueryClient,
  queries: ReturnType<typeof useQueries>,
  event: WorkspaceEvent,
): Promise<unknown> {
  const again = (queryKey: readonly unknown[]) => queryClient.invalidateQueries({ queryKey })
  switch (event.type) {
    case 'status.changed':
      return again(queries.workspace.status.key())
    case 'mirror.changed':
      return Promise.all([again(queries.opportunities.list.key()), again(queries.opportunities.facets.key())])
    case 'run.changed':
      return Promise.all([
        again(queries.runs.key()),
        again(queries.opportunities.list.key()),
        again(queries.workspace.status.key()),
        again(queries.provisioning.preview.key({ input: { opportunityId: event.opportunityId } })),
      ])
    case 'bulk.changed':
      return again(queries.bulk.list.key())
    case 'link.opened':
      return Promise.resolve()
    default:
      return assertNever(event)
  }
}

const pauseMs = 1500

/** Events one after another until aborted; opened again after a pause where the stream broke. */
async function* watchWorkspace(companion: Companion, signal: AbortSignal): AsyncGenerator<WorkspaceEvent> {
  while (!signal.aborted) {
    try {
      yield* await companion.workspace.watch(undefined, { signal })
    } catch {
      // A broken stream is opened again below; calls that matter report the failure themselves.
    }
    if (signal.aborted) return
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    // What happened meanwhile was not heard: look at everything once.
    yield { type: 'status.changed' }
  }
}

/** Follow what happens in the core for as long as the window is open. */
export function useWatch(): void {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  useEffect(() => {
    const stop = new AbortController()
    void eachEvent(watchWorkspace(companion, stop.signal), (event) => {
      if (event.type === 'link.opened') navigate(event.path)
      void invalidate(queryClient, queries, event)
    })
    return () => stop.abort()
  }, [companion, queries, queryClient, navigate])
}

async function eachEvent(events: AsyncIterable<WorkspaceEvent>, act: (event: WorkspaceEvent) => void): Promise<void> {
  for await (const event of events) act(event)
}
