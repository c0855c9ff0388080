import type { StateCreator } from 'zustand'

import type { DealRow } from '#shared/contract/opportunities'

/** A deal that was chosen, with what the bar below the list says of it. */
export type ChosenDeal = Pick<DealRow, 'id' | 'name' | 'accountName' | 'amount' | 'currency' | 'state'>

export interface SelectionSlice {
  /** Deals chosen in the list, in the order of choosing; they stay chosen while the list is narrowed otherwise. */
  readonly chosen: ReadonlyMap<string, ChosenDeal>
  /** Where a stretch begins, and what was chosen before it was drawn. */
  readonly anchor: { readonly index: number; readonly before: ReadonlyMap<string, ChosenDeal> } | null
  readonly toggleDeal: (deal: ChosenDeal, index: number) => void
  /** From the anchor to here; deals of the stretch that was drawn before are let go where they are outside. */
  readonly chooseStretch: (deals: readonly ChosenDeal[], anchor: number) => void
  readonly chooseDeals: (deals: readonly ChosenDeal[]) => void
  readonly clearChosen: () => void
}

const none: ReadonlyMap<string, ChosenDeal> = new Map()

const joined = (before: ReadonlyMap<string, ChosenDeal>, deals: readonly ChosenDeal[]): Map<string, ChosenDeal> =>
  new Map([...before, ...deals.map((deal) => [deal.id, deal] as const)])

export const createSelectionSlice: StateCreator<SelectionSlice> = (set) => ({
  chosen: none,
  anchor: null,
  toggleDeal: (deal, index) =>
    set(({ chosen }) => {
      const next = new Map(chosen)
      if (!next.delete(deal.id)) next.set(deal.id, deal)
      return { chosen: next, anchor: { index, before: next } }
    }),
  chooseStretch: (deals, anchor) =>
    set((now) => {
      const before = now.anchor?.index === anchor ? now.anchor.before : now.chosen
      return { chosen: joined(before, deals), anchor: { index: anchor, before } }
    }),
  chooseDeals: (deals) => set(({ chosen }) => ({ chosen: joined(chosen, deals), anchor: null })),
  clearChosen: () => set({ chosen: none, anchor: null }),
})
