import { useMutation, useQueryClient } from '@tanstack/react-query'

import type { WorkspaceStatus } from '#shared/contract/workspace'

import { useQueries } from '../../data/companion.tsx'

/** Production beside what is not: the core writes only after somebody said that this is meant, until the profile is left. */
export interface MixedPairState {
  readonly isMixed: boolean
  readonly isConfirmed: boolean
  readonly confirm: () => void
}

export function useMixedPair(status: WorkspaceStatus | undefined): MixedPairState {
  const queries = useQueries()
  const queryClient = useQueryClient()
  const said = useMutation(
    queries.profiles.confirmMixedPair.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.workspace.status.key() }),
    }),
  )
  return {
    isMixed: status?.profile.kind === 'mixed',
    isConfirmed: status?.isMixedPairConfirmed === true || said.isSuccess,
    confirm: () => said.mutate({}),
  }
}
