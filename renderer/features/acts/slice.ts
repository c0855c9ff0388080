import type { StateCreator } from 'zustand'

import type { Act } from '#shared/domain/act'
import type { Subscription } from '#shared/domain/customer'

/** An act that a person has asked for, as it is proposed. */
interface AskedAct {
  readonly act: Act
  readonly subscription: Subscription
  readonly planName: string
}

export interface ActsSlice {
  /** What the sheet is open for. It outlives the row that it was asked from: a cancelled subscription leaves the page. */
  readonly asked: AskedAct | null
  readonly askAct: (asked: AskedAct) => void
  readonly leaveAct: () => void
}

export const createActsSlice: StateCreator<ActsSlice> = (set) => ({
  asked: null,
  askAct: (asked) => set({ asked }),
  leaveAct: () => set({ asked: null }),
})
