import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import type { ProfileSummary } from '#shared/contract/profiles'

import { useQueries, useWindowNow } from '../../data/companion.tsx'

export interface KnownProfiles {
  readonly current: string
  readonly profiles: readonly ProfileSummary[]
}

/** How many profiles have a key of their own. */
export const mostKeys = 9

/** Read once; an event says when it became old. */
export const profilesAsked = (queries: ReturnType<typeof useQueries>) =>
  queries.profiles.list.queryOptions({ staleTime: Infinity })

/** The profiles of this machine in the order of their keys; undefined until they are known. */
export function useProfiles(): KnownProfiles | undefined {
  const queries = useQueries()
  const { keepViewsOf } = useWindowNow()
  const known = useQuery(profilesAsked(queries)).data
  useEffect(() => {
    // What the window remembers of a profile goes with it.
    if (known && known.profiles.length > 0) keepViewsOf(known.profiles.map(({ id }) => id))
  }, [known, keepViewsOf])
  return known
}
