import { useQuery } from '@tanstack/react-query'

import type { WorkspaceStatus } from '#shared/contract/workspace'
import type { Day } from '#shared/domain/opportunity'

import { dayOf } from '../ui/dates.ts'
import { useQueries } from './companion.tsx'
import { useNow } from './use-now.ts'

/** The workspace's status; undefined while the first answer is on its way. */
export function useStatus(): WorkspaceStatus | undefined {
  const queries = useQueries()
  return useQuery(queries.workspace.status.queryOptions({ staleTime: Infinity })).data
}

export interface OrgTime {
  /** IANA name. */
  readonly timeZone: string
  readonly today: Day
  readonly now: Date
}

/** The org's time zone and its calendar day; the machine's own until the org is known. */
export function useOrgTime(): OrgTime {
  const now = useNow()
  const org = useStatus()?.salesforce.org
  const timeZone = org?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  return { timeZone, today: dayOf(now, timeZone), now }
}
