import { createStore, type StoreApi } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'

import type { Companion } from '#shared/contract/index'

import { loadAgain } from './load-again.ts'
import { createActsSlice, type ActsSlice } from '../features/acts/slice.ts'
import { createEditsSlice, type EditsSlice } from '../features/deal/slice.ts'
import { createInboxSlice, type InboxSlice } from '../features/inbox/slice.ts'
import { createSelectionSlice, type SelectionSlice } from '../features/inbox/selection-slice.ts'
import { createSyncSlice, type SyncSlice } from '../features/inbox/sync-slice.ts'
import { createBulkSlice, type BulkSlice } from '../features/bulk/slice.ts'
import { createMendSlice, type MendSlice } from '../features/links/mend-slice.ts'
import { createDriftSlice, type DriftSlice } from '../features/drift/slice.ts'
import { createLinksSlice, type LinksSlice } from '../features/links/slice.ts'
import { createSwitchSlice, type SwitchSlice } from '../features/profiles/slice.ts'
import { createProvisioningSlice, type ProvisioningSlice } from '../features/provisioning/slice.ts'
import { createRecordsSlice, type RecordsSlice } from '../features/records/slice.ts'
import { createSignInSlice, type SignInSlice } from '../features/sign-in/slice.ts'
import { createRulesSlice, type RulesSlice } from '../features/settings/slice.ts'
import { createWatchSlice, type WatchSlice } from '../features/watch/slice.ts'
import { createWorkflowsSlice, type WorkflowsSlice } from '../features/workflows/slice.ts'
import { createNoticesSlice, type NoticesSlice } from '../app/notices-slice.ts'
import { createChromeSlice, type ChromeSlice } from '../app/slice.ts'

export type WindowState = InboxSlice &
  SelectionSlice &
  SyncSlice &
  EditsSlice &
  ProvisioningSlice &
  BulkSlice &
  RulesSlice &
  LinksSlice &
  ActsSlice &
  WorkflowsSlice &
  MendSlice &
  DriftSlice &
  RecordsSlice &
  NoticesSlice &
  SignInSlice &
  WatchSlice &
  SwitchSlice &
  ChromeSlice
export type WindowStore = StoreApi<WindowState>

/** The window's own state. Only how each profile's lists look outlives the window. */
export const createWindowStore = (companion: Companion, storage: Storage): WindowStore =>
  createStore<WindowState>()(
    persist(
      (...api) => ({
        ...createInboxSlice(...api),
        ...createSelectionSlice(...api),
        ...createSyncSlice(companion)(...api),
        ...createEditsSlice(companion)(...api),
        ...createProvisioningSlice(companion, (opportunityId) => api[1]().discardEdits(opportunityId))(...api),
        ...createBulkSlice(companion)(...api),
        ...createRulesSlice(...api),
        ...createLinksSlice(companion)(...api),
        ...createActsSlice(...api),
        ...createWorkflowsSlice(companion, (text) => api[1]().announce(text))(...api),
        ...createMendSlice(companion, (steps) => api[1]().mended(steps))(...api),
        ...createDriftSlice(companion)(...api),
        ...createRecordsSlice(...api),
        ...createNoticesSlice(...api),
        ...createSignInSlice(companion)(...api),
        ...createWatchSlice(...api),
        ...createSwitchSlice(companion, () => loadAgain(api[1]()))(...api),
        ...createChromeSlice(...api),
      }),
      {
        name: 'companion.window',
        version: 1,
        storage: createJSONStorage(() => storage),
        partialize: ({ views }) => ({ views }),
      },
    ),
  )
