import { useQuery } from '@tanstack/react-query'
import { IconStack2 } from '@tabler/icons-react'
import { Link } from 'wouter'

import type { BulkSummary } from '#shared/domain/bulk'

import { useQueries } from '../../data/companion.tsx'
import { Strip } from '../../ui/Strip.tsx'
import strip from '../../ui/Strip.module.css'
import { plural } from '../../words/facts.ts'

const lookAgainMs = 2_000
const isOpen = ({ state }: BulkSummary): boolean => state !== 'done' && state !== 'cancelled'

const say = ({ state, counts }: BulkSummary): string => {
  const far = `${counts.done} of ${plural(counts.total, 'deal')} done`
  if (state === 'running') return `Provisioning in bulk: ${far}.`
  if (state === 'interrupted') return `A bulk run was interrupted and can go on: ${far}.`
  return `A bulk run is paused: ${far}.`
}

/** The bulk runs that are not over, above every page but their own. */
export function BulkStrip({ path }: { readonly path: string }) {
  const queries = useQueries()
  const bulks = useQuery(
    queries.bulk.list.queryOptions({
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data?.some((bulk) => bulk.state === 'running') ? lookAgainMs : false),
    }),
  ).data
  return (
    <>
      {(bulks ?? [])
        .filter((bulk) => isOpen(bulk) && path !== `/bulk/${bulk.id}`)
        .map((bulk) => (
          <Strip
            key={bulk.id}
            tone="in-flight"
            icon={<IconStack2 size={15} aria-hidden />}
            text={say(bulk)}
            spoken={false}
          >
            <Link href={`/bulk/${bulk.id}`} className={strip.link}>
              Show
            </Link>
          </Strip>
        ))}
    </>
  )
}
