import { QueryClient } from '@tanstack/react-query'

import { remedyFor } from '#shared/failure'

import { failureOf } from './failure-of.ts'

/**
 * What the core knows, cached. The core is on this machine, so there is no "offline" for it; it retries the services
 * itself, so the window asks again only where the core itself could not be reached.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 20_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => {
          const failure = failureOf(error)
          return count < 2 && failure.code === 'host.unavailable' && remedyFor(failure) === 'repeat'
        },
        retryDelay: 400,
      },
      mutations: { networkMode: 'always' },
    },
  })
