import { useQuery } from '@tanstack/react-query'

import type { WatchStatus } from '#shared/contract/watch'

import { useQueries } from '../../data/companion.tsx'

/** The app's own requests move the figures without an event. */
const againMs = 30_000

/** How the watch stands; undefined while the first answer is on its way. */
export function useWatchStatus(): WatchStatus | undefined {
  const queries = useQueries()
  return useQuery(queries.watch.status.queryOptions({ staleTime: Infinity, refetchInterval: againMs })).data
}
