import { useQueryClient } from '@tanstack/react-query'

import { useQueries } from '../../data/companion.tsx'

/** Read what is known of the profile again, after it was changed here. */
export function useReadAgain(): () => Promise<void> {
  const queries = useQueries()
  const queryClient = useQueryClient()
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: queries.workspace.status.key() }),
      queryClient.invalidateQueries({ queryKey: queries.profiles.key() }),
    ])
  }
}
