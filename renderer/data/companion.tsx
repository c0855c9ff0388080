import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { createContext, use, useMemo, type ReactNode } from 'react'
import { useStore } from 'zustand'

import type { Companion } from '#shared/contract/index'

import type { WindowState, WindowStore } from './store.ts'

/** Named: written out, the type is longer than the compiler puts down. */
const queriesOf = (companion: Companion): RouterUtils<Companion> => createTanstackQueryUtils(companion)

interface Reach {
  readonly companion: Companion
  readonly queries: ReturnType<typeof queriesOf>
  readonly store: WindowStore
}

const Context = createContext<Reach | null>(null)

/** Gives the window its client, its queries and its store. Tests and the gallery give their own. */
export function CompanionProvider(props: {
  readonly companion: Companion
  readonly store: WindowStore
  readonly queryClient: QueryClient
  readonly children: ReactNode
}) {
  const { companion, store } = props
  const reach = useMemo(() => ({ companion, store, queries: queriesOf(companion) }), [companion, store])
  return (
    <QueryClientProvider client={props.queryClient}>
      <Context value={reach}>{props.children}</Context>
    </QueryClientProvider>
  )
}

function useReach(): Reach {
  const reach = use(Context)
  if (!reach) throw new Error('CompanionProvider is missing above this component')
  return reach
}

export const useCompanion = (): Companion => useReach().companion
export const useQueries = (): Reach['queries'] => useReach().queries
/** Read the window's own state through a selector. */
export const useWindow = <T,>(select: (state: WindowState) => T): T => useStore(useReach().store, select)

/** What can be done to the window's own state, and its values at this moment, without being drawn again by any change. */
export const useWindowNow = (): WindowState => useReach().store.getState()
