import type { StateCreator } from 'zustand'

import type { DraftEdits, SubscriptionEdits } from '#shared/domain/draft-edits'
import { noEdits } from '#shared/domain/draft-edits'

export interface EditsSlice {
  /** What a person changed, by deal; kept while the window is open, so that looking elsewhere loses nothing. */
  readonly edits: Readonly<Record<string, DraftEdits>>
  readonly editEmail: (opportunityId: string, email: string | null) => void
  readonly editSubscription: (opportunityId: string, productId: string, change: SubscriptionEdits) => void
  /** Back to where the value came from. */
  readonly revertEmail: (opportunityId: string) => void
  readonly revertField: (opportunityId: string, productId: string, field: keyof SubscriptionEdits) => void
  readonly discardEdits: (opportunityId: string) => void
}

export const editsOf = (state: Pick<EditsSlice, 'edits'>, opportunityId: string): DraftEdits =>
  state.edits[opportunityId] ?? noEdits

/** How many fields a person changed. */
export const editCount = (edits: DraftEdits): number =>
  (edits.billingEmail === undefined ? 0 : 1) +
  Object.values(edits.subscriptions).reduce((sum, fields) => sum + Object.keys(fields).length, 0)

export const createEditsSlice: StateCreator<EditsSlice> = (set) => {
  const change = (opportunityId: string, next: (edits: DraftEdits) => DraftEdits): void =>
    set((state) => ({ edits: { ...state.edits, [opportunityId]: next(editsOf(state, opportunityId)) } }))
  return {
    edits: {},
    editEmail: (opportunityId, billingEmail) => change(opportunityId, (edits) => ({ ...edits, billingEmail })),
    editSubscription: (opportunityId, productId, fields) =>
      change(opportunityId, (edits) => ({
        ...edits,
        subscriptions: { ...edits.subscriptions, [productId]: { ...edits.subscriptions[productId], ...fields } },
      })),
    revertEmail: (opportunityId) => change(opportunityId, ({ subscriptions }) => ({ subscriptions })),
    revertField: (opportunityId, productId, field) =>
      change(opportunityId, (edits) => {
        const { [field]: _gone, ...left } = edits.subscriptions[productId] ?? {}
        const { [productId]: _old, ...others } = edits.subscriptions
        const subscriptions = Object.keys(left).length === 0 ? others : { ...others, [productId]: left }
        return { ...edits, subscriptions }
      }),
    discardEdits: (opportunityId) =>
      set(({ edits }) => {
        const { [opportunityId]: _gone, ...others } = edits
        return { edits: others }
      }),
  }
}
