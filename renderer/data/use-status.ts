import { useQuery } from '@tanstack/react-query'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { Day } from '#shared/domain/opportunity'

import { dayOf } from '../ui/dates.ts'
import { useQueries } from './companion.tsx'

/** The workspace's status; undefined while the first answer is on its way. */
export function useStatus(): WorkspaceStatus | undefined {
  const queries = useQueries()
  return useQuery(queries.workspace.status.queryOptions({ staleTime: Infinity })).data
}

/** The org's time zone and its calendar day; the machine's own until the org is known. */
export function useOrgTime(): { readonly timeZone: string; readonly today: Day } {
  const org = useStatus()?.salesforce.org
  const timeZone = org?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return { timeZone, today: dayOf(new Date(), timeZone) }
}
