import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'

import type { FoundRecord, LinkSearch } from '#shared/contract/links'
import type { Failure } from '#shared/failure'

import { useQueries } from '../../data/companion.tsx'
import { failureOf } from '../../data/failure-of.ts'

export interface Search {
  readonly asked: LinkSearch['asked']
  /** What this machine knows; of an earlier text as long as `waiting`. */
  readonly here: readonly FoundRecord[]
  /** What the services know beyond that. */
  readonly beyond: readonly FoundRecord[]
  readonly silent: LinkSearch['silent']
  /** Why the text is no record of this profile. */
  readonly failure: Failure | null
  /** This machine has not answered this text yet. */
  readonly waiting: boolean
  /** The services have not answered this text yet. */
  readonly asking: boolean
}

const keyOf = ({ kind, id }: FoundRecord): string => `${kind}:${id}`

/** What a text means: this machine's answer at once, and, where it says so, the services' once the person has stopped typing. */
export function useSearch(text: string): Search {
  const queries = useQueries()
  const wanted = text.trim()
  const [settled] = useDebouncedValue(wanted, 80)
  const [rested] = useDebouncedValue(wanted, 300)
  const here = useQuery(
    queries.links.search.queryOptions({
      input: settled === '' ? skipToken : { text: settled, reach: 'here' },
      placeholderData: keepPreviousData,
      retry: false,
    }),
  )
  const isCurrent = wanted === settled && !here.isPlaceholderData
  const more = isCurrent && here.data?.more === true
  const services = useQuery(
    queries.links.search.queryOptions({
      input: more && rested === wanted ? { text: rested, reach: 'services' } : skipToken,
      retry: false,
    }),
  )
  const known = wanted === '' ? [] : (here.data?.found ?? [])
  const knownKeys = new Set(known.map(keyOf))
  const isAnswered = more && rested === wanted && (services.isSuccess || services.isError)
  const answer = isAnswered ? services.data : undefined
  const error = here.error ?? (isAnswered ? services.error : null)
  return {
    asked: here.data?.asked ?? 'words',
    here: known,
    beyond: (answer?.found ?? []).filter((found) => !knownKeys.has(keyOf(found))),
    silent: answer?.silent ?? [],
    failure: error && isCurrent ? failureOf(error) : null,
    waiting: wanted !== '' && (!isCurrent || here.isPending),
    asking: more && !isAnswered,
  }
}

/**
 * The record that is meant beyond doubt: the only one, or the only one of exactly that name or ID. Null where a person
 * has to choose.
 */
export function theOne(found: readonly FoundRecord[], text: string): FoundRecord | null {
  const [only, ...others] = found
  if (only && others.length === 0) return only
  const said = text.trim().toLowerCase()
  const exact = found.filter(({ id, name }) => id.toLowerCase() === said || name?.toLowerCase() === said)
  return exact.length === 1 ? (exact[0] ?? null) : null
}
