import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import type { AppSettings } from '#shared/domain/app-settings'

import { useCompanion, useQueries } from '../../data/companion.tsx'

/** The app's own settings, and a way to change a part of them that is in force at once. */
export function useAppSettings() {
  const companion = useCompanion()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const { queryKey } = queries.app.settings.queryOptions()
  const settings = useQuery(queries.app.settings.queryOptions()).data
  const save = useMutation({
    mutationFn: async (change: (settings: AppSettings) => AppSettings) => {
      // What another part of the app changed meanwhile stays.
      const changed = change(await companion.app.settings())
      await companion.app.saveSettings({ settings: changed })
      return changed
    },
    onSuccess: (changed) => queryClient.setQueryData(queryKey, changed),
  })
  return { settings, change: save.mutate, isSaving: save.isPending, error: save.error }
}
