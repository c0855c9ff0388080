import type { StateCreator } from 'zustand'

import type { Companion } from '#shared/contract/index'
import {
  isUntouched,
  noEdits,
  type CustomerEdits,
  type DraftEdits,
  type SubscriptionEdits,
} from '#shared/domain/draft-edits'
import type { Moment } from '#shared/domain/opportunity'

/** Fields of a subscription that are edited entry by entry. */
export type ListField = 'charges' | 'addons' | 'entitlements' | 'priceOverrides' | 'metadata'

export interface EditsSlice {
  /** What a person changed, by deal; kept by the core as well, so that neither leaving nor quitting loses anything. */
  readonly edits: Readonly<Record<string, DraftEdits>>
  /** When edits were kept that an earlier window made and this one has not touched, by deal. */
  readonly recalled: Readonly<Record<string, Moment>>
  /** Read what was kept before this window was opened. What was edited since stands. */
  readonly recallEdits: () => Promise<void>
  /** Send off what was edited a moment ago and is not kept yet. Resolves once the core has it, or has refused it. */
  readonly flushEdits: () => Promise<void>
  readonly editEmail: (opportunityId: string, email: string | null) => void
  readonly editCustomer: (opportunityId: string, change: CustomerEdits) => void
  readonly editSubscription: (opportunityId: string, productId: string, change: SubscriptionEdits) => void
  readonly chooseSegment: (opportunityId: string, stiggId: string, index: number) => void
  /** Back to where the value came from. */
  readonly revertEmail: (opportunityId: string) => void
  readonly revertCustomer: (opportunityId: string, field: keyof CustomerEdits) => void
  readonly revertField: (opportunityId: string, productId: string, field: keyof SubscriptionEdits) => void
  readonly revertEntry: (opportunityId: string, productId: string, field: ListField, key: string) => void
  readonly revertSegment: (opportunityId: string, stiggId: string) => void
  readonly discardEdits: (opportunityId: string) => void
}

export const editsOf = (state: Pick<EditsSlice, 'edits'>, opportunityId: string): DraftEdits =>
  state.edits[opportunityId] ?? noEdits

/** Long enough for a word to be typed; what is not kept yet is kept when the window is left. */
const pauseMs = 150

export const createEditsSlice =
  (companion: Companion): StateCreator<EditsSlice> =>
  (set, get) => {
    const waiting = new Map<string, ReturnType<typeof setTimeout>>()

    const keepNow = async (opportunityId: string): Promise<void> => {
      clearTimeout(waiting.get(opportunityId))
      waiting.delete(opportunityId)
      // What cannot be kept now is kept with the next edit; the window holds it either way.
      await companion.drafts.keep({ opportunityId, edits: editsOf(get(), opportunityId) }).catch(() => undefined)
    }

    const change = (opportunityId: string, next: (edits: DraftEdits) => DraftEdits): void => {
      set((state) => {
        const edits = next(editsOf(state, opportunityId))
        const { [opportunityId]: _before, ...others } = state.edits
        return {
          edits: isUntouched(edits) ? others : { ...others, [opportunityId]: edits },
          recalled: without(state.recalled, opportunityId),
        }
      })
      clearTimeout(waiting.get(opportunityId))
      waiting.set(
        opportunityId,
        setTimeout(() => void keepNow(opportunityId), pauseMs),
      )
    }
    const changeSubscription = (
      opportunityId: string,
      productId: string,
      next: (fields: SubscriptionEdits) => SubscriptionEdits,
    ): void =>
      change(opportunityId, (edits) => {
        const { [productId]: before, ...others } = edits.subscriptions
        const fields = next(before ?? {})
        const subscriptions = Object.keys(fields).length === 0 ? others : { ...others, [productId]: fields }
        return { ...edits, subscriptions }
      })

    return {
      edits: {},
      recalled: {},
      async flushEdits() {
        await Promise.all([...waiting.keys()].map(keepNow))
      },
      async recallEdits() {
        const kept = await companion.drafts.kept()
        set(({ edits }) => ({
          edits: { ...Object.fromEntries(kept.map((one) => [one.opportunityId, one.edits])), ...edits },
          recalled: Object.fromEntries(
            kept
              .filter(({ opportunityId }) => !(opportunityId in edits))
              .map(({ opportunityId, keptAt }) => [opportunityId, keptAt]),
          ),
        }))
      },
      editEmail: (opportunityId, billingEmail) => change(opportunityId, (edits) => ({ ...edits, billingEmail })),
      editCustomer: (opportunityId, fields) =>
        change(opportunityId, (edits) => ({ ...edits, customer: { ...edits.customer, ...fields } })),
      editSubscription: (opportunityId, productId, fields) =>
        changeSubscription(opportunityId, productId, (before) => ({ ...before, ...fields })),
      chooseSegment: (opportunityId, stiggId, index) =>
        change(opportunityId, (edits) => ({ ...edits, segments: { ...edits.segments, [stiggId]: index } })),
      revertEmail: (opportunityId) => change(opportunityId, ({ billingEmail: _gone, ...edits }) => edits),
      revertCustomer: (opportunityId, field) =>
        change(opportunityId, ({ customer, ...edits }) => {
          const left = without(customer ?? {}, field)
          return Object.keys(left).length === 0 ? edits : { ...edits, customer: left }
        }),
      revertField: (opportunityId, productId, field) =>
        changeSubscription(opportunityId, productId, (before) => without(before, field)),
      revertEntry: (opportunityId, productId, field, key) =>
        changeSubscription(opportunityId, productId, (before) => {
          const left = without(before[field] ?? {}, key)
          return Object.keys(left).length === 0 ? without(before, field) : { ...before, [field]: left }
        }),
      revertSegment: (opportunityId, stiggId) =>
        change(opportunityId, ({ segments, ...edits }) => {
          const left = without(segments ?? {}, stiggId)
          return Object.keys(left).length === 0 ? edits : { ...edits, segments: left }
        }),
      discardEdits: (opportunityId) => {
        if (isUntouched(editsOf(get(), opportunityId))) return
        change(opportunityId, () => noEdits)
        void keepNow(opportunityId)
      },
    }
  }

function without<T extends object, K extends keyof T>(fields: T, key: K): Omit<T, K> {
  const { [key]: _gone, ...left } = fields
  return left
}
