import type { StateCreator } from 'zustand'

import type { SettingsImport } from '#shared/contract/settings'
import type { ProvisioningRules } from '#shared/domain/profile'

/** Rules that were edited and not saved yet: they stay while other places of the window are looked at. */
export interface RulesSlice {
  readonly editedRules: ProvisioningRules | null
  /** The file that they came from, where they did. */
  readonly broughtRules: SettingsImport | null
  readonly editRules: (rules: ProvisioningRules) => void
  readonly bringRules: (brought: SettingsImport) => void
  readonly discardRules: () => void
}

export const createRulesSlice: StateCreator<RulesSlice> = (set) => ({
  editedRules: null,
  broughtRules: null,
  editRules: (rules) => set({ editedRules: rules }),
  bringRules: (brought) => set({ broughtRules: brought, editedRules: brought.rules }),
  discardRules: () => set({ editedRules: null, broughtRules: null }),
})
