import { useQuery } from '@tanstack/react-query'

import type { WorkflowCatalogue } from '#shared/contract/workflows'
import type { Failure } from '#shared/failure'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'
import { useStatus } from '../../data/use-status.ts'

export interface KnownCatalogue {
  /** Null while the profile is read. */
  readonly entries: WorkflowCatalogue['entries'] | null
  /** Why Stigg could not be asked for its triggers. */
  readonly failure: Failure | null
  readonly isAsking: boolean
  readonly askAgain: () => void
}

/** The profile's catalogue at once; which triggers Stigg has, as soon as it says so. */
export function useCatalogue(): KnownCatalogue {
  const queries = useQueries()
  const status = useStatus()
  const asked = useQuery(queries.workflows.catalogue.queryOptions({ retry: false }))
  const known = new Map(asked.data?.entries.map(({ workflow, isKnown }) => [workflow.triggerId, isKnown]))
  return {
    entries:
      status?.profile.rules.workflows.map((workflow) => ({
        workflow,
        isKnown: known.get(workflow.triggerId) ?? null,
      })) ?? null,
    failure: asked.error ? failureOf(asked.error) : null,
    isAsking: asked.isFetching,
    askAgain: () => void asked.refetch(),
  }
}
