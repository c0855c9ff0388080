import type { StateCreator } from 'zustand'

import type { SortKey } from '#shared/contract/opportunities'
import type { DealState } from '#shared/domain/deal-state'

import type { ClosedRange } from './closed-range.ts'
import { defaultColumns, type ColumnId } from './column-ids.ts'

/** What the list is narrowed to. `state` null = all. */
export interface InboxFilter {
  readonly search: string
  readonly state: DealState | null
  readonly stages: readonly string[]
  readonly owners: readonly string[]
  readonly closed: ClosedRange
}

/** How the list looks; remembered per profile. */
export interface InboxView {
  readonly sort: { readonly by: SortKey; readonly descending: boolean }
  readonly columns: readonly ColumnId[]
}

export const noFilter: InboxFilter = { search: '', state: null, stages: [], owners: [], closed: 'any' }
export const defaultView: InboxView = { sort: { by: 'closeDate', descending: true }, columns: defaultColumns }

export interface InboxSlice {
  readonly filter: InboxFilter
  readonly views: Readonly<Record<string, InboxView>>
  /** The row that the keyboard is on, by position and by deal, and how far the list was scrolled. */
  readonly cursor: { readonly index: number; readonly id: string | null }
  readonly scrollTop: number
  readonly narrow: (change: Partial<InboxFilter>) => void
  readonly clearFilter: () => void
  readonly arrange: (profileId: string, change: Partial<InboxView>) => void
  /** Forget how the lists of profiles look that are not on this machine any more. */
  readonly keepViewsOf: (profileIds: readonly string[]) => void
  readonly moveCursor: (index: number, id: string | null) => void
  readonly keepScroll: (scrollTop: number) => void
}

export const createInboxSlice: StateCreator<InboxSlice> = (set) => ({
  filter: noFilter,
  views: {},
  cursor: { index: 0, id: null },
  scrollTop: 0,
  narrow: (change) =>
    set(({ filter }) => ({ filter: { ...filter, ...change }, cursor: { index: 0, id: null }, scrollTop: 0 })),
  clearFilter: () => set({ filter: noFilter, cursor: { index: 0, id: null }, scrollTop: 0 }),
  arrange: (profileId, change) =>
    set(({ views }) => ({ views: { ...views, [profileId]: { ...(views[profileId] ?? defaultView), ...change } } })),
  keepViewsOf: (profileIds) =>
    set((state) => {
      const kept = Object.entries(state.views).filter(([id]) => profileIds.includes(id))
      return kept.length === Object.keys(state.views).length ? state : { views: Object.fromEntries(kept) }
    }),
  moveCursor: (index, id) => set({ cursor: { index, id } }),
  keepScroll: (scrollTop) => set({ scrollTop }),
})
