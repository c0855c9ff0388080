import type { DealQuery } from '#shared/contract/opportunities'
import type { Day } from '#shared/domain/opportunity'

import { closedFrom } from './closed-range.ts'
import type { InboxFilter, InboxView } from './slice.ts'

export type DealsAsked = Omit<DealQuery, 'offset' | 'limit'>

/** What the list asks of the mirror. @param today the org's calendar day */
export function queryOf(filter: InboxFilter, view: InboxView, today: Day): DealsAsked {
  const from = closedFrom(filter.closed, today)
  return {
    search: filter.search.trim(),
    states: filter.state === null ? [] : [filter.state],
    stages: [...filter.stages],
    owners: [...filter.owners],
    sort: { ...view.sort },
    ...(from === undefined ? {} : { closedFrom: from }),
  }
}

/** Whether anything but the state's tab narrows the list. */
export const isNarrowed = ({ search, stages, owners, closed }: InboxFilter): boolean =>
  search.trim() !== '' || stages.length > 0 || owners.length > 0 || closed !== 'any'
